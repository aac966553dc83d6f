"""One printed table that the file holds in pieces: cut at page ends, its headings printed again, its rows numbered on.

A page that a converter read leaves a table of its own for each page, sometimes for the heading row or the title alone.
"""

from __future__ import annotations

from pipeline.grid.cells import is_blank, is_value, matches, search
from pipeline.grid.header import find_header
from pipeline.grid.sheet import Sheet
from pipeline.records import Source

MAX_SHIFT = 4  # columns that a piece may lack, since labels that stretch over several columns are drawn as one


def is_furniture(sheet: Sheet) -> bool:
    """A page number that was drawn as a table (— | 12 | —)."""
    line = "".join(sheet.distinct(0)) if len(sheet.rows) == 1 else "?"
    return bool(matches("furniture", line))


def lines_between(source: Source, start: int, end: int) -> list[str]:
    return [line for line in source.text[start:end].split("\n") if line.strip()]


def is_broken_off(lines: list[str]) -> bool:
    """Whether nothing but page furniture stands between two pieces."""
    return all(matches("furniture", line) or matches("continued", line) or matches("unit-line", line)
               or matches("stray", line) for line in lines)


def is_title_box(sheet: Sheet) -> bool:
    """A caption drawn as a table of one row: 专栏一 | “十四五”主要指标."""
    texts = [text for text in sheet.distinct(0) if text] if len(sheet.rows) == 1 else []
    return 0 < len(texts) <= 2 and bool(matches("caption", "".join(texts))) and not any(map(is_value, texts))


def join(head: Sheet, piece: Sheet, lines: list[str]) -> bool:
    """Put `piece` below `head` where it goes on with it; False where it is a table of its own."""
    if not is_broken_off(lines):
        return False
    find_header(piece, piece.header, first=len(head.rows) == head.header)
    if piece.header:
        if not _repeats(head, piece):
            return False
        piece.keep(lambda row: row >= piece.header)
    elif not _fits(head, piece):
        return False
    head.append(piece)
    return True


def _plain(row: list[str]) -> str:
    """A heading row as one text, without what says that it is printed again."""
    return "".join(row).replace("续表", "").replace("（续）", "").replace("(续)", "")


def _repeats(head: Sheet, piece: Sheet) -> bool:
    """Whether the piece's headings (its title may be left out) are the head's, over as many columns."""
    if piece.width != head.width:
        return False
    again = [_plain(row) for row in piece.rows[piece.titles:piece.header]]
    titles = {_plain(row) for row in head.rows[:head.titles]}
    if any(_plain(row) not in titles and not search("continued", row[0]) for row in piece.rows[:piece.titles]):
        return False
    return again == [_plain(row) for row in head.rows[head.titles:head.header]]


def _fits(head: Sheet, piece: Sheet) -> bool:
    """Whether the last columns hold the same kinds of cells; a head of headings only is judged by its width."""
    if abs(head.width - piece.width) > MAX_SHIFT or min(head.width, piece.width) < 2:
        return False
    body = head.rows[head.header:]
    if not body:
        return abs(head.width - piece.width) <= 1
    ours, theirs = _kinds(body), _kinds(piece.rows)
    pairs = list(zip(reversed(ours), reversed(theirs)))
    return sum(a & b != set() for a, b in pairs) * 3 >= len(pairs) * 2


def _kinds(rows: list[list[str]]) -> list[set[str]]:
    """For each column what its cells are: numbers, attributes, words."""
    kinds: list[set[str]] = [set() for _ in rows[0]]
    for row in rows[:400]:
        for k, text in enumerate(row):
            kinds[k].add("value" if is_value(text) or is_blank(text) else
                         "attribute" if matches("attribute", text) else "words")
    return kinds


def drop_repeated_headings(sheet: Sheet) -> None:
    """Headings that a program printed again inside the table, where the page broke."""
    heads = {_plain(row) for row in sheet.rows[:sheet.header]} - {""}
    if sheet.header:
        sheet.keep(lambda row: row < sheet.header or _plain(sheet.rows[row]) not in heads
                   or any(is_value(cell) for cell in sheet.rows[row]))
