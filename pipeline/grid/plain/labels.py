"""The words before a row's values: upright words of the columns beside it, headings of groups, and the label itself.

A label's line that fills its column goes on below; one that leaves room there for the next word is a cell of its own.
How wide the column is, nobody says: as wide as the last lines of labels at least, no wider than the widest of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.grid.plain.pieces import Kind, Piece, is_unit, join, promises, width
from pipeline.grid.plain.serials import path_of
from pipeline.knowledge import knowledge
from pipeline.knowledge.numbers import fold

NARROW = 2.5  # ems of a column of upright words beside the rows (生 / 态 / 环 / 境)
FULL, LOOSE = 0.8, 0.7  # of the column: a line so full may go on below its row's values, one so loose does not
WORD = regex.compile(r"[\x21-\x7e]{1,20}|.")
UNIT_END = regex.compile(r"（(?P<unit>[^（）]{1,16})）$")
LIST_NUMBER = regex.compile(r"^(?:\d{1,2}[.、．](?!\d)|（[一二三四五六七八九十\d]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,3}、)\p{Han}")
RUN_ON = regex.compile(r"）[≥≤<>]?\d")
MARK = regex.compile(r"[①-⑳*＊#※△★]{1,3}")
NAMED = regex.compile(r"\p{Han}{2}|[A-Za-z]{2}")
MANY = 3  # lines of one width that show where a column ends
GOES_ON = regex.compile(r"[（、“和与及的或以占比于]$")


class Label(NamedTuple):
    group: Piece | None
    parents: tuple[Piece, ...]
    label: Piece


def ends_in_unit(piece: Piece) -> bool:
    """Whether a line closes its label with a unit in brackets."""
    found = UNIT_END.search(fold(piece.text)[0])
    return found is not None and (is_unit(found["unit"]) or regex.search(r"[/%‰]", found["unit"]) is not None)


class Labels:
    """`least` and `most` are the ems that the column of labels has at least and at most; `sure`: many lines fill it."""

    def __init__(self, parts: Sequence[Piece]) -> None:
        parts = [part for part in parts if part.kind is not Kind.WORDS or not is_unit(part.text)]
        words = [part.kind is Kind.WORDS and not promises(part.text) for part in parts]
        pairs = [(part, below, next_) for part, below, next_, here in zip(parts, parts[1:], parts[2:], words) if here]
        above = sorted((part.widest for part, below, _ in pairs if below.kind is Kind.WORDS), reverse=True)
        last = sorted(part.widest for part, below, next_ in pairs if below.kind in (Kind.NUMBER, Kind.DONE)
                      and not (next_.kind is Kind.WORDS and path_of(below.text)))
        self.least = last[-2] if len(last) > 1 else 0.0
        full = next((one for one, other in zip(above, above[MANY - 1:]) if one >= self.least - 1 and other >= one - 1), None)
        self.sure = full is not None
        self.most = max([*above, *last], default=0.0) if full is None else full

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

    def of_row(self, words: Sequence[Piece]) -> Label | None:
        """The label of values, which has words and closes its brackets."""
        label = self.split(words)
        return label if label and NAMED.search(label.label.text) and _is_closed(label.label.text) else None

    def are_upright(self, words: Sequence[Piece]) -> bool:
        """Whether words stand in a narrow column beside the labels."""
        return all(piece.widest <= NARROW for piece in words) and self.most > 2 * NARROW

    def is_cut(self, label: Piece) -> bool:
        """Whether a label may go on below its row's values: no unit closes it, nor does its last line leave room."""
        return label.last > (LOOSE * self.least if label.beside else FULL * self.most) and not ends_in_unit(label)

    def leaves_room(self, words: Sequence[Piece]) -> bool:
        """Whether words are no first line of a label below them: they leave room in its column, or are numbered."""
        return words[-1].last <= LOOSE * self.least or LIST_NUMBER.match(words[0].text) is not None

    def several(self, words: Sequence[Piece]) -> list[Label] | None:
        """The labels of rows whose values stand behind all of them; each ends in its unit."""
        ends = [k for k, piece in enumerate(words) if ends_in_unit(piece)]
        if len(ends) < 2 or ends[-1] != len(words) - 1:
            return None
        found = [self.of_row(words[start:end + 1]) for start, end in zip([0, *(k + 1 for k in ends)], ends)]
        whole = all(each and not each.parents for each in found) and not any(each.group for each in found[1:])
        return found if whole else None

    def _goes_on(self, above: Piece, below: Piece) -> bool | None:
        """Whether a line is the rest of the one above, None in doubt."""
        if below.text[0] in "（(）)、，,%／/或" or MARK.fullmatch(below.text):
            return True
        if GOES_ON.search(above.text) and above.last > NARROW:
            return True
        if above.last <= NARROW or ends_in_unit(above) or LIST_NUMBER.match(below.text) or above.last > self.most + 1:
            return False
        full = above.last + width(WORD.match(below.text)[0])
        if full > self.most - 1:
            return None if may_be_whole(above.text) and not (self.sure and full > self.most) else True
        return False if full <= LOOSE * self.least else None


def _is_closed(text: str) -> bool:
    """Whether each bracket is closed, and no number of a lost cell stands behind one."""
    plain = fold(text)[0]
    return plain.count("（") == plain.count("）") and RUN_ON.search(plain) is None


@lru_cache(maxsize=20_000)
def may_be_whole(text: str) -> bool:
    """Whether a line ends as names do: in a head noun (总量, 比例), or a movement (减排)."""
    known = knowledge()
    return text.endswith(tuple(row["surface"] for row in known.lexicon["heads"])) \
        or any(rule.pattern.search(text) for rule in known.rules["tables"] if rule.data["part"] == "kind")
