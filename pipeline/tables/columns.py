"""What each column of a grid holds: by its headings where there are any, else by its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.knowledge.numbers import fold
from pipeline.knowledge.regions import gazetteer
from pipeline.knowledge.units import parse_unit
from pipeline.records import Region, Table
from pipeline.tables.naming import join_headings
from pipeline.tables.phrases import Phrase, read_phrase
from pipeline.tables.values import is_blank, plain_unit, promises_in_words, read_value
from pipeline.tables.words import first, holds

LABELS = ("region", "indicator", "group", "year")
_SERIAL = regex.compile(r"（?\d{1,3}(?:\.\d{1,2}){0,2}）?[.、]?|（?[一二三四五六七八九十]{1,3}）?、?|[①-⑳]")
_YEAR = regex.compile(r"[“\"]?(?:19|20)\d\d年?.{0,4}|.{0,2}十[一二三四五]五.{0,6}")
_REMARK = regex.compile(r"（[^（）]{0,40}）")
_BRACKETED = regex.compile(r"（[^（）]{0,40}）$")
_GAP = 4  # between the list numbers of two rows that are read
_SAMPLE = 400  # rows that decide what a column holds


@dataclass(frozen=True, slots=True)
class Column:
    """`role`: serial, group, indicator, region, year, unit, attribute, responsible, project, other, done or value."""

    index: int
    role: str
    phrase: Phrase
    heading: str
    region: Region | None = None


def body_rows(table: Table) -> range:
    return range(table.header_rows, len(table.rows))


def is_full_width(row: Iterable[str]) -> bool:
    return len(set(row)) == 1


def read_columns(table: Table, context: Region) -> tuple[Column, ...]:
    """The columns of a table, left to right."""
    sample = [row for r in body_rows(table)[:_SAMPLE] if r not in table.left and not is_full_width(row := table.rows[r])]
    cells = list(zip(*sample)) or [()] * (len(table.rows[0]) if table.rows else 0)
    columns = []
    for index in range(len(cells)):
        heading, phrase = _heading(table, index)
        role = _role(heading, cells[index]) or _role_by_cells(phrase, cells[index], context)
        columns.append(Column(index, role, phrase, heading))
    return _with_regions(_with_neighbours(_sorted_labels(columns, cells, context)), context)


def _heading(table: Table, index: int) -> tuple[str, Phrase]:
    """All headings above a column as one text and one phrase; merged cells count once, titles not at all."""
    texts = [table.rows[r][index] for r in range(table.header_rows) if not is_full_width(table.rows[r])]
    texts = [text for k, text in enumerate(texts) if text and (k == 0 or text != texts[k - 1])]
    phrase = Phrase()
    for text in texts:
        phrase = _below(phrase, read_phrase(text))
    return "/".join(texts), phrase


def _below(above: Phrase, below: Phrase) -> Phrase:
    """A heading and the one under it: the lower says more, and inherits what it leaves open."""
    years = below if below.last else above
    moves = below if below.measure else above
    return replace(below, text=join_headings(above.text, below.text), stem=join_headings(above.stem, below.stem),
                   unit=below.unit or above.unit, first=years.first, last=years.last, plan=years.plan,
                   base=below.base or above.base, status=below.status or above.status, measure=moves.measure,
                   direction=moves.direction, total=below.total or above.total, single=below.single or above.single,
                   commitment=below.commitment or above.commitment)


def _role(heading: str, cells: tuple[str, ...]) -> str | None:
    """The role that the lowest heading with a known word gives; 指标 over numbers is no column of names."""
    for text in reversed(heading.split("/") if heading else []):
        plain = fold(text)[0]
        found = first("role", plain) or first("role", _BRACKETED.sub("", plain))
        if found:
            role = found[0].data["role"]
            if role in ("indicator", "group") and _counts_up(cells):
                return "serial"
            if role == "unit" and _share(cells, _is_unit) < 0.3:
                return None
            return None if role in ("indicator", "region", "group", "other") and _share(cells, _is_number) > 0.5 else role
    return None


def _share(cells: Iterable[str], test) -> float:
    """The share of the cells that are not blank for which `test` holds."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _is_number(cell: str) -> bool:
    return read_value(cell) is not None


def _is_unit(cell: str) -> bool:
    return parse_unit(plain_unit(cell)) is not None


def _is_serial(cell: str) -> bool:
    return _SERIAL.fullmatch(fold(cell)[0]) is not None


def _counts_up(cells: tuple[str, ...]) -> bool:
    """1, 2, 3 … down a column, with gaps where a row has no number or is left."""
    numbers = [int(cell) for cell in dict.fromkeys(cells) if cell.isdecimal() and len(cell) < 4]
    steps = sum(0 < b - a <= _GAP for a, b in zip(numbers, numbers[1:]))
    return len(numbers) > 2 and steps >= 0.8 * (len(numbers) - 1)


