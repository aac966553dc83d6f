"""A Word table of 20,000 cells: our reader, grid and records, beside what other readers of .docx take for the bare cells.

Others give cells and no meaning, so the fair comparison is the first line. docx2python and pandoc are no part of the product;
one that is not installed is said to be. Also timed: hostile files, each of which must be a warning within a second.
Usage: python benchmarks/tables.py [CELLS]
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.grid import assemble  # noqa: E402
from pipeline.knowledge import knowledge  # noqa: E402
from pipeline.read.docx import read_docx  # noqa: E402
from pipeline.records import Period, Region  # noqa: E402
from pipeline.tables import TableContext, bind_tables  # noqa: E402
from tests.made_docx import LEAGUES, document_of, package, tbl, tc, tr  # noqa: E402
from tests.test_docx import HOSTILE  # noqa: E402

BAR = 2.0  # seconds for 20,000 cells, from bytes to records
COLUMNS = 20
SOME = 5  # cells
CONTEXT = TableContext(Region("内蒙古自治区", "150000"), Period(2021, 2025), 2021)


def regular(cells: int) -> bytes:
    """Places down, years across; all numbers differ, so that no cache helps."""
    head = ("盟市", *(f"{2007 + k}年" for k in range(COLUMNS - 1)))
    rows = [(LEAGUES[k % 12][0], *(f"{(k * COLUMNS + c) / 10}" for c in range(COLUMNS - 1))) for k in range(cells // COLUMNS)]
    return document_of("表1 各盟市能源消费总量目标（万吨标准煤）", [head, *rows])


def merged(cells: int) -> bytes:
    """The same size with each label merged down over three rows, as plans group their indicators."""
    rows = []
    for k in range(cells // COLUMNS):
        label = tc(f"领域{k // 3}", down="continue" if k % 3 else "restart")
        rows.append(tr(label, *(tc(f"{k * COLUMNS + c}") for c in range(COLUMNS - 1))))
    columns = "<w:tblPr/><w:tblGrid>" + "<w:gridCol/>" * COLUMNS + "</w:tblGrid>"
    return package(tbl(columns, *rows))


def best(run: Callable[[], object], times: int = 3) -> float:
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spans.append(time.perf_counter() - start)
    return min(spans)


def grid_only(data: bytes) -> int:
    return sum(len(row) for table in assemble(read_docx("a.docx", data)[0]).tables for row in table.rows)


def to_records(data: bytes) -> int:
    return len(bind_tables(assemble(read_docx("a.docx", data)[0]).tables, CONTEXT).records)


def with_python_docx(data: bytes) -> int:
    """row.cells of each row, the way its documentation shows."""
    import docx

    return sum(len([cell.text for cell in row.cells]) for table in docx.Document(io.BytesIO(data)).tables for row in table.rows)


def with_python_docx_cell(data: bytes) -> int:
    """table.cell(r, c) builds the whole grid anew for each cell, so only SOME cells are asked for."""
    import docx

    table = docx.Document(io.BytesIO(data)).tables[0]
    return sum(bool(table.cell(r, 1).text) for r in range(SOME))


def with_docx2python(data: bytes) -> int:
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as content:
        return sum(len(row) for table in content.body for row in table)


def with_pandoc(data: bytes) -> int:
    program = shutil.which("pandoc")
    if program is None:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        path.write_bytes(data)
        page = subprocess.run([program, "-f", "docx", "-t", "html", str(path)], check=True, capture_output=True).stdout
    return page.count(b"<td") + page.count(b"<th")


def compare(name: str, data: bytes) -> None:
    ours = best(lambda: grid_only(data))
    print(f"{name}: {grid_only(data):,} cells, {len(data) / 1e6:.1f} MB")
    print(f"  {'our grid':<28}{ours:8.3f} s   1.0")
    print(f"  {'our grid and records':<28}{best(lambda: to_records(data)):8.3f} s   {to_records(data):,} records")
    others = {"python-docx row.cells": with_python_docx, f"python-docx table.cell ({SOME})": with_python_docx_cell,
              "docx2python": with_docx2python, "pandoc": with_pandoc}
    for label, run in others.items():
        try:
            found = run(data)
        except ImportError:
            print(f"  {label:<28}  not installed")
            continue
        except Exception as error:  # whatever another reader does with a bare but valid file
            print(f"  {label:<28}  fails: {error!r}")
            continue
        print(f"  {label:<28}{(span := best(lambda run=run: run(data), 1)):8.3f} s   {span / ours:.1f}   {found:,} cells")


def main(cells: int) -> int:
    knowledge()  # loaded once for all documents
    tables = {"regular": regular(cells), "merged": merged(cells)}
    for name, data in tables.items():
        compare(name, data)
    span = best(lambda: to_records(tables["regular"]))
    print(f"bar: {span:.2f} s of {BAR} s from bytes to records")
    slowest = 0.0
    for name, (make, code) in HOSTILE.items():
        data = make()
        start = time.perf_counter()
        warnings = read_docx("bad.docx", data)[1]
        slowest = max(slowest, time.perf_counter() - start)
        print(f"  {name:<26}{time.perf_counter() - start:7.3f} s   {', '.join(w.code for w in warnings)}")
        assert code in {w.code for w in warnings}
    print(f"slowest hostile file: {slowest:.2f} s of 1 s")
    return int(span > BAR or slowest > 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
