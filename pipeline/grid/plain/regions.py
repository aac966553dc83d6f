"""Where the tables stand among the lines of a text: from their headings to their last cell.

Headings name the columns (指标, 单位, 2025年, 属性); below them stand values. A sentence, a heading of the text, a note
or the next caption ends the table, so that no running text is taken for a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.grid.cells import matches
from pipeline.grid.plain.headings import MOST, SHORT, Headings, heads_values, headings, role_of, starts
from pipeline.grid.plain.pages import Line, printed_lines
from pipeline.grid.plain.pieces import OPENING, Kind, Piece, compact, cut, kind_of, look, pieces
from pipeline.grid.plain.rows import read_rows
from pipeline.grid.plain.serials import serial_at
from pipeline.grid.plain.shapes import Row, Shape

ABOVE = 4  # lines above the headings in which the caption stands
LONGEST = 160  # characters of a line of headings, gaps between columns included
BELOW = 16  # lines below a table in which its notes begin
REST = 16  # characters of the last line of a label
GAP = 18  # lines of words between two values of a table
MOST_VALUES = 14  # columns of values
NEAR = 3  # lines between a cell in whole clauses and its row's attribute
ENOUGH = 0.6  # share of the numbers that must stand in rows that fit
LEAST = 3  # values of a table
LARGEST = 6000  # lines of a table
CLAUSE = regex.compile("[，。；！？]")  # no heading of a column is a clause
TRIES = 4  # lines among values that may be a table's headings; the rest of such a stretch is passed over


@dataclass(frozen=True, slots=True)
class Region:
    """The lines [start, end) of a table, those above and below it, its headings and rows; neither where none fit."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    lines: tuple[Line, ...]
    headings: Headings | None
    rows: tuple[Row, ...]
    body: tuple[Piece, ...]


def regions(text: str) -> Iterator[Region]:
    """The tables of a text, in order."""
    printed = printed_lines(text)
    at = failed = tries = 0
    while at < len(printed):
        end = _end(printed, at) if _opens(printed, at) else None
        found = _region(printed, at, end) if end else None
        if found:
            yield found
        elif end:
            tries = tries + 1 if at < failed else 1
            failed = max(failed, end)
        at = end if found or end and tries > TRIES else at + 1


def _opens(printed: Sequence[Line], at: int) -> bool:
    """Whether headings may begin at a line: a short one that names a column of labels, alone or with those below."""
    text = printed[at].text
    if len(text) > LONGEST or CLAUSE.search(text) or kind_of(compact(text)) is not Kind.WORDS:
        return False
    first = cut(text)[0].text
    if len(first) > SHORT and not OPENING.search(first) and role_of(first) is None:
        return False  # a longer line is the whole of a heading
    return starts(list(pieces(printed[at:at + 4])), 0)


def _end(printed: Sequence[Line], start: int) -> int | None:
    """The line behind the last value; None where too few stand below the line `start`."""
    last, values = start, 0
    for at in range(start, min(len(printed), start + LARGEST)):
        seen = look(printed[at].text)
        if seen.stops or seen.sentence and not _attributed(printed, at) or at - last > (GAP if values else MOST):
            break
        if seen.here:
            last, values = at, values + seen.values
    return _closed(printed, last) + 1 if values >= LEAST else None


def _closed(printed: Sequence[Line], last: int) -> int:
    """The line that ends the attribute of the last row, where a narrow column broke it (预期 / 性)."""
    for size in range(1, NEAR + 1):
        text = "".join(line.text.strip() for line in printed[last + 1:last + 1 + size])
        if len(text) < 6 and matches("attribute", text):
            return last + size
    return last


def _attributed(printed: Sequence[Line], at: int) -> bool:
    """Whether an attribute follows soon: the line stands in a cell."""
    return any(look(line.text).attribute for line in printed[at + 1:at + 1 + NEAR])


def _region(printed: Sequence[Line], start: int, end: int) -> Region | None:
    """The table of these lines; the line below may be the rest of its last label."""
    above = tuple(line.text for line in printed[max(0, start - ABOVE):start])
    for stop in (end + 1, end) if _may_go_on(printed, end) else (end,):
        parts = list(pieces(printed[start:stop]))
        best, rows, body = (None, [], parts) if _headed_above(printed, start) else _best(parts)
        if stop == end or rows and not rows[-1].left:
            break
    if best is None and not (_captioned(above) and _is_table(parts)):
        return None
    below = tuple(line.text for line in printed[stop:stop + BELOW])
    return Region(above, below, tuple(printed[start:stop]), best, tuple(rows), tuple(body))


def _headed_above(printed: Sequence[Line], start: int) -> bool:
    """Whether headings that stand beside each other begin a line earlier, with the upper lines of some."""
    above = printed[start - 1].text if start else ""
    return len(cut(printed[start].text)) > 1 and bool(above) and len(cut(above)) > 1 and not matches("caption", above)


def _may_go_on(printed: Sequence[Line], end: int) -> bool:
    """Whether a short line of words follows a row that stands on one line."""
    if end >= len(printed) or len(cut(printed[end - 1].text)) == 1:
        return False
    text, seen = printed[end].text, look(printed[end].text)
    return len(text) <= REST and not (seen.stops or seen.sentence or seen.values) and len(cut(text)) == 1


def _best(parts: Sequence[Piece]) -> tuple[Headings | None, list[Row], list[Piece]]:
    """The reading of the headings with which most numbers stand in rows that fit; none where too few do."""
    head = next((k for k, part in enumerate(parts) if k > 1 and part.kind in (Kind.NUMBER, Kind.ATTRIBUTE)), len(parts))
    tried = []
    for values in range(1, MOST_VALUES + 1):
        for way in headings(parts[:head], values)[:2]:
            body = _without_headings(parts, way)
            rows = read_rows(body, _shape(way, body))
            fitting = sum(part.kind is Kind.NUMBER for row in rows for part in row.values)
            left = sum(part.kind is Kind.NUMBER for row in rows for part in row.left)
            if fitting >= LEAST and fitting >= ENOUGH * (fitting + left) and sum(bool(row.values) for row in rows) > 1:
                tried.append((left, way.doubts, -way.size, values, way, rows, body))
    if not tried:
        return None, [], list(parts)
    *_, way, rows, body = min(tried, key=lambda each: each[:4])
    return way, rows, body


def _shape(way: Headings, body: Sequence[Piece]) -> Shape:
    counted = bool(way.of("serial")) or serial_at(body, 0, ()) is not None
    return Shape(len(way.of("value")), bool(way.of("unit")), bool(way.of("attribute")), counted,
                 bool(way.of("year")) and not way.of("indicator", "region", "group"))


def _without_headings(parts: Sequence[Piece], way: Headings) -> list[Piece]:
    """The body; the headings are printed again on every page."""
    again = [part.text for part in parts[:way.size]]
    body: list[Piece] = []
    at = way.size
    while at < len(parts):
        if parts[at].text == again[0] and [part.text for part in parts[at:at + way.size]] == again:
            at += way.size
        else:
            body.append(parts[at])
            at += 1
    return body


def _captioned(above: Sequence[str]) -> bool:
    return any(matches("caption", line.strip()) for line in above)


def _is_table(parts: Sequence[Piece]) -> bool:
    """Whether lines below a caption are a table, though it cannot be rebuilt: two headings, one of them of labels."""
    named = [part for part in parts[:12] if part.kind is Kind.WORDS and (role_of(part.text) or heads_values(part.text))]
    return len(named) >= 2
