"""What holds for a whole table: its caption, the units of its 单位 line, what its brackets mean."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.knowledge.units import parse_unit
from pipeline.records import Direction
from pipeline.tables.phrases import Phrase, read_phrase
from pipeline.tables.values import plain_unit
from pipeline.tables.words import rules_of

_SEPARATORS = regex.compile(r"[、，,；;]+")
_BRACKET_OF = {"[": "[", "［": "[", "【": "[", "〔": "[", "中": "[", "方": "["}


@dataclass(frozen=True, slots=True)
class Frame:
    """`units` are those of the 单位 line; `brackets` says what numbers in "[" or "(" are, as far as notes tell.

    `goal_year` is the last year of a column that does not report; `promises` whether a column says 目标; `reviewed` the
    year of the results in a table that ticks off whether each goal was reached.
    """

    caption: Phrase
    units: tuple[str, ...]
    brackets: dict[str, Phrase]
    goal_year: int | None
    promises: bool = False
    reviewed: int | None = None


def units_of(unit: str | None) -> tuple[str, ...]:
    """The units of a 单位 line: 万吨、% are two, 微克/立方米 one."""
    parts = [plain_unit(part) for part in _SEPARATORS.split(unit or "") if part.strip()]
    return tuple(part for part in parts if parse_unit(part) or len(parts) == 1)


def brackets_of(notes: tuple[str, ...]) -> dict[str, Phrase]:
    """What the notes say of numbers in brackets, by the kind of bracket; [ ] alone is the custom for five-year totals."""
    meanings = {"[": Phrase(total=True)}
    for note in notes:
        text = "".join(note.split()).replace("(", "（").replace(")", "）")
        for rule in rules_of("note"):
            for found in rule.pattern.finditer(text):
                mark = found["mark"].lstrip("“\"")
                meanings[_BRACKET_OF.get(mark[:1], "(")] = _bracketed(found["what"])
    return meanings


def _bracketed(what: str) -> Phrase:
    """五年累计下降数: a total, and a fall."""
    said = read_phrase(what)
    falls = any(word in what for word in ("下降", "降低", "减少", "降幅"))
    rises = any(word in what for word in ("增长", "增加", "提高", "增幅", "新增"))
    direction = Direction.DECREASE if falls else Direction.INCREASE if rises else None
    return Phrase(total="累计" in what or "五年" in what or "5年" in what, first=said.first, last=said.last,
                  status=said.status, measure="annual_rate" if "年均" in what else "change" if direction else None,
                  direction=direction)
