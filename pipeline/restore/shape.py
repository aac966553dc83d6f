"""The shape of the records: where in a line the scrape changes from one copy to another.

A scrape prints by a fixed pattern, for instance in every line the leading copy's next sentence, a run of the lagging
copy, a run of the leading one. The pattern is learnt from labelled lines: by which copy lines begin and end, and after
how much text a copy gives way to another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

INSIDE, BETWEEN = 0.25, 0.08  # odds of a change inside a line and at its beginning, before anything is learnt
TRUST = 2.0  # sentences that the odds before learning are worth
STEPS = 9  # a line's length is told in so many steps
LONGEST = 900  # characters; longer lines are no records
FULL = 1.5  # sentences in a record, on average
RUNS = 3  # runs of a line that are told apart; in a line of many runs, text is counted from the run's beginning


class Spot(NamedTuple):
    """A place in a line: the copy that prints there, the number of its run in the line, the sentences since the run
    began, and the characters since the line began."""

    label: int
    run: int
    place: int
    size: int

    def then(self, label: int, length: int, new_line: bool) -> Spot:
        """The place of the next sentence, of `length` characters."""
        if new_line:
            return Spot(label, 0, 1, length)
        if label == self.label:
            return Spot(label, self.run, self.place + 1, self.size + length)
        return Spot(label, self.run + 1, 1, length + (self.size if self.run < RUNS else 0))


class Shape:
    """How often the copies change, by copy, run and place in the line."""

    def __init__(self, lines: Sequence[int], lengths: Sequence[int]) -> None:
        """`lines` are the numbers of the pieces' lines, `lengths` their characters; a line for each sentence tells nothing."""
        self.records = len(lines) >= FULL * len(set(lines)) > FULL
        self.lines, self.lengths = lines if self.records else [0] * len(lines), lengths
        self.step = max(1, min(sum(lengths) // max(1, len(set(self.lines))), LONGEST) // STEPS)
        self.learn(())

    def learn(self, labels: Sequence[int | None]) -> None:
        """Count the changes in lines of which all `labels` are known."""
        self.changed, self.seen = Counter(), Counter()
        self.starts, self.ends, self.breaks = Counter(), Counter(), 0
        lines = self.lines if self.records else range(len(labels))
        unknown = {line for line, label in zip(lines, labels) if label is None}
        spot = Spot(0, 0, 0, 0)
        for at, label in enumerate(labels):
            new_line = self.begins_line(at)
            if at and not unknown.intersection(lines[at - 1:at + 1]):
                self._count(spot, label, new_line)
            spot = spot.then(label or 0, self.lengths[at], new_line)

    def begins_line(self, at: int) -> bool:
        """Whether piece `at` begins a record behind another."""
        return at > 0 and self.lines[at] != self.lines[at - 1]

    def _count(self, spot: Spot, label: int, new_line: bool) -> None:
        changed = label != spot.label
        if new_line:
            self.breaks += 1
            self.ends[spot.label] += 1
            self.starts[label] += 1
        for feature in (("line", spot.label),) if new_line else (self._run(spot), self._place(spot)):
            self.seen[feature] += 1
            self.changed[feature] += changed

    def evidence(self, spot: Spot, label: int, new_line: bool) -> float:
        """Log probability that copy `label` prints the sentence behind `spot`."""
        if new_line:
            others = (self.breaks - self.starts[spot.label] + TRUST * BETWEEN) / (self.breaks + TRUST)
            change = self._odds(("line", spot.label), others)
            ended = math.log((self.ends[spot.label] + TRUST / 2) / (self.breaks + TRUST))
        else:
            change, ended = self._odds(self._place(spot), self._odds(self._run(spot), INSIDE)), 0.0
        return math.log(1 - change if label == spot.label else change) + ended

    def _odds(self, feature: tuple, expected: float) -> float:
        """The odds of a change by what was seen, and by what is expected where little was."""
        return (self.changed[feature] + TRUST * expected) / (self.seen[feature] + TRUST)

    def _run(self, spot: Spot) -> tuple:
        return spot.label, min(spot.run, RUNS)

    def _place(self, spot: Spot) -> tuple:
        return spot.label, min(spot.run, RUNS), 0 if spot.place == 1 else 1 + min(spot.size // self.step, STEPS)
