"""What a cell measures: the indicator's name, the unit, and whether it is a level, a change or a yearly rate."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import Direction, Measure
from pipeline.tables.columns import Column
from pipeline.tables.frame import Frame
from pipeline.tables.lines import Line
from pipeline.tables.naming import is_headed, join_names
from pipeline.tables.phrases import Phrase
from pipeline.tables.values import CellValue
from pipeline.tables.words import holds


@dataclass(frozen=True, slots=True)
class Movement:
    measure: Measure
    direction: Direction | None
    value: float
    upper: float | None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """`captioned` where the caption gave the words; `scope` is a heading that only divides the row (城镇, 农村)."""

    text: str
    stem: str
    scope: str | None = None
    captioned: bool = False


def name_of(line: Line, column: Column, frame: Frame) -> Name:
    """The indicator of a cell by its row, its heading and the caption; an empty text where nothing names one."""
    row, head, caption = line.phrase, column.phrase, frame.caption
    if row.text and head.text:
        if holds("headless", head.text):
            return Name(join_names(row.text, head.text), join_names(row.stem, head.stem or head.text))
        if is_headed(head.text) and not is_headed(row.text):
            return Name(row.text + head.text, row.stem + head.stem)
        return Name(row.text, row.stem, head.text)
    if row.text:
        return Name(row.text, row.stem)
    if head.text and caption.text and (holds("headless", head.text) or is_headed(caption.text) and not is_headed(head.text)):
        return Name(join_names(caption.text, head.text), join_names(caption.stem, head.stem))
    return Name(head.text, head.stem) if head.text else Name(caption.text, caption.stem, None, True)


def unit_of(value: CellValue, line: Line, column: Column, frame: Frame, name: str, movement: Movement) -> str:
    """The cell's own unit, else the nearest that is printed; of several in the caption the one that fits the name."""
    if value.unit:
        return value.unit
    if movement.measure is Measure.ANNUAL_RATE:
        return column.phrase.unit or "%"
    if column.phrase.unit and not (movement.total and column.phrase.measure in ("annual_rate", "mixed")):
        return column.phrase.unit
    own = line.unit or line.phrase.unit
    if own:
        return own
    ratio = holds("ratio", name)
    fitting = [unit for unit in frame.units if (unit in ("%", "‰", "个百分点", "百分点")) == ratio]
    return fitting[0] if fitting else ""


def movement_of(value: CellValue, line: Line, column: Column, frame: Frame, captioned: bool) -> Movement:
    """Level, change or annual rate, with the sign turned into the direction where the heading names none."""
    row, head = line.phrase, column.phrase
    inside = frame.brackets.get(value.bracket) if value.bracket else None
    total = bool((inside and inside.total) or value.total or head.total or row.total)
    measure, direction = _said(row, head, frame.caption if captioned else Phrase())
    if measure == "mixed":
        measure, direction = _mixed(row, bool(value.bracket))
    if inside and inside.measure:
        measure, direction = inside.measure, inside.direction
    elif measure == "annual_rate" and total and value.bracket:
        measure = "change"
    if value.move:
        measure, direction = measure or "change", value.move
    if measure is None and (head.base or head.single or row.base):
        measure, direction = "change", Direction.INCREASE
    number, upper = value.value, value.upper
    if value.negative and direction is Direction.INCREASE:
        direction = Direction.DECREASE
    elif value.negative:
        number, upper = -number, upper if upper is None else -upper
    kind = Measure(measure) if measure else Measure.LEVEL
    return Movement(kind, direction if measure else None, number, upper, total)


def _mixed(row: Phrase, bracketed: bool) -> tuple[str | None, Direction | None]:
    """Below 年均/累计: a total in brackets, else a yearly rate of a row that grows, else a yearly average."""
    if bracketed:
        return "change", row.direction or Direction.INCREASE
    return ("annual_rate", row.direction) if row.measure else (None, None)


def _said(row: Phrase, head: Phrase, caption: Phrase) -> tuple[str | None, Direction | None]:
    """The column's movement before the row's before the caption's; a row that falls makes its yearly rate a fall."""
    if head.measure == "annual_rate" and row.direction is Direction.DECREASE:
        return head.measure, row.direction
    if head.measure == "change" and row.measure == "change" and row.direction:
        return "change", row.direction
    for phrase in (head, row, caption):
        if phrase.measure:
            return phrase.measure, phrase.direction
    return None, None
