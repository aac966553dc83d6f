"""The difference as CSV: a row per change, what one knows of both records side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from pipeline.difference.statement import Printed
from pipeline.difference.views.rows import Row
from pipeline.printed import harmless

OWN = ("kind", "label", "score", "doubtful", "message", "indicator", "region")
SIDE = ("id", "indicator", "scope", "status", "measure", "direction", "comparator", "value", "upper", "unit", "year",
        "base_year", "base_value", "commitment", "section", "evidence", "source", "start", "end", "sentence")
COLUMNS = (*OWN, *(f"{side}_{field}" for side in ("old", "new") for field in SIDE))


def to_sheet(found: list[Row]) -> bytes:
    """CSV that Excel opens as it is: a byte-order mark, CRLF, and no cell that it would run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in _cells(row)] for row in found)
    return text.getvalue().encode("utf-8-sig")


def _cells(row: Row) -> Iterator[Any]:
    yield from (str(row.kind), row.label, row.score, "yes" if row.doubtful else "", row.message, row.indicator,
                (row.new or row.old)["region"]["name"])
    for record, sentence in ((row.old, row.before), (row.new, row.after)):
        yield from _side(record, "".join(text for text, _ in sentence)) if record else [None] * len(SIDE)


def _side(record: Printed, sentence: str) -> Iterator[Any]:
    evidence = record["evidence"][0]
    cells = {**record, "indicator": record["indicator"]["name"], "evidence": evidence["text"], "source": evidence["source"],
             "start": evidence.get("start"), "end": evidence.get("end"), "sentence": sentence}
    yield from (cells[field] for field in SIDE)
