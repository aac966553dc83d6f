"""Totals that a table prints against the parts that it prints: 全市 1120 over counties that sum to 1121.

Only what can be added is added: amounts of one unit, year and status, no shares, no averages, no 其中 rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from pipeline.knowledge import knowledge
from pipeline.knowledge.numbers import fold
from pipeline.records import Check, Comparator, Measure, Plan, Record, Table, TableEvidence

RULE = "table-sum"
_RATIOS = {"", "%", "‰", "个百分点", "百分点", "倍", "度", "℃"}
_DECIMALS = regex.compile(r"\.(\d{1,8})")
_SERIAL = regex.compile(r"\d{0,3}")
Cells = dict[tuple[int, int], Record]


def table_sums(plan: Plan) -> Iterator[Check]:
    """The sums of a plan's tables, as a check of the finished plan."""
    yield from sum_checks(plan.tables, (*plan.targets, *plan.results))


def sum_checks(tables: Iterable[Table], records: Iterable[Record]) -> tuple[Check, ...]:
    """A check for each printed total with at least two parts; a wrong one names the row or column of the total."""
    cells: dict[tuple[str, str], Cells] = {}
    for record in records:
        for place in record.evidence:
            if isinstance(place, TableEvidence):
                cells.setdefault((place.source, place.table), {})[place.row, place.column] = record
    return tuple(check for table in tables if (table.source, table.id) in cells
                 for check in (*_down(table, cells[table.source, table.id]), *_across(table, cells[table.source, table.id])))


@cache
def _rule(part: str) -> regex.Pattern:
    return next(rule.pattern for rule in knowledge().rules["tables"] if rule.data["part"] == part)


def _is(part: str, label: str) -> bool:
    return _rule(part).search(fold(label)[0]) is not None


def _down(table: Table, cells: Cells) -> Iterator[Check]:
    """Total rows: each sums the rows of its block, which it heads or closes."""
    first = min(column for _, column in cells)
    labels = {row: _label(table, row, first) for row in sorted({row for row, _ in cells})}
    inner = _inner_rows(table, labels, first)
    totals = [row for row, label in labels.items() if _is("total", label) and row not in inner]
    parts = [row for row, label in labels.items()
             if row not in inner and row not in totals and not _is("subtotal", label) and not _is("average", label)]
    for total, block in _blocks(totals, parts):
        for column in sorted({column for row, column in cells if row == total}):
            added = [cells[row, column] for row in block if (row, column) in cells]
            where = f"{table.source} {table.id}, row {total} ({labels[total]}), column {column} ({_heading(table, column)})"
            yield from _compare(cells[total, column], added, where)


def _across(table: Table, cells: Cells) -> Iterator[Check]:
    """Total columns: each sums the columns beside it under the same upper heading."""
    headings = {column: _heading(table, column) for column in sorted({column for _, column in cells})}
    for total in (column for column, heading in headings.items() if _is("total", heading)):
        beside = [c for c in headings if c != total and _upper(table, c) == _upper(table, total)
                  and not _is("inner", headings[c]) and not _is("total", headings[c])]
        for row in sorted({row for row, column in cells if column == total}):
            added = [cells[row, column] for column in beside if (row, column) in cells]
            where = f"{table.source} {table.id}, row {row} ({_label(table, row, min(headings))}), column {total} ({headings[total]})"
            yield from _compare(cells[row, total], added, where)


def _label(table: Table, row: int, first_value: int) -> str:
    """The innermost words of a row left of its numbers."""
    words = [text for text in table.rows[row][:first_value] if not _SERIAL.fullmatch(text)]
    return words[-1] if words else ""


def _heading(table: Table, column: int) -> str:
    return table.rows[table.header_rows - 1][column] if table.header_rows else ""


def _upper(table: Table, column: int) -> tuple[str, ...]:
    return tuple(table.rows[row][column] for row in range(table.header_rows - 1))


def _inner_rows(table: Table, labels: dict[int, str], first_value: int) -> set[int]:
    """其中 rows, and rows that share their parent's list number."""
    shared = {row for top, column, height, _ in table.merges if column < first_value
              and _SERIAL.fullmatch(table.rows[top][column]) and table.rows[top][column]
              for row in range(top + 1, top + height)}
    return shared | {row for row, label in labels.items() if _is("inner", label)}


def _blocks(totals: list[int], parts: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Each total with its parts: all rows for a lone one, else those after it, or before it where it closes a block."""
    if len(totals) == 1:
        yield totals[0], parts
        return
    heads = bool(totals) and (not parts or totals[0] < parts[0])
    for k, total in enumerate(totals):
        low, high = (total, totals[k + 1] if k + 1 < len(totals) else 1 << 30) if heads else \
            (totals[k - 1] if k else -1, total)
        yield total, [row for row in parts if low < row < high]


def _compare(total: Record, parts: list[Record], where: str) -> Iterator[Check]:
    """Compare where all is of one kind and exact; rounding of the parts may move the sum by half a last place each."""
    added = [part for part in parts if _kind(part) == _kind(total)]
    if len(added) < 2 or len(added) < len(parts) or not _adds(total):
        return
    found = round(sum(part.value for part in added), 6)
    slack = _slack(len(added), max(map(_decimals, added)), _decimals(total))
    ok = abs(found - total.value) <= slack
    message = f"{where}: the total {total.value:g} {'is' if ok else 'is not'} the sum of its {len(added)} parts, {found:g}"
    yield Check(RULE, ok, (total.id, *(part.id for part in added)), total.value, found, message)


def _slack(parts: int, finest: int, of_total: int) -> float:
    """Parts printed to 0.1 may each be 0.05 off, and so may the total; whole numbers are counts, and must agree.

    >>> _slack(11, 1, 0), _slack(12, 2, 2), _slack(12, 0, 0)
    (0.55, 0.06, 1e-09)
    """
    if finest == 0:
        return 1e-9
    return max(round(parts * 0.5 * 10.0 ** -finest, 9), 0.5 * 10.0 ** -of_total)


def _kind(record: Record) -> tuple:
    return record.unit, record.measure, record.direction, record.status, record.year


def _adds(record: Record) -> bool:
    unit = record.unit
    return (record.measure is not Measure.ANNUAL_RATE and record.comparator is Comparator.EQ and unit not in _RATIOS
            and "/" not in unit and "每" not in unit)


def _decimals(record: Record) -> int:
    found = _DECIMALS.search(next((e.text for e in record.evidence if isinstance(e, TableEvidence)), ""))
    return len(found[1]) if found else 0
