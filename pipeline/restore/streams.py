"""Labels which copy of the document each printed sentence belongs to, where copies run through each other.

Several copies of a document run through the text at different speeds; each by itself is in document order. A sentence
printed twice is the leading copy's at its first place and the next copy's at its second, so its labels are known. A
sentence printed once is labelled by a beam search over the evidence: the shape of the records (lines) as the labels so
far show it, the cohesion of words, heading numbers, and whether a copy skips what another prints.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.restore.evidence import MEMORY, Cohesion, Growth, Heads
from pipeline.restore.sentences import Piece
from pipeline.restore.shape import Shape, Spot

BEAM = 24  # states that are followed at most: copies change every few sentences, so few histories differ for long
MARGIN = 8.0  # states that are less likely than the best by so much are left
CLOSE = -3.0  # log odds that behind its last known piece a copy has ended, once
GO_ON = -0.4  # log odds of each piece that it prints there
COHESION = 0.6  # weight of words: the sentences that a new one is compared with are not independent


@dataclass(frozen=True, slots=True)
class Known:
    """What is certain: the `labels` of repeated pieces (None for the others), the copies that each piece may belong
    to, and up to which piece a copy is followed by another, so that what it alone prints was skipped there."""

    labels: Sequence[int | None]
    options: Sequence[Sequence[int]]
    count: int
    covered: int
    tail: Sequence[bool]


class State(NamedTuple):
    """A labelling of the pieces so far, as far as the next one depends on it.

    `lasts` are each copy's last pieces, the newest first, `heads` its open headings, and `alone` tells whether the last
    one is printed by it alone; `closed`: only the leading copy is left; `trail` links the labels backwards.
    """

    score: float
    spot: Spot
    lasts: tuple[tuple[int, ...], ...]
    heads: tuple[Heads, ...]
    alone: tuple[bool, ...]
    closed: bool
    trail: tuple | None


class Search:
    """The beam search over `printed`; `rates` are the shares of gaps in which each copy prints what others skip."""

    def __init__(self, printed: Sequence[Piece], known: Known, cohesion: Cohesion, growth: Growth) -> None:
        self.printed, self.known, self.cohesion, self.growth = printed, known, cohesion, growth
        self.headings = [growth.heading(piece.text) for piece in printed]

    def labels(self, shape: Shape, rates: Sequence[float], end: int, scored: bool = True) -> tuple[float, list[int]]:
        """The best score and labels of the first `end` pieces; not `scored`, what is certain is passed over quickly."""
        copies = len(rates)
        costs = [math.log(rate / (1 - rate)) for rate in rates]
        beam = [State(0.0, Spot(0, 0, 0, 0), ((),) * copies, ((),) * copies, (False,) * copies, False, None)]
        for index in range(end):
            best: dict[tuple, State] = {}
            certain = not scored and len(beam) == 1 and self._certain(index)
            for state in beam:
                for label, closed in self._choices(state, index):
                    new = self._step(state, index, label, closed, shape, costs, certain)
                    key = closed, *(last[:1] for last in new.lasts)
                    if key not in best or best[key].score < new.score:
                        best[key] = new
            beam = sorted(best.values(), key=lambda state: -state.score)[:BEAM]
            beam = [state for state in beam if state.score > beam[0].score - MARGIN]
        return beam[0].score, _walk(beam[0].trail)

    def _certain(self, index: int) -> bool:
        return not self.known.tail[index] and len(self.known.options[index]) == 1

    def _choices(self, state: State, index: int) -> list[tuple[int, bool]]:
        """The copies that the next piece may belong to, and whether only the leading one is left then."""
        if not self.known.tail[index]:
            return [(label, False) for label in self.known.options[index]]
        if state.closed:
            return [(0, True)]
        return [(0, True), *((label, False) for label in self.known.options[index])]

    def _step(self, state: State, index: int, label: int, closed: bool, shape: Shape, costs: Sequence[float],
              certain: bool) -> State:
        """The state after giving piece `index` to copy `label`."""
        new_line = shape.begins_line(index)
        spot = state.spot.then(label, len(self.printed[index].key), new_line)
        alone = self.known.labels[index] is None
        score, heads = state.score, state.heads
        if not certain:
            if not closed:
                score += shape.evidence(state.spot, label, new_line)
            elif not state.closed:
                score += CLOSE
            if last := state.lasts[label]:
                score += COHESION * self.cohesion.follows(index, last)
            if alone and not state.alone[label] and (label or index <= self.known.covered):
                score += costs[label]
            if label and self.known.tail[index]:
                score += GO_ON
        if heading := self.headings[index]:
            growth, new = self.growth.after(heads[label], heading)
            score, heads = score + growth, _set(heads, label, new)
        lasts = _set(state.lasts, label, (index, *state.lasts[label][:MEMORY - 1]))
        return State(score, spot, lasts, heads, _set(state.alone, label, alone), closed, (state.trail, label))


def _set(values: tuple, at: int, value: object) -> tuple:
    return (*values[:at], value, *values[at + 1:])


def _walk(trail: tuple | None) -> list[int]:
    labels = []
    while trail is not None:
        trail, label = trail
        labels.append(label)
    return labels[::-1]
