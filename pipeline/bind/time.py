"""Years: what each mention of one is there for, and the year a record holds for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from pipeline.bind.clause import clause_end
from pipeline.bind.draft import Draft
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.numbers import parse_number
from pipeline.knowledge.years import YearMention, find_years
from pipeline.records import Period, Reading

_STOP = regex.compile(r"[，；。]")
_DUE_WITHIN = 60  # characters behind a number


@dataclass(frozen=True, slots=True)
class Years:
    """The year of a record with the first year of the span it closes (None where no span is known)."""

    year: int | None
    first: int | None
    implicit: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Term:
    """So many years that are named without saying which (五年累计, 三年内); what is told between is theirs."""

    start: int
    end: int
    years: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A sentence's year mentions, told apart: those that date, and those that are compared with.

    `asides` date the rest of their own clause only (2015年甚至一度达到99.54%), `members` what stands before the next ；
    (2022年开工水库；整治渠道640公里). `due` maps the end of a number to the end of the date behind it (37座于2024年全部退出).
    """

    text: str
    dates: tuple[YearMention, ...]
    asides: tuple[YearMention, ...]
    members: tuple[YearMention, ...]
    bases: tuple[YearMention, ...]
    since: tuple[YearMention, ...]
    terms: tuple[Term, ...]
    due: Mapping[int, int]

    def before(self, position: int) -> list[YearMention]:
        """The mentions that date what stands at `position`, in order."""
        near = [m for m in self.asides if m.start < position and not _STOP.search(self.text, m.end, position)]
        near += [m for m in self.members if m.start < position and "；" not in self.text[m.end:position]]
        return sorted([m for m in self.dates if m.start < position] + near, key=lambda m: m.start)

    def term(self, position: int) -> Term | None:
        """The term that `position` is told of: one with no date between."""
        term = next((term for term in reversed(self.terms) if term.start < position <= term.end), None)
        dated = self.before(position) if term else ()
        return None if dated and dated[-1].start > term.start else term

    def told_of(self, position: int, now: int | None, known: Knowledge) -> bool:
        """Whether the date of what stands at `position` says how things stood by then: 截至2021年6月, not after `now`."""
        dated = self.before(position) if "截" in self.text else ()
        if not dated or now is None or dated[-1].last > now:
            return False
        if pattern(known, "status.turn-paragraph").search(self.text, dated[-1].end, position):
            return False
        spans = (match.span() for match in pattern(known, "time.as-of").finditer(self.text, 0, dated[-1].end + 4))
        return any(start <= dated[-1].start < end for start, end in spans)

    def listed(self, position: int, known: Knowledge) -> list[YearMention]:
        """The last of the dates before `position`, with those that list words join it to: 2030和2050年."""
        found = self.before(position)
        k = max(len(found) - 1, 0)
        while k and pattern(known, "time.list-gap").fullmatch(self.text, found[k - 1].end, found[k].start):
            k -= 1
        return found[k:]


def timeline(reading: Reading, known: Knowledge, now: int | None = None, plan: Period | None = None) -> Timeline:
    """Tells a sentence's year mentions apart by the rules of `time.toml`; a year inside a name is none of them.

    `now` is the year that 今年 means, where that may be another than the plan's; `plan` are the years planned for.
    """
    text = reading.text
    titles = [m for m in reading.masked if m.rule in ("mask.title",)]
    kinds: dict[str, list[YearMention]] = {"dates": [], "asides": [], "members": [], "bases": [], "since": []}
    printed = find_years(text)
    mentions = (*printed, *_relative(text, now, plan, known))
    later = {match.start("year") for match in pattern(known, "time.groundwork").finditer(text)} if printed else ()
    due = dict(_due(reading, known))
    for mention in sorted(mentions, key=lambda m: m.start):
        if not any(t.start <= mention.start < t.end for t in titles):
            kind = "asides" if mention.start in later else _kind(mention, text, known)
            if kind == "dates" and _dates_things(mention, text, plan, known):
                continue
            if kind == "dates" and plan and plan.start <= mention.last < plan.end:
                kind = _reach(mention, text, due, known)
            kinds.get(kind, []).append(mention)
    return Timeline(text, **{kind: tuple(mentions) for kind, mentions in kinds.items()}, terms=_terms(text, plan, known), due=due)


