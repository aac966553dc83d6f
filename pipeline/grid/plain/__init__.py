"""Tables that stand in plain text, as the text layer of a PDF has them: one cell to a line, or several.

Nothing of the page is left but the order of the cells. A table is found by its headings, and read by the rhythm of its
rows: (list number) label (unit) value … (attribute). Where lines break the rhythm, their row is left alone; where there
is none, the whole table is, its lines kept as printed. No line of the running text belongs to a table.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.grid.plain.build import to_table
from pipeline.grid.plain.regions import regions
from pipeline.records import Source, Table

PRINTED = regex.compile(r"[^\s]")


def plain_tables(source: Source) -> tuple[Table, ...]:
    """The tables that the lines of a source's text make, in its order."""
    return tuple(to_table(source, region, f"t{number}") for number, region in enumerate(regions(source.text), 1))


def without_tables(source: Source) -> Source:
    """The source with blanks where its plain tables stand: what is left is running text, at its own places."""
    parts, at = [], 0
    for start, end in sorted(line for table in source.tables for line in table.lines):
        parts += [source.text[at:start], PRINTED.sub(" ", source.text[start:end])]
        at = end
    return replace(source, text="".join(parts) + source.text[at:]) if at else source
