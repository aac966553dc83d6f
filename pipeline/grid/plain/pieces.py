"""The lines of a text as pieces of cells, each with its place and what it looks like before any meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.grid.cells import is_blank, is_value, matches
from pipeline.grid.plain.pages import Line
from pipeline.knowledge import knowledge, pattern
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.units import parse_unit

LONGEST = 80  # characters of a cell that is still looked at
WORD = regex.compile(r"\S+")
OPENING = regex.compile(r"[（(［\[]")
OPEN_LINES = 4  # lines over which a bracket may be open
BASE_LINES = 5  # lines over which a value may be broken that is printed with its base
BRACKETS = regex.compile(r"（[^（）]{0,60}）")
HAN = regex.compile(r"\p{Han}")
GAP = regex.compile(r"[ \u3000\xa0]{2,}|\t[ \t\u3000\xa0]*")
TWO_YEARS = regex.compile(r"(?<=年)[ \u3000]?(?=(?:19|20)\d\d ?年)")
SPACE = regex.compile(r"(?<![A-Za-z])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?![A-Za-z])")
COUNTED = regex.compile(r"[≥≤><约]?\d[\d.,]{0,12}(?P<unit>(?![年月日时点])[^\d\s]{1,8})")
YEAR = regex.compile(r"(?:19|20)\d\d年?")


class Kind(Enum):
    """NUMBER prints a value, or a blank's dash; DONE a tick; ATTRIBUTE 约束性 and its kin; YEAR a year alone."""

    NUMBER = "number"
    DONE = "done"
    ATTRIBUTE = "attribute"
    YEAR = "year"
    WORDS = "words"


class Piece(NamedTuple):
    """What a line, or the part of one between gaps, prints, or several lines of one cell; `spans` are its places in the
    source's text, `widest` and `last` the ems of its widest and its last line; `beside`: its `line` holds more."""

    text: str
    kind: Kind
    spans: tuple[tuple[int, int], ...]
    widest: float
    last: float
    beside: bool = False
    line: int = 0

    def moved(self, by: int) -> Piece:
        """The piece of a line as one of the text in which the line stands."""
        return self._replace(spans=tuple((start + by, end + by) for start, end in self.spans), line=by)


def width(text: str) -> float:
    """Ems: a Chinese character is one, a Latin letter or digit half."""
    return sum(1 if char > "\u2000" else 0.5 for char in text)


def compact(text: str) -> str:
    """A cell's text without the page's white space.

    >>> compact("指      标"), compact("2020 年"), compact("GDP per head")
    ('指标', '2020年', 'GDP per head')
    """
    return SPACE.sub("", text)


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> Kind:
    """What a compact text looks like."""
    plain = fold(text)[0]
    if len(text) > LONGEST:
        return Kind.WORDS
    based = pattern(knowledge(), "plain.base").match(plain)
    if based and based["value"]:
        return Kind.NUMBER
    if is_blank(text) or is_value(text) or is_value(plain) or pattern(knowledge(), "plain.number").match(plain):
        return Kind.YEAR if YEAR.fullmatch(plain) and len(plain) > 4 else Kind.NUMBER
    counted = COUNTED.fullmatch(plain)
    if counted and is_unit(counted["unit"]):
        return Kind.NUMBER
    if matches("attribute", plain):
        return Kind.ATTRIBUTE
    if pattern(knowledge(), "done.tick").match(plain):
        return Kind.DONE
    return Kind.YEAR if YEAR.fullmatch(plain) else Kind.WORDS


def is_unit(text: str) -> bool:
    """A unit alone, as a column of units prints it."""
    plain = fold(text)[0]
    return len(plain) <= 12 and not plain.isdecimal() and parse_unit(plain) is not None


def promises(text: str) -> bool:
    """Whether words stand in a cell of values: 达到国家考核目标."""
    return pattern(knowledge(), "plain.words").match(fold(text)[0]) is not None


class Look(NamedTuple):
    """What a line tells of a table's end: it `stops` every table; it is a clause of a `sentence`; its last piece is a
    value or an attribute, so that the table reaches `here`; and how many `values` stand in it."""

    stops: bool
    sentence: bool
    here: bool
    attribute: bool
    values: int


@lru_cache(maxsize=20_000)
def look(line: str) -> Look:
    """The look of a line as printed."""
    known, plain = knowledge(), fold(compact(line))[0]
    kinds = [piece.kind for piece in cut(line)]
    stops = pattern(known, "plain.stop").search(plain) or pattern(known, "plain.heading").match(plain)
    sentence = pattern(known, "plain.sentence").match(BRACKETS.sub("", plain))
    here = kinds[-1] in (Kind.NUMBER, Kind.ATTRIBUTE, Kind.DONE)
    return Look(stops is not None, sentence is not None, here, kinds == [Kind.ATTRIBUTE], kinds.count(Kind.NUMBER))


