"""Where a title ends when the scrape glued it to the text behind it.

Nothing is printed between them, so evidence is weighed: titles that the document prints elsewhere (in its table of
contents) and titles that all plans share settle it; else a title ends with the noun of its object and the text starts
anew with a verb, a year or a dash, and titles have their usual length.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.knowledge import Knowledge, Rule

LONGEST = 45  # characters of a title
FEW_COMMAS = 2
ENOUGH = 2.0  # the score from which a seam is believed
SEAMS = ("title", "end", "start")
END = "。！？；"
NO_START = frozenset("的和与及或、，。；：）》”等了着过")


class Titles:
    """The evidence about titles: the rules of `headings.toml` with a `seam`, and the document's own `known` titles."""

    def __init__(self, knowledge: Knowledge, known: Collection[str] = ()) -> None:
        self.known = frozenset(known)
        rules = knowledge.rules["headings"]
        self.evidence = {seam: tuple(rule for rule in rules if rule.data.get("seam") == seam) for seam in SEAMS}

    def length(self, rest: str, bounded: bool, alone: bool, rule: Rule) -> tuple[int, bool]:
        """How many characters of `rest` are the title, and whether that is all of it.

        `bounded` tells that another heading follows `rest` at once.
        """
        ended = rest.rstrip()[-1:] in END if rest.strip() else False
        if bounded or (alone and not ended and len(rest) <= LONGEST + 15):
            return len(rest), True
        clear = rest.rstrip("".join(END) + " ")
        if clear in self.known:
            return len(rest), True
        plain = len(clear) <= LONGEST and clear.count("，") <= FEW_COMMAS and "。" not in clear
        score, at = self.seam(rest)
        glued = rule.data["rank"] <= 3 or not plain
        if glued and score >= ENOUGH:
            return at, False
        return (len(rest), True) if plain and (ended or alone) else (0, False)

    def seam(self, rest: str) -> tuple[float, int]:
        """The best score of a seam within `rest`, and its place."""
        ends = {match.end(): rule.data["weight"] for rule in self.evidence["end"]
                for match in rule.pattern.finditer(rest, 0, LONGEST)}
        best = (0.0, 0)
        for at in range(2, min(len(rest) - 1, LONGEST)):
            if rest[at] in NO_START or _open(rest[:at]):
                continue
            score = self._score(rest, at, ends.get(at, 0.0))
            best = max(best, (score, -at))
        return best[0], -best[1]

    def _score(self, rest: str, at: int, end: float) -> float:
        title = rest[:at].strip()
        if title in self.known:
            return 9.0
        whole = sum(rule.data["weight"] for rule in self.evidence["title"] if rule.pattern.fullmatch(title))
        start = max((rule.data["weight"] for rule in self.evidence["start"] if rule.pattern.match(rest, at)),
                    default=0.0)
        if not start or not (end or whole):
            return 0.0
        return whole + end + start - abs(len(title) - 10) / 10 - title.count("，")


def _open(text: str) -> bool:
    """Whether a bracket or quote is open at the end of `text`.

    >>> _open("“十二五"), _open("“十二五”")
    (True, False)
    """
    return any(text.count(a) > text.count(b) for a, b in ("“”", "（）", "《》", "()", "‘’"))
