"""The base year: what a change, or a value with an earlier one beside it, is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.bind.draft import Draft
from pipeline.bind.time import Timeline, Years
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.years import YearMention
from pipeline.records import Measure

_NO_BASE = frozenset({"year_on_year", "annual", "noun"})  # a yearly change, or 增速 of a year, names no base
_COMPARED = regex.compile(r"[^，]{0,8}，$")


@dataclass(frozen=True, slots=True)
class Base:
    """The year compared with; `implicit` where the clause of the number does not print it."""

    year: int | None
    implicit: bool
    rule: str


def base_of(line: Timeline, clause: int, years: Years, draft: Draft, known: Knowledge) -> Base:
    """The base year: printed in the clause, printed earlier in the sentence (implicit), or the year before the span."""
    position = draft.quantity.left
    printed = [m for m in line.bases if m.start < position]
    if draft.base_at is not None:
        return _base_of_value(line, printed, years, draft, known)
    amount = printed and printed[-1].start >= clause and pattern(known, "time.amount-of-change").search(draft.name)
    if draft.measure is not Measure.CHANGE and not amount:
        return Base(None, False, "base.none")
    if printed:
        mention = printed[-1]
        own_clause = mention.start >= clause or _COMPARED.fullmatch(line.text, mention.end, clause)
        return Base(mention.last, not own_clause, "base.printed" if own_clause else "base.earlier-clause")
    if pattern(known, "time.last-year").search(line.text[clause:position]) and years.year:
        return Base(years.year - 1, True, "base.last-year")
    if _NO_BASE & draft.flags or pattern(known, "time.own-base").search(line.text[clause:position]):
        return Base(None, False, "base.none")
    if pattern(known, "time.no-base").search(line.text, 0, position):
        return Base(None, False, "base.none")
    if _sums_plan(line.text[clause:position], years, draft, known):
        return Base(years.year - 5, True, "base.before-plan")
    return _before_span(years)


def _sums_plan(clause: str, years: Years, draft: Draft, known: Knowledge) -> bool:
    """Whether 累计下降17.3%, said of the last year of a five-year plan, counts from the plan's beginning."""
    ends = years.year is not None and years.year % 5 == 0 and years.first in (None, years.year)
    return ends and draft.quantity.unit == "%" and bool(pattern(known, "time.sum").search(clause))


def _base_of_value(line: Timeline, printed: list[YearMention], years: Years, draft: Draft, known: Knowledge) -> Base:
    """The year of a base value: printed with it (由2015年的40%), 上年, or the year before the span."""
    own = [m for m in printed if m.start >= draft.base_at - 1]
    if own:
        return Base(own[0].last, False, "base.from")
    if pattern(known, "time.last-year").search(line.text[draft.base_at:draft.quantity.left]) and years.year:
        return Base(years.year - 1, True, "base.last-year")
    return _before_span(years)


def _before_span(years: Years) -> Base:
    if years.first is None or years.first == years.year:
        return Base(None, False, "base.none")
    return Base(years.first - 1, True, "base.before-period")
