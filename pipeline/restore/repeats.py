"""Finds which sentences the scrape printed again, and leaves those that the plan itself says twice.

A scrape repeats runs: near a repeated sentence its neighbours are repeated too, in the same order. A plan repeats single
sentences. So links from a sentence to its earlier copy are kept only where several of them run side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.restore.sentences import Piece

LONG = 10  # characters of a sentence whose repetition means something by itself
REACH = 40  # sentences between neighbouring links, at either end
LINKS = 3  # so many links make a repeated run
CHARACTERS = 60  # and so many repeated characters
SHARE = 0.12  # of the printed characters in the run's span: two copies at different speeds reach 0.3
AT_ONCE = 20  # characters of a run that is repeated at once, which no author does
DEEP = 4  # copies inside copies: grandparent, parent, child
SKEW = 12  # sentences of another copy between those of one, at most, that a short piece is looked for behind
TRIES = 4  # earlier copies that are tried for a link


class Link(NamedTuple):
    """Piece `later` repeats piece `earlier`."""

    later: int
    earlier: int


def copies(printed: Sequence[Piece]) -> dict[int, int]:
    """For each piece that the scrape repeated, the index of the earlier copy next before it.

    What is printed just twice tells most: what the plan itself says twice, too, is printed four times.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(printed):
        places[piece.key].append(index)
    telling = [found for key, found in places.items() if len(found) > 1 and len(key) >= LONG and printed[found[0]].prose]
    twice = sorted(Link(later, earlier) for earlier, later in (found for found in telling if len(found) == 2))
    often = sorted(Link(later, earlier) for found in telling for earlier, later in pairwise(found))
    found: dict[int, int] = {}
    for anchors in (twice, *[often] * DEEP):
        runs = [run for run in _runs([link for link in anchors if link.later not in found]) if _faulty(run, printed)]
        for run in runs:
            found.update(_filled(run, printed, places))
        if not runs and anchors is often:
            break
    return found


def _runs(anchors: list[Link]) -> list[list[Link]]:
    """The links in runs: neighbours within `REACH` at both ends, strictly growing at both ends."""
    runs: list[list[Link]] = []
    of: list[list[Link]] = []
    first = 0
    for at, link in enumerate(anchors):
        while anchors[first].later < link.later - REACH:
            first += 1
        near = next((k for k in range(at - 1, first - 1, -1) if 0 < link.earlier - anchors[k].earlier <= REACH), None)
        run = of[near] if near is not None else []
        if near is None:
            runs.append(run)
        run.append(link)
        of.append(run)
    return [_growing(run) for run in runs]


def _growing(run: list[Link]) -> list[Link]:
    """The longest part of a run whose earlier copies stand in the order of the later ones."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for k, link in enumerate(run):
        place = bisect_left(tails, link.earlier)
        tails[place:place + 1] = [link.earlier]
        at[place:place + 1] = [k]
        before.append(at[place - 1] if place else None)
    chain, k = [], at[-1] if at else None
    while k is not None:
        chain.append(run[k])
        k = before[k]
    return chain[::-1]


def _faulty(run: list[Link], printed: Sequence[Piece]) -> bool:
    repeated = sum(len(printed[link.later].key) for link in run)
    step = run[0].later - run[0].earlier
    if run[-1].later - run[0].later < step and all(link.later - link.earlier == step for link in run) \
            and step <= len(run) + 1 and repeated >= AT_ONCE:
        return True
    span = sum(len(printed[k].key) for k in range(run[0].later, run[-1].later + 1))
    return len(run) >= LINKS and repeated >= CHARACTERS and repeated >= SHARE * span


def _filled(run: list[Link], printed: Sequence[Piece], places: dict[str, list[int]]) -> dict[int, int]:
    """The run's links, and those of short pieces and headings that fit between them or join its ends."""
    found = dict(run)
    for link, coming in pairwise(run):
        for at in range(link.later + 1, coming.later):
            fitting = [Link(at, k) for k in _before(places[printed[at].key], at) if link.earlier < k < coming.earlier]
            best = min(fitting, key=lambda new: _skew(new, link, coming), default=None)
            if best and _skew(best, link, coming) <= SKEW:
                found[at], link = best.earlier, best
    for step, (later, earlier) in ((-1, run[0]), (1, run[-1])):
        while True:
            later, earlier = later + step, earlier + step
            if earlier < 0 or later >= len(printed) or later in found or printed[later].key != printed[earlier].key \
                    or (step > 0 and earlier >= run[0].later):
                break
            found[later] = earlier
    return found


def _skew(link: Link, before: Link, behind: Link) -> int:
    """How far a link is from running beside its nearer neighbour."""
    return min(abs((link.later - other.later) - (link.earlier - other.earlier)) for other in (before, behind))


def _before(places: list[int], at: int) -> list[int]:
    """The last few places before `at`, in order."""
    end = bisect_left(places, at)
    return places[max(0, end - TRIES):end]
