"""Whether a printed plan keeps its contract: the JSON Schema, and what a schema cannot say about references and places.

Two validators share the work: jsonschema-rs says yes or no of every output in no time; where it says no, jsonschema, which
follows a choice (`anyOf`) down to what is really wrong, is asked why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from pipeline.printed import Printed
from pipeline.records import Source

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

HOME = Path(__file__).parent
FOLDERS = (HOME.parent / "schemas", HOME / "schemas")  # the checkout's, then the installed package's
SHOWN = 5  # faults named in one message
NAMED = {"required", "additionalProperties"}  # faults whose reason names the key, so that nothing is left to explain
LONGEST = 300  # characters of a reason; it may quote what is wrong whole


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
    if not validator(name).is_valid(printed):
        count = sum(1 for _ in validator(name).iter_errors(printed))
        _raise(_schema_faults(printed, name), count)


def validate_plan(printed: Printed, sources: tuple[Source, ...]) -> None:
    """Raise `ContractError` where a printed plan breaks its schema, its references, or a place in its sources."""
    validate(printed)
    _raise([*_repeated_ids(printed), *_broken_references(printed), *_broken_places(printed, sources)])


def _raise(faults: list[str], count: int = 0) -> None:
    """Raise for the first of the `faults`; `count` is of all, where not all are listed."""
    if faults:
        left = max(count, len(faults)) - len(faults[:SHOWN])
        more = f"\n  and {left} more" if left else ""
        raise ContractError("\n  ".join(["the output breaks its contract:", *faults[:SHOWN]]) + more)


def _schema_faults(printed: Any, name: str) -> list[str]:
    """The first faults in words. Never empty: where the two validators disagree, the one that says no is believed."""
    told = [_told(printed, error) for error in islice(_explainer(name).iter_errors(printed), SHOWN)]
    return told or [f"{_place(printed, error.instance_path)}: {error.message[:LONGEST]}"
                    for error in islice(validator(name).iter_errors(printed), SHOWN)]


def _explainer(name: str) -> Draft202012Validator:
    """Imported where first asked for: a right output, the usual case, does not wait for it."""
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    registry = Registry(retrieve=lambda uri: Resource.from_contents(_schema(uri.rsplit("/", 1)[-1])))
    return Draft202012Validator(_schema(f"{name}.schema.json"), registry=registry)


def _told(printed: Any, error: ValidationError) -> str:
    """Place, reason, and what the schema says should stand there; of a choice, the branch that comes nearest."""
    from jsonschema.exceptions import best_match

    nearest = best_match([error])
    meant = next((fault.schema["description"] for fault in (nearest, error)
                  if fault.validator not in NAMED and isinstance(fault.schema, dict) and "description" in fault.schema), "")
    reason = nearest.message if len(nearest.message) <= LONGEST else nearest.message[:LONGEST] + " …"
    return f"{_place(printed, list(nearest.absolute_path))}: {reason}" + (f" (should be: {meant})" if meant else "")


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
            fault = (_cell_fault(evidence, tables, texts) if "table" in evidence else _text_fault(evidence, texts, blocks))
            if fault:
                yield f"{place} {fault}"


def _text_fault(evidence: Printed, texts: dict[str, str], blocks: set[str]) -> str | None:
    found = texts.get(evidence["source"], "")[evidence["start"]:evidence["end"]]
    if found != evidence["text"]:
        return f"says {evidence['text']!r}, but {evidence['source']} has {found!r} at {evidence['start']}"
    if evidence["block"] not in blocks:
        return f"names the block {evidence['block']}, which is not there"
    return None


def _cell_fault(evidence: Printed, tables: dict[tuple[str, str], list[list[str]]], texts: dict[str, str]) -> str | None:
    rows = tables.get((evidence["source"], evidence["table"]), [])
    row = rows[evidence["row"]] if evidence["row"] < len(rows) else []
    found = row[evidence["column"]] if evidence["column"] < len(row) else None
    if found != evidence["text"]:
        return f"says {evidence['text']!r}, but row {evidence['row']}, column {evidence['column']} has {found!r}"
    if "start" not in evidence:
        return None
    there = texts.get(evidence["source"], "")[evidence["start"]:evidence["end"]]
    if "".join(there.split()) != "".join(found.split()):
        return f"says {found!r}, but {evidence['source']} has {there!r} at {evidence['start']}"
    return None
