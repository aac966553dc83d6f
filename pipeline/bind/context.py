"""What a document says for all its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.knowledge.years import find_years
from pipeline.records import Period, Reading, Region, Section

_ENOUGH = 3  # dates that agree before they speak for a plan


@dataclass(frozen=True, slots=True)
class Context:
    """The document's region, the years it plans for, the year it was published, its sections by id."""

    region: Region
    period: Period | None
    published: int | None = None
    sections: Mapping[str, Section] = field(default_factory=dict)

    @property
    def first_planned(self) -> int | None:
        """The first year that the plan speaks for; what is dated earlier is a result."""
        return self.period.start if self.period else self.published

    @property
    def yearly(self) -> bool:
        """Whether it plans one year (a work report)."""
        return bool(self.period and self.period.start == self.period.end)

    @property
    def review(self) -> Period | None:
        """The span that a review reports: the five-year plan before, or the year before a yearly report."""
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


def horizon(readings: Iterable[Reading], published: int | None) -> Period | None:
    """The span that a plan whose title names none speaks for: up to the year that most of its goals are due.

    A goal's date is a year behind 到; what lies before publication is a review. None where the dates do not tell.
    """
    due = Counter()
    for reading in readings:
        text = reading.text
        due.update(mention.last for mention in find_years(text) if text[mention.start - 1:mention.start] == "到")
    due = {year: count for year, count in due.items() if published is None or year >= published}
    if not due or max(due.values()) < _ENOUGH:
        return None
    end = max(due, key=lambda year: (due[year], -year))
    first = min(year for year in due if due[year] > 1)
    start = first - 4 if first % 5 == 0 else first  # goals for the end of a five-year plan begin with it
    return Period(min(start, published or start, end), end)
