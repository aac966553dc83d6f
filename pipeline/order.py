"""Where tables stand in the restored text, so that their records take their turn in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from bisect import bisect_left

from pipeline.records import Block, Record, Table, TextEvidence

TableKey = tuple[str, str]  # source, table id


def positions(tables: Iterable[Table], blocks: tuple[Block, ...]) -> dict[TableKey, int]:
    """For each table, the index of the first block behind it: the blocks of its source up to its offset stand before it."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for index, block in enumerate(blocks):
        span = block.places[0].span
        starts.setdefault(span.source, []).append((span.start, index))
    found = {}
    for table in tables:
        around = sorted(starts.get(table.source, []))
        k = bisect_left(around, (table.offset, -1))
        found[table.source, table.id] = around[k][1] if k < len(around) else around[-1][1] + 1 if around else len(blocks)
    return found


def sections_of(tables: Iterable[Table], blocks: tuple[Block, ...]) -> dict[TableKey, str | None]:
    """The section that each table stands in: that of the block before it in its own source."""
    sections: dict[TableKey, str | None] = {}
    for key, index in positions(tables, blocks).items():
        before = blocks[index - 1] if 0 < index <= len(blocks) else None
        own = before is not None and before.places[0].source == key[0]
        sections[key] = before.section if own else None
    return sections


def in_reading_order(records: Iterable[Record], tables: Iterable[Table], blocks: tuple[Block, ...]) -> list[Record]:
    """Records of the text by their block and place in it, records of a table where the table stands, cell by cell."""
    index = {block.id: (position, 1) for position, block in enumerate(blocks)}
    index_of_table = {key: (position, 0) for key, position in positions(tables, blocks).items()}
    return sorted(records, key=lambda record: _turn(record, index, index_of_table))


def _turn(record: Record, blocks: Mapping[str, tuple[int, int]], tables: Mapping[TableKey, tuple[int, int]]) -> tuple:
    first = record.evidence[0]
    if isinstance(first, TextEvidence):
        return (*blocks[first.block], first.source, first.start, 0)
    return (*tables[first.source, first.table], first.table, first.row, first.column)