def _relative(text: str, now: int | None, plan: Period | None, known: Knowledge) -> Iterator[YearMention]:
    """今年, 去年, 明年 as years, where it is known from when; 规划期末 as those of a plan of several years."""
    for match in pattern(known, "time.relative").finditer(text) if now else ():
        year = now + bool(match["next"]) - bool(match["last"])
        yield YearMention(match.start(), match.end(), year, year, "relative")
    for match in pattern(known, "time.plan-itself").finditer(text) if plan and plan.start < plan.end else ():
        yield YearMention(match.start(), match.end(), plan.start, plan.end, "relative")


def _terms(text: str, plan: Period | None, known: Knowledge) -> tuple[Term, ...]:
    """The terms of a sentence that are as long as the plan, or of any length where it plans one year."""
    if plan is None:
        return ()
    found = ((match, int(parse_number(match["n"]))) for match in pattern(known, "time.term").finditer(text))
    return tuple(Term(match.start(), _term_end(text, match.end(), known), years)
                 for match, years in found if plan.end - plan.start in (0, years - 1))


def _term_end(text: str, start: int, known: Knowledge) -> int:
    """A term holds for its member of the sentence, or until 今年 (三年内形成百万辆规模，今年先达到35万辆)."""
    this_year = pattern(known, "time.one-year").search(text, start)
    return min(clause_end(text, start, "；"), this_year.start() if this_year else len(text))


def _due(reading: Reading, known: Knowledge) -> Iterator[tuple[int, int]]:
    """Where a number ends, and where the date ends that it is due at, which stands behind it."""
    for q in reading.quantities:
        match = pattern(known, "time.due-behind").match(reading.text[q.right:q.right + _DUE_WITHIN])
        if match:
            yield q.right, q.right + match.end("year")


def _reach(mention: YearMention, text: str, due: Mapping[int, int], known: Knowledge) -> str:
    """How far a date reaches that comes before the plan is over: behind its number, before a member's verb, or leading all."""
    if mention.end in due.values():
        return "members" if pattern(known, "time.due-goes-on").match(text, mention.end) else "asides"
    before, after = text[:mention.start], text[mention.end:mention.end + 8]
    leads = pattern(known, "time.lead-before").search(before) or pattern(known, "time.lead-after").match(after)
    return "dates" if leads else "members"


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


def _dates_things(mention: YearMention, text: str, plan: Period | None, known: Knowledge) -> bool:
    """Whether the things that are spoken of were made by a year before the plan (2000年底前建成的小区)."""
    return (plan is None or mention.last < plan.start) and bool(pattern(known, "time.made-after").match(text[mention.end:]))


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
    the span the section or plan speaks of, or the term that holds here; a date that closes it takes its first year along.
    """
    found = line.before(position)
    if default and line.term(position):
        printed = any(mention.last == default.end and mention.kind != "relative" for mention in found)
        return Years(default.end, default.start, not printed, "year.term")
    if found:
        choices = (found, line.listed(position, known)) if turn else ()
        mention = next((dates[turn[0]] for dates in choices if len(dates) == turn[1]), found[-1])
        spans = [m.first for m in found if m.first < m.last == mention.last]  # “十四五”期间，…，2025年下降15%
        spans += [default.start] if default and default.end == mention.last else []
        first = mention.first if mention.first != mention.last else next(iter(spans), None)
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


def carried_span(line: Timeline, horizon: Period | None, known: Knowledge) -> Period | None:
    """What a sentence hands on to the next one: its last date, or 五年来 / 今年 read against the horizon.

    今后五年 behind a date hands on nothing: the plan's own years hold.
    """
    five, one = pattern(known, "time.five-years").search(line.text), pattern(known, "time.one-year").search(line.text)
    if line.dates and not line.term(len(line.text)):
        mention = line.dates[-1]
        return Period(mention.first, mention.last)
    if five and horizon:
        return Period(horizon.end - 4, horizon.end)
    if one and horizon:
        return Period(horizon.end, horizon.end)
    return None

