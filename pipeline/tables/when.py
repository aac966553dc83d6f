"""The year a cell holds for, whether it is promised or reported, and what a change is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import Direction, Measure, Status
from pipeline.tables.columns import Column
from pipeline.tables.context import TableContext
from pipeline.tables.frame import Frame
from pipeline.tables.lines import Line
from pipeline.tables.meaning import Movement
from pipeline.tables.phrases import Phrase
from pipeline.tables.values import CellValue


@dataclass(frozen=True, slots=True)
class Years:
    year: int | None
    implicit: bool
    base: int | None = None
    base_implicit: bool = False


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


def years_of(value: CellValue, line: Line, column: Column, frame: Frame, context: TableContext,
             ) -> tuple[Years, Status | None]:
    """The year a cell holds for, and with it whether it is promised; both from the nearest words that say so."""
    inside = frame.brackets.get(value.bracket) if value.bracket else None
    if value.year:
        return Years(value.year, False), status_of(line, column, frame, context, value.year)
    for phrase in (inside, column.phrase, line.phrase):
        if phrase and phrase.last:
            status = phrase.status or status_of(line, column, frame, context, phrase.last)
            return Years(phrase.last, False), status
    status = column.phrase.status or line.phrase.status
    head = column.phrase
    moving = head.measure in ("annual_rate", "mixed") or head.total or head.base or (head.measure and not head.text)
    goal = frame.goal_year or (context.period.end if context.period and frame.promises else None)
    if moving and goal:
        return Years(goal, True), status or status_of(line, column, frame, context, goal)
    if status is Status.ACTUAL:
        start = context.period.start if context.period else frame.caption.first if frame.caption.plan else None
        reported = frame.caption.last if frame.caption.last and frame.caption.status is Status.ACTUAL else None
        return Years(reported or (start - 1 if start else None), True), status
    if frame.reviewed and status is Status.TARGET:
        return Years(frame.reviewed, True), status
    if frame.caption.last:
        return Years(frame.caption.last, True), status or status_of(line, column, frame, context, frame.caption.last)
    status = status or frame.caption.status
    if status is Status.TARGET and context.period:
        return Years(context.period.end, True), status
    return Years(None, True), status


def _is_yearly(movement: Movement, head: Phrase, unit: str) -> bool:
    """A growth in % is over the year before (地区生产总值增长6%), unless a total or a whole plan is spoken of."""
    return movement.direction is Direction.INCREASE and unit == "%" and not movement.total and not head.plan


def base_of(value: CellValue, years: Years, movement: Movement, unit: str, line: Line, column: Column, frame: Frame,
            context: TableContext) -> Years:
    """What a change is compared with: the printed base, else the year before the plan whose last year it is due in."""
    printed = value.base or column.phrase.base or line.phrase.base
    if movement.measure is not Measure.CHANGE or years.year is None:
        return years
    if printed:
        return Years(years.year, years.implicit, printed, False)
    if column.phrase.single or line.phrase.single or _is_yearly(movement, column.phrase, unit):
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
