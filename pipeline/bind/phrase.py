"""The words around a group of numbers, and the name they give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.bind.clause import clause_start
from pipeline.bind.frame import Frame
from pipeline.bind.subject import Subject
from pipeline.bind.words import Word
from pipeline.knowledge import Knowledge
from pipeline.knowledge.units import parse_unit
from pipeline.records import Direction, Measure, Quantity, Region

RATES = ("%", "个百分点", "倍", "‰")
_MAGNITUDES = "十百千万亿"
_LIST_WORDS = ("、", "和", "及", "与", "以及")


@dataclass(frozen=True)
class Phrase:
    """The words around a group of numbers: `start` is where they begin, `behind` the noun phrase after the last one."""

    text: str
    start: int
    group: Sequence[Quantity]
    framed: Frame
    found: Subject
    behind: str
    behind_end: int

    @property
    def name(self) -> str:
        return self.found.name

    @cached_property
    def last(self) -> Quantity:
        return self.group[-1]

    @cached_property
    def before_start(self) -> int:
        """Where the clause in front of the phrase begins."""
        return clause_start(self.text, self.start - 1) if self.start > 1 else 0

    @cached_property
    def clause_before(self) -> str:
        """The clause in front of the phrase, without its stop; empty where the phrase opens the sentence."""
        return self.text[self.before_start:max(0, self.start - 1)]

    @property
    def continues_list(self) -> bool:
        """Whether a list word joins this number to the one before it."""
        return self.text[self.start:self.start + 2].startswith(_LIST_WORDS)


@dataclass(frozen=True, slots=True)
class Named:
    """Names (one for all numbers, or one per number) with the scope or region of each; `measure` overrides the frame's."""

    names: tuple[str, ...]
    reason: str
    scopes: tuple[str | None, ...] = ()
    regions: tuple[Region | None, ...] = ()
    verb: Word | None = None
    measure: tuple[Measure, Direction | None] | None = None
    takes_behind: bool = False


def same_unit(one: str, other: str) -> bool:
    """Whether two units differ by their magnitude at most: 1.2万套, 8000套."""
    return one.lstrip(_MAGNITUDES) == other.lstrip(_MAGNITUDES)


def counts_things(unit: str, known: Knowledge) -> bool:
    """Whether a unit counts single things (个, 万户), so that the noun behind it may be what is counted."""
    parsed = parse_unit(unit, known) if unit else None
    return parsed is not None and parsed.dimension in ("count", "visits")