def pieces(printed: Sequence[Line]) -> Iterator[Piece]:
    """The pieces of lines, cut where columns stand beside each other, put together where a bracket is open."""
    parts = [piece.moved(line.start) for line in printed for piece in cut(line.text)]
    at = 0
    while at < len(parts):
        size = max(_bracketed(parts, at), _based(parts, at), _attributed(parts, at))
        yield parts[at] if size == 1 else join(parts[at:at + size])
        at += size


def join(parts: Sequence[Piece]) -> Piece:
    """Pieces of one cell."""
    text = "".join(part.text for part in parts)
    return Piece(text, kind_of(text), tuple(span for part in parts for span in part.spans),
                 max(part.widest for part in parts), parts[-1].last, any(part.beside for part in parts),
                 parts[0].line)


@lru_cache(maxsize=20_000)
def cut(line: str) -> tuple[Piece, ...]:
    """The parts of a line between gaps, two years and values that single spaces part."""
    parts: list[Piece] = []
    at = 0
    for gap in [*GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        inner = at
        for seam in [*TWO_YEARS.finditer(line, at, end), None]:
            stop = seam.start() if seam else end
            parts += _values(line[inner:stop], inner)
            inner = seam.end() if seam else stop
        at = gap.end() if gap else end
    if len(parts) > 1 and all(HAN.fullmatch(part.text) for part in parts):
        return (join(parts),)  # 指      标
    beside = len(parts) > 1 and (TWO_YEARS.search(line) is None or len(parts) > 2)
    return tuple(part._replace(beside=beside) for part in parts)


def _values(text: str, start: int) -> Iterator[Piece]:
    """A part of a line; a list number before it and two values or more at its end are cells of their own."""
    numbered = pattern(knowledge(), "plain.numbered").match(text)
    if numbered:
        yield _piece(numbered["path"], start)
        text, start = text[numbered.end():], start + numbered.end()
    words = [(match.group(), match.start()) for match in WORD.finditer(text)]
    if pattern(knowledge(), "plain.headings").match(text):
        yield from (_piece(word, start + at) for word, at in words)
        return
    kept = len(words)
    while kept > 1 and _stands_alone(words[kept - 1][0]):
        kept -= 1
    if len(words) - kept < 2:
        kept = len(words)
    elif kept > 1 and is_unit(words[kept - 1][0]):
        kept -= 1
    alone = [k for k in range(kept) if kept < len(words) and _stands_alone(words[k][0])]  # 资源节约 1 森林覆盖率 % 23 24
    seams = sorted({0, kept, *alone, *(k + 1 for k in alone)})
    for first in (words[at:end] for at, end in zip(seams, seams[1:])):
        printed = text[first[0][1]:first[-1][1] + len(first[-1][0])]
        yield _piece(printed, start + first[0][1])
    for word, at in words[kept:]:
        yield _piece(word, start + at)


def _stands_alone(word: str) -> bool:
    return kind_of(word) in (Kind.NUMBER, Kind.ATTRIBUTE, Kind.DONE)


def _piece(printed: str, start: int) -> Piece:
    text = compact(printed)
    ems = width(text)
    return Piece(text, kind_of(text), ((start, start + len(printed)),), ems, ems)


def _based(parts: Sequence[Piece], at: int) -> int:
    """How many pieces from `at` on are a value behind its base, the number last; 1 where none is."""
    if parts[at].text[0] not in "相较比":
        return 1
    for size in range(2, BASE_LINES + 1):
        found = pattern(knowledge(), "plain.base").match(fold("".join(part.text for part in parts[at:at + size]))[0])
        if found and found["value"]:
            return size
    return 1


def _attributed(parts: Sequence[Piece], at: int) -> int:
    """How many pieces from `at` on are an attribute that a narrow column broke (预期 / 性); 1 where none is."""
    for size in range(2, OPEN_LINES + 1):
        some = parts[at:at + size]
        words = all(part.kind is Kind.WORDS and len(part.text) < 3 and not part.beside for part in some[1:])
        if len(some) < size or not words:
            return 1
        if len(some[0].text) < 3 and matches("attribute", "".join(part.text for part in some)):
            return size
    return 1


def _bracketed(parts: Sequence[Piece], at: int) -> int:
    """How many pieces from `at` on close the bracket that the first one opens; 1 where it opens none."""
    if not OPENING.search(parts[at].text):
        return 1
    depth = 0
    for size in range(1, OPEN_LINES + 1):
        if at + size > len(parts) or size > 1 and (parts[at + size - 1].kind in (Kind.ATTRIBUTE, Kind.DONE)
                                                   or parts[at + size - 1].beside):
            return 1
        text = parts[at + size - 1].text
        depth += sum(char in "（(［[" for char in text) - sum(char in "）)］]" for char in text)
        if depth <= 0:
            return size
    return 1
