"""Grids of pieces: the tables of a source as they were meant to be read, whatever its format.

A reader leaves one `Table` per table of the file, bare. Here pieces of one printed table are joined, headings found,
repeated ones dropped, and caption, unit and notes attached from the text around. What the cells mean is not asked.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.grid.bands import mend_rows
from pipeline.grid.header import find_header
from pipeline.grid.pieces import drop_repeated_headings, is_furniture, is_title_box, join, lines_between
from pipeline.grid.plain import plain_tables, without_tables
from pipeline.grid.sheet import Sheet, sheet_of
from pipeline.grid.surroundings import look_around
from pipeline.records import Source, Table

__all__ = ["assemble", "without_tables"]

def assemble(source: Source) -> Source:
    """The source with its tables joined and dressed; `id` counts the tables of the file: t1, t2."""
    if not source.tables:
        return replace(source, tables=plain_tables(source))
    groups = _join(source, _sheets(source))
    tables = []
    for number, (sheet, box) in enumerate(groups):
        before = groups[number - 1][0].end if number else 0
        after = groups[number + 1][0].table.offset if number + 1 < len(groups) else len(source.text)
        above = lines_between(source, before, sheet.table.offset)
        below = lines_between(source, sheet.end, after)
        tables.append(_finish(sheet, above, below, box, f"t{number + 1}"))
    return replace(source, tables=tuple(tables))


def _sheets(source: Source) -> list[Sheet]:
    sheets, area = [], 1
    for table in source.tables:
        sheet = sheet_of(table, area)
        area += len(sheet.rows) * sheet.width
        sheet.header = table.header_rows
        if sheet.rows and not is_furniture(sheet):
            sheets.append(sheet)
    return sheets


def _join(source: Source, sheets: list[Sheet]) -> list[tuple[Sheet, str | None]]:
    """The sheets joined, each with the title that stood in a box above it."""
    groups: list[tuple[Sheet, str | None]] = []
    box: Sheet | None = None
    for sheet in sheets:
        lines = lines_between(source, groups[-1][0].end, sheet.table.offset) if groups else ["?"]
        if is_title_box(sheet):
            box = sheet
            continue
        if box is None and groups and join(groups[-1][0], sheet, lines):
            continue
        find_header(sheet, sheet.header)
        groups.append((sheet, " ".join(dict.fromkeys(box.distinct(0))) if box else None))
        box = None
    return groups


def _finish(sheet: Sheet, above: list[str], below: list[str], box: str | None, name: str) -> Table:
    drop_repeated_headings(sheet)
    mend_rows(sheet)
    around = look_around(sheet, above, below, box)
    return replace(sheet.to_table(), id=name, caption=around.caption, unit=around.unit, notes=around.notes)
