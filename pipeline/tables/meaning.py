"""From a cell, its row, its column and its table to the fields of a record: one small question at a time."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.knowledge.units import parse_unit
from pipeline.records import Direction, Measure, Status
from pipeline.tables.columns import Column
from pipeline.tables.context import TableContext
from pipeline.tables.lines import Line
from pipeline.tables.naming import join_names
from pipeline.tables.phrases import Phrase, read_phrase
from pipeline.tables.values import CellValue, plain_unit
from pipeline.tables.words import first, holds

_SEPARATORS = regex.compile(r"[、，,；;]+")
_BRACKET_OF = {"[": "[", "［": "[", "【": "[", "中": "[", "方": "["}


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table: its caption, the caption's units, what brackets mean, the years of its columns."""

    caption: Phrase
    units: tuple[str, ...]
    brackets: dict[str, Phrase]
    goal_year: int | None
    base_year: int | None


@dataclass(frozen=True, slots=True)
class Movement:
    measure: Measure
    direction: Direction | None
    value: float
    upper: float | None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    year: int | None
    implicit: bool
    base: int | None = None
    base_implicit: bool = False


def units_of(unit: str | None) -> tuple[str, ...]:
    """The units of a 单位 line: 万吨、% are two, 微克/立方米 one."""
    parts = [plain_unit(part) for part in _SEPARATORS.split(unit or "") if part.strip()]
    return tuple(part for part in parts if parse_unit(part) or len(parts) == 1)


def brackets_of(notes: tuple[str, ...]) -> dict[str, Phrase]:
    """What the notes say of numbers in brackets, by the kind of bracket; [ ] alone is the custom for five-year totals."""
    meanings = {"[": Phrase(total=True)}
    for note in notes:
        text = "".join(note.split()).replace("(", "（").replace(")", "）")
        found = first("note", text)
        if found:
            what, mark = found[1]["what"], found[1]["mark"].lstrip("“\"")
            said = read_phrase(what)
            falls = any(word in what for word in ("下降", "降低", "减少", "降幅"))
            rises = any(word in what for word in ("增长", "增加", "提高", "增幅", "新增"))
            direction = Direction.DECREASE if falls else Direction.INCREASE if rises else None
            annual = "年均" in what
            meanings[_BRACKET_OF.get(mark[:1], "(")] = Phrase(
                total="累计" in what or "五年" in what or "5年" in what, last=said.last, first=said.first,
                status=said.status, measure="annual_rate" if annual else "change" if direction else None,
                direction=direction)
    return meanings


def name_of(line: Line, column: Column, frame: Frame) -> tuple[str, str, bool]:
    """Name and stem of the indicator, and whether the caption gave them. Empty where nothing names one."""
    row, head = line.phrase, column.phrase
    if row.text or head.text:
        text, stem = join_names(row.text, head.text), join_names(row.stem, head.stem or head.text)
        if holds("headless", text) and frame.caption.text and not row.text:
            text, stem = join_names(frame.caption.text, text), join_names(frame.caption.stem, stem)
        return text, stem, False
    return frame.caption.text, frame.caption.stem, True


def unit_of(value: CellValue, line: Line, column: Column, frame: Frame, name: str, movement: Movement) -> str:
    """The cell's own unit, else the nearest that is printed; of several in the caption the one that fits the name."""
    if value.unit:
        return value.unit
    if movement.measure is Measure.ANNUAL_RATE:
        return column.phrase.unit or "%"
    if column.phrase.unit and not (movement.total and column.phrase.measure == "annual_rate"):
        return column.phrase.unit
    own = line.unit or line.phrase.unit
    if own:
        return own
    ratio = holds("ratio", name)
    fitting = [unit for unit in frame.units if (unit in ("%", "‰", "个百分点", "百分点")) == ratio]
    return fitting[0] if fitting else ""


def status_of(line: Line, column: Column, frame: Frame, context: TableContext, year: int | None) -> Status | None:
    """Promised or reported: what the heading says, else the year against the plan's years, else the caption."""
    said = column.phrase.status or line.phrase.status
    if said:
        return said
    if year is not None and (year == frame.caption.last and not frame.caption.plan):
        said = frame.caption.status
    return said or _status_by_year(year, context, frame) or frame.caption.status


