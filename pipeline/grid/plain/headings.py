"""The columns that printed headings name, when their lines stand one below the other.

`2020年 / 现状值 / 2025年 / 目标值 / 属性` are three columns; how many hold values is told by the rows below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

import regex

from pipeline.grid.plain.pieces import Kind, Piece, join, promises
from pipeline.knowledge import knowledge
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.years import find_years

MOST = 48  # pieces of a table's headings
BROKEN = 4  # lines of one heading
SHORT = 5  # characters of a heading's line that was broken inside a word
LABELS = ("serial", "group", "indicator", "region", "year", "unit")
TAILS = ("attribute", "responsible", "other")
YEAR = regex.compile(r"^[“\"]?(?:(?:19|20)\d\d(?!\d)|.{0,2}十[一二三四五]五|第十[一二三四五]个五年)")
UNIT_END = regex.compile(r"（[^（）]{1,12}）$")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading. `role` is "value" or what it holds beside values, `above` a heading over several."""

    pieces: tuple[Piece, ...]
    role: str
    above: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        return join(self.pieces).text


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table, `size` pieces in all; `doubts` count what was supposed to read them."""

    columns: tuple[Heading, ...]
    size: int
    doubts: int

    def of(self, *roles: str) -> tuple[Heading, ...]:
        return tuple(column for column in self.columns if column.role in roles)


@lru_cache(maxsize=20_000)
def role_of(text: str) -> str | None:
    """What a column below this heading holds beside values, by the rules of tables; None where they name none."""
    plain = fold(text)[0]
    return next((rule.data["role"] for rule in knowledge().rules["tables"]
                 if rule.data["part"] == "role" and rule.pattern.search(plain)), None)


@lru_cache(maxsize=20_000)
def heads_values(text: str) -> bool:
    """Whether a text says when, whether promised, or in which unit: the heading of a column of values."""
    plain = fold(text)[0]
    return bool(find_years(plain)) or _says(plain, ("status", "kind"))


def _says(plain: str, parts: Sequence[str]) -> bool:
    rules = (rule for rule in knowledge().rules["tables"] if rule.data["part"] in parts)
    return bool(YEAR.match(plain) or UNIT_END.search(plain) or any(rule.pattern.search(plain) for rule in rules))


def starts(parts: Sequence[Piece], at: int) -> bool:
    """Whether a column's heading that is no value's begins at `at`."""
    return any(role for _, role in _roles(parts, at))


def headings(parts: Sequence[Piece], values: int) -> list[Headings]:
    """The ways to read the pieces at the head of a table as headings with so many columns of values, best first."""
    ways = (way for size in range(2, min(len(parts), MOST) + 1) if not _left_over(parts[size:])
            for way in _ways(parts[:size], values))
    return sorted(ways, key=lambda way: (way.doubts, -way.size))


def _left_over(rest: Sequence[Piece]) -> bool:
    """Whether headings stand among the first row's words; the last ones before its values are its label."""
    words = list(takewhile(lambda piece: not promises(piece.text), rest))
    return any(role_of(piece.text) is not None or _says(fold(piece.text)[0], ("status",)) for piece in words[:-1])


def stand_apart(parts: Sequence[Piece]) -> bool:
    """Whether pieces that stand beside others are spread over lines: then they do not come in their columns' order."""
    return any(part.beside for part in parts) and len({part.line for part in parts}) > 1


def _ways(parts: Sequence[Piece], values: int) -> Iterator[Headings]:
    """The way to read exactly these pieces: as they stand, or a year with the line below it; one may stand over all."""
    columns, loose = _cells(parts)
    if columns is None or stand_apart(parts):
        return
    for some in (columns, _paired(columns)):
        named = [column for column in some if column.role == "value"]
        over = _over(named) if len(named) == values + 1 else None
        if over:
            some = [replace(column, above=over.pieces) if column.role == "value" else column
                    for column in some if column is not over]
        if (over or len(named) == values) and _in_order(some):
            yield Headings(tuple(some), len(parts), loose)
            return


def _cells(parts: Sequence[Piece]) -> tuple[list[Heading] | None, int]:
    """Every line a heading or the rest of one; how many were only taken for the rest of the one above."""
    columns: list[Heading] = []
    at = loose = 0
    while at < len(parts):
        size, role = next(_roles(parts, at), (0, None))
        named = any(column.role in ("indicator", "region") for column in columns)
        again = role == "indicator" and named  # 规划目标 beside 目标指标
        if not size or again and heads_values("".join(part.text for part in parts[at:at + size])):
            size, role = _value(parts, at)
        if size:
            columns.append(Heading(tuple(parts[at:at + size]), role))
        elif columns and columns[-1].role == "value" and at + 1 < len(parts):
            columns[-1] = Heading((*columns[-1].pieces, parts[at]), "value")
            size, loose = 1, loose + 1
        else:
            return None, 0
        at += size
    return columns, loose


def _roles(parts: Sequence[Piece], at: int) -> Iterator[tuple[int, str]]:
    """The sizes and roles of the headings that begin at `at`, the longest first."""
    for size in range(min(BROKEN, len(parts) - at), 0, -1):
        some = parts[at:at + size]
        if any(part.kind is not Kind.WORDS for part in some) or size > 1 and any(len(p.text) > SHORT for p in some):
            continue
        role = role_of("".join(part.text for part in some))
        if role and not (size > 1 and role == "unit"):  # 指标 / 单位 are two columns
            yield size, role


def _value(parts: Sequence[Piece], at: int) -> tuple[int, str]:
    """The lines that head a column of values: one, or more where only together they say so."""
    for size in range(1, BROKEN):
        some = [part.text for part in parts[at:at + size]]
        text = "".join(some)
        if len(some) < size or not heads_values(text):
            continue
        whole = role_of(text) is not None or not heads_values(text[len(some[0]):])  # 情况 / 完成 / 情况 is not
        if size == 1 or whole and all(len(each) <= SHORT for each in some):
            return size, "value"
    return 0, ""


def _over(named: Sequence[Heading]) -> Heading | None:
    """A heading over all others: it names the goal, they the units (2021年投资目标 over 总量（亿元）, 比增（%）)."""
    first, rest = named[0], named[1:]
    apart = not UNIT_END.search(fold(first.text)[0]) and all(UNIT_END.search(fold(each.text)[0]) for each in rest)
    return first if apart and len(rest) > 1 else None


def _paired(columns: Sequence[Heading]) -> list[Heading]:
    """A year and the line below it as one heading (2020年 / 现状值), wherever they stand so."""
    result: list[Heading] = []
    before = None
    for column in columns:
        pair = before and before.role == column.role == "value" and _dated(before) and not _dated(column)
        if pair:
            result[-1] = Heading((*before.pieces, *column.pieces), "value")
        else:
            result.append(column)
        before = None if pair else column
    return result


def _dated(heading: Heading) -> bool:
    return bool(YEAR.match(fold(heading.text)[0]))


def _in_order(columns: Sequence[Heading]) -> bool:
    """Labels, then values, then what closes a row; at least a label and a value."""
    rank = [0 if column.role in LABELS or column.role == "project" else 2 if column.role in TAILS else 1
            for column in columns]
    labels = [column.role for column in columns if column.role in LABELS and column.role not in ("serial", "unit")]
    return rank == sorted(rank) and bool(labels) and 1 in rank
