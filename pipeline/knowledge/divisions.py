"""Administrative divisions as the table of codes lists them, and which of several a name can mean.

One row of `lexicon/regions.csv` is one surface form with its years of validity: the year of the revision of GB/T 2260
that first lists (`valid_from`) or last lists (`valid_to`) the division; empty where it is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.records import Region

_LEVELS = ("province", "prefecture", "county")
_SUFFIXES = "县旗州"


@dataclass(frozen=True, slots=True)
class Division:
    """One surface form of the division `code`. `word` marks forms that are also a common word (日照, 白银)."""

    surface: str
    code: str
    name: str
    level: str
    parent: str
    valid_from: int | None
    valid_to: int | None
    word: bool

    def within(self, code: str) -> bool:
        """Whether it lies in the division `code` (or is it)."""
        return self.code.startswith(prefix(code))

    def valid(self, year: int | None) -> bool:
        """Whether it exists in the year; today for None."""
        return self.valid_to is None if year is None else (self.valid_from or 0) <= year <= (self.valid_to or 9999)

    @property
    def full(self) -> bool:
        return self.surface == self.name

    @property
    def findable(self) -> bool:
        """Whether running text may print this form: a county's bare short name (新城, 城关, 肥东) is too often a word."""
        return self.level != "county" or self.full or self.surface[-1] in _SUFFIXES

    @property
    def region(self) -> Region:
        return Region(self.name, self.code)


def division(row: Mapping[str, str]) -> Division:
    return Division(row["surface"], row["code"], row["name"], row["level"], row["parent"],
                    int(row["valid_from"] or 0) or None, int(row["valid_to"] or 0) or None, row["note"] == "word")


def findable(row: Mapping[str, str]) -> bool:
    """`Division.findable` of a row, without making the division."""
    return row["level"] != "county" or row["surface"] == row["name"] or row["surface"][-1] in _SUFFIXES


def province_of(region: Region, rows: Iterable[Mapping[str, str]]) -> Region:
    """The province that a division lies in, from the rows of the table; a region without a code is its own."""
    code = region.code and region.code[:2] + "0000"
    found = next((division(row) for row in rows if row["code"] == code), None)
    return found.region if found else region


def prefix(code: str) -> str:
    """The digits that all divisions below `code` share.

    >>> prefix("150000"), prefix("152500"), prefix("150603")
    ('15', '1525', '150603')
    """
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def scopes(context: Region | None) -> list[str]:
    """Codes to look in, the nearest first: a county's prefecture, then its province."""
    code = context.code if context else None
    return [] if not code else list(dict.fromkeys([code[:4] + "00", code[:2] + "0000"]))


def current(divisions: Iterable[Division], year: int | None = None) -> list[Division]:
    """Those valid in the year, or today; where none is, all: an abolished county keeps its code."""
    found = list(divisions)
    return [d for d in found if d.valid(year)] or found


def best(divisions: Iterable[Division]) -> Division | None:
    """The one that is meant: a province before all others, a prefecture before what lies in it, else only a lone one."""
    ranked = sorted({d.code: d for d in divisions}.values(), key=lambda d: _LEVELS.index(d.level))
    if not ranked:
        return None
    first = ranked[0]
    alone = len(ranked) == 1 or first.level == "province"
    return first if alone or (first.level == "prefecture" and all(d.within(first.code) for d in ranked)) else None
