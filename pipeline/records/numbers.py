"""A sentence made ready for binding: its folded text, its quantities, and the digits that are none."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.enums import Comparator, Direction
from pipeline.records.text import Block


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
