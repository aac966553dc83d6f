"""Whether a printed plan keeps its contract: the JSON Schema, and what a schema cannot say about references and places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from pipeline.printed import Printed
from pipeline.records import Source

HOME = Path(__file__).parent
FOLDERS = (HOME.parent / "schemas", HOME / "schemas")  # the checkout's, then the installed package's
SHOWN = 5  # faults named in one message


class ContractError(Exception):
    """An output breaks its contract; the message names the place, the record and the reason."""


class SchemaError(Exception):
    """A schema file is missing or wrong; the message names the file and the remedy."""


@cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """The validator of `schemas/<name>.schema.json` (a compiled one: a long plan has 100,000 values to look at)."""
    try:
        schema = _schema(f"{name}.schema.json")
        jsonschema_rs.meta.validate(schema)
        return jsonschema_rs.Draft202012Validator(schema, retriever=lambda uri: _schema(uri.rsplit("/", 1)[-1]))
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        raise SchemaError(f"schemas/{name}.schema.json is no JSON Schema ({str(error).splitlines()[0]}); mend it") from error


def _schema(file: str) -> Any:
    """The schema in `file`; one schema may refer to another by its file name."""
    path = next((folder / file for folder in FOLDERS if (folder / file).is_file()), None)
    if path is None:
        raise SchemaError(f"schemas/{file} is missing; restore it from the repository")
    return json.loads(path.read_text(encoding="utf-8"))


def validate(printed: Printed, name: str = "plan") -> None:
    """Raise `ContractError` where `printed` breaks the schema `name`."""
    _raise(_schema_faults(printed, name))


def validate_plan(printed: Printed, sources: tuple[Source, ...]) -> None:
    """Raise `ContractError` where a printed plan breaks its schema, its references, or a place in its sources."""
    validate(printed)
    _raise([*_repeated_ids(printed), *_broken_references(printed), *_broken_places(printed, sources)])


def _raise(faults: list[str]) -> None:
    if faults:
        more = f"\n  and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise ContractError("\n  ".join(["the output breaks its contract:", *faults[:SHOWN]]) + more)


def _schema_faults(printed: Any, name: str) -> list[str]:
    return [f"{_place(printed, error.instance_path)}: {error.message[:300]}" for error in validator(name).iter_errors(printed)]


def _place(printed: Any, path: list[str | int]) -> str:
    """The path of a fault, with the id of the record that it lies in."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".") or "the file"
    item = printed
    for step in path[:2]:
        item = item[step]
    name = item.get("id") if isinstance(item, dict) and len(path) > 1 else None
    return f"{words} ({name})" if name else words


def _records(printed: Printed) -> Iterator[tuple[str, Printed]]:
    for key in ("targets", "results"):
        for index, record in enumerate(printed[key]):
            yield f"{key}[{index}] ({record['id']})", record


def _repeated_ids(printed: Printed) -> Iterator[str]:
    groups = {
        "block": [block["id"] for block in printed["blocks"]],
        "record": [record["id"] for _, record in _records(printed)],
        "source": [source["name"] for source in printed["document"]["sources"]],
        "table": [(table["source"], table["id"]) for table in printed["tables"]],
    }
    for kind, ids in groups.items():
        seen: set[Any] = set()
        for name in ids:
            if name in seen:
                yield f"{kind} {name} stands twice"
            seen.add(name)


def _broken_references(printed: Printed) -> Iterator[str]:
    sections = {section["id"] for section in printed["sections"]} | {None}
    records = {record["id"] for _, record in _records(printed)}
    for block in printed["blocks"]:
        if block["section"] not in sections:
            yield f"block {block['id']} names the section {block['section']}, which is not there"
    for place, record in _records(printed):
        if record["section"] not in sections:
            yield f"{place} names the section {record['section']}, which is not there"
    for check in printed["checks"]:
        for name in sorted(set(check["records"]) - records):
            yield f"check {check['rule']} names the record {name}, which is not there"


def _broken_places(printed: Printed, sources: tuple[Source, ...]) -> Iterator[str]:
    texts = {source.name: source.text for source in sources}
    tables = {(table["source"], table["id"]): table["rows"] for table in printed["tables"]}
    blocks = {block["id"] for block in printed["blocks"]}
    for block in printed["blocks"]:
        for span in block["spans"]:
            if not 0 <= span["start"] < span["end"] <= len(texts.get(span["source"], "")):
                yield f"block {block['id']} lies outside of {span['source']}: {span['start']}–{span['end']}"
    for place, record in _records(printed):
        for evidence in record["evidence"]:
            fault = (_cell_fault(evidence, tables) if "table" in evidence else _text_fault(evidence, texts, blocks))
            if fault:
                yield f"{place} {fault}"


def _text_fault(evidence: Printed, texts: dict[str, str], blocks: set[str]) -> str | None:
    found = texts.get(evidence["source"], "")[evidence["start"]:evidence["end"]]
    if found != evidence["text"]:
        return f"says {evidence['text']!r}, but {evidence['source']} has {found!r} at {evidence['start']}"
    if evidence["block"] not in blocks:
        return f"names the block {evidence['block']}, which is not there"
    return None


def _cell_fault(evidence: Printed, tables: dict[tuple[str, str], list[list[str]]]) -> str | None:
    rows = tables.get((evidence["source"], evidence["table"]), [])
    row = rows[evidence["row"]] if evidence["row"] < len(rows) else []
    found = row[evidence["column"]] if evidence["column"] < len(row) else None
    if found != evidence["text"]:
        return f"says {evidence['text']!r}, but row {evidence['row']}, column {evidence['column']} has {found!r}"
    return None
