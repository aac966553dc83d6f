"""What stands above a row by its list number: 二 over 2.1 over 2.1.1, and over the rows without number below it.

一 可再生能源装机 / 1.1 风电 / 1.1.1 本地: the heading without values gives its noun (风电装机), the row above its name, where a
row only says which part of it is meant (风电装机, scope 本地).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import regex

from pipeline.knowledge.numbers import fold
from pipeline.tables.naming import head_of, is_headed
from pipeline.tables.phrases import Phrase
from pipeline.tables.words import holds

_LEVELS = regex.compile(r"（?(?:(?P<han>[一二三四五六七八九十]{1,3})|(?P<path>\d{1,2}(?:\.\d{1,2}){0,3}))）?[.、]?")
_UNNUMBERED = 0.5  # levels that a row without number stands below the numbered one


def has_levels(serials: Iterable[str]) -> bool:
    """Whether list numbers have more than one level."""
    return len({level for serial in serials if (level := level_of(serial)) is not None}) > 1


def level_of(serial: str) -> int | None:
    """0 for 一, 1 for 1, 2 for 1.1; None where it is no list number."""
    found = _LEVELS.fullmatch(fold(serial)[0])
    return None if found is None else 0 if found["han"] else found["path"].count(".") + 1


@dataclass(slots=True)
class Rank:
    level: float
    phrase: Phrase
    valued: bool
    unit: str | None


@dataclass(slots=True)
class Ranks:
    """The open rows above the next one, outermost first; `numbered` is the last list number's level."""

    open: list[Rank] = field(default_factory=list)
    numbered: float = 0

    def place(self, serial: str, phrase: Phrase, label: str, unit: str | None, valued: bool,
              ) -> tuple[Phrase, str | None]:
        """A row's phrase with what the rows above it say, and its scope where it is a part of the one right above."""
        level = level_of(serial)
        self.numbered = self.numbered if level is None else level
        level = self.numbered + _UNNUMBERED if level is None else level
        while self.open and self.open[-1].level >= level:
            self.open.pop()
        phrase, scope = self._named(phrase, label, unit) if valued else (phrase, None)
        if not holds("total", label):
            self.open.append(Rank(level, phrase, valued, unit))
        return phrase, scope

    def _named(self, phrase: Phrase, label: str, unit: str | None) -> tuple[Phrase, str | None]:
        heads = (rank.phrase.text for rank in reversed(self.open) if not rank.valued)
        head = next(filter(is_headed, heads), "")
        if holds("total", label) and head:
            return replace(phrase, text=head, stem=head), None
        above = self.open[-1] if self.open else None
        if above and above.valued and above.unit == unit and holds("part", phrase.text):
            return above.phrase, phrase.text
        if not head or not phrase.text or is_headed(phrase.text):
            return phrase, None
        name = _overlapped(phrase.text, head_of(head))
        return replace(phrase, text=name, stem=name), None


def _overlapped(name: str, head: str) -> str:
    """A name and its head noun, what both print once: 光伏发电 and 发电量 are 光伏发电量.

    >>> _overlapped("光伏发电", "发电量"), _overlapped("风电", "装机")
    ('光伏发电量', '风电装机')
    """
    shared = next((size for size in range(len(head) - 1, 0, -1) if name.endswith(head[:size])), 0)
    return name + head[shared:]
