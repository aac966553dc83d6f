"""Columns whose headings were lost (a picture, or left on another page): inferred where custom is firm, else left open.

Plans print 指标 | base | target | 属性 in this order, and reviews 指标 | target | result | met? | 属性.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import Status, Table
from pipeline.tables.columns import Column
from pipeline.tables.phrases import Phrase


def guess_headings(table: Table, columns: tuple[Column, ...], caption: Phrase) -> tuple[tuple[Column, ...], bool]:
    """The columns with statuses where no heading is printed, and whether anything was inferred.

    A column that custom does not place gets the heading "?": its numbers stay unread.
    """
    values = [c for c in columns if c.role == "value"]
    if not values or any(c.heading for c in values):
        return columns, False
    statuses = _statuses(len(values), {c.role for c in columns})
    if not statuses:
        return columns, False
    changed = {c.index: _given(c, status, caption) for c, status in zip(values, statuses, strict=True)}
    return tuple(changed.get(c.index, c) for c in columns), True


def _statuses(count: int, roles: set[str]) -> list[Status | None]:
    if "done" in roles and count >= 2:
        return [None] * (count - 2) + [Status.TARGET, Status.ACTUAL]
    if "attribute" in roles:
        return [None] * (count - 2) + [Status.ACTUAL, Status.TARGET][-count:]
    return []


def _given(column: Column, status: Status | None, caption: Phrase) -> Column:
    if status is None:
        return replace(column, heading="?")
    return replace(column, phrase=replace(column.phrase, status=status))
