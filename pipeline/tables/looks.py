"""Tables that look like tables of indicators and are none: forecasts, lists of projects, inventories."""

from __future__ import annotations

from pipeline.knowledge.numbers import fold
from pipeline.records import Status, Table
from pipeline.tables.columns import Column
from pipeline.tables.phrases import read_phrase
from pipeline.tables.words import first


def look_alike(table: Table, columns: tuple[Column, ...]) -> str | None:
    """The id of the rule by which a table is left alone, None for a table to be read.

    A caption that speaks of goals (重点项目投资目标) is read all the same, unless a column lists the projects.
    """
    if any(column.role == "project" for column in columns):
        return "role.project"
    caption = fold(table.caption or "")[0]
    found = first("look", caption)
    if found is None:
        return None
    goals = read_phrase(caption).status is Status.TARGET and found[0].id != "look.forecast"
    return None if goals else found[0].id
