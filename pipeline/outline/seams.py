"""Where a title ends when the scrape glued it to the text behind it: 第二节深化工业领域节能实施工业能效赶超行动….

Nothing is printed between them. But the document shows elsewhere, before and behind its punctuation, how its phrases end
and begin; and titles of plans have usual ends, the texts behind them usual beginnings.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from operator import add

import regex

from pipeline.knowledge import Rule

LONGEST = 45  # characters of a title
USUAL = 9  # characters of most titles
SAMPLE = 200_000  # characters of the document from which the ends of its phrases are learnt
TRUST = 2.0, 4.0  # times that a pair, a single character must be seen to be believed
SINGLE = 0.2, 0.4  # weight of the single character behind and before the seam, beside that of the pair
COMMA, LENGTH = 0.3, 1.2  # what a comma in the title costs, and an unusual length
ALIKE = 1.5
BREAK = regex.compile(r"[，。；、：！？《》（）()\s]+|——")
NEVER_BEHIND = frozenset("，。、；：！？”》）)的和与及或等")
NEVER_BEFORE = frozenset("，。、；")


class Phrases:
    """How often each character and pair of characters begins a phrase, ends one, and stands anywhere."""

    def __init__(self, texts: Iterable[str]) -> None:
        phrases = [phrase for phrase in BREAK.split(_sample(texts)) if len(phrase) > 1]
        self.begins = Counter(phrase[:size] for phrase in phrases for size in (1, 2))
        self.ends = Counter(phrase[-size:] for phrase in phrases for size in (1, 2))
        joined = "\n".join(phrases)
        self.seen = Counter(joined)
        self.seen.update(map(add, joined, joined[1:]))
        for form in [form for form in self.seen if "\n" in form]:
            del self.seen[form]
        self.usual = {size: self._share(size) for size in (1, 2)}

    def _share(self, size: int) -> float:
        begins = sum(count for form, count in self.begins.items() if len(form) == size)
        return (begins + 1) / (sum(count for form, count in self.seen.items() if len(form) == size) + 1)

    def odds(self, counts: Counter, form: str) -> float:
        """Log of how much oftener than any other `form` begins or ends a phrase."""
        usual, trust = self.usual[len(form)], TRUST[len(form) - 1]
        return math.log((counts[form] + trust * usual) / (self.seen[form] + trust) / usual)

    def seam(self, text: str, at: int) -> float:
        """The evidence that a phrase ends before text[at] and another begins there."""
        return (self.odds(self.begins, text[at:at + 2]) + SINGLE[0] * self.odds(self.begins, text[at])
                + self.odds(self.ends, text[at - 2:at]) + SINGLE[1] * self.odds(self.ends, text[at - 1]))


def _sample(texts: Iterable[str]) -> str:
    """The texts, one per line, as far as they are needed to learn from."""
    left, taken = SAMPLE, []
    for text in texts:
        taken.append(text)
        left -= len(text)
        if left < 0:
            break
    return "\n".join(taken)


def best_seam(text: str, phrases: Phrases, rules: Sequence[Rule], alike: Container[str] = ()) -> tuple[float, int]:
    """The score and place of the likeliest end of a title at the beginning of `text`.

    `alike` are the ends (two characters) of titles that the document has so far: sisters end alike.
    """
    ends = Counter()
    for rule in rules:
        if rule.data["seam"] == "end":
            ends.update({match.end(): rule.data["weight"] for match in rule.pattern.finditer(text, 0, LONGEST)})
    best = (-math.inf, 0)
    for at in range(2, min(len(text) - 1, LONGEST)):
        if text[at] in NEVER_BEHIND or text[at - 1] in NEVER_BEFORE or _open(text[:at]):
            continue
        score = phrases.seam(text, at) + ends[at] - LENGTH * abs(math.log(at / USUAL)) - COMMA * text.count("，", 0, at)
        score += ALIKE * (text[at - 2:at] in alike)
        score += max((rule.data["weight"] for rule in rules if rule.data["seam"] == "start" and rule.pattern.match(text, at)),
                     default=0.0)
        score += max((rule.data["weight"] for rule in rules
                      if rule.data["seam"] == "title" and rule.pattern.fullmatch(text, 0, at)), default=0.0)
        best = max(best, (score, at))
    return best


def _open(text: str) -> bool:
    """Whether a bracket or quote is open at the end of `text`.

    >>> _open("“十二五"), _open("“十二五”")
    (True, False)
    """
    return any(text.count(a) > text.count(b) for a, b in ("“”", "（）", "《》", "()", "‘’"))
