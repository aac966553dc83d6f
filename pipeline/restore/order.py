"""The reading order: which pieces are copies of one sentence, and where the sentences stood in the document."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from pipeline.knowledge import Knowledge
from pipeline.restore.evidence import Cohesion, Growth
from pipeline.restore.repeats import copies
from pipeline.restore.sentences import Piece
from pipeline.restore.shape import Shape
from pipeline.restore.streams import Known, Search

COPIES = 4  # copies that are told apart; further ones count as the last
BESIDE = 2  # lines before a copy's first and behind its last known piece in which it may be printed too
AROUND = 60  # and so many pieces at most
SAMPLE = 3000  # pieces from which shape and completeness are learnt
ROUNDS = 2
NONE, SOME = 0.01, 0.3  # share of the gaps between shared sentences in which a copy prints what the other skips


def reading_order(printed: Sequence[Piece], knowledge: Knowledge) -> list[list[int]]:
    """For each sentence, in reading order, the indices of its copies, the first printed one first."""
    earlier = copies(printed)
    earlier.update(_furniture(printed))
    if not earlier:
        return [[index] for index in range(len(printed))]
    roots = _roots(len(printed), earlier)
    groups: dict[int, list[int]] = {}
    for index, root in enumerate(roots):
        groups.setdefault(root, []).append(index)
    labels = _labels(printed, earlier, knowledge)
    return [groups[root] for root in merged(labels, roots)]


def _furniture(printed: Sequence[Piece]) -> dict[int, int]:
    """Running headers and footers: every copy of the first."""
    first: dict[str, int] = {}
    return {index: first[piece.key] for index, piece in enumerate(printed)
            if piece.furniture and first.setdefault(piece.key, index) != index}


def _roots(count: int, earlier: Mapping[int, int]) -> list[int]:
    roots: list[int] = []
    for index in range(count):
        roots.append(roots[earlier[index]] if index in earlier else index)
    return roots


def _labels(printed: Sequence[Piece], earlier: Mapping[int, int], knowledge: Knowledge) -> list[int]:
    """The copy that each piece belongs to, 0 for the leading one."""
    known = _known(printed, earlier)
    if all(len(options) == 1 for options in known.options):
        return [options[0] for options in known.options]
    search = Search(printed, known, Cohesion(printed), Growth(knowledge))
    lines = [piece.paragraph for piece in printed]
    lengths = [len(piece.key) for piece in printed]
    best = None
    for rates in _hypotheses(known.count):
        shape = Shape(lines, lengths)
        shape.learn(known.labels)
        for _ in range(ROUNDS + 1):
            score, labels = search.labels(shape, rates, min(SAMPLE, len(printed)))
            shape.learn(labels)
        score += sum(math.log(1 - rate) for rate in rates) * sum(label == 1 for label in known.labels)
        if best is None or score > best[0]:
            best = score, shape, rates, labels
    return best[3] if len(printed) <= SAMPLE else search.labels(best[1], best[2], len(printed))[1]


def _hypotheses(count: int) -> list[list[float]]:
    """No copy is complete, or one of them is: it alone prints what the others skip."""
    return [[SOME] * count, *([SOME if k == complete else NONE for k in range(count)] for complete in range(count))]


def _known(printed: Sequence[Piece], earlier: Mapping[int, int]) -> Known:
    """The labels that repetition settles: a sentence's n-th copy belongs to the n-th copy of the document."""
    depth: dict[int, int] = {}
    for later in sorted(earlier):
        depth[later] = min(depth.get(earlier[later], 0) + 1, COPIES - 1)
        depth.setdefault(earlier[later], 0)
    count = max(depth.values(), default=0) + 1
    reach = [_reach(printed, [index for index, label in depth.items() if label == copy]) for copy in range(1, count)]
    options = []
    for index in range(len(printed)):
        label = depth.get(index)
        options.append((label,) if label is not None else
                       (0, *(copy for copy, span in enumerate(reach, 1) if index in span)))
    covered = max((index for index, label in depth.items() if label == 0), default=-1)
    ended = max(depth, default=0)
    return Known([depth.get(index) for index in range(len(printed))], options, count, covered, ended)


def _reach(printed: Sequence[Piece], pieces: list[int]) -> range:
    """Where a copy whose known pieces these are may have printed others."""
    first, last = min(pieces), max(pieces)
    lines = [piece.paragraph for piece in printed]
    start = bisect_right(lines, lines[first] - BESIDE - 1)
    end = bisect_right(lines, lines[last] + BESIDE)
    return range(max(start, first - AROUND), min(end, last + AROUND))


def merged(labels: Sequence[int], roots: Sequence[int]) -> list[int]:
    """The sentences (by their roots) in document order: the leading copy's, and between them what only others print.

    What a copy prints alone stands behind the sentence that it printed before.
    """
    after: dict[int, list[int]] = {}
    at = {label: -1 for label in labels}
    repeated = {root for index, root in enumerate(roots) if root != index}
    order = []
    for index, label in enumerate(labels):
        root = roots[index]
        if label == 0 and root == index:
            order.append(index)
        elif root == index and index not in repeated:
            after.setdefault(at[label], []).append(index)
        at[label] = root
    result: list[int] = []
    stack = [*reversed(order), -1]
    while stack:
        root = stack.pop()
        if root >= 0:
            result.append(root)
        stack.extend(reversed(after.get(root, ())))
    return result
