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
from pipeline.grid.plain.serials import path_of
from pipeline.knowledge import Rule, knowledge
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.years import find_years

MOST = 48  # pieces of a table's headings
BROKEN = 4  # lines of one heading
SHORT = 5  # characters of a heading's line that was broken inside a word
LABELS = ("serial", "group", "indicator", "region", "year", "unit")
TAILS = ("attribute", "responsible", "other")
YEAR = regex.compile(r"^[“\"]?(?:(?:19|20)\d\d(?!\d)|.{0,2}十[一二三四五]五|第十[一二三四五]个五年)")
BRACKETED = regex.compile(r"（[^（）]{1,12}）")
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
    said = any(rule.pattern.search(plain) for rule in _rules(*parts))
    return said or bool(YEAR.match(plain) or UNIT_END.search(plain))


def _rules(*parts: str) -> list[Rule]:
    """The rules of tables that are asked for a part of them."""
    return [rule for rule in knowledge().rules["tables"] if rule.data["part"] in parts]


def starts(parts: Sequence[Piece], at: int) -> bool:
    """Whether a column's heading that is no value's begins at `at`."""
    return any(role for _, role in _roles(parts, at))


def headings(parts: Sequence[Piece], values: int) -> list[Headings]:
    """The ways to read the pieces at the head of a table as headings with so many columns of values, best first."""
    ways = (way for size in range(2, min(len(parts), MOST) + 1) if not _left_over(parts[size:])
            for way in _ways(parts[:size], values)
            if size == len(parts) or not _breaks(way.columns[-1].text, parts[size].text))
    return sorted(ways, key=lambda way: (way.doubts, -way.size))


def _left_over(rest: Sequence[Piece]) -> bool:
    """Whether headings stand among the first row's words; the last ones before its values are its label."""
    words = [piece.text for piece in takewhile(lambda piece: piece is rest[0] or not promises(piece.text), rest)][:-1]
    begun = "".join(piece.text for piece in rest[:2])  # 完成情 / 况
    return _heads(begun) and len(begun) <= SHORT or any(
        _heads(text) for size in range(1, BROKEN) for at in range(len(words) - size + 1)
        if (text := "".join(words[at:at + size])) and (size == 1 or len(text) <= size * SHORT))


def _heads(text: str) -> bool:
    return role_of(text) is not None or _says(fold(text)[0], ("status",)) and not path_of(text)


def stand_apart(parts: Sequence[Piece]) -> bool:
    """Whether pieces that stand beside others are spread over lines: then they do not come in their columns' order."""
    return any(part.beside for part in parts) and len({part.line for part in parts}) > 1


def _ways(parts: Sequence[Piece], values: int) -> Iterator[Headings]:
    """The way to read exactly these pieces: as they stand, or a year with the line below it; one may stand over all."""
    columns, loose = _cells(parts)
    if columns is None or stand_apart(parts):
        return
    for some in (_spread(columns), columns, _paired(columns)):
        named = [column for column in some if column.role == "value"]
        over = _over(named) if len(named) == values + 1 else None
        if over:
            some = [replace(column, above=over.pieces) if column.role == "value" else column
                    for column in some if column is not over]
        if (over or len(named) == values) and _in_order(some) and _is_plain(some):
            yield Headings(tuple(some), len(parts), loose)
            return


def _spread(columns: Sequence[Heading]) -> list[Heading]:
    """Columns below years that stand over as many each, the same below every year; none where they do not."""
    named = [column for column in columns if column.role == "value"]
    years, under = [each for each in named if _dated(each)], [each for each in named if not _dated(each)]
    size, rest = divmod(len(under), max(len(years), 1))
    if len(years) < 2 or size < 2 or rest:
        return []
    groups = [under[k:k + size] for k in range(0, len(under), size)]
    by_row = [*years, *under]
    by_group = [each for year, group in zip(years, groups) for each in (year, *group)]
    if named not in (by_row, by_group) or len({tuple(each.text for each in group) for group in groups}) > 1:
        return []
    spread = [replace(each, above=year.pieces) for year, group in zip(years, groups) for each in group]
    labels = [column for column in columns if column.role in LABELS]
    return [*labels, *spread, *(column for column in columns if column.role not in ("value", *LABELS))]


def _is_plain(columns: Sequence[Heading]) -> bool:
    """Whether each value's heading says for itself which column it is: none twice, and behind a year with words none
    without a year, unless it tells of a movement or a goal."""
    named = [column for column in columns if column.role == "value"]
    if any(column.above for column in named):
        return True
    texts = [column.text for column in named]
    if len(set(texts)) < len(texts):
        return False
    paired = [len(column.pieces) > 1 and _dated(column) for column in named]
    return not any(pair and not (_dated(below) or _says(fold(below.text)[0], ("kind", "status")))
                   for pair, below in zip(paired, named[1:]))


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
        if not size and named and sum(part.text == parts[at].text for part in parts) > 1:
            size, role = 1, "value"  # 数值, 占比 below each year
        if size:
            columns.append(Heading(tuple(parts[at:at + size]), role))
        elif columns and columns[-1].role == "value" and (
                _breaks(columns[-1].text, parts[at].text) or at + 1 < len(parts) and _is_rest(parts[at].text)):
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


def _is_rest(text: str) -> bool:
    """Whether a line only closes the heading above: a unit in brackets, 情况; any other words may be a row's."""
    plain = fold(text)[0]
    return bool(BRACKETED.fullmatch(plain)) or any(rule.pattern.search(plain) for rule in _rules("noise"))


def _breaks(above: str, text: str) -> bool:
    """Whether a line is the rest of a word that the heading above begins: 2025年目 / 标."""
    before, plain = fold(above)[0], fold(text)[0]
    return len(plain) < 3 and any(match.start() < len(before) < match.end() for rule in _rules("status", "kind")
                                  for match in rule.pattern.finditer(before + plain))


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
        pair = before and before.role == column.role == "value" and _dated(before) and not _dated(column) \
            and not _moves(column.text)
        if pair:
            result[-1] = Heading((*before.pieces, *column.pieces), "value")
        else:
            result.append(column)
        before = None if pair else column
    return result


def _moves(text: str) -> bool:
    """Whether words say that a thing of theirs moves (碳排放削减): they are a row's, not the year's."""
    plain = UNIT_END.sub("", fold(text)[0])
    return any((match := rule.pattern.search(plain)) and match.start() > 1 for rule in _rules("kind"))


def _dated(heading: Heading) -> bool:
    return bool(YEAR.match(fold(heading.text)[0]))


def _in_order(columns: Sequence[Heading]) -> bool:
    """Labels, then values, then what closes a row; at least a label and a value."""
    rank = [0 if column.role in LABELS or column.role == "project" else 2 if column.role in TAILS else 1
            for column in columns]
    labels = [column.role for column in columns if column.role in LABELS and column.role not in ("serial", "unit")]
    return rank == sorted(rank) and bool(labels) and 1 in rank
