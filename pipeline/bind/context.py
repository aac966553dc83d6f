"""What a document says for all its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.records import Period, Region, Section


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
