"""A table becomes records: each number read from its row, its column headings, its caption and its notes.

The grid is taken as it is (see `pipeline.grid`); html and pdf grids are read the same way. Tables that only look like
tables of indicators (forecasts, lists of projects, inventories) are left alone, and their numbers listed as unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.knowledge.units import canonical
from pipeline.records import (Direction, Measure, PlanWarning, Record, Status, Table, TableEvidence, Unread)
from pipeline.tables.columns import Column, panels, read_columns
from pipeline.tables.context import BoundTables, TableContext
from pipeline.tables.frame import Frame, brackets_of, units_of
from pipeline.tables.headless import guess_headings
from pipeline.tables.home import home_of
from pipeline.tables.lines import Line, read_lines
from pipeline.tables.looks import look_alike
from pipeline.tables.meaning import movement_of, name_of, unit_of
from pipeline.tables.naming import caption_phrase, indicator_of
from pipeline.tables.values import CellValue, is_blank, promises_in_words, read_value
from pipeline.tables.when import base_of, years_of

__all__ = ["BoundTables", "TableContext", "bind_tables"]


def bind_tables(tables: Iterable[Table], context: TableContext) -> BoundTables:
    """The records of all tables, in reading order, with warnings and the numeric cells that became none."""
    records: list[Record] = []
    warnings: list[PlanWarning] = []
    unread: list[Unread] = []
    for table in tables:
        local = replace(context, region=home_of(table, context.region))
        _Reader(table, local, records, warnings, unread).read()
    return BoundTables(tuple(records), tuple(warnings), tuple(unread))


class _Reader:
    """One table on its way to records; what it finds goes to the lists that it was given."""

    def __init__(self, table: Table, context: TableContext, records: list, warnings: list, unread: list):
        self.table, self.context = table, context
        self.records, self.warnings, self.unread = records, warnings, unread
        self.origin = {(r, c): (top, left) for top, left, height, width in table.merges
                       for r in range(top, top + height) for c in range(left, left + width)}

    def read(self) -> None:
        self._leave_rows()
        if len(self.table.left) + self.table.header_rows == len(self.table.rows):
            return
        columns = read_columns(self.table, self.context.region)
        reason = look_alike(self.table, columns)
        if reason:
            self._leave(columns, reason)
            return
        caption = caption_phrase(self.table.caption, self.context.region)
        columns, guessed = guess_headings(self.table, columns, caption)
        if guessed:
            self._warn("table-without-headings", "has no column headings; which years its columns hold is inferred")
        for panel in panels(columns):
            values = [column for column in panel if column.role == "value"]
            frame = self._frame(caption, values, any(column.role == "done" for column in panel))
            for line in read_lines(self.table, panel, self.context.region):
                self._read_line(line, values, frame)

    def _frame(self, caption, values: list[Column], ticked: bool) -> Frame:
        years = [c.phrase.last for c in values if c.phrase.last and c.phrase.status is not Status.ACTUAL]
        results = [c.phrase.last for c in values if c.phrase.last and c.phrase.status is Status.ACTUAL]
        return Frame(caption, units_of(self.table.unit), brackets_of(self.table.notes),
                     max(years, default=None), any(c.phrase.status is Status.TARGET for c in values),
                     max(results, default=None) if ticked else None)

    def _read_line(self, line: Line, values: list[Column], frame: Frame) -> None:
        made: list[tuple[Record, Column]] = []
        for column in values:
            if self._is_repeated(line.row, column, values):
                continue
            cell = self.table.rows[line.row][column.index]
            value = read_value(cell)
            if value is not None:
                made += self._record(value, cell, line, column, frame)
            elif not is_blank(cell):
                self._words(cell, line, column, frame)
        self.records += _with_bases(made)

    def _is_repeated(self, row: int, column: Column, values: list[Column]) -> bool:
        """One printed cell below one printed heading, though the grid has two columns there."""
        here = self.origin.get((row, column.index))
        return here is not None and any(other.index < column.index and other.heading == column.heading
                                        and self.origin.get((row, other.index)) == here for other in values)

    def _record(self, value: CellValue, cell: str, line: Line, column: Column, frame: Frame,
                ) -> Iterator[tuple[Record, Column]]:
        name = name_of(line, column, frame)
        years, status = years_of(value, line, column, frame, self.context)
        reason = ("table.no-heading" if column.role == "value" and column.heading == "?" else
                  "table.no-whole" if line.lost else
                  "table.no-indicator" if not name.text else
                  "table.no-status" if status is None else
                  "table.no-year" if years.year is None and status is Status.ACTUAL else None)
        if reason:
            self._unread(cell, reason, line.row, column.index)
            return
        movement = movement_of(value, line, column, frame, name.captioned)
        unit = unit_of(value, line, column, frame, name.text, movement)
        years = base_of(value, years, movement, unit, line, column, frame, self.context)
        bound = line.commitment or column.phrase.commitment or frame.caption.commitment
        place = self.table
        yield Record(
            indicator_of(name.text, name.stem, movement.direction is Direction.DECREASE), line.scope or name.scope,
            column.region or line.region or self.context.region, status,
            movement.measure, movement.direction, value.comparator, movement.value, movement.upper, unit,
            canonical(movement.value, movement.upper, unit), years.year, years.implicit, years.base,
            years.base_implicit, None, bound if status is Status.TARGET else None, line.responsible,
            self.context.sections.get((place.source, place.id)),
            (TableEvidence(place.source, place.id, line.row, column.index, cell,
                           *place.place(line.row, column.index)),)), column

    def _words(self, cell: str, line: Line, column: Column, frame: Frame) -> None:
        """A promise in words is counted; other words with digits in them are numbers that were not read."""
        name = name_of(line, column, frame).text
        _, status = years_of(CellValue(0, None, None, "", "", False), line, column, frame, self.context)
        if status is Status.TARGET and name and promises_in_words(cell):
            self._warn("target-without-number", f"row {line.row}, column {column.index}: {name}: {cell}")
        elif any(char.isdigit() for char in cell):
            self._unread(cell, "table.words", line.row, column.index)

    def _leave(self, columns: tuple[Column, ...], reason: str) -> None:
        """Leave a whole table alone; its numbers are listed, list numbers and years are none."""
        for row in range(self.table.header_rows, len(self.table.rows)):
            for column in columns if row not in self.table.left else ():
                cell = self.table.rows[row][column.index]
                if column.role in ("value", "other", "project", "label") and read_value(cell) is not None:
                    self._unread(cell, reason, row, column.index)

    def _leave_rows(self) -> None:
        """The numbers of rows that do not fit the table's columns are listed, each at its own place."""
        for cell in self.table.unread:
            self.unread.append(Unread(cell.text, "table.unfit", self.table.source, cell.start, cell.end))
        if self.table.unread:
            whole = len(self.table.left) + self.table.header_rows == len(self.table.rows)
            self._warn("table-not-read" if whole else "table-rows-not-read",
                       "has cells that fit no row and column; its numbers are listed as unread" if whole else
                       f"has lines that fit no row; {len(self.table.unread)} numbers in them are listed as unread")

    def _warn(self, code: str, message: str) -> None:
        at = self.table.offset
        self.warnings.append(PlanWarning(code, f"{self.table.source} {self.table.id} {message}", self.table.source, at, at))

    def _unread(self, cell: str, reason: str, row: int, column: int) -> None:
        start, end = self.table.place(row, column)
        if start is None:
            start = end = self.table.offset
        self.unread.append(Unread(cell, reason, self.table.source, start, end))


def _with_bases(made: list[tuple[Record, Column]]) -> list[Record]:
    """A promised level has the latest reported level of its row as its base: 2020年 40 beside 2025年 45."""
    levels = [record for record, _ in made if record.measure is Measure.LEVEL and record.status is Status.ACTUAL]
    return [_with_base(record, levels) for record, _ in made]


def _with_base(record: Record, levels: list[Record]) -> Record:
    if record.measure is not Measure.LEVEL or record.status is not Status.TARGET or record.upper is not None:
        return record
    same = [r for r in levels if (r.indicator, r.region, r.scope, r.unit) ==
            (record.indicator, record.region, record.scope, record.unit) and r.year < (record.year or 0)]
    if not same:
        return record
    base = max(same, key=lambda r: r.year)
    return replace(record, base_year=base.year, base_implicit=base.year_implicit, base_value=base.value)
