"""Years: the year a record holds for, and the base year that a change is measured against."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.bind.draft import Draft
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.years import YearMention, find_years
from pipeline.records import Measure, Period, Reading

_NO_BASE = frozenset({"year_on_year", "annual", "noun"})  # a yearly change, or 增速 of a year, names no base
_COMPARED = regex.compile(r"[^，]{0,8}相比，$")


@dataclass(frozen=True, slots=True)
class Years:
    """The year of a record with the first year of the span it closes (None where no span is known)."""

    year: int | None
    first: int | None
    implicit: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Base:
    """The year compared with; `implicit` where the clause of the number does not print it."""

    year: int | None
    implicit: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A sentence's year mentions, told apart: those that date, and those that are compared with."""

    text: str
    dates: tuple[YearMention, ...]
    bases: tuple[YearMention, ...]
    since: tuple[YearMention, ...]


def timeline(reading: Reading, known: Knowledge) -> Timeline:
    """Tells a sentence's year mentions apart by the rules of `time.toml`."""
    text = reading.text
    titles = [m for m in reading.masked if m.rule in ("mask.title",)]
    dates, bases, since = [], [], []
    for mention in find_years(text):
        before, after = text[max(0, mention.start - 4):mention.start], text[mention.end:mention.end + 10]
        if any(t.start <= mention.start < t.end for t in titles) or mention.kind == "plan" and pattern(known, "time.plan-name").match(after):
            continue
        if _is_base(before, after, known):
            bases.append(mention)
        elif pattern(known, "time.since").match(after):
            since.append(mention)
        else:
            dates.append(mention)
    return Timeline(text, tuple(dates), tuple(bases), tuple(since))


def _is_base(before: str, after: str, known: Knowledge) -> bool:
    match = pattern(known, "time.base-before").search(before)
    if not match:
        return False
    if match[0] in ("由", "从"):
        return not pattern(known, "time.start-after").match(after)
    # 在2020年基础上 is a base, 在2020年 a date
    return match[0] not in ("在", "同", "与") or bool(pattern(known, "time.base-after").match(after))


def year_of(line: Timeline, position: int, default: Period | None, carried: Period | None,
            turn: tuple[int, int] | None = None) -> Years:
    """The nearest date before `position` in the sentence, else what was carried, else the default of the section.

    `turn` (k, n): the k-th of n numbers of one indicator; with n dates before it the k-th date is its own. `default` is
    the span the section or plan speaks of; a date that closes it takes its first year along.
    """
    found = [m for m in line.dates if m.start < position]
    if found:
        mention = found[turn[0]] if turn and len(found) == turn[1] else found[-1]
        span = default if default and default.end == mention.last else None
        first = mention.first if mention.first != mention.last else span.start if span else None
        return Years(mention.last, first, False, f"year.{mention.kind}")
    since = [m for m in line.since if m.start < position]
    if since and since[-1].kind == "plan" and default:
        mention = since[-1]
        if mention.last >= default.end:
            return Years(mention.last, mention.first, False, "year.since-plan")
        return Years(default.end, mention.first, True, "year.since-plan")
    chosen = carried or default
    if chosen is None:
        return Years(None, None, True, "year.unknown")
    return Years(chosen.end, chosen.start, True, "year.carried" if carried else "year.section")


def base_of(line: Timeline, clause: int, years: Years, draft: Draft, known: Knowledge) -> Base:
    """The base year: printed in the clause, printed earlier in the sentence (implicit), or the year before the span."""
    position = draft.quantity.left
    printed = [m for m in line.bases if m.start < position]
    if draft.base_at is not None:
        return _base_of_value(line, printed, years, draft, known)
    if draft.measure is not Measure.CHANGE:
        return Base(None, False, "base.none")
    if printed:
        mention = printed[-1]
        own_clause = mention.start >= clause or _COMPARED.match(line.text[mention.end:clause])
        return Base(mention.last, not own_clause, "base.printed" if own_clause else "base.earlier-clause")
    if pattern(known, "time.last-year").search(line.text[clause:position]) and years.year:
        return Base(years.year - 1, True, "base.last-year")
    if _NO_BASE & draft.flags or pattern(known, "time.own-base").search(line.text[clause:position]):
        return Base(None, False, "base.none")
    return _before_span(years)


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


def carried_span(line: Timeline, horizon: Period | None, known: Knowledge) -> Period | None:
    """What a sentence hands on to the next one: its last date, or 五年来 / 今年 read against the horizon."""
    five, one = pattern(known, "time.five-years").search(line.text), pattern(known, "time.one-year").search(line.text)
    if line.dates:
        mention = line.dates[-1]
        return Period(mention.first, mention.last)
    if five and horizon:
        return Period(horizon.end - 4, horizon.end)
    if one and horizon:
        return Period(horizon.end, horizon.end)
    return None

