"""The region of a table whose document names none: that which all its places lie in.

A county table of a plan without a city's name in its title (2021年…专项行动方案) lists 台江区, 闽侯县 …, all of them in 福州市; then
全市 is 福州市, and 鼓楼区, a name of four cities, is the one in 福州市.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from pipeline.knowledge import knowledge
from pipeline.knowledge.regions import gazetteer
from pipeline.records import Region, Table
from pipeline.tables.phrases import read_phrase

LEAST = 4  # places whose names are sure; fewer may lie together by chance
LABELS = 3  # columns on the left that may hold them


def home_of(table: Table, context: Region) -> Region:
    """The document's region where it is known, else the one that all sure places of the table lie in."""
    if context.code is not None:
        return context
    labels = {cell for row in table.rows[table.header_rows:] for cell in row[:LABELS] if 1 < len(cell) <= 12}
    codes = {gazetteer().region_of(read_phrase(label).text).code for label in sorted(labels)[:400]} - {None}
    for size in (4, 2):
        # counties vote for their prefecture, prefectures for their province
        votes = Counter(code[:size] for code in codes if not code.endswith("0" * (6 - size)))
        if len(votes) == 1 and votes.total() >= LEAST:
            return _named().get(next(iter(votes)) + "0" * (6 - size), context)
    return context


@cache
def _named() -> dict[str, Region]:
    """Provinces and prefectures by code."""
    return {row["code"]: Region(row["name"], row["code"]) for row in knowledge().lexicon["regions"]
            if row["code"].endswith("00")}
