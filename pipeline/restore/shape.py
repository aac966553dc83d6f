"""The shape of the records: where in a line the scrape changes from one copy to another.

A scrape prints by a fixed pattern, for instance in every line the leading copy's next sentence, a run of the lagging
copy, a run of the leading one. The pattern is learnt from labelled lines: by which copy lines begin and end, and after
how many sentences a copy gives way to another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

INSIDE, BETWEEN = 0.25, 0.08  # odds of a change inside a line and at its beginning, before anything is learnt
TRUST = 2.0  # sentences that the odds before learning are worth
STEP = 50
RUNS, PLACES = 3, 6  # counts beyond these are alike


class Shape:
    """How often the copies change, by copy, number of its run in the line and place in the run."""

    def __init__(self) -> None:
        self.changed: Counter = Counter()
        self.seen: Counter = Counter()
        self.starts: Counter = Counter()
        self.ends: Counter = Counter()
        self.lines = 0

    def learn(self, labels: Sequence[int | None], lines: Sequence[int], lengths: Sequence[int]) -> None:
        """Count the changes in `labels`, of lines that have all their labels; `lines` are the pieces' lines."""
        self.__init__()
        unknown = {line for line, label in zip(lines, labels) if label is None}
        run, place, size = 0, 1, lengths[0]
        for at in range(1, len(labels)):
            before, label, new_line = labels[at - 1], labels[at], lines[at] != lines[at - 1]
            if lines[at] in unknown or lines[at - 1] in unknown:
                run, place = (0, 1) if new_line else (run, place + 1)
                size = lengths[at] + (size if place > 1 else 0)
                continue
            if new_line:
                self.lines += 1
                self.ends[before] += 1
                self.starts[label] += 1
            feature = _feature(before, run, place, size, new_line)
            self.seen[feature] += 1
            self.changed[feature] += label != before
            if not new_line:
                self.seen[before, min(run, RUNS)] += 1
                self.changed[before, min(run, RUNS)] += label != before
            run, place = (0, 1) if new_line else (run, place + 1) if label == before else (run + 1, 1)
            size = lengths[at] + (size if place > 1 else 0)

    def evidence(self, before: int, label: int, run: int, place: int, size: int, new_line: bool) -> float:
        """Log probability that copy `label` follows copy `before` here."""
        feature = _feature(before, run, place, size, new_line)
        expected = self._elsewhere(before) if new_line else self._usual(before, run)
        change = (self.changed[feature] + TRUST * expected) / (self.seen[feature] + TRUST)
        ended = math.log((self.ends[before] + TRUST / 2) / (self.lines + TRUST)) if new_line else 0.0
        return math.log(1 - change if label == before else change) + ended

    def _usual(self, before: int, run: int) -> float:
        feature = before, min(run, RUNS)
        return (self.changed[feature] + TRUST * INSIDE) / (self.seen[feature] + TRUST)

    def _elsewhere(self, before: int) -> float:
        """The odds that a line begins with another copy than `before`."""
        return (self.lines - self.starts[before] + TRUST * BETWEEN) / (self.lines + TRUST)


def _feature(label: int, run: int, place: int, size: int, new_line: bool) -> tuple:
    if new_line:
        return (label, -1, -1)
    return (label, min(run, RUNS), 0 if place == 1 else 1 + min(size // STEP, PLACES))
