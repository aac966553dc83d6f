"""Years: the year a record holds for, and the base year that a change is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.bind.draft import Draft
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.years import YearMention, find_years
from pipeline.records import Measure, Period, Reading

_NO_BASE = frozenset({"year_on_year", "annual", "noun"})  # a yearly change, or 增速 of a year, names no base
_COMPARED = regex.compile(r"[^，]{0,8}，$")
_STOP = regex.compile(r"[，；。]")


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
    """A sentence's year mentions, told apart: those that date, and those that are compared with.

    `asides` date the rest of their own clause only (2015年甚至一度达到99.54%).
    """

    text: str
    dates: tuple[YearMention, ...]
    asides: tuple[YearMention, ...]
    bases: tuple[YearMention, ...]
    since: tuple[YearMention, ...]

    def before(self, position: int) -> list[YearMention]:
        """The mentions that date what stands at `position`, in order."""
        near = [m for m in self.asides if m.start < position and not _STOP.search(self.text, m.end, position)]
        return sorted([m for m in self.dates if m.start < position] + near, key=lambda m: m.start)

    def listed(self, position: int, known: Knowledge) -> list[YearMention]:
        """The last of the dates before `position`, with those that list words join it to: 2030和2050年."""
        found = self.before(position)
        k = max(len(found) - 1, 0)
        while k and pattern(known, "time.list-gap").fullmatch(self.text, found[k - 1].end, found[k].start):
            k -= 1
        return found[k:]


def timeline(reading: Reading, known: Knowledge, now: int | None = None) -> Timeline:
    """Tells a sentence's year mentions apart by the rules of `time.toml`; a year inside a name is none of them.

    `now` is the year that 今年 means, where that may be another than the plan's.
    """
    text = reading.text
    titles = [m for m in reading.masked if m.rule in ("mask.title",)]
    kinds: dict[str, list[YearMention]] = {"dates": [], "asides": [], "bases": [], "since": []}
    mentions = (*find_years(text), *_relative(text, now, known))
    for mention in sorted(mentions, key=lambda m: m.start):
        if not any(t.start <= mention.start < t.end for t in titles):
            kinds.get(_kind(mention, text, known), []).append(mention)
    return Timeline(text, **{kind: tuple(mentions) for kind, mentions in kinds.items()})


def _relative(text: str, now: int | None, known: Knowledge) -> Iterator[YearMention]:
    """今年, 去年, 明年 as years, where it is known from when."""
    for match in pattern(known, "time.relative").finditer(text) if now else ():
        year = now + bool(match["next"]) - bool(match["last"])
        yield YearMention(match.start(), match.end(), year, year, "relative")


def _kind(mention: YearMention, text: str, known: Knowledge) -> str:
    """What a mention is there for, by the words around it."""
    if mention.kind in ("relative", "term"):
        return "dates"
    before, after = text[max(0, mention.start - 4):mention.start], text[mention.end:mention.end + 24]
    if mention.kind == "plan" and pattern(known, "time.plan-name").match(after):
        return "name"
    if _is_base(before, after, known):
        return "bases"
    if pattern(known, "time.since").match(after):
        return "since"
    if pattern(known, "time.honour-before").search(before) or pattern(known, "time.name-after").match(after):
        return "name"
    return "asides" if pattern(known, "time.aside-after").match(after) else "dates"


def _is_base(before: str, after: str, known: Knowledge) -> bool:
    if pattern(known, "time.multiple-after").match(after):
        return True
    match = pattern(known, "time.base-before").search(before)
    if not match:
        return False
    if match[0] in ("由", "从"):
        return not pattern(known, "time.start-after").match(after)
    # 在2020年基础上 is a base, 在2020年 a date
    return match[0] not in ("在", "同", "与") or bool(pattern(known, "time.base-after").match(after))


def each_year(line: Timeline, drafts: list[Draft], known: Knowledge) -> Iterator[Draft]:
    """The drafts; a single number that is 分别 that of listed years (“十四五”、“十五五”期间分别新增) once for each."""
    listed = [line.listed(draft.quantity.left, known) for draft in drafts]
    for draft, years in zip(drafts, listed):
        respectively = len(years) > 1 and "分别" in line.text[years[-1].end:draft.quantity.left]
        if respectively and listed.count(years) == 1:
            yield from (replace(draft, turn=(k, len(years))) for k in range(len(years)))
        else:
            yield draft


def year_of(line: Timeline, position: int, default: Period | None, carried: Period | None, known: Knowledge,
            turn: tuple[int, int] | None = None) -> Years:
    """The nearest date before `position` in the sentence, else what was carried, else the default of the section.

    `turn` (k, n): the k-th of n numbers of one indicator; with n dates before it the k-th date is its own. `default` is
    the span the section or plan speaks of; a date that closes it takes its first year along.
    """
    found = line.before(position)
    if found:
        choices = (found, line.listed(position, known)) if turn else ()
        mention = next((dates[turn[0]] for dates in choices if len(dates) == turn[1]), found[-1])
        span = default if default and default.end == mention.last else None
        first = mention.first if mention.first != mention.last else span.start if span else None
        return Years(mention.last, first, mention.kind == "relative", f"year.{mention.kind}")
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


def carried_span(line: Timeline, horizon: Period | None, known: Knowledge) -> Period | None:
    """What a sentence hands on to the next one: its last date, or 五年来 / 今年 read against the horizon.

    今后五年 behind a date hands on nothing: the plan's own years hold.
    """
    five, one = pattern(known, "time.five-years").search(line.text), pattern(known, "time.one-year").search(line.text)
    if line.dates:
        mention = line.dates[-1]
        ahead = pattern(known, "time.years-ahead").search(line.text, mention.end)
        return None if ahead else Period(mention.first, mention.last)
    if five and horizon:
        return Period(horizon.end - 4, horizon.end)
    if one and horizon:
        return Period(horizon.end, horizon.end)
    return None

