"""Which record of the new revision is which of the old: equal ones first, then the best assignment of the rest.

Ties are decided by content, never by position, so that a sentence may move, and both directions give the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from zlib import crc32

from pipeline.difference.alike import alike
from pipeline.difference.closeness import Pair, pair
from pipeline.difference.statement import Statement

BLOCK = 64  # records of one topic on one side, left over by the equal ones, that are compared each with each
LARGEST = 500 * 500  # records of both sides that are assigned at once
TIE = 1e-6  # far below a difference of scores that means something

Side = list[Statement]
Candidates = Iterator[tuple[Statement, Statement]]


@dataclass(frozen=True, slots=True)
class Matching:
    """`pairs` are asserted, `doubtful` only suspected; `old` and `new` are left without an asserted pair."""

    pairs: tuple[Pair, ...]
    doubtful: tuple[Pair, ...]
    old: tuple[Statement, ...]
    new: tuple[Statement, ...]


def match(old: Side, new: Side, shift: int = 0) -> Matching:
    """One to one. `shift` is the number of years between the periods of the two plans."""
    pairs = list(_equals(old, new))
    suspected: list[Pair] = []
    for candidates in (_of_one_topic, _of_same_words, _of_like_names):
        found = list(_scored(candidates(*_left(old, new, pairs)), shift))
        pairs += assign(p for p in found if p.firm)
        suspected += found
    old, new = _left(old, new, pairs)
    left = {id(s) for s in (*old, *new)}
    doubtful = assign(p for p in suspected if id(p.old) in left and id(p.new) in left)
    return Matching(tuple(pairs), tuple(doubtful), tuple(old), tuple(new))


def _left(old: Side, new: Side, pairs: list[Pair]) -> tuple[Side, Side]:
    taken = {id(p.old) for p in pairs} | {id(p.new) for p in pairs}
    return [s for s in old if id(s) not in taken], [s for s in new if id(s) not in taken]


def groups(side: Iterable[Statement], key: Callable[[Statement], Any]) -> dict[Any, Side]:
    found = defaultdict(list)
    for statement in side:
        found[key(statement)].append(statement)
    return found


def _equals(old: Side, new: Side) -> Iterator[Pair]:
    """Records of one meaning, those in the same words with each other."""
    theirs = groups(new, lambda s: s.meaning)
    for meaning, mine in groups(old, lambda s: s.meaning).items():
        for first, second in _twins(mine, theirs[meaning]) if meaning in theirs else ():
            yield Pair(first, second, 1.0, True)


def _twins(old: Side, new: Side) -> Candidates:
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    waiting = groups(sorted(new, key=lambda s: s.mark), lambda s: s.words)
    single = []
    for statement in sorted(old, key=lambda s: s.mark):
        same = waiting.get(statement.words)
        if same:
            yield statement, same.pop(0)
        else:
            single.append(statement)
    rest = (s for group in waiting.values() for s in group)
    yield from zip(single, sorted(rest, key=lambda s: s.mark))


def _of_one_topic(old: Side, new: Side) -> Candidates:
    theirs = groups(new, lambda s: s.topic)
    for topic, mine in groups(old, lambda s: s.topic).items():
        yield from _crossed(mine, theirs.get(topic, []))


def _of_like_names(old: Side, new: Side) -> Candidates:
    """Records of one region, status, measure and unit whose names are alike."""
    def key(s: Statement) -> tuple[str, ...]:
        return s.region, s.status, s.measure, s.unit

    theirs = groups(new, key)
    for place, mine in groups(old, key).items():
        by_name, named = groups(mine, lambda s: s.label), groups(theirs.get(place, []), lambda s: s.label)
        for first, second in alike(list(by_name), list(named)):
            yield from _crossed(by_name[first], named[second])


def _of_same_words(old: Side, new: Side) -> Candidates:
    """Records of one region that stand between the same words, whatever was made of them."""
    theirs = groups(new, lambda s: (s.region, s.words))
    for words, mine in groups(old, lambda s: (s.region, s.words)).items():
        yield from _crossed(mine, theirs.get(words, []))


def _crossed(old: Side, new: Side) -> Candidates:
    """Each with each; of very many only those that come to stand near each other in order, to keep the work bounded."""
    parts = -(-max(len(old), len(new)) // BLOCK)
    old, new = (sorted(side, key=_order) if parts > 1 else side for side in (old, new))
    for k in range(parts):
        yield from product(_part(old, k, parts), _part(new, k, parts))


def _order(s: Statement) -> tuple[Any, ...]:
    return s.measure, s.unit, s.year or 0, s.left, s.value, s.mark


def _part(side: Side, k: int, parts: int) -> Side:
    return side[len(side) * k // parts:len(side) * (k + 1) // parts]


def _scored(candidates: Iterable[tuple[Statement, Statement]], shift: int) -> Iterator[Pair]:
    return (found for old, new in candidates if (found := pair(old, new, shift)))


def assign(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs, no record in two, that have the highest scores together."""
    chosen = []
    for group in _connected(list(pairs)):
        chosen += group if len(group) == 1 else _best(group)
    return chosen


def _connected(pairs: list[Pair]) -> list[list[Pair]]:
    """The pairs in groups that share no record, so that each can be assigned by itself."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    for p in pairs:
        parent[root(id(p.old))] = root(id(p.new))
    found = defaultdict(list)
    for p in pairs:
        found[root(id(p.old))].append(p)
    return list(found.values())


def _best(pairs: list[Pair]) -> list[Pair]:
    """The best assignment of pairs that hang together; of very many the best pair first, since time and memory are bounded."""
    import numpy
    from scipy.optimize import linear_sum_assignment  # here, since it takes longer to load than most plans to compare

    rows = {id(s): k for k, s in enumerate({id(p.old): p.old for p in pairs}.values())}
    columns = {id(s): k for k, s in enumerate({id(p.new): p.new for p in pairs}.values())}
    if len(rows) * len(columns) > LARGEST:
        return _closest_first(pairs)
    weights = numpy.zeros((len(rows), len(columns)))
    cells = {(rows[id(p.old)], columns[id(p.new)]): p for p in pairs}
    for cell, p in cells.items():
        weights[cell] = _weight(p)
    return [cells[cell] for cell in zip(*map(list, linear_sum_assignment(weights, maximize=True))) if cell in cells]


def _closest_first(pairs: list[Pair]) -> list[Pair]:
    taken: set[int] = set()
    chosen = []
    for p in sorted(pairs, key=_weight, reverse=True):
        if not {id(p.old), id(p.new)} & taken:
            taken |= {id(p.old), id(p.new)}
            chosen.append(p)
    return chosen


def _weight(p: Pair) -> float:
    """The score, ties told apart by the content of both records, the same both ways."""
    return p.score + TIE * crc32(repr(sorted((p.old.mark, p.new.mark))).encode()) / 2**32
