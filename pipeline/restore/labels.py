"""What repetition alone tells about the copies, and the search for the rest."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.knowledge import Knowledge
from pipeline.restore.evidence import Cohesion, Growth
from pipeline.restore.sentences import Piece
from pipeline.restore.shape import Shape
from pipeline.restore.streams import Known, Search

COPIES = 4  # copies that are told apart at most; further ones count as the last
SHARE = 0.1  # a further copy repeats at least so much of what the one before it repeats
BESIDE = 2  # lines before a copy's first and behind its last known piece in which it may be printed too
AROUND = 60  # and so many pieces at most
APART = 300  # pieces between two known ones of a copy that break it in two
SAMPLE = 3000  # pieces from which shape and completeness are learnt
ROUNDS = 3  # searches in which they are learnt
NONE, SOME = 0.01, 0.2  # share of the gaps between shared sentences in which a copy prints what the other skips


def copy_labels(printed: Sequence[Piece], earlier: Mapping[int, int], knowledge: Knowledge) -> list[int]:
    """The copy that each piece belongs to, 0 for the leading one; `earlier` are the copies that repetition shows."""
    depth = _depths(earlier)
    lines = [piece.paragraph for piece in printed]
    if cuts := _one_behind_another(lines, depth):
        return [bisect_right(cuts, index) for index in range(len(printed))]
    known = _known(lines, depth)
    if all(len(options) == 1 for options in known.options):
        return [options[0] for options in known.options]
    search = Search(printed, known, Cohesion(printed), Growth(knowledge))
    end = min(SAMPLE, len(printed))
    gaps = sum(label == 1 for label in known.labels[:end])
    tried = []
    for rates in _hypotheses(known.count):
        score, labels, shape = _learnt(search, rates, end)
        tried.append((score + gaps * sum(math.log(1 - rate) for rate in rates), labels, shape, rates))
    _, labels, shape, rates = max(tried, key=lambda each: each[0])
    return labels if end == len(printed) else search.labels(shape, rates, len(printed), scored=False)[1]


def _hypotheses(count: int) -> list[list[float]]:
    """No copy is complete, or one of them is: it alone prints what the others skip."""
    return [[SOME] * count, *([SOME if k == complete else NONE for k in range(count)] for complete in range(count))]


def _learnt(search: Search, rates: Sequence[float], end: int) -> tuple[float, list[int], Shape]:
    """The score and labels of the first `end` pieces, and the records' shape that they show."""
    shape = Shape([piece.paragraph for piece in search.printed], [len(piece.key) for piece in search.printed])
    shape.learn(search.known.labels)
    for _ in range(ROUNDS):
        score, labels = search.labels(shape, rates, end)
        shape.learn(labels)
    return score, labels, shape


def _one_behind_another(lines: Sequence[int], depth: Mapping[int, int]) -> list[int]:
    """Where the further copies begin, if each was printed when the one before was over; empty where they run through each other.

    A copy begins with the line of its first known piece, or with that piece where the line is the last copy's too.

    >>> _one_behind_another([0, 0, 1, 1, 1], {0: 0, 1: 0, 3: 1, 4: 1})
    [2]
    """
    ends = [(min(known), max(known)) for copy in range(max(depth.values()) + 1)
            if (known := [index for index, label in depth.items() if label == copy])]
    if any(first <= last for (_, last), (first, _) in pairwise(ends)):
        return []
    starts = (bisect_left(lines, lines[first]) for first, _ in ends[1:])
    return [start if start > last else first for start, (_, last), (first, _) in zip(starts, ends, ends[1:])]


def _known(lines: Sequence[int], depth: Mapping[int, int]) -> Known:
    """The labels that repetition settles: a sentence's n-th copy belongs to the n-th copy of the document."""
    count = max(depth.values(), default=0) + 1
    options = [[0] for _ in lines]
    tail = [False] * len(lines)
    for copy in range(1, count):
        for start, last, end in _reaches(lines, sorted(index for index, label in depth.items() if label == copy)):
            for index in range(start, end):
                options[index].append(copy)
                tail[index] |= index > last
    for index, label in depth.items():
        options[index] = [label]
    covered = max((index for index, label in depth.items() if label == 0), default=-1)
    return Known([depth.get(index) for index in range(len(lines))], options, count, covered, tail)


def _depths(earlier: Mapping[int, int]) -> dict[int, int]:
    """How many copies of a repeated piece were printed before it, up to the number of copies of the document."""
    depth: dict[int, int] = {}
    for later in sorted(earlier):
        depth[later] = min(depth.get(earlier[later], 0) + 1, COPIES - 1)
        depth.setdefault(earlier[later], 0)
    sizes = Counter(depth.values())
    most = next((copy for copy in range(1, COPIES) if sizes[copy + 1] < SHARE * sizes[copy]), COPIES - 1)
    return {index: min(label, most) for index, label in depth.items()}


def _reaches(lines: Sequence[int], pieces: list[int]) -> Iterator[tuple[int, int, int]]:
    """Where a copy whose known pieces these are may print others: start, last known piece, end."""
    breaks = [k for k in range(1, len(pieces)) if pieces[k] - pieces[k - 1] > APART]
    for start, end in zip([0, *breaks], [*breaks, len(pieces)]):
        first, last = pieces[start], pieces[end - 1]
        yield (max(bisect_right(lines, lines[first] - BESIDE - 1), first - AROUND), last,
               min(bisect_right(lines, lines[last] + BESIDE), last + AROUND))
