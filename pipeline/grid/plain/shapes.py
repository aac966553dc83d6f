"""What a row of a printed table holds, and what the headings say of every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.grid.plain.pieces import Piece
from pipeline.grid.plain.serials import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """What the headings say of each row: how many values, whether a unit, an attribute, a list number stand in it;
    `dated` where a year is the label."""

    values: int
    unit: bool = False
    attribute: bool = False
    serial: bool = False
    dated: bool = False


@dataclass(slots=True)
class Row:
    """A row's cells; one without values heads those below it. `left` are the pieces of one that does not fit."""

    serial: Piece | None = None
    group: Piece | None = None
    label: Piece | None = None
    unit: Piece | None = None
    values: tuple[Piece, ...] = ()
    attribute: Piece | None = None
    left: list[Piece] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """All that stands in the row, as printed."""
        every = (self.serial, self.group, self.label, self.unit, *self.values, self.attribute, *self.left)
        return sorted(filter(None, every), key=lambda piece: piece.spans)


class Parsed(NamedTuple):
    """Rows that fit, where the next begins, the last list number, and the numbers that are set ahead of their rows."""

    rows: list[Row]
    at: int
    counted: Path
    ahead: tuple[Piece, ...]


class Cells(NamedTuple):
    """The pieces behind a label: its values and its attribute, up to where the next row begins."""

    values: tuple[Piece, ...]
    attribute: Piece | None
    at: int
