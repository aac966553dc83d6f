"""What stands around a grid and belongs to it: caption, unit line and notes, from the text beside it and rows inside."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.grid.cells import matches, search, tidy
from pipeline.grid.sheet import Sheet
from pipeline.knowledge.units import parse_unit

LOOK_UP = 4  # lines above a table that may hold its caption and unit
MAX_CAPTION = 160
MAX_NOTES = 12
_STOPS = "。；;！？"


@dataclass(frozen=True, slots=True)
class Surroundings:
    caption: str | None
    unit: str | None
    notes: tuple[str, ...]


def look_around(sheet: Sheet, above: list[str], below: list[str], box: str | None) -> Surroundings:
    """Caption, unit and notes of a sheet. `above` and `below` are the lines up to the next tables, `box` a title box."""
    titles = [sheet.rows[row][0] for row in range(sheet.titles)]
    unit = next(filter(None, map(_unit_line, titles)), None)
    inside = "".join(text for text in titles if not _unit_line(text)) or box
    outside, unit_above = _read_above(above)
    # a title inside, without a number, below a numbered caption is the name of the first group of rows
    caption = outside if inside and outside and matches("caption", outside) and not matches("caption", inside) else inside
    caption = _spaced(caption or outside)
    unit = unit or unit_above or (_unit_of(caption) if caption else None)
    return Surroundings(caption, unit, tuple(_row_notes(sheet) + _read_below(below))[:MAX_NOTES])


def _spaced(caption: str | None) -> str | None:
    """A caption with one space behind its number, however the page set it."""
    found = matches("caption", caption) if caption else None
    if not found or found["rest"].startswith((":", "：", ".", "．")) or not found["rest"].strip():
        return caption
    return f"{caption[:found.start('rest')].strip()} {found['rest'].strip()}"


def _unit_line(line: str) -> str | None:
    found = matches("unit-line", line.strip())
    return tidy(found["unit"]) if found else None


def _unit_of(caption: str) -> str | None:
    """The unit in the bracket at a caption's end, where it is one."""
    found = search("unit-bracket", caption)
    parts = found["unit"].replace("，", "、").replace(",", "、").split("、") if found else []
    return tidy(found["unit"]) if parts and all(parse_unit(part) for part in parts) else None


def _read_above(lines: list[str]) -> tuple[str | None, str | None]:
    """Caption and unit, read upwards from the table; page numbers are passed over."""
    unit = None
    for line in reversed(lines[-LOOK_UP:]):
        line = line.strip()
        if matches("furniture", line):
            continue
        found = _unit_line(line)
        if found:
            unit = unit or found
            continue
        return _caption(line), unit
    return None, unit


def _caption(line: str) -> str | None:
    """The line right above as a caption: numbered, or a title without a full stop, or a sentence that leads in."""
    last = [part for part in line.split("\n") if part.strip()][-1].strip()
    if matches("number-only", last) or matches("note", last):
        return None
    if matches("caption", last) or (len(last) <= 60 and not any(stop in last for stop in _STOPS + "，")):
        return tidy(last)
    return tidy(last) if len(last) <= MAX_CAPTION and search("lead-in", last) else None


def _row_notes(sheet: Sheet) -> list[str]:
    """Notes that were set as full-width rows at the bottom of the table."""
    notes: list[str] = []
    for row in range(len(sheet.rows) - 1, sheet.header - 1, -1):
        text = sheet.rows[row][0]
        if not sheet.is_full_width(row) or not (matches("note", text) or matches("note-next", text)):
            break
        notes.insert(0, text)
    return notes


def _read_below(lines: list[str]) -> list[str]:
    """A note that begins right below, and its further points."""
    notes: list[str] = []
    for line in (line.strip() for line in lines[:MAX_NOTES]):
        if matches("note", line) or (notes and matches("note-next", line)):
            notes.append(tidy(line))
        elif not (matches("furniture", line) and not notes):
            break
    return notes
