"""One walk over a Word table (`w:tbl`) to a grid: rows of equal length, merged cells filled, merged areas listed.

Knows nothing of meaning. Content controls around rows and cells are looked through, deleted rows and cells left out.
A cell that holds nothing but another table is unfolded where the columns fit; other nested tables are left to the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.read.docx_text import VAL, W, is_on

MAX_COLUMNS = 256  # Word itself stops at 63
MAX_CELLS = 400_000
MAX_DEPTH = 12  # of tables in tables

_ROW, _CELL, _TABLE, _PARAGRAPH = W + "tr", W + "tc", W + "tbl", W + "p"
_SPAN, _DOWN, _ACROSS, _DELETED = W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"
_SEE_THROUGH = {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "smartTag"}
_BLOCKS = {_PARAGRAPH, _TABLE}
ReadText = Callable[[object], str]


@dataclass(slots=True)
class Cell:
    """`down` is the vertical merge: "start", "on", or "" for none; `tables` are nested raw tables."""

    text: str
    span: int = 1
    down: str = ""
    tables: list["RawTable"] = field(default_factory=list)


@dataclass(slots=True)
class RawRow:
    cells: list[Cell]
    before: int = 0
    heading: bool = False


@dataclass(slots=True)
class RawTable:
    """Rows of cells as in the file, before spans are filled. `faults` says what had to be cut."""

    rows: list[RawRow] = field(default_factory=list)
    columns: int = 0
    faults: set[str] = field(default_factory=set)

    @property
    def is_frame(self) -> bool:
        """A table of one column is a box around text (专栏), no table."""
        return all(row.before + sum(cell.span for cell in row.cells) <= 1 for row in self.rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """`merges` are `(row, column, height, width)` of areas that were one cell."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]
    header_rows: int


def children(node, tags: set[str]) -> Iterator:
    """Children with these tags in document order, through content controls and insertions."""
    stack = [iter(node)]
    while stack:
        for element in stack[-1]:
            if element.tag in tags:
                yield element
            elif element.tag in _SEE_THROUGH:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def read_table(node, read_text: ReadText, depth: int = 0) -> RawTable:
    """The rows of a `w:tbl`; `read_text` turns a `w:p` into text."""
    table = RawTable(columns=len(node.findall(f"{W}tblGrid/{W}gridCol")))
    rows = [row for row in children(node, {_ROW}) if row.find(f"{W}trPr/{W}del") is None]
    for row in rows:
        table.rows.extend(_unfold(_row(table, row, read_text, depth), len(rows) == 1))
    return table


def _row(table: RawTable, node, read_text: ReadText, depth: int) -> RawRow:
    before = _count(node.find(f"{W}trPr/{W}gridBefore"), 0, table)
    row = RawRow([], before, is_on(node.find(f"{W}trPr/{W}tblHeader")))
    for element in children(node, {_CELL}):
        cell, goes_on = _cell(element, table, read_text, depth)
        if goes_on and row.cells:
            row.cells[-1].span += cell.span
        else:
            row.cells.append(cell)
    return row


def _cell(node, table: RawTable, read_text: ReadText, depth: int) -> tuple[Cell, bool]:
    """The cell, and whether it goes on the one to its left (`w:hMerge`, as old programs write)."""
    cell, goes_on = Cell(""), False
    properties = node.find(W + "tcPr")
    for element in () if properties is None else properties:
        tag = element.tag
        if tag == _SPAN:
            cell.span = max(1, _count(element, 1, table))
        elif tag == _DOWN:
            cell.down = "start" if element.get(VAL) == "restart" else "on"
        elif tag == _ACROSS:
            goes_on = element.get(VAL) != "restart"
        elif tag == _DELETED:
            return cell, goes_on
    texts = []
    for part in children(node, _BLOCKS):
        if part.tag == _PARAGRAPH:
            texts.append(read_text(part))
        elif depth + 1 >= MAX_DEPTH:
            table.faults.add("nested_too_deep")
        else:
            nested = read_table(part, read_text, depth + 1)
            table.faults |= nested.faults
            cell.tables.append(nested)
    cell.text = "\n".join(text for text in texts if text)
    return cell, goes_on


def _count(element, default: int, table: RawTable) -> int:
    """A column count as printed, bounded: a width of a billion is cut to what the table's own grid has."""
    text = element.get(VAL, "") if element is not None else ""
    if not text.isdecimal():
        return default
    if len(text) > 3 or int(text) > MAX_COLUMNS:
        table.faults.add("too_wide")
        return max(1, min(table.columns, MAX_COLUMNS))
    return int(text)


def _unfold(row: RawRow, alone: bool) -> list[RawRow]:
    """A row whose one cell is a table becomes that table's rows, the other cells merged down beside them."""
    hosts = [k for k, cell in enumerate(row.cells) if len(cell.tables) == 1 and not cell.text]
    if len(hosts) != 1 or sum(len(cell.tables) for cell in row.cells) != 1:
        return [row]
    at, inner = hosts[0], row.cells[hosts[0]].tables[0]
    widths = {part.before + sum(cell.span for cell in part.cells) for part in inner.rows}
    if not inner.rows or not (alone or widths == {row.cells[at].span}):
        return [row]
    rows = []
    for k, part in enumerate(inner.rows):
        beside = [replace(cell, down="start" if k == 0 else "on") for cell in row.cells]
        gap = [Cell("", part.before)] if part.before else []
        rows.append(RawRow(beside[:at] + gap + part.cells + beside[at + 1:], row.before, row.heading or part.heading))
    return rows


def fill(table: RawTable) -> Grid:
    """Rows of equal length; a merged cell's text stands in all of its places. Linear in the number of cells."""
    rows: list[list[str]] = []
    areas: list[list[int]] = []  # [row, column, height, width]
    above: dict[int, list[int]] = {}  # column where a cell of the row above starts → its area
    width = 0
    for raw in table.rows:
        row = [""] * min(raw.before, MAX_COLUMNS)
        rows.append(row)
        above = _fill_row(table, raw, rows, areas, above)
        width = max(width, len(row))
        if width * len(rows) > MAX_CELLS:
            table.faults.add("too_large")
            rows.pop()
            break
    filled = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    heads = next((k for k, raw in enumerate(table.rows) if not raw.heading), len(rows))
    merges = tuple((r, c, h, w) for r, c, h, w in areas if h * w > 1 and r + h <= len(rows))
    return Grid(filled, merges, min(heads, len(rows)))


def _fill_row(table: RawTable, raw: RawRow, rows: list[list[str]], areas: list[list[int]],
              above: dict[int, list[int]]) -> dict[int, list[int]]:
    """Fill the last of `rows`; the areas that the next row may go on with."""
    row, below = rows[-1], {}
    for cell in raw.cells:
        column, span = len(row), min(cell.span, MAX_COLUMNS - len(row))
        if span <= 0:
            table.faults.add("too_wide")
            break
        area = above.get(column) if cell.down == "on" else None
        if area is not None and area[3] == span:
            area[2] += 1
            text = rows[area[0]][column]
        else:
            area, text = [len(rows) - 1, column, 1, span], cell.text
            areas.append(area)
        row.extend([text] * span)
        if cell.down:
            below[column] = area
    return below
