"""The reading order: which pieces are copies of one sentence, and where the sentences stood in the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.knowledge import Knowledge
from pipeline.restore.labels import copy_labels
from pipeline.restore.repeats import copies
from pipeline.restore.sentences import Piece

NEAR = 300  # pieces; a copy's piece before that is no neighbour of the one that it prints now


def reading_order(printed: Sequence[Piece], knowledge: Knowledge) -> list[list[int]]:
    """For each sentence, in reading order, the indices of its copies, the first printed one first."""
    period = whole_repeat([piece.key for piece in printed])
    if not period:
        return _order(printed, knowledge)
    return [[at + again for again in range(0, len(printed), period) for at in group]
            for group in _order(printed[:period], knowledge)]


def whole_repeat(keys: Sequence[str]) -> int:
    """After how many pieces a text, however it repeats itself within, is printed all over again; 0 where it is not.

    >>> whole_repeat(["a", "b", "a", "a", "b", "a"]), whole_repeat(["a", "b", "a"])
    (3, 0)
    """
    count = len(keys)
    return next((count // times for times in (4, 3, 2) if count % times == 0 and count > times
                 and keys[count // times:] == keys[:count - count // times]), 0)


def _order(printed: Sequence[Piece], knowledge: Knowledge) -> list[list[int]]:
    earlier = copies(printed)
    labels = copy_labels(printed, earlier, knowledge) if earlier else [0] * len(printed)
    roots = _roots(len(printed), {**_furniture(printed), **earlier})
    groups: dict[int, list[int]] = {}
    for index, root in enumerate(roots):
        groups.setdefault(root, []).append(index)
    return [groups[root] for root in merged(labels, roots)]


def _furniture(printed: Sequence[Piece]) -> dict[int, int]:
    """Running headers and footers: every copy of the first."""
    first: dict[str, int] = {}
    return {index: first[piece.key] for index, piece in enumerate(printed)
            if piece.furniture and first.setdefault(piece.key, index) != index}


def _roots(count: int, earlier: Mapping[int, int]) -> list[int]:
    """For each piece the first copy of its sentence."""
    roots: list[int] = []
    for index in range(count):
        roots.append(roots[earlier[index]] if index in earlier else index)
    return roots


def merged(labels: Sequence[int], roots: Sequence[int]) -> list[int]:
    """The sentences (by their roots) in document order: the leading copy's, and between them what only others print.

    What a copy prints alone stands behind the sentence that it printed before, or before the one that it prints next.

    >>> merged([0, 1, 1, 0, 1], [0, 0, 2, 3, 3])
    [0, 2, 3]
    """
    behind: dict[int, list[int]] = {}
    before: dict[int, list[int]] = {}
    last: dict[int, tuple[int, int]] = {}
    waiting: dict[int, list[int]] = {}
    for index, (label, root) in enumerate(zip(labels, roots)):
        if label and root != index and label in waiting:
            before.setdefault(root, []).extend(waiting.pop(label))
        if label and root == index:
            at, neighbour = last.get(label, (-NEAR, -1))
            if index - at < NEAR and label not in waiting:
                behind.setdefault(neighbour, []).append(index)
            else:
                waiting.setdefault(label, []).append(index)
        last[label] = index, root
    leading = [index for index, (label, root) in enumerate(zip(labels, roots)) if not label and root == index]
    return _unfolded(leading, before, behind) + [index for left in waiting.values() for index in left]


def _unfolded(leading: list[int], before: Mapping[int, list[int]], behind: Mapping[int, list[int]]) -> list[int]:
    result: list[int] = []
    stack = leading[::-1]
    opened: set[int] = set()
    while stack:
        root = stack.pop()
        if root in opened or root not in before:
            result.append(root)
            stack.extend(reversed(behind.get(root, ())))
        else:
            opened.add(root)
            stack.append(root)
            stack.extend(reversed(before[root]))
    return result
