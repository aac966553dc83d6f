"""Years: the year a record holds for, and the base year that a change is measured against."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.knowledge.years import YearMention, find_years
from pipeline.records import Measure, Period, Reading

_BASE_BEFORE = regex.compile(r"(?:相比于?|相较于?|相对于|对比|比|较|与|同|由|从|在)$")
_BASE_AFTER = regex.compile(r"^(?:年?底|末|期末|同期|全年|水平|基数|基础|实际|的)*(?:相比|基础上|水平上)")
_NAME_AFTER = regex.compile(r"^”?(?:规划|纲要|方案|计划|总体规划|专项规划|建议|发展规划|能源规划)")
_SINCE_AFTER = regex.compile(r"^”?(?:时期|期间)?以来")
_FIVE_YEARS = regex.compile(r"(?:过去|近)?五年(?:来|累计|间|中|，)|(?:过去|这)五年")
_ONE_YEAR = regex.compile(r"(?:过去|这)?一年(?:来|中|间|，)|(?:过去|这)一年|去年|今年|全年")
_LAST_YEAR = regex.compile(r"(?:比|较)(?:上年|去年|上一年|上年度)")


@dataclass(frozen=True, slots=True)
class Years:
    """The year of a record with the first year of the span it closes (None where no span is known)."""

    year: int | None
    first: int | None
    implicit: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Base:
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


def timeline(reading: Reading) -> Timeline:
    text = reading.text
    titles = [m for m in reading.masked if m.rule in ("mask.title",)]
    dates, bases, since = [], [], []
    for mention in find_years(text):
        before, after = text[max(0, mention.start - 4):mention.start], text[mention.end:mention.end + 10]
        if any(t.start <= mention.start < t.end for t in titles) or mention.kind == "plan" and _NAME_AFTER.match(after):
            continue
        if _is_base(before, after, mention):
            bases.append(mention)
        elif _SINCE_AFTER.match(after):
            since.append(mention)
        else:
            dates.append(mention)
    return Timeline(text, tuple(dates), tuple(bases), tuple(since))


def _is_base(before: str, after: str, mention: YearMention) -> bool:
    match = _BASE_BEFORE.search(before)
    if not match:
        return False
    # 在2020年基础上 is a base, 在2020年 a date; 从2016年起 dates
    if match[0] == "在":
        return bool(_BASE_AFTER.match(after))
    if match[0] in ("由", "从"):
        return not regex.match(r"^(?:起|开始|以来)", after)
    return match[0] not in ("同", "与") or bool(_BASE_AFTER.match(after)) or "相比" in after


def year_of(line: Timeline, position: int, default: Period | None, carried: Period | None) -> Years:
    """The nearest date before `position` in the sentence, else what was carried, else the default of the section.

    `default` is the span the section or plan speaks of; a date that closes it takes its first year along.
    """
    found = [m for m in line.dates if m.start < position]
    if found:
        mention = found[-1]
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


def base_of(line: Timeline, clause: int, position: int, years: Years, measure: Measure, flags: frozenset[str],
            from_base: int | None) -> Base:
    """The base year: printed in the clause, printed earlier in the sentence (implicit), or the year before the span.

    `from_base` is the offset of 由/从 where the record has a base value.
    """
    printed = [m for m in line.bases if m.start < position]
    if from_base is not None:
        own = [m for m in printed if m.start >= from_base - 1]
        if own:
            return Base(own[0].last, False, "base.from")
        return _before_span(years)
    if measure is not Measure.CHANGE:
        return Base(None, False, "base.none")
    if printed:
        mention = printed[-1]
        own_clause = mention.start >= clause or regex.match(r"^[^，]{0,8}相比，$", line.text[mention.end:clause])
        return Base(mention.last, not own_clause, "base.printed" if own_clause else "base.earlier-clause")
    if "year_on_year" in flags:
        return Base(None, False, "base.none")
    if _LAST_YEAR.search(line.text[clause:position]) and years.year:
        return Base(years.year - 1, False, "base.last-year")
    return _before_span(years)


def _before_span(years: Years) -> Base:
    if years.first is None or years.first == years.year:
        return Base(None, False, "base.none")
    return Base(years.first - 1, True, "base.before-period")


def carried_span(line: Timeline, before: Period | None, horizon: Period | None) -> Period | None:
    """What a sentence hands on to the next one: its last date, or 五年来 / 今年 read against the horizon."""
    five, one = _FIVE_YEARS.search(line.text), _ONE_YEAR.search(line.text)
    if line.dates:
        mention = line.dates[-1]
        return Period(mention.first, mention.last)
    if five and horizon:
        return Period(horizon.end - 4, horizon.end)
    if one and horizon:
        return Period(horizon.end, horizon.end)
    return before


def speaks_of_five_years(text: str) -> bool:
    return bool(_FIVE_YEARS.search(text))
