"""What the document says for all its tables, and what reading them yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.records import Period, PlanWarning, Record, Region, Unread


@dataclass(frozen=True, slots=True)
class TableContext:
    """`published` is a year; `sections` gives the section id of each table by `(source, table id)`."""

    region: Region
    period: Period | None = None
    published: int | None = None
    title: str | None = None
    sections: Mapping[tuple[str, str], str | None] = field(default_factory=dict)


class BoundTables(NamedTuple):
    """`unread` are numeric cells that became no record, at their table's place."""

    records: tuple[Record, ...]
    warnings: tuple[PlanWarning, ...]
    unread: tuple[Unread, ...] = ()
