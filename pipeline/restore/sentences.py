"""Paragraphs → sentences. A sentence ends at 。！？ with the closing quotes and brackets behind it, never at ；.

The bracket of those who answer for a task （…负责） belongs to the sentence before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.records import Place
from pipeline.restore.unwrap import Paragraph

# A bracket of duties behind the full stop: 95%。（责任单位：省能源局，配合单位：省住建厅（人防办））
DUTY = r"(?:[（(【〔](?=[^。]{0,400}(?:责任|负责|牵头|配合|落实))(?:[^（）()【】〔〕。]|[（(][^（）()。]{1,20}[）)]){4,400}[）)】〕])?"
# A bracketed list of duties has no full stop before the next heading's number: …按职责分工负责）（十四）健全法规标准。
END = re.compile(rf"[。！？]+[”’」』）)》】〕]*{DUTY}|[）)](?=[（(][一二三四五六七八九十]{{1,3}}[）)](?![、，和至])|\d{{1,2}}[.．、](?!\d))")
NESTED = 4  # windows that overlap at one place, at most
LONGEST = 5000  # characters; a longer piece is no sentence, and no later stage need be able to read it


class Piece(NamedTuple):
    """One printed sentence: `key` is its text without white space, by which copies are compared."""

    text: str
    key: str
    place: Place
    paragraph: int
    furniture: bool = False
    again: tuple[Place, ...] = ()

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence: cells and headings do not."""
        return self.text[-1] in "。！？；" or len(self.key) >= 40


def pieces(paragraphs: list[Paragraph]) -> Iterator[Piece]:
    """The sentences of the paragraphs in order, none longer than `LONGEST`."""
    for number, paragraph in enumerate(paragraphs):
        for start, end in _spans(paragraph.text):
            text = paragraph.text[start:end]
            yield Piece(text, "".join(text.split()), paragraph.place.cut(start, end), number, paragraph.furniture,
                        _again(paragraph, start, end) if paragraph.again else ())


def _again(paragraph: Paragraph, start: int, end: int) -> tuple[Place, ...]:
    """The further places of paragraph[start:end], where a window prints all of it again."""
    near = bisect_right(paragraph.again, start, key=lambda each: each[0])
    return tuple(place.cut(start - first, end - first) for first, place in paragraph.again[max(0, near - NESTED):near]
                 if end <= first + place.runs[-1][0] + place.runs[-1][2])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in END.finditer(text):
        yield from _bounded(text, start, match.end())
        start = match.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends, cut where it is too long."""
    for first in range(start, end, LONGEST):
        last = min(first + LONGEST, end)
        piece = text[first:last]
        lead = len(piece) - len(piece.lstrip())
        if lead < len(piece):
            yield first + lead, first + len(piece.rstrip())
