"""Tables as a PDF's text layer prints them, in many ways: what is read says the same as the grid does, the rest is left.

The lines are made from grids by `tests.printed_tables`: seven real tables and some of made-up values.
"""

from collections import Counter

import pytest

from pipeline.grid import assemble
from pipeline.records import Source
from pipeline.tables import bind_tables
from tests.printed_tables import WAYS, grids, printed

GRIDS = grids()
LEAST = 0.67  # of all records that the grids hold, over all ways; each way but those below reads some
LEFT = ("lines-12-head2", "glued")  # ways that break headings into scraps, or part no cells


def counted(tables, context):
    return Counter((r.indicator.name, r.scope, r.region, r.value, r.upper, r.unit, r.status, r.measure, r.direction, r.comparator,
                    r.year, r.base_year, r.base_value, r.commitment) for r in bind_tables(tables, context).records)


TRUE = {grid.name: counted([grid.table()], grid.context) for grid in GRIDS}


def read(way):
    """For each grid what is read from its lines; a heading above places would name what they measure."""
    for grid in GRIDS:
        if not (way.parent and grid.name == "404"):
            lines = ["前文到此为止。", *printed(grid, way), "后文从这里开始，又是一段话。"]
            found = assemble(Source("plan.txt", "text/plain", "utf-8", "", "\n".join(lines))).tables
            yield grid.name, counted(found, grid.context)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_no_record_is_wrong(way):
    every = list(read(way))
    assert {name: list(got - TRUE[name]) for name, got in every if got - TRUE[name]} == {}
    assert any(got for _, got in every) or way.name.startswith(LEFT)


def test_most_records_are_read():
    every = [(TRUE[name], got) for way in WAYS for name, got in read(way)]
    assert sum(got.total() for _, got in every) >= LEAST * sum(true.total() for true, _ in every)