def _status_by_year(year: int | None, context: TableContext, frame: Frame) -> Status | None:
    if year is None:
        return None
    start = context.period.start if context.period else None
    if start is not None:
        reported = year < start or (context.published is not None and start < context.published > year)
    elif context.published is not None:
        reported = year < context.published
    elif frame.caption.last is not None and frame.caption.first is not None:
        reported = year < frame.caption.first or (year < frame.caption.last and not frame.caption.plan)
    elif frame.goal_year is not None:
        reported = year < frame.goal_year
    else:
        return None
    return Status.ACTUAL if reported else Status.TARGET


def movement_of(value: CellValue, line: Line, column: Column, frame: Frame, captioned: bool) -> Movement:
    """Level, change or annual rate, with the sign turned into the direction where the heading names none."""
    row, head = line.phrase, column.phrase
    inside = frame.brackets.get(value.bracket) if value.bracket else None
    total = bool((inside and inside.total) or value.total or head.total or row.total)
    measure, direction = _said(row, head, frame.caption if captioned else Phrase())
    if inside and inside.measure:
        measure, direction = inside.measure, inside.direction
    elif measure == "annual_rate" and total and value.bracket:
        measure = "change"
    if value.move:
        measure, direction = measure or "change", value.move
    if measure is None and (head.base or head.single or row.base):
        measure, direction = "change", Direction.INCREASE
    number, upper = value.value, value.upper
    if value.negative and direction is Direction.INCREASE:
        direction = Direction.DECREASE
    elif value.negative:
        number, upper = -number, upper if upper is None else -upper
    kind = Measure(measure) if measure else Measure.LEVEL
    return Movement(kind, direction if measure else None, number, upper, total)


def _said(row: Phrase, head: Phrase, caption: Phrase) -> tuple[str | None, Direction | None]:
    """The column's movement before the row's before the caption's; a row that falls makes its yearly rate a fall."""
    if head.measure == "annual_rate" and row.direction is Direction.DECREASE:
        return head.measure, row.direction
    if head.measure == "change" and row.measure == "change" and row.direction:
        return "change", row.direction
    for phrase in (head, row, caption):
        if phrase.measure:
            return phrase.measure, phrase.direction
    return None, None


def years_of(value: CellValue, line: Line, column: Column, frame: Frame, context: TableContext,
             ) -> tuple[Years, Status | None]:
    """The year a cell holds for, and with it whether it is promised; both from the nearest words that say so."""
    inside = frame.brackets.get(value.bracket) if value.bracket else None
    for phrase in (inside, column.phrase, line.phrase):
        if phrase and phrase.last:
            status = phrase.status or status_of(line, column, frame, context, phrase.last)
            return Years(phrase.last, False), status
    status = column.phrase.status or line.phrase.status
    moving = column.phrase.measure == "annual_rate" or column.phrase.total or column.phrase.base
    if moving and frame.goal_year:
        return Years(frame.goal_year, True), status or status_of(line, column, frame, context, frame.goal_year)
    if status is Status.ACTUAL:
        start = context.period.start if context.period else frame.caption.first if frame.caption.plan else None
        reported = frame.caption.last if frame.caption.last and frame.caption.status is Status.ACTUAL else None
        return Years(reported or (start - 1 if start else None), True), status
    if frame.caption.last:
        return Years(frame.caption.last, True), status or status_of(line, column, frame, context, frame.caption.last)
    status = status or frame.caption.status
    if status is Status.TARGET and context.period:
        return Years(context.period.end, True), status
    return Years(None, True), status


def base_of(years: Years, movement: Movement, line: Line, column: Column, frame: Frame, context: TableContext) -> Years:
    """What a change is compared with: the printed base, else the year before the plan whose last year it is due in."""
    printed = column.phrase.base or line.phrase.base
    if movement.measure is not Measure.CHANGE or years.year is None:
        return years
    if printed:
        return Years(years.year, years.implicit, printed, False)
    if column.phrase.single or line.phrase.single:
        return years
    start = _plan_start(years.year, column.phrase, frame, context)
    return years if start is None else Years(years.year, years.implicit, start - 1, True)


def _plan_start(year: int, head: Phrase, frame: Frame, context: TableContext) -> int | None:
    """The first year of the plan that ends in `year`; a single year inside a plan has none."""
    for phrase in (head, frame.caption):
        if phrase.first and phrase.first < (phrase.last or 0) == year:
            return phrase.first
    if context.period and year == context.period.end and context.period.start < year:
        return context.period.start
    return year - 4 if year % 5 == 0 and (context.period is None or year < context.period.start) else None