def _role_by_cells(phrase: Phrase, cells: tuple[str, ...], context: Region) -> str:
    if _share(cells, lambda cell: holds("done", fold(cell)[0])) > 0.7:
        return "done"
    dated = phrase.last is not None or phrase.status is not None or phrase.unit is not None or phrase.measure is not None
    if dated and _share(cells, lambda cell: _is_number(cell) or promises_in_words(cell)) > 0.3:
        return "value"
    if _share(cells, lambda cell: holds("commitment", cell) or cell.endswith("性")) > 0.6:
        return "attribute"
    if _share(cells, _is_number) >= 0.3 or all(map(is_blank, cells)) and dated:
        return "value"
    if not phrase.text and _share(cells, lambda cell: _YEAR.fullmatch(fold(cell)[0]) is not None) > 0.7:
        return "year"
    return "region" if _share(cells, lambda cell: is_place(cell, context)) > 0.5 else "label"


@lru_cache(maxsize=20_000)
def is_place(label: str, context: Region) -> bool:
    """Whether a row's label is a place of the table of codes, or stands for the document's own region."""
    plain = _REMARK.sub("", read_phrase(label).text)
    if not plain or len(plain) > 24:
        return False
    found = gazetteer().region_of(plain, context)
    return found.code is not None or found == context


def _sorted_labels(columns: list[Column], cells: list[tuple[str, ...]], context: Region) -> list[Column]:
    """Of the label columns one names the row: places, else the innermost words; the others only sort or count."""
    for k, column in enumerate(columns):
        if column.role in ("indicator", "group", "label") and _share(cells[k], _is_serial) > 0.8:
            columns[k] = replace(column, role="serial")
        elif column.role == "indicator" and _share(cells[k], lambda cell: is_place(cell, context)) > 0.6:
            columns[k] = replace(column, role="region")
    if columns and columns[0].role == "value" and _share(cells[0], _is_number) < 0.3 \
            and not any(c.role in LABELS for c in columns):
        columns[0] = replace(columns[0], role="label")
    first_value = next((c.index for c in columns if c.role == "value"), len(columns))
    named = [c.index for c in columns if c.role == "indicator"]
    loose = [c.index for c in columns if c.role == "label" and c.index < first_value]
    has_rows = named or any(c.role in ("region", "year") for c in columns)
    inner = max(named) if named else (max(loose) if loose and not has_rows else None)
    if inner is None and not has_rows:
        inner = max((c.index for c in columns if c.role == "group"), default=None)
    roles = {c.index: c.role for c in columns}
    for index in named + loose:
        roles[index] = "group"
    if inner is not None:
        roles[inner] = "indicator"
    return [replace(c, role="other" if roles[c.index] == "label" else roles[c.index]) for c in columns]


def _with_neighbours(columns: list[Column]) -> list[Column]:
    """能耗强度降低基本目标 | 激励目标: a heading of another kind of target only is about what stands left of it."""
    if any(c.role == "indicator" for c in columns):
        return columns
    for k in range(1, len(columns)):
        left, column = columns[k - 1], columns[k]
        ours, theirs = column.phrase, left.phrase
        bare = column.role == left.role == "value" and ours.status and not (ours.text or ours.last or ours.measure)
        if bare and theirs.text and theirs.status is ours.status and ours.unit in (None, theirs.unit):
            columns[k] = replace(column, phrase=replace(theirs, unit=ours.unit or theirs.unit))
    return columns


def _with_regions(columns: list[Column], context: Region) -> tuple[Column, ...]:
    """Places across: headings of value columns that are places become the columns' regions."""
    values = [c for c in columns if c.role == "value"]
    places = [c for c in values if c.phrase.unit is None and is_place(c.heading.split("/")[-1], context)]
    if any(c.role == "region" for c in columns) or len(places) < 2 or len(places) * 2 < len(values):
        return tuple(columns)
    chosen = {c.index for c in places}
    return tuple(replace(c, region=gazetteer().region_of(c.phrase.text, context), phrase=replace(c.phrase, text="", stem=""))
                 if c.index in chosen else c for c in columns)


def panels(columns: tuple[Column, ...]) -> list[tuple[Column, ...]]:
    """A narrow table set twice side by side (地区 目标 地区 目标) is as many tables; others are one."""
    headings = [column.heading for column in columns]
    for count in (2, 3):
        width, rest = divmod(len(columns), count)
        if rest == 0 and width > 1 and headings[0] and headings == headings[:width] * count:
            return [columns[k:k + width] for k in range(0, len(columns), width)]
    return [columns]
