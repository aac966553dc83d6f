"""What was read: records with their evidence, faults, and numbers that became no record."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.enums import Commitment, Comparator, Direction, Measure, Status


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A fault of a document, collected instead of raised; `start`/`end` are null where no place can be named."""

    code: str
    message: str
    source: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    name: str
    id: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Canonical:
    """A value in the canonical unit of its dimension; null value where the printed unit is not in the lexicon."""

    value: float | None
    upper: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class TextEvidence:
    source: str
    start: int
    end: int
    text: str
    block: str


@dataclass(frozen=True, slots=True)
class TableEvidence:
    """A cell; `start`/`end` are its place where the table stands in the source's text."""

    source: str
    table: str
    row: int
    column: int
    text: str
    start: int | None = None
    end: int | None = None


Evidence = TextEvidence | TableEvidence


@dataclass(frozen=True, slots=True)
class Record:
    """One number that says something about an indicator. `id` stays empty until `extract` names all records."""

    indicator: Indicator
    scope: str | None
    region: Region
    status: Status
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: float
    upper: float | None
    unit: str
    canonical: Canonical
    year: int | None
    year_implicit: bool
    base_year: int | None
    base_implicit: bool
    base_value: float | None
    commitment: Commitment | None
    responsible: tuple[str, ...]
    section: str | None
    evidence: tuple[Evidence, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that became no record, and why: `reason` is the id of the rule that left it, or `unbound`."""

    text: str
    reason: str
    source: str
    start: int
    end: int
