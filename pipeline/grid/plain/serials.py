"""List numbers before labels: 1, 2.1.1, 一, （二）; digits that a narrow column broke; numbers set ahead of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.grid.plain.pieces import Kind, Piece, join
from pipeline.knowledge import knowledge, pattern
from pipeline.knowledge.numbers import fold, parse_number

SKIPPED = 2  # list numbers that rows which do not fit may have taken with them
MOST = 40  # list numbers that stand ahead of their rows
Path = tuple[int, ...]


class Serial(NamedTuple):
    """A list number and its path; `size` pieces were read, `ahead` are the next rows' numbers among them."""

    piece: Piece
    path: Path
    size: int
    ahead: tuple[Piece, ...] = ()


def path_of(text: str) -> Path | None:
    """A list number as a path; None for anything else.

    >>> path_of("2.1.1"), path_of("（三）"), path_of("风电")
    ((2, 1, 1), (3,), None)
    """
    found = pattern(knowledge(), "plain.serial").match(fold(text)[0])
    if found is None:
        return None
    path = found["path"]
    return tuple(map(int, path.split("."))) if path[0].isdigit() else (int(parse_number(path) or 0),)


def serial_at(parts: Sequence[Piece], at: int, counted: Path) -> Serial | None:
    """The list number that words follow; but for the first, it must count on from `counted`, lest a value be one."""
    run = 0
    while at + run < len(parts) and run <= MOST and parts[at + run].kind is Kind.NUMBER:
        run += 1
    if run == 0:
        return _in_words(parts, at)
    if at + run >= len(parts) or parts[at + run].kind is not Kind.WORDS:
        return None
    pieces = parts[at:at + run]
    whole = join(pieces)
    path = path_of(whole.text)
    if path and (at == 0 or follows(counted, path)) and (run == 1 or all(len(piece.text) == 1 for piece in pieces)):
        return Serial(whole, path, run)
    paths = [path_of(piece.text) for piece in pieces]
    if run > 1 and all(paths) and follows(counted, paths[0]) \
            and all(len(after) == 1 and after[0] == before[0] + 1 for before, after in zip(paths, paths[1:])):
        return Serial(pieces[0], paths[0], run, tuple(pieces[1:]))
    return None


def _in_words(parts: Sequence[Piece], at: int) -> Serial | None:
    """一 or （二） before a label."""
    if at + 1 >= len(parts) or parts[at].kind is not Kind.WORDS or parts[at + 1].kind is not Kind.WORDS:
        return None
    path = path_of(parts[at].text)
    return Serial(parts[at], path, 1) if path else None


def follows(counted: Path, path: Path) -> bool:
    """Whether a list number may come behind another.

    >>> follows((1,), (2,)), follows((2, 1, 2), (2, 2)), follows((3,), (3, 1)), follows((3,), (12,))
    (True, True, True, False)
    """
    last = counted[:1] or (0,)
    if len(path) == 1:
        return path[0] == 1 or last[0] < path[0] <= last[0] + 1 + SKIPPED
    if len(path) > 2:
        return True
    before = counted[1] if len(counted) > 1 and path[0] == last[0] else 0
    return path[0] in (last[0], last[0] + 1) and before < path[1] <= before + 1 + SKIPPED
