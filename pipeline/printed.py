"""The printed form of a plan: plain dictionaries in the order of `schemas/plan.schema.json`, and their bytes."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from pipeline.records import (Block, Check, Document, Evidence, Indicator, Plan, PlanWarning, Record, Region, Section,
                              Source, Span, Table)

SCHEMA_VERSION = "1.0"
Printed = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run by spreadsheet programs


def print_plan(plan: Plan) -> Printed:
    """The plan as plan.json says it; what only the stages need (`unread`, paragraphs, tables' notes) stays out."""
    return {
        "schema_version": SCHEMA_VERSION,
        "document": print_document(plan.document),
        "sections": [_flat(section) for section in plan.sections],
        "blocks": [print_block(block) for block in plan.blocks],
        "tables": [print_table(table) for table in plan.tables],
        "targets": [print_record(record) for record in plan.targets],
        "results": [print_record(record) for record in plan.results],
        "checks": [print_check(check) for check in plan.checks],
        "warnings": [_flat(warning) for warning in plan.warnings],
    }


def to_bytes(printed: Printed) -> bytes:
    """UTF-8 JSON, one space deep, a line feed at the end. Not a number and infinity are errors (ValueError)."""
    return (json.dumps(printed, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def number(value: float | None) -> int | float | None:
    """The number as a person would type it: integers without `.0`, and no dust of binary arithmetic.

    >>> number(12.0), number(0.07 * 100), number(83.56), number(None)
    (12, 7, 83.56, None)
    """
    if value is None:
        return None
    value = float(f"{value:.15g}")
    return int(value) if value.is_integer() else value


def harmless(value: Any) -> Any:
    """An apostrophe before text from the document that a spreadsheet program would run.

    >>> harmless("=1+1"), harmless("能耗"), harmless(-5)
    ("'=1+1", '能耗', -5)
    """
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value


def print_document(document: Document) -> Printed:
    period = document.period
    return {
        "id": document.id,
        "title": document.title,
        "issuer": document.issuer,
        "number": document.number,
        "published": document.published,
        "region": _flat(document.region),
        "period": _flat(period) if period else None,
        "sources": [_print_source(source) for source in document.sources],
        "annexes": [_flat(annex) for annex in document.annexes],
    }


def _print_source(source: Source) -> Printed:
    return {"name": source.name, "media_type": source.media_type, "encoding": source.encoding,
            "sha256": source.sha256 or None, "characters": source.characters}


def print_block(block: Block) -> Printed:
    return {"id": block.id, "section": block.section, "kind": str(block.kind), "text": block.text,
            "spans": [_flat(place.span) for place in block.places]}


def print_table(table: Table) -> Printed:
    return {"id": table.id, "source": table.source, "caption": table.caption, "unit": table.unit,
            "header_rows": table.header_rows, "rows": [list(row) for row in table.rows]}


def print_record(record: Record) -> Printed:
    canonical = record.canonical
    return {
        "id": record.id,
        "indicator": _flat(record.indicator),
        "scope": record.scope,
        "region": _flat(record.region),
        "status": str(record.status),
        "measure": str(record.measure),
        "direction": _word(record.direction),
        "comparator": str(record.comparator),
        "value": number(record.value),
        "upper": number(record.upper),
        "unit": record.unit,
        "canonical": {"value": number(canonical.value), "upper": number(canonical.upper), "unit": canonical.unit},
        "year": record.year,
        "year_implicit": record.year_implicit,
        "base_year": record.base_year,
        "base_implicit": record.base_implicit,
        "base_value": number(record.base_value),
        "commitment": _word(record.commitment),
        "responsible": list(record.responsible),
        "section": record.section,
        "evidence": [_evidence(evidence) for evidence in record.evidence],
    }


def _evidence(evidence: Evidence) -> Printed:
    """A place; a cell of a table beside the text has no characters of its own."""
    return {name: value for name, value in _flat(evidence).items() if value is not None}


def print_check(check: Check) -> Printed:
    return {"rule": check.rule, "ok": check.ok, "records": list(check.records), "expected": number(check.expected),
            "found": number(check.found), "message": check.message}


def _word(member: str | None) -> str | None:
    return None if member is None else str(member)


def _flat(item: Region | Indicator | Section | Span | Evidence | PlanWarning) -> Printed:
    """A record whose fields are printed as they are, in their order."""
    return {field.name: getattr(item, field.name) for field in fields(item)}
