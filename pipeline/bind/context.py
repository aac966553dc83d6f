"""What a document says for all its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.years import find_years
from pipeline.records import Period, Reading, Region, Section

_ENOUGH = 3  # dates that agree before they speak for a plan
_HEADS = ("", "，", "；", "。")  # before the head of a clause


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


def horizon(readings: Iterable[Reading], published: int | None, sections: Mapping[str, Section]) -> Period | None:
    """The span that a plan whose title names none speaks for: up to the year that most of its goals are due.

    A goal's date is a year behind 到, and such a year at the head of a clause; what lies before publication is a review.
    Where these are few, a term (2012年起5年内) or the nearest date in a section of goals decides. None where none tells.
    """
    readings = tuple(readings)
    of_goals = {path for path, section in sections.items() if "目标" in section.title}
    dated = [(mention.last, text[mention.start - 1:mention.start], reading.block.section)
             for reading in readings for text in [reading.text] for mention in find_years(text)
             if published is None or mention.last >= published]
    due = Counter(year for year, before, _ in dated if before == "到")
    if max(due.values(), default=0) < _ENOUGH:
        due += Counter(year for year, before, _ in dated if year in due and before in _HEADS)
    goals = [year for year, before, path in dated if before == "到" and path in of_goals]
    if max(due.values(), default=0) < _ENOUGH:
        term = next((mention for reading in readings if reading.block.section in of_goals
                     for mention in find_years(reading.text) if mention.kind == "term"), None)
        if term:
            return Period(term.first, term.last)
        return _up_to(min(goals), min(goals), published) if goals else None
    end = max(due, key=lambda year: (due[year], -year))
    return _up_to(min([year for year in due if due[year] > 1] + goals), end, published)


def written_after(readings: Iterable[Reading], known: Knowledge) -> int | None:
    """The year behind the last of 截至2020年(底): a text that tells no other date was written when it was over."""
    told = (match for reading in readings for match in pattern(known, "time.as-of").finditer(reading.text))
    return max((int(match["year"]) + 1 for match in told if match["year"]), default=None)


def _up_to(first: int, end: int, published: int | None) -> Period:
    """The span to `end` whose earliest goals are due in `first`: those for the end of a five-year plan begin with it."""
    start = first - 4 if first % 5 == 0 else first
    return Period(min(start, published or start, end), end)
