"""A plan's files: plan.json for programs, records.csv and text.md for people, unread.csv for whoever checks the reading.

Nothing is written that breaks its contract, and a reader never sees half a file: all files are made beside their
places first and then renamed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.printed import Printed, harmless, print_plan, to_bytes
from pipeline.records import Block, BlockKind, Plan, Record, Table, TextEvidence, Unread
from pipeline.validate import validate_plan

COLUMNS = ("id", "status", "indicator", "indicator_id", "topic", "scope", "region", "region_code", "measure", "direction",
           "comparator", "value", "upper", "unit", "canonical_value", "canonical_upper", "canonical_unit", "year",
           "year_implicit", "base_year", "base_implicit", "base_value", "commitment", "responsible", "section",
           "section_title", "evidence", "source", "start", "end", "table", "row", "column", "places", "sentence")


def write_plan(plan: Plan, folder: Path) -> None:
    """Write plan.json, records.csv, text.md and unread.csv into `folder` (made where it is missing).

    Raises ContractError, and writes nothing, where the plan breaks its contract; OSError where the folder cannot be
    written.
    """
    printed = print_plan(plan)
    validate_plan(printed, plan.document.sources)
    write_files(folder, {
        "plan.json": to_bytes(printed),
        "records.csv": to_csv(COLUMNS, record_rows(plan, printed)),
        "text.md": to_markdown(plan).encode("utf-8"),
        "unread.csv": to_csv(("text", "reason", "source", "start", "end"), map(_unread_row, plan.unread)),
    })


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files or none, each through a temporary file beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = {name: folder / f".{name}.{os.getpid()}.part" for name in files}
    try:
        for name, data in files.items():
            temporary[name].write_bytes(data)
        for name, path in temporary.items():
            os.replace(path, folder / name)
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)


def to_csv(columns: tuple[str, ...], rows: Iterator[Printed]) -> bytes:
    """CSV that Excel opens as it is: a byte-order mark, CRLF, and no cell that it would run as a formula."""
    import pandas  # here, since it takes longer to load than a plan to read

    safe = [{key: harmless(value) for key, value in row.items()} for row in rows]
    frame = pandas.DataFrame(safe, columns=list(columns), dtype=object)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def record_rows(plan: Plan, printed: Printed) -> Iterator[Printed]:
    """One flat row per record, in the order of plan.json: targets, then results."""
    titles = {section.id: section.title for section in plan.sections}
    blocks = {block.id: block.text for block in plan.blocks}
    tables = {(table.source, table.id): table for table in plan.tables}
    for record, row in zip((*plan.targets, *plan.results), printed["targets"] + printed["results"], strict=True):
        indicator, canonical, region = row["indicator"], row["canonical"], row["region"]
        yield {
            **row,
            "indicator": indicator["name"], "indicator_id": indicator["id"], "topic": indicator["topic"],
            "region": region["name"], "region_code": region["code"],
            "canonical_value": canonical["value"], "canonical_upper": canonical["upper"],
            "canonical_unit": canonical["unit"], "responsible": "；".join(record.responsible),
            "section_title": titles.get(record.section), "places": len(record.evidence),
            **_evidence_cells(record, blocks, tables),
        }


def _evidence_cells(record: Record, blocks: dict[str, str], tables: dict[tuple[str, str], Table]) -> Printed:
    """The leading evidence: its text, its place, and the sentence or table row around it."""
    first = record.evidence[0]
    place = {"evidence": first.text, "source": first.source, "start": first.start, "end": first.end}
    if isinstance(first, TextEvidence):
        return {**place, "sentence": blocks.get(first.block)}
    table = tables[first.source, first.table]
    return {**place, "table": first.table, "row": first.row, "column": first.column,
            "sentence": " | ".join(table.rows[first.row])}


def _unread_row(unread: Unread) -> Printed:
    return {"text": unread.text, "reason": unread.reason, "source": unread.source, "start": unread.start,
            "end": unread.end}


def to_markdown(plan: Plan) -> str:
    """The restored document: headings as headings, a paragraph for each of the source's, tables where they stand."""
    lines = [f"# {plan.document.title}"] if plan.document.title else []
    levels = {section.id: section.level for section in plan.sections}
    waiting = sorted(plan.tables, key=lambda table: (table.source, table.offset))
    for group in _paragraphs(plan.blocks):
        span = group[0].places[0].span
        while waiting and waiting[0].source == span.source and waiting[0].offset <= span.start:
            lines.append(_markdown_table(waiting.pop(0)))
        text = _escape("".join(block.text for block in group))
        heading = group[0].kind is BlockKind.HEADING
        lines.append("#" * min(6, 1 + levels.get(group[0].section, 1)) + " " + text if heading else text)
    lines.extend(_markdown_table(table) for table in waiting)
    return "\n\n".join(lines) + "\n"


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Blocks that stand together: a heading alone, sentences with their paragraph."""
    group: list[Block] = []
    for block in blocks:
        if group and (BlockKind.HEADING in (block.kind, group[0].kind) or block.paragraph != group[0].paragraph):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _markdown_table(table: Table) -> str:
    caption = [f"**{_escape(table.caption)}**" + (f"（单位：{_escape(table.unit)}）" if table.unit else "")] if table.caption else []
    rows = ["| " + " | ".join(_escape(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in table.rows]
    if rows:
        rows.insert(max(1, table.header_rows), "|" + " --- |" * len(table.rows[0]))
    return "\n\n".join(caption + ["\n".join(rows)])


def _escape(text: str) -> str:
    """Text of the document as text: nothing in it becomes markup, and no list starts where it says `1.`"""
    for mark in "\\`*_<[":
        text = text.replace(mark, "\\" + mark)
    return "\\" + text if text.startswith(("#", "+", "-", ">", "=")) else text
