"""A plan as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records.text import Block, Section, Source, Table
from pipeline.records.statements import PlanWarning, Record, Region, Unread


@dataclass(frozen=True, slots=True)
class Period:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """What the document says about itself. `published` is an ISO date, as exact as printed; null where nothing is printed."""

    id: str
    title: str | None
    issuer: str | None
    number: str | None
    published: str | None
    region: Region
    period: Period | None
    sources: tuple[Source, ...]
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One arithmetic statement of the document about itself, and whether it holds. `records` are record ids."""

    rule: str
    ok: bool
    records: tuple[str, ...]
    expected: float | None
    found: float | None
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was read of one plan; `unread` lists the numbers that became no record and is not part of plan.json."""

    document: Document
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    targets: tuple[Record, ...] = ()
    results: tuple[Record, ...] = ()
    checks: tuple[Check, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()
    unread: tuple[Unread, ...] = field(default=())
