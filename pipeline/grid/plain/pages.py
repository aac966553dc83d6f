"""The lines of a text without what the page puts between them: its number, its running header and footer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.grid.cells import matches

LINE = regex.compile(r"[^\s][^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
BROKEN = 6  # lines over which a page number may be broken (— / 2 / 1 / —)
PAGES = 3  # pages that a number or a header must be seen on
DASHED = regex.compile(r"[—–―─－\-·]{1,2}\s?\d{1,4}\s?[—–―─－\-·]{1,2}")
DIGITS = regex.compile(r"\d+")


class Line(NamedTuple):
    start: int
    text: str


def printed_lines(text: str) -> list[Line]:
    """The lines of a text that are no page's number, header or footer."""
    pages: list[list[Line]] = [[]]
    end = 0
    for match in LINE.finditer(text):
        if "\f" in text[end:match.start()]:
            pages.append([])
        pages[-1].append(Line(match.start(), match.group().rstrip()))
        end = match.end()
    counted, running = _offsets(pages), _running(pages)
    return [line for number, page in enumerate(pages) for line in _inner(page, number, counted, running)]


def _edges(page: Sequence[Line]) -> Iterator[Line]:
    yield from page[:1]
    yield from page[1:][-1:]


def _offsets(pages: Sequence[Sequence[Line]]) -> set[int]:
    """What the bare numbers at page edges that count pages are ahead of the page's own number."""
    found = Counter(int(line.text) - number for number, page in enumerate(pages) for line in _edges(page)
                    if line.text.isdecimal() and len(line.text) < 5)
    return {offset for offset, count in found.items() if count >= PAGES}


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Headers and footers, without their digits."""
    found = Counter(DIGITS.sub("", line.text) for page in pages for line in _edges(page))
    return {text for text, count in found.items() if len(text) > 2 and count >= max(PAGES, len(pages) // 2)}


def _inner(page: Sequence[Line], number: int, counted: set[int], running: set[str]) -> list[Line]:
    """A page's lines without its marks."""
    kept = [line for line in page if not DASHED.fullmatch(line.text) and not matches("continued", line.text)]
    for edge in (0, -1):
        text = kept[edge].text if kept else ""
        if text.isdecimal() and int(text[:9]) - number in counted or text and DIGITS.sub("", text) in running:
            del kept[edge]
    for size in range(2, min(BROKEN, len(kept)) + 1):
        if DASHED.fullmatch("".join(line.text for line in kept[-size:])):
            return kept[:-size]
    return kept
