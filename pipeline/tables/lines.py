"""What each row of a table's body is about: its place, indicator, year, unit, commitment and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.knowledge.numbers import fold
from pipeline.knowledge.regions import gazetteer
from pipeline.knowledge.units import parse_unit
from pipeline.records import Commitment, Region, Table
from pipeline.tables.columns import Column, body_rows, is_full_width
from pipeline.tables.naming import join_names
from pipeline.tables.phrases import Phrase, read_phrase
from pipeline.tables.values import is_blank, plain_unit
from pipeline.tables.words import first, holds

_NAMES = regex.compile(r"[、，,；;\n/]+")
_BRACKETS = regex.compile(r"^[（(\[]|[）)\]]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `region` None means the document's own; `inner` marks an 其中 row, `parent` the label it belongs to."""

    row: int
    label: str
    phrase: Phrase
    region: Region | None = None
    scope: str | None = None
    unit: str | None = None
    commitment: Commitment | None = None
    responsible: tuple[str, ...] = ()
    inner: bool = False
    parent: str | None = None


def commitment_of(text: str) -> Commitment | None:
    found = first("commitment", fold(text)[0])
    return Commitment(found[0].data["commitment"]) if found else None


def read_lines(table: Table, columns: tuple[Column, ...], context: Region) -> Iterator[Line]:
    """The rows of the body that can hold values, in order; a row that is one cell names a group of rows."""
    at = {role: [c.index for c in columns if c.role == role] for role in
          ("region", "indicator", "group", "year", "unit", "attribute", "responsible", "serial")}
    joined = merged_down(table, at["serial"])
    group, outer = Phrase(), None
    for row in body_rows(table):
        cells = table.rows[row]
        if is_full_width(cells) and len(cells) > 1:
            group = read_phrase(cells[0])
            continue
        line = _line(row, cells, at, group, context)
        inner = line.inner or (outer is not None and row in joined)
        if inner and outer is not None:
            line = _inside(line, outer)
        elif not inner:
            outer = line
        yield line


def merged_down(table: Table, columns: list[int]) -> set[int]:
    """Rows whose list number is merged with the row above: they stand inside it."""
    return {r for top, column, height, _ in table.merges if column in columns for r in range(top + 1, top + height)}


def _line(row: int, cells: tuple[str, ...], at: dict[str, list[int]], group: Phrase, context: Region) -> Line:
    label = next((cells[k] for k in reversed(at["indicator"]) if cells[k]), "")
    phrase = read_phrase(label)
    above = [read_phrase(cells[k]) for k in at["group"] if cells[k] and cells[k] != label]
    phrase = _inherit(phrase, above[-1] if above else Phrase(), group)
    if at["year"]:
        dated = read_phrase(cells[at["year"][0]])
        phrase = replace(phrase, first=dated.first, last=dated.last, plan=dated.plan, status=phrase.status or dated.status)
    unit = next((cells[k] for k in at["unit"] if not is_blank(cells[k])), "")
    place = next((cells[k] for k in reversed(at["region"]) if not is_blank(cells[k])), "")
    bound = next((commitment_of(cells[k]) for k in at["attribute"]), None)
    who = [name for k in at["responsible"] if not is_blank(cells[k]) for name in _NAMES.split(cells[k]) if name.strip()]
    named = read_phrase(place)
    return Line(row, label or place, phrase, gazetteer().region_of(named.text, context) if place and named.text else None,
                None, _unit(unit), bound or phrase.commitment or group.commitment, tuple(who),
                phrase.inner or named.inner)


def _unit(text: str) -> str | None:
    plain = plain_unit(_BRACKETS.sub("", text.strip()))
    return plain if plain and (parse_unit(plain) or len(plain) <= 12) else None


def _inherit(phrase: Phrase, above: Phrase, group: Phrase) -> Phrase:
    """A label below a heading with a unit is a member of it (主要污染物排放（万吨） over 化学需氧量); else headings only sort."""
    head = above if above.unit or above.measure else group if group.unit or group.measure else None
    if head is None or phrase.unit or not phrase.text or head.text == phrase.text:
        return phrase
    return replace(phrase, text=join_names(head.text, phrase.text), stem=join_names(head.stem, phrase.stem),
                   unit=head.unit, measure=phrase.measure or head.measure, direction=phrase.direction or head.direction,
                   base=phrase.base or head.base)


def _inside(line: Line, outer: Line) -> Line:
    """An 其中 row keeps its parent: a place lies in the parent's, an indicator takes its name, unit and attribute."""
    phrase = line.phrase
    if phrase.text and outer.phrase.text and line.region is None:
        joined = join_names(outer.phrase.text, phrase.text)
        phrase = replace(phrase, text=joined, stem=join_names(outer.phrase.stem, phrase.stem),
                         unit=phrase.unit or outer.phrase.unit, measure=phrase.measure or outer.phrase.measure,
                         direction=phrase.direction or outer.phrase.direction)
    scope = outer.region.name if line.region and outer.region else None
    return replace(line, phrase=phrase, scope=scope, unit=line.unit or outer.unit, inner=True, parent=outer.label,
                   commitment=line.commitment or outer.commitment)


def is_total(label: str) -> bool:
    return holds("total", fold(label)[0])
