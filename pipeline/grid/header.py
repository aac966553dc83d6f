"""How many rows at the top of a grid are titles and headings, with the file's word for it and without."""

from __future__ import annotations

from pipeline.grid.cells import is_blank, is_value, matches
from pipeline.grid.sheet import Sheet

MAX_DEPTH = 6


def find_header(sheet: Sheet, declared: int, first: bool = True) -> None:
    """Set `titles` and `header` of a sheet. `declared` rows are marked as heading by the file (`w:tblHeader`).

    `first`: nothing stands above that this piece could go on with, so a row of plain words may be its heading.
    """
    rows = len(sheet.rows)
    titles = 0
    while titles < min(rows, MAX_DEPTH) and _is_title(sheet, titles):
        titles += 1
    sheet.titles = titles
    if titles == rows:
        sheet.header = titles
        return
    declared = declared if titles < declared < rows else 0
    depth = max(declared, titles + (1 if _is_heading(sheet, titles, first) else 0))
    while titles < depth < min(rows, titles + MAX_DEPTH) and _goes_on(sheet, titles, depth):
        depth += 1
    # Titles without headings below are the names of groups of rows, no heading of the table.
    sheet.header = depth if depth > titles or first else 0
    sheet.titles = min(titles, sheet.header)


def _is_title(sheet: Sheet, row: int) -> bool:
    return sheet.is_full_width(row) and not is_value(sheet.rows[row][0]) and not matches("note", sheet.rows[row][0])


def _is_heading(sheet: Sheet, row: int, first: bool) -> bool:
    texts = list(sheet.distinct(row))
    filled = [text for text in texts if not is_blank(text)]
    if sum(bool(matches("heading", text)) for text in filled) >= 2:
        return not any(is_value(text) for text in filled) or _is_count(filled)
    if not first or len(filled) < 2 or any(is_value(text) or matches("attribute", text) for text in texts):
        return False
    if matches("serial", texts[0]) or matches("numbered", texts[0]):
        return False
    below = sheet.rows[row + 1:row + 8]
    return any(is_value(cell) for line in below for cell in line)


def _goes_on(sheet: Sheet, titles: int, row: int) -> bool:
    """Whether a row still heads the columns: a heading reaches down to it, or it divides or numbers the row above."""
    if sheet.is_full_width(row):
        return False
    reached = [a for a, b in zip(sheet.areas[row], sheet.areas[row - 1]) if a == b]
    if reached and len(reached) < sheet.width:
        return True
    texts = [text for text in sheet.distinct(row)]
    filled = [text for text in texts if not is_blank(text)]
    if _is_count(filled) and len(filled) >= max(3, sheet.width - 1):
        return True
    if any(is_value(text) for text in filled) or not filled:
        return False
    wide = len(set(sheet.areas[row - 1])) < sheet.width and len(set(sheet.areas[row])) > len(set(sheet.areas[row - 1]))
    return wide and any(matches("heading", text) for text in filled) and not matches("attribute", filled[-1])


def _is_count(texts: list[str]) -> bool:
    """Columns numbered 1, 2, 3 … below their headings."""
    numbers = [text.strip("（）()[]") for text in texts if text not in ("甲", "乙", "丙")]
    return len(numbers) >= 2 and numbers == [str(k) for k in range(int(numbers[0]) if numbers[0].isdecimal() and
                                                                   len(numbers[0]) < 3 else -1, 99)][:len(numbers)]
