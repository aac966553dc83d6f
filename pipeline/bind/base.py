"""The base year: what a change, or a value with an earlier one beside it, is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.bind.clause import clause_end
from pipeline.bind.context import Context
from pipeline.bind.draft import Draft
from pipeline.bind.time import Timeline, Years
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.years import YearMention
from pipeline.records import Measure

_NO_BASE = frozenset({"year_on_year", "annual", "noun"})  # a yearly change, or 增速 of a year, names no base
_OWN = ("time.own-base", "time.other-base")  # what names no base year, in the number's clause
_FROM_BEFORE = ("time.no-base", "time.own-year")  # and anywhere before the number
_PLAN = 5  # years of a five-year plan
_COMPARED = regex.compile(r"[^，]{0,8}，$")


@dataclass(frozen=True, slots=True)
class Base:
    """The year compared with; `implicit` where the clause of the number does not print it."""

    year: int | None
    implicit: bool
    rule: str


def base_of(line: Timeline, clause: int, years: Years, draft: Draft, context: Context, known: Knowledge) -> Base:
    """The base year: printed in the clause, printed earlier in the sentence (implicit), or the year before the span."""
    position, text, first_planned = draft.quantity.left, line.text, context.first_planned
    printed = [m for m in line.bases if m.start < position]
    if draft.base_at is not None:
        return _base_of_value(line, printed, years, draft, first_planned, known)
    amount = printed and printed[-1].start >= clause and pattern(known, "time.amount-of-change").search(draft.name)
    if draft.measure is not Measure.CHANGE and not amount:
        return Base(None, False, "base.none")
    last_year, again = pattern(known, "time.last-year").search(text, clause, position), _moved_again(line, clause, position, known)
    if again and not (printed and printed[-1].start >= clause):
        return Base(again.last, True, "base.again")
    if printed and not last_year and not _of_another_member(printed[-1], text, clause, years):
        mention = printed[-1]
        own_clause = mention.start >= clause or _COMPARED.fullmatch(text, mention.end, clause)
        return Base(mention.last, not own_clause, "base.printed" if own_clause else "base.earlier-clause")
    if last_year and years.year:
        return Base(years.year - 1, True, "base.last-year")
    if _NO_BASE & draft.flags or any(pattern(known, rule).search(text[clause:position]) for rule in _OWN):
        return Base(None, False, "base.none")
    if years.year and _listed_with_last_year(text, clause, draft, known):
        return Base(years.year - 1, True, "base.last-year-of-list")
    if any(pattern(known, rule).search(text[:position]) for rule in _FROM_BEFORE):
        return Base(None, False, "base.none")
    if _sums_plan(text[clause:position], years, draft, known) or _by_plan_end(line, years, position, first_planned):
        return Base(years.year - _PLAN, True, "base.before-plan")
    if context.yearly and years.year and years.year < first_planned and pattern(known, "time.year-alone").match(text):
        return Base(None, False, "base.none")
    return _before_span(years)


def _listed_with_last_year(text: str, clause: int, draft: Draft, known: Knowledge) -> bool:
    """Whether a clause before said 比上年增长2.2% of another member of the list (，纺织业增长5.1%) or by another measure."""
    said = [match.end() for match in pattern(known, "time.last-year").finditer(text, 0, clause)]
    if not said or pattern(known, "time.added").search(text, clause, draft.quantity.left):
        return False
    end = clause_end(text, said[-1])
    return end + 1 >= clause or draft.quantity.unit in text[said[-1]:end]


def _of_another_member(mention: YearMention, text: str, clause: int, years: Years) -> bool:
    """Whether a base behind which a ； stands is that of another goal, since the span told of here began later."""
    return "；" in text[mention.end:clause] and _before_span(years).year not in (None, mention.last)


def _moved_again(line: Timeline, clause: int, position: int, known: Knowledge) -> YearMention | None:
    """The date that 2020年再降2个百分点 counts from: the one before its own (2017年控制在12%以内，…)."""
    if not pattern(known, "time.again").search(line.text, clause, position):
        return None
    earlier, own = line.before(clause), line.before(position)
    return earlier[-1] if earlier and own[-1].last > earlier[-1].last else None


def _sums_plan(clause: str, years: Years, draft: Draft, known: Knowledge) -> bool:
    """Whether 累计下降17.3%, said of the last year of a five-year plan, counts from the plan's beginning."""
    return _ends_plan(years) and draft.quantity.unit == "%" and bool(pattern(known, "time.sum").search(clause))


def _by_plan_end(line: Timeline, years: Years, position: int, first_planned: int | None) -> bool:
    """Whether 到2025年 closes a five-year plan that began before the document's own years, or a document without any."""
    dated = line.before(position)
    if years.implicit or not dated or not _ends_plan(years) or line.text[dated[-1].start - 1:dated[-1].start] not in ("到", "至"):
        return False
    return first_planned is None or years.year - _PLAN < first_planned <= years.year


def _ends_plan(years: Years) -> bool:
    return years.year is not None and years.year % _PLAN == 0 and years.first in (None, years.year)


def _base_of_value(line: Timeline, printed: list[YearMention], years: Years, draft: Draft, first_planned: int | None,
                   known: Knowledge) -> Base:
    """The year of a base value: printed with it (由2015年的40%), 上年, or the year before the span or the plan."""
    own = [m for m in printed if m.start >= draft.base_at - 1]
    if own:
        return Base(own[0].last, False, "base.from")
    if pattern(known, "time.last-year").search(line.text[draft.base_at:draft.quantity.left]) and years.year:
        return Base(years.year - 1, True, "base.last-year")
    found = _before_span(years)
    if found.year is None and years.year and first_planned and years.year >= first_planned:
        return Base(first_planned - 1, True, "base.before-plan")
    return found


def _before_span(years: Years) -> Base:
    if years.first is None or years.first == years.year:
        return Base(None, False, "base.none")
    return Base(years.first - 1, True, "base.before-period")
