"""The grid of a table out of its headings and rows, every cell with its place in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.grid.cells import matches
from pipeline.grid.plain.headings import Heading, Headings
from pipeline.grid.plain.pieces import Piece, compact, join
from pipeline.grid.plain.regions import Region
from pipeline.grid.plain.shapes import Row
from pipeline.grid.surroundings import look_around
from pipeline.grid.sheet import Sheet
from pipeline.records import Cell, Source, Table

Grid = list[list[Piece | None]]


def to_table(source: Source, region: Region, name: str) -> Table:
    """The region as a table; one that could not be rebuilt has a row for each of its lines."""
    if region.headings is None:
        head, body, left = [], [[piece] for piece in region.body], list(region.body)
        kept = range(len(body))
    else:
        columns = _columns(region)
        head = _head(region.headings, columns)
        body = [_cells(row, columns) for row in region.rows]
        left = [piece for row in region.rows for piece in row.left]
        kept = [k for k, row in enumerate(region.rows) if row.left]
    rows = [*head, *body]
    table = Table(name, source.name, None, None, len(head), tuple(tuple(_text(cell) for cell in row) for row in rows),
                  region.lines[0].start, merges=_merges(rows, len(head)),
                  places=tuple(tuple(_place(cell) for cell in row) for row in rows),
                  lines=tuple((line.start, line.start + len(line.text)) for line in region.lines),
                  left=tuple(len(head) + k for k in kept),
                  unread=tuple(Cell(piece.text, *_place(piece)) for piece in left
                               if any(char.isdigit() for char in piece.text)))
    return _dressed(table, region)


def _dressed(table: Table, region: Region) -> Table:
    """The table with its caption, unit and notes, from the lines around it."""
    number, above = _numbered(region.above)
    around = look_around(Sheet([], [], table, 0), above, list(region.below), None)
    caption = " ".join(filter(None, (number, around.caption))) or None
    return replace(table, caption=caption, unit=around.unit, notes=around.notes)


def _numbered(above: Sequence[str]) -> tuple[str, list[str]]:
    """A caption's number that stands apart from its title, and the lines above with the title made one line."""
    for k, line in reversed(list(enumerate(map(str.strip, above)))):
        found = matches("caption", line)
        if found is None:
            continue
        if found["rest"][:1].isspace() or not found["rest"].strip() and k + 1 < len(above):
            rest = [found["rest"], *above[k + 1:]]
            units = [each for each in rest if matches("unit-line", each.strip())]
            title = "".join(compact(each.strip()) for each in rest if each not in units)
            return compact(line[:found.start("rest")].strip()), [title, *units]
        break
    return "", list(above)


def _columns(region: Region) -> list[tuple[str, Heading | None]]:
    """What stands side by side in a row: a field of `Row`, and the heading that names it."""
    found, rows = region.headings, region.rows
    named = [column for column in found.of("group", "indicator", "region", "year", "project")]
    label, outer = named[-1], named[:-1]
    serial = next(iter(found.of("serial")), None)
    columns: list[tuple[str, Heading | None]] = []
    if serial or any(row.serial for row in rows):
        columns.append(("serial", serial or label))
    if outer or any(row.group for row in rows):
        columns.append(("group", outer[-1] if outer else label))
    columns.append(("label", label))
    if found.of("unit"):
        columns.append(("unit", found.of("unit")[0]))
    columns += [(str(k), heading) for k, heading in enumerate(found.of("value"))]
    return columns + [("attribute", heading) for heading in found.of("attribute")[:1]]


def _head(found: Headings, columns: Sequence[tuple[str, Heading | None]]) -> Grid:
    """One row of headings, or two where one stands over others."""
    row = [join(heading.pieces) for _, heading in columns]
    if not any(heading.above for _, heading in columns):
        return [row]
    return [[join(heading.above) if heading.above else piece for piece, (_, heading) in zip(row, columns)], row]


def _cells(row: Row, columns: Sequence[tuple[str, Heading | None]]) -> list[Piece | None]:
    if row.left:
        return [join(row.left)] * len(columns)
    return [(row.values[int(name)] if row.values else None) if name.isdecimal() else getattr(row, name)
            for name, _ in columns]


def _text(cell: Piece | None) -> str:
    return cell.text if cell else ""


def _place(cell: Piece | None) -> tuple[int, int] | None:
    return (cell.spans[0][0], cell.spans[-1][1]) if cell else None


def _merges(rows: Grid, head: int) -> tuple[tuple[int, int, int, int], ...]:
    """Cells that fill several columns: a heading over others, a row that is left as it was printed."""
    found = []
    for r, row in enumerate(rows):
        c = 0
        while c < len(row):
            width = 1
            while c + width < len(row) and row[c] is not None and row[c + width] is row[c]:
                width += 1
            if width > 1:
                found.append((r, c, 1, width))
            c += width
    return tuple(found)
