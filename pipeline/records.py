"""The vocabulary of the pipeline: frozen records that every stage reads or returns.

Imports nothing of ours. Offsets are code points of a source's decoded text, half-open. Field meanings follow the
annotation guide that README.md summarises; `schemas/plan.schema.json` is their printed form.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    TARGET = "target"
    ACTUAL = "actual"


class Measure(StrEnum):
    LEVEL = "level"
    CHANGE = "change"
    ANNUAL_RATE = "annual_rate"


class Direction(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"


class Comparator(StrEnum):
    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"
    BETWEEN = "between"


class Commitment(StrEnum):
    BINDING = "binding"
    EXPECTED = "expected"
    ASPIRATIONAL = "aspirational"


class BlockKind(StrEnum):
    HEADING = "heading"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A fault of a document, collected instead of raised; `start`/`end` are null where no place can be named."""

    code: str
    message: str
    source: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text was read: runs `(text start, source start, length)`, ascending, that map its characters.

    Text that is not covered by a run (white space another copy does not print) maps to the next run's start.
    """

    source: str
    runs: tuple[tuple[int, int, int], ...]

    @property
    def span(self) -> Span:
        first, last = self.runs[0], self.runs[-1]
        return Span(self.source, first[1], last[1] + last[2])

    def locate(self, start: int, end: int) -> Span:
        """The source span of text[start:end], `end` > `start`."""
        return Span(self.source, self._at(start), self._at(end - 1) + 1)

    def cut(self, start: int, end: int) -> Place:
        """The place of text[start:end] alone, counted from its own start.

        >>> Place("plan.txt", ((0, 10, 5), (5, 20, 5))).cut(3, 7).runs
        ((0, 13, 2), (2, 20, 2))
        """
        found = []
        for text_start, source_start, length in self.runs[max(bisect_right(self.runs, (start, 1 << 62, 0)) - 1, 0):]:
            if text_start >= end:
                break
            first, last = max(start, text_start), min(end, text_start + length)
            if last > first:
                found.append((first - start, source_start + first - text_start, last - first))
        return Place(self.source, tuple(found))

    def _at(self, index: int) -> int:
        k = bisect_right(self.runs, (index, 1 << 62, 0)) - 1
        text_start, source_start, length = self.runs[max(k, 0)]
        if index - text_start < length or k + 1 >= len(self.runs):
            return source_start + max(0, min(index - text_start, length - 1))
        return self.runs[k + 1][1]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as read, merged cells filled. `offset` is the place in the source's text where the table stands.

    `merges` are the areas that were one cell, `(row, column, height, width)`: readers of meaning count them once.
    """

    id: str
    source: str
    caption: str | None
    unit: str | None
    header_rows: int
    rows: tuple[tuple[str, ...], ...]
    offset: int = 0
    notes: tuple[str, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file, decoded. `text` holds paragraphs separated by line feeds; tables stand beside it."""

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    text: str
    tables: tuple[Table, ...] = ()

    @property
    def characters(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A restored piece of text, printed once, with every place it was read from (the first place leads).

    `paragraph` counts the source's paragraphs: sentences with the same number stood in one paragraph.
    """

    text: str
    places: tuple[Place, ...]
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: `id` is its number path ("3.2"), `number` as printed (第二节), `level` 1 for the outermost."""

    id: str
    number: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Block:
    id: str
    section: str | None
    kind: BlockKind
    text: str
    places: tuple[Place, ...]
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number at [start, end) of a folded text with its unit; [left, right) takes the comparator's words along.

    `rules` name what decided; `direction` is set by words that hold one (翻一番).
    """

    start: int
    end: int
    left: int
    right: int
    value: float
    upper: float | None
    unit: str
    comparator: Comparator
    rules: tuple[str, ...] = ()
    direction: Direction | None = None
    word: bool = False


@dataclass(frozen=True, slots=True)
class Mask:
    """Digits at [start, end) of a folded text that are no quantity, and the rule that says so."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A block with its folded text (no white space, ASCII digits); `index` maps folded offsets to the block's text."""

    block: Block
    text: str
    index: tuple[int, ...] | range
    masked: tuple[Mask, ...]
    quantities: tuple[Quantity, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The folded stretch [start, end) as offsets of the block's text."""
        return self.index[start], self.index[end - 1] + 1


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
    source: str
    table: str
    row: int
    column: int
    text: str


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
class Unread:
    """A number that became no record, and why: `reason` is the id of the rule that left it, or `unbound`."""

    text: str
    reason: str
    source: str
    start: int
    end: int


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
