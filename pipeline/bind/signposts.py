"""Where a text turns from review to plan without a numbered heading: short titles and opening phrases."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.bind.context import Context, five_years, longer_first
from pipeline.bind.status import heading_rule, rules_of_kind
from pipeline.knowledge import Knowledge, Rule, pattern
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.years import find_years
from pipeline.records import Block, Period, Status

_WINDOW = 80  # an opening phrase stands at the front
_TITLE = regex.compile(r"^(?![—―－])[^，。；！？：]{4,30}(?<!行动计划)$")  # that is a document's own title


@dataclass(frozen=True, slots=True)
class Signpost:
    """What the text behind it speaks of; `span` None where it names no years; `unheaded`: only where no heading tells it;
    `line`: it is a title on a line of its own (过去五年工作回顾), the heading of a chapter that has no number; `then`: the
    year that such a title names behind the longer span of which its text speaks first.
    """

    status: Status
    span: Period | None
    rule: str
    unheaded: bool = False
    line: bool = False
    then: Period | None = None


def signpost(block: Block, context: Context, known: Knowledge) -> Signpost | None:
    """The signpost that a block is, if it is one."""
    text = fold(block.text[:_WINDOW])[0]
    found = rules_of_kind(known, "signpost").first(text)
    title = _TITLE.match(text) if len(block.text) < _WINDOW else None
    if found is None and title:
        found = heading_rule(text, known)
    if found is None:
        return None
    status = _status(found, text, context)
    if found.data.get("past") and status is not Status.ACTUAL:
        return None
    first, span = longer_first(text, context, known) if title else None, _span(text, status, context, known)
    return Signpost(status, first or span, found.id, bool(found.data.get("unheaded")), bool(title), context.period if first else None)


def _status(found: Rule, text: str, context: Context) -> Status:
    """What the rule says; a year before the plan (2017年是本届政府的第一年, in a report of 2018) makes it a review."""
    years = find_years(text[:found.pattern.search(text).end()])
    years = [year for year in years if year.kind == "year"] or years  # 2024年是实现“十四五”目标的关键一年
    past = years and context.first_planned and max(year.last for year in years) < context.first_planned
    return Status.ACTUAL if past else Status(found.data["status"])


def _span(text: str, status: Status, context: Context, known: Knowledge) -> Period | None:
    """The years a signpost speaks of: 五年来, 今后五年, 今年, or those it prints, a single year before a plan's span."""
    horizon = context.review if status is Status.ACTUAL else context.period
    five = five_years(text, context, known)
    if five:
        return five if (five.end < context.first_planned) == (status is Status.ACTUAL) else None
    if horizon and context.yearly and pattern(known, "time.one-year").search(text[:12]):
        return Period(horizon.end, horizon.end)
    years = find_years(text[:30])
    chosen = next((year for year in years if context.yearly and year.kind == "year"), years[-1] if years else None)
    return Period(chosen.first, chosen.last) if chosen else None
