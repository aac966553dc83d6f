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
from pipeline.tables.naming import head_of, join_names
from pipeline.tables.phrases import Phrase, read_phrase
from pipeline.tables.ranks import Ranks, has_levels
from pipeline.tables.values import is_blank, plain_unit
from pipeline.tables.words import first, holds

_NAMES = regex.compile(r"[、，,；;\n/]+")
_NUMBERED = regex.compile(r"[（(]?\d{1,3}[）)、．.](?!\d)")
_REMARK = regex.compile(r"（[^（）]{0,40}）")
_BRACKETS = regex.compile(r"^[（(\[]|[）)\]]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `region` None means the document's own; `inner` marks an 其中 row, `parent` the label it belongs to;
    `lost` one that only says which part is meant, of what is not known."""

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
    lost: bool = False


def commitment_of(text: str) -> Commitment | None:
    found = first("commitment", fold(text)[0])
    return Commitment(found[0].data["commitment"]) if found else None


def read_lines(table: Table, columns: tuple[Column, ...], context: Region) -> Iterator[Line]:
    """The rows of the body that can hold values, in order; a row that is one cell names a group of rows."""
    at = {role: [c.index for c in columns if c.role == role] for role in
          ("region", "indicator", "group", "year", "unit", "attribute", "responsible", "serial", "value")}
    joined = merged_down(table, at["serial"])
    measured = all(column.phrase.unit for column in columns if column.role == "value")
    ranks = Ranks() if has_levels(table.rows[row][k] for row in body_rows(table) for k in at["serial"][:1]) else None
    group, head, outer = Phrase(), Phrase(), None
    for row in body_rows(table):
        cells = table.rows[row]
        if row in table.left:
            ranks = ranks and Ranks()
            continue
        if is_full_width(cells) and len(cells) > 1:
            group, head = read_phrase(cells[0]), Phrase()
            continue
        counted = row not in joined and _is_counted(cells, at)
        head = Phrase() if counted else head
        line = _line(row, cells, at, group, head, context, measured)
        if ranks:
            valued = any(not is_blank(cells[k]) for k in at["value"])
            phrase, scope = ranks.place(cells[at["serial"][0]], line.phrase, line.label, line.unit, valued)
            line = replace(line, phrase=phrase, scope=scope, lost=scope is None and holds("part", phrase.text))
        if line.phrase.text and not any(cells[k] for k in at["value"]):
            head = line.phrase
        elif line.phrase.unit != head.unit:
            head = Phrase()
        inner = line.inner or (outer is not None and row in joined)
        if inner and outer is not None:
            line = _inside(line, outer)
        elif not inner:
            outer = line
        yield line


def _is_counted(cells: tuple[str, ...], at: dict[str, list[int]]) -> bool:
    """Whether a row has a list number of its own, in a column or before its label."""
    if at["serial"]:
        return any(cells[k] for k in at["serial"])
    return any(_NUMBERED.match(cells[k]) for k in at["indicator"])


def merged_down(table: Table, columns: list[int]) -> set[int]:
    """Rows whose list number is merged with the row above: they stand inside it."""
    return {r for top, column, height, _ in table.merges if column in columns for r in range(top + 1, top + height)}


def _line(row: int, cells: tuple[str, ...], at: dict[str, list[int]], group: Phrase, head: Phrase,
          context: Region, measured: bool) -> Line:
    label = next((cells[k] for k in reversed(at["indicator"]) if cells[k]), "")
    phrase = read_phrase(label)
    above = [read_phrase(cells[k]) for k in at["group"] if cells[k] and cells[k] != label]
    unit = next((cells[k] for k in at["unit"] if not is_blank(cells[k])), "")
    phrase = _inherit(phrase, above[-1] if above else Phrase(), head if head.text else group, measured or bool(unit))
    if at["year"]:
        dated = read_phrase(cells[at["year"][0]])
        phrase = replace(phrase, first=dated.first, last=dated.last, plan=dated.plan, status=phrase.status or dated.status)
    place = next((cells[k] for k in reversed(at["region"]) if not is_blank(cells[k])), "")
    bound = next((commitment_of(cells[k]) for k in at["attribute"]), None)
    who = [name for k in at["responsible"] if not is_blank(cells[k]) for name in _NAMES.split(cells[k]) if name.strip()]
    named = read_phrase(place)
    region = place_of(named.text, context) if place and named.text else None
    return Line(row, label or place, phrase, region,
                None, _unit(unit), bound or phrase.commitment or group.commitment, tuple(who),
                phrase.inner or named.inner)


def place_of(name: str, context: Region) -> Region:
    """The region of a row's label; a remark in brackets (含开发区) does not hide the place."""
    found = gazetteer().region_of(name, context)
    plain = _REMARK.sub("", name)
    return found if found.code or not plain or plain == name else gazetteer().region_of(plain, context)


def _unit(text: str) -> str | None:
    plain = plain_unit(_BRACKETS.sub("", text.strip()))
    return plain if plain and (parse_unit(plain) or len(plain) <= 12) else None


def _inherit(phrase: Phrase, above: Phrase, group: Phrase, measured: bool) -> Phrase:
    """A label below a heading that gives its unit is a member of it (主要污染物排放（万吨） over 化学需氧量), and so is a
    bare name below its class (主要污染物减排 over 氨氮); else headings only sort. `measured`: its unit is printed."""
    if above.text and holds("headless", phrase.text):
        return replace(phrase, text=join_names(above.text, phrase.text), stem=join_names(above.stem, phrase.stem))
    member = above.measure and holds("class", above.text) and head_of(phrase.text) in ("", "量", phrase.text)
    head = above if member else next((each for each in (above, group) if each.unit and not measured), None)
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
