"""What a document says for all its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.years import YearMention, find_years
from pipeline.records import Block, Period, Reading, Region, Section

_ENOUGH = 3  # dates that agree before they speak for a plan
_HEADS = ("", "，", "；", "。")  # before the head of a clause
_WITHIN = ("期间", "时期", "末")  # behind a five-year plan's number: its years, not its name


@dataclass(frozen=True, slots=True)
class Context:
    """The document's region, the years it plans for, the year it was published, its sections by id.

    `reported` are the years that a document tells of which only reports (2007年…统计公报); a year's report plans the next.
    """

    region: Region
    period: Period | None
    published: int | None = None
    sections: Mapping[str, Section] = field(default_factory=dict)
    reported: Period | None = None

    @property
    def first_planned(self) -> int | None:
        """The first year that the plan speaks for; what is dated earlier is a result."""
        if self.reported:
            return self.reported.end + 1
        return self.period.start if self.period else self.published

    @property
    def yearly(self) -> bool:
        """Whether it plans one year (a work report)."""
        return bool(self.period and self.period.start == self.period.end)

    @property
    def review(self) -> Period | None:
        """The span that a review reports: the five-year plan before, or the year before a yearly report."""
        if self.reported:
            return self.reported
        if self.first_planned is None:
            return None
        last = self.first_planned - 1
        five = self.period and not self.yearly and last % 5 == 0
        return Period(last - 4 if five else last, last)

    def chain(self, section: str | None) -> tuple[Section, ...]:
        """The headings above a section path, the nearest first."""
        found, path = [], section or ""
        while path:
            if path in self.sections:
                found.append(self.sections[path])
            path = path.rpartition(".")[0]
        return tuple(found)


def five_years(text: str, context: Context, known: Knowledge) -> Period | None:
    """The years that 过去五年 and, in a plan of one year, 今后五年 mean in a heading or signpost."""
    if pattern(known, "time.five-ahead").search(text):
        return Period(context.period.start, context.period.start + 4) if context.yearly else None
    if context.review and pattern(known, "time.five-years").search(text):
        return Period(context.review.end - 4, context.review.end)
    return None


def longer_first(title: str, context: Context, known: Knowledge) -> Period | None:
    """The longer span that a heading of two names before its year: 今后五年的目标和2003年工作建议, “十一五”时期目标及2006年安排.

    The text below speaks of it first, until a sentence turns to the year.
    """
    years = find_years(title)
    year = next((mention for mention in years if mention.kind == "year"), None)
    if not (context.yearly and year and context.period.end == year.last):
        return None
    ahead = [Period(mention.first, mention.last) for mention in years if mention.start < year.start and mention.last > year.last]
    five = pattern(known, "time.five-ahead").search(title, 0, year.start)
    return five_years(title, context, known) if five else next(iter(ahead), None)


def horizon(readings: Iterable[Reading], published: int | None, sections: Mapping[str, Section], term: int = 0,
            blocks: Iterable[Block] = (), until: int = 0) -> Period | None:
    """The span that a plan whose title names none speaks for: up to the year that most of its goals are due.

    A goal's date is a year behind 到, and such a year at the head of a clause; what lies before publication is a review.
    Where these are few, the section of goals decides, by all its `blocks`: “十四五”期间 may stand in a sentence without a
    number. None where none tells. `term` is the length of a 三年行动计划, `until` the year before which the title's aim is due.
    """
    readings = tuple(readings)
    of_goals = {path for path, section in sections.items() if "目标" in section.title}
    dated = [(mention.last, text[mention.start - 1:mention.start]) for reading in readings for text in [reading.text]
             for mention in find_years(text) if published is None or mention.last >= published]
    due = Counter(year for year, before in dated if before == "到")
    if max(due.values(), default=0) < _ENOUGH:
        due += Counter(year for year, before in dated if year in due and before in _HEADS)
    told = [fold(block.text)[0] for block in blocks or (reading.block for reading in readings) if block.section in of_goals]
    goals = tuple((mention, text) for text in told for mention in find_years(text) if published is None or mention.last >= published)
    near = [mention.last for mention, text in goals if text[mention.start - 1:mention.start] == "到"]
    if max(due.values(), default=0) < _ENOUGH:
        span = _horizon_of_goals(goals, near, published, term)
    else:
        end = max(due, key=lambda year: (due[year], -year))
        span = _up_to(min([year for year in due if due[year] > 1] + near), end, published, term)
    return Period(span.start, max(span.end, until)) if span else None


def _horizon_of_goals(goals: tuple[tuple[YearMention, str], ...], near: list[int], published: int | None, term: int) -> Period | None:
    """A term (2012年起5年内), the nearest date, a five-year plan (“十四五”期间) or the years that head clauses there."""
    terms = [Period(mention.first, mention.last) for mention, _ in goals if mention.kind == "term"]
    if terms:
        return terms[0]
    near = near or [mention.last for mention, text in goals
                    if mention.kind == "plan" and text[mention.end:][:3].lstrip("”’」").startswith(_WITHIN)]
    if near:
        return _up_to(min(near), min(near), published, term)
    heads = [mention.last for mention, text in goals if mention.kind == "year" and text[:mention.start][-1:] in _HEADS]
    return _up_to(min(heads), max(heads), published, term) if heads else None


def written_after(readings: Iterable[Reading], known: Knowledge) -> int | None:
    """The year behind the last of 截至2020年(底): a text that tells no other date was written when it was over."""
    told = (match for reading in readings for match in pattern(known, "time.as-of").finditer(reading.text))
    return max((int(match["year"]) + 1 for match in told if match["year"]), default=None)


def _up_to(first: int, end: int, published: int | None, term: int) -> Period:
    """The span to `end` whose earliest goals are due in `first`: those for the end of a five-year plan begin with it."""
    start = end - term + 1 if term else first - 4 if first % 5 == 0 else first
    return Period(min(start, published or start, end), end)
