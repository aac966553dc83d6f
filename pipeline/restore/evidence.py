"""What tells which copy a sentence belongs to: the words it shares with its neighbours, and the numbers of headings.

All scores are log likelihood ratios: how much likelier the sentence is behind that stream than anywhere else.
"""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict
from collections.abc import Sequence
from functools import lru_cache

from pipeline.knowledge import Knowledge
from pipeline.knowledge.numbers import parse_number
from pipeline.restore.sentences import Piece

WORD_BREAK = re.compile(r"[^\u4E00-\u9FFFA-Za-z]+")
DUTIES = re.compile(r"[（(][^（()）]{8,400}[）)]?")
SAMPLE = 4000  # sentences from which the frequency of words is taken
ASKED = 50_000  # answers of the search that are kept
RECENT = 4096  # sentences whose words are kept
FADE = 0.65  # a stream's last sentence counts most, the one before 0.65 of that
MEMORY = 5  # sentences of a stream that a new one is compared with
# Similarity of a sentence with those before it → log of how much likelier it is to stand there than 30 to 100 sentences
# away; measured on 7,685 sentences of 20 plans.
LIKELIER = ((0.0, -1.3), (0.01, -1.3), (0.025, -0.6), (0.035, -0.2), (0.05, 0.45), (0.09, 1.4), (0.15, 2.4), (0.2, 3.2), (0.3, 3.4))

Heads = tuple[tuple[int, int], ...]  # (rank, number) of a stream's open headings, outermost first


class Cohesion:
    """How well a sentence follows others, by the pairs of characters they share, rare pairs counting more."""

    def __init__(self, printed: Sequence[Piece]) -> None:
        self.printed = printed
        step = max(1, len(printed) // SAMPLE)
        sample = range(0, len(printed), step)
        self.seen = Counter(pair for index in sample for pair in _pairs(printed[index].key))
        self.size = max(2, len(sample))
        self.recent: OrderedDict[int, tuple[frozenset[str], float]] = OrderedDict()
        # the search asks the same again for every hypothesis and round
        self.follows = lru_cache(maxsize=ASKED)(self._follows)
        self._similar = lru_cache(maxsize=ASKED)(self._compare)

    def _follows(self, index: int, before: tuple[int, ...]) -> float:
        """The evidence that piece `index` stands behind the pieces `before`, the nearest first."""
        if not self._words(index)[0]:
            return 0.0
        similar = sum(self._similar(index, other) * FADE ** k for k, other in enumerate(before))
        for (low, at_low), (high, at_high) in zip(LIKELIER, LIKELIER[1:]):
            if similar < high:
                return at_low + (at_high - at_low) * (similar - low) / (high - low)
        return LIKELIER[-1][1]

    def _compare(self, one: int, other: int) -> float:
        (ours, size), (theirs, their_size) = self._words(one), self._words(other)
        return sum(self._weight(pair) for pair in ours & theirs) / (size * their_size)

    def _weight(self, pair: str) -> float:
        return math.log(1 + self.size / (self.seen.get(pair, 0) + 0.5)) ** 2

    def _words(self, index: int) -> tuple[frozenset[str], float]:
        if index not in self.recent:
            pairs = frozenset(_pairs(self.printed[index].key))
            self.recent[index] = pairs, math.sqrt(sum(self._weight(pair) for pair in pairs)) or 1.0
            if len(self.recent) > RECENT:
                self.recent.popitem(last=False)
        return self.recent[index]


def _pairs(key: str) -> set[str]:
    """The pairs of characters of a sentence's words; lists of duties in brackets are alike everywhere."""
    key = DUTIES.sub("", key)
    return {word[k:k + 2] for word in WORD_BREAK.split(key) for k in range(len(word) - 1)}


class Growth:
    """Whether the number that begins a sentence counts on in a stream: in a copy, heading numbers only grow."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.rules = [rule for rule in knowledge.rules["headings"]
                      if rule.data.get("scheme") in ("part", "chapter", "section", "han", "han_paren", "arabic")]

    def heading(self, text: str) -> tuple[int, int] | None:
        """The rank and number of the heading that begins a sentence."""
        for rule in self.rules:
            if match := rule.pattern.match(text):
                value = parse_number(match["number"])
                return (rule.data["rank"], int(value)) if value else None
        return None

    def after(self, heads: Heads, heading: tuple[int, int]) -> tuple[float, Heads]:
        """The evidence that a stream with open `heads` goes on with `heading`, and its heads then."""
        rank, number = heading
        last = next((old for level, old in heads if level == rank), None)
        above = tuple(head for head in heads if head[0] < rank)
        heads = (*above, heading)
        if last is None:
            return (0.5 if number == 1 else 0.0), heads
        if number == last + 1:
            return 2.5, heads
        if number == 1:
            return 0.0, heads
        return (-0.5 if number > last else -4.0), heads
