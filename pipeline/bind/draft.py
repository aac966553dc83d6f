"""Records in the making, and what a sentence has said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.bind.words import Word
from pipeline.records import Direction, Measure, Quantity, Region


@dataclass(slots=True)
class Draft:
    """`clause` is the offset its words begin at; `reasons` says per field which rule decided.

    `turn` is the place in a 分别-list of one name, (0, 3) for the first of three: its years may be listed too.
    """

    quantity: Quantity
    name: str
    measure: Measure
    direction: Direction | None
    flags: frozenset[str]
    clause: int
    scope: str | None = None
    region: Region | None = None
    base: Quantity | None = None
    base_at: int | None = None
    turn: tuple[int, int] | None = None
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """The drafts, the verb in force over a list, where the last number's object ended, what 其中 divides.

    `place` is the city that the sentence is about, until another place stands in it.
    `lead` is the short line or heading above the sentence, `before` the drafts of the sentence before it in the
    paragraph: a sentence without any subject, or that begins with 其中, goes on about them.
    """

    drafts: list[Draft] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    verb: Word | None = None
    object_end: int = 0
    whole: Draft | None = None
    place: Region | None = None
    lead: str = ""
    before: Sequence[Draft] = ()

    @property
    def last(self) -> Draft | None:
        """The last draft of the sentence so far."""
        return self.drafts[-1] if self.drafts else None

    @property
    def previous(self) -> Draft | None:
        """The last draft of the sentence before."""
        return self.before[-1] if self.before else None
