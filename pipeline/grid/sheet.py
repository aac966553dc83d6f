"""A grid while it is put together: rows of text, and beside each cell the number of the area it was printed in.

Cells of one merged area share a number, so rows can be dropped, padded and joined, and the merges read off at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.grid.cells import is_blank, is_value, matches, tidy
from pipeline.records import Table


@dataclass(slots=True)
class Sheet:
    """`table` is the first piece's (its place), `end` the offset of the last piece, `header` the heading rows."""

    rows: list[list[str]]
    areas: list[list[int]]
    table: Table
    end: int
    header: int = 0
    titles: int = 0

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def is_full_width(self, row: int) -> bool:
        """One cell over all columns: a title, a group's name or a note."""
        return len(set(self.areas[row])) == 1 and self.width > 1

    def distinct(self, row: int) -> Iterator[str]:
        """The texts of a row, merged cells once."""
        before = None
        for text, area in zip(self.rows[row], self.areas[row]):
            if area != before:
                yield text
            before = area

    def keep(self, wanted: Callable[[int], bool]) -> None:
        """Drop the rows that are not wanted; `header` and `titles` shrink with them."""
        kept = [k for k in range(len(self.rows)) if wanted(k)]
        self.header = sum(k < self.header for k in kept)
        self.titles = sum(k < self.titles for k in kept)
        self.rows = [self.rows[k] for k in kept]
        self.areas = [self.areas[k] for k in kept]

    def pad_left(self, count: int) -> None:
        """Columns that a piece lacks on its left: a label stretches over them, a list number leaves them empty."""
        for row, areas in zip(self.rows, self.areas):
            label = not (is_blank(row[0]) or matches("serial", row[0]) or is_value(row[0]))
            row[:0] = [row[0] if label else ""] * count
            areas[:0] = [areas[0] if label else -areas[0] - 1] * count

    def append(self, other: "Sheet") -> None:
        """Put another piece below, columns aligned on the right, where the numbers stand."""
        if other.width < self.width:
            other.pad_left(self.width - other.width)
        elif other.width > self.width:
            self.pad_left(other.width - self.width)
        self.rows += other.rows
        self.areas += other.areas
        self.end = other.end

    def merges(self) -> tuple[tuple[int, int, int, int], ...]:
        """Areas of more than one cell as `(row, column, height, width)`, by row and column."""
        boxes: dict[int, list[int]] = {}
        for r, areas in enumerate(self.areas):
            for c, area in enumerate(areas):
                box = boxes.setdefault(area, [r, c, r, c])
                box[2], box[3] = max(box[2], r), max(box[3], c)
        found = [(r, c, r2 - r + 1, c2 - c + 1) for r, c, r2, c2 in boxes.values() if (r, c) != (r2, c2)]
        return tuple(sorted(found))

    def to_table(self) -> Table:
        return replace(self.table, header_rows=self.header, rows=tuple(map(tuple, self.rows)), merges=self.merges())


def sheet_of(table: Table, first_area: int) -> Sheet:
    """The table as a sheet; its areas are numbered from `first_area`, row by row."""
    rows = [[tidy(cell) for cell in row] for row in table.rows]
    areas, width = [], len(rows[0]) if rows else 0
    for r in range(len(rows)):
        areas.append(list(range(first_area + r * width, first_area + (r + 1) * width)))
    for r, c, height, span in table.merges:
        for row in areas[r:r + height]:
            row[c:c + span] = [first_area + r * width + c] * span
    return Sheet(rows, areas, table, table.offset)
