"""The words before a row's values: upright words of the columns beside it, headings of groups, and the label itself.

A label's line that fills its column goes on below; one that ends before it is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from pipeline.grid.plain.pieces import Piece, join, width
from pipeline.knowledge.numbers import fold

NARROW = 2.5  # ems of a column of upright words beside the rows (生 / 态 / 环 / 境)
FULL, LOOSE = 0.8, 0.7  # of the column: a line so full goes on below, one so loose does not; between, nobody knows
WORD = regex.compile(r"[\x21-\x7e]{1,20}|.")
UNIT_END = regex.compile(r"（[^（）]{1,16}）$")
GOES_ON = regex.compile(r"[（、“和与及的或以占比]$")


class Label(NamedTuple):
    group: Piece | None
    parents: tuple[Piece, ...]
    label: Piece


def ends_in_unit(piece: Piece) -> bool:
    """Whether a line closes its label with a unit in brackets."""
    return UNIT_END.search(fold(piece.text)[0]) is not None


class Labels:
    """`column` is the width in ems of the widest line of a label."""

    def __init__(self, words: Iterable[Piece]) -> None:
        self.column = max((piece.widest for piece in words), default=0.0)

    def split(self, words: Sequence[Piece]) -> Label | None:
        """The label with what stands before it; None where it cannot be told where it begins."""
        cells: list[list[Piece]] = []
        for before, piece in zip([None, *words], words):
            goes_on = False if before is None else self._goes_on(before, piece)
            if goes_on is None:
                return None
            if goes_on:
                cells[-1].append(piece)
            else:
                cells.append([piece])
        narrow = 0
        while narrow < len(cells) - 1 and all(piece.widest <= NARROW for piece in cells[narrow]):
            narrow += 1
        group = join([piece for cell in cells[:narrow] for piece in cell]) if narrow else None
        *parents, label = [join(cell) for cell in cells[narrow:]]
        return Label(group, tuple(parents), label)

    def are_upright(self, words: Sequence[Piece]) -> bool:
        """Whether words stand in a narrow column beside the labels."""
        return all(piece.widest <= NARROW for piece in words) and self.column > 2 * NARROW

    def is_cut(self, label: Piece) -> bool:
        """Whether a label may go on below its row's values: its last line is full, and no unit closes it."""
        return label.last >= FULL * self.column and not ends_in_unit(label)

    def several(self, words: Sequence[Piece]) -> list[Label] | None:
        """The labels of rows whose values stand behind all of them; each ends in its unit."""
        ends = [k for k, piece in enumerate(words) if ends_in_unit(piece)]
        if len(ends) < 2 or ends[-1] != len(words) - 1:
            return None
        found = [self.split(words[start:end + 1]) for start, end in zip([0, *(k + 1 for k in ends)], ends)]
        whole = all(each and not each.parents for each in found) and not any(each.group for each in found[1:])
        return found if whole else None

    def _goes_on(self, above: Piece, below: Piece) -> bool | None:
        """Whether a line is the rest of the one above, None in doubt."""
        if below.text[0] in "（(）)、，,%／/" or GOES_ON.search(above.text) and above.last > NARROW:
            return True
        if above.last <= NARROW or ends_in_unit(above):
            return False
        full = (above.last + width(WORD.match(below.text)[0])) / self.column
        return True if full >= FULL else False if full <= LOOSE else None
