"""How much of the text behind a heading's number is its title."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from pipeline.knowledge import Knowledge, Rule
from pipeline.outline.seams import LONGEST, Phrases, best_seam
from pipeline.records import Sentence

ALONE = 60  # characters of a title that has its line for itself
FEW_COMMAS = 2
SENTENCE = 10  # characters of a sentence behind a title
ENDS = "。！？；"
# Scores of a seam, measured on 720 titles of 22 plans, glued to the text behind them and as they stood.
TOO_MUCH = 0.5  # where the text is too much for a title: 99 % of glued titles reach it
SPELT = 2.0  # where headings of the scheme are not written with a full stop: 94 % of glued titles, 21 % of titles alone
RUN_IN = 5.5  # where they are: 39 % of glued titles, 1 % of titles alone


class Titles:
    """What the rules of `headings.toml`, the document's table of contents and its sentences tell about titles."""

    def __init__(self, knowledge: Knowledge, known: Collection[str], sentences: Sequence[Sentence]) -> None:
        self.known = frozenset(known)
        self.sentences = sentences
        self.ends: set[str] = set()
        self.rules = [rule for rule in knowledge.rules["headings"] if "seam" in rule.data]
        self.statement = next(rule.pattern for rule in knowledge.rules["headings"] if rule.id == "statement")

    @cached_property
    def phrases(self) -> Phrases:
        """The phrases of the document's prose; counted only where a title is glued."""
        return Phrases(sentence.text for sentence in self.sentences if sentence.text[-1] in ENDS)

    def length(self, rest: str, bounded: bool, alone: bool, rule: Rule) -> tuple[int, bool]:
        """How many characters of `rest` are the title, and whether that is all of it.

        `bounded` tells that another heading follows `rest` at once, `alone` that it has its paragraph for itself.
        """
        length, whole = self._length(rest, bounded, alone, rule)
        self.ends.add(rest[:length].rstrip(ENDS + " ")[-2:])
        return length, whole

    def _length(self, rest: str, bounded: bool, alone: bool, rule: Rule) -> tuple[int, bool]:
        clear = rest.rstrip(ENDS + " ")
        ended = len(clear) < len(rest.rstrip())
        if bounded or clear in self.known or (alone and not ended and len(rest) <= ALONE):
            return len(rest), True
        if known := self._known(rest):
            return known, False
        plain = len(clear) <= LONGEST and clear.count("，") <= FEW_COMMAS and not self.statement.search(clear)
        run_in = plain and not rule.data.get("spelt")
        score, at = best_seam(rest, self.phrases, self.rules, () if run_in else self.ends)
        if score >= (RUN_IN if run_in else SPELT if plain else TOO_MUCH) and len(clear) - at >= SENTENCE * run_in:
            return at, False
        return (len(rest), True) if plain and (ended or alone) else (0, False)

    def _known(self, rest: str) -> int:
        """The length of the longest title of the table of contents that begins `rest`."""
        return max((len(title) for title in self.known if rest.startswith(title)), default=0)
