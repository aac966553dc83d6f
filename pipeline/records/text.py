"""A document as text and tables: sources, the places of every character, restored sentences, sections and blocks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records.enums import BlockKind


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
        for at in range(max(bisect_right(self.runs, (start, 1 << 62, 0)) - 1, 0), len(self.runs)):
            text_start, source_start, length = self.runs[at]
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


class Cell(NamedTuple):
    """What stands at [start, end) of a source's text, without its white space."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as read, merged cells filled. `offset` is the place in the source's text where the table stands.

    `merges` are the areas that were one cell, `(row, column, height, width)`: readers of meaning count them once.
    Of a table that stands in the source's text, `places` are those of `rows`, and `lines` all that belong to it; the rows
    `left` did not fit its columns, and `unread` are the numbers in them.
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
    places: tuple[tuple[tuple[int, int] | None, ...], ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    left: tuple[int, ...] = ()
    unread: tuple[Cell, ...] = ()

    def place(self, row: int, column: int) -> tuple[int, int] | tuple[None, None]:
        """Where a cell stands in the source's text; nowhere where the source has its tables beside the text."""
        return self.places and self.places[row][column] or (None, None)


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
