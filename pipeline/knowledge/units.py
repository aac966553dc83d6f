"""The small grammar of units: a magnitude (万), a base unit, and what it is divided by (/日, 每人).

The base units are `lexicon/units.csv`. Canonical values are exact: factors are decimal fractions, never floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

import regex

from pipeline.knowledge import Knowledge, knowledge
from pipeline.knowledge.numbers import fold
from pipeline.records import Canonical

MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
              "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_DIGITS, _EXACT = Context(prec=17), Context(prec=34)  # as many digits as a float tells apart; for factors
_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
# What only a denominator prints: 万立方米/日, 元/人·月.
_DENOMINATORS = {"日": ("d", "days", "1"), "d": ("d", "days", "1"), "年": ("year", "calendar_year", "1"),
                 "月": ("month", "months", "1"), "人·年": ("person·year", "person_years", "1"), "GDP": ("GDP", "gdp", "1"), "平方公里·月": ("km²·month", "area_months", "1"),
                 "吨·能量因数": ("t·EF", "energy_factor_mass", "1"), "吨吞吐量": ("t", "throughput", "1"), "月·平方公里": ("km²·month", "area_months", "1")}
# Things that are counted by either of two or three words: 万头（只）, 套（间）, 户（次）, 艘（台、套）.
_COUNTED = regex.compile(r"(.{1,4})（\p{Han}(?:、\p{Han})?）")
# What these words are no units before: 50万人口以上城市, 万亿台阶, 100门店, 3期货.
_ELSE = {"人": "口均", "台": "阶", "门": "店类槛诊", "期": "货间限刊"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: `factor` turns a value into `canonical`; `dimension` is the lexicon's, `a/b` of a quotient."""

    printed: str
    dimension: str
    factor: Decimal
    canonical: str


@cache
def _table(known: Knowledge) -> dict[str, tuple[str, str, Decimal]]:
    table = {row["surface"]: (row["canonical"], row["dimension"], Decimal(row["factor"]))
             for row in known.lexicon["units"]}
    return table


def _base(text: str, known: Knowledge, denominator: bool) -> tuple[str, str, Decimal] | None:
    """A base unit behind any magnitudes; the longest base wins, so 千瓦 is no thousand watts by accident."""
    table = _table(known)
    if denominator and text in _DENOMINATORS:
        canonical, dimension, factor = _DENOMINATORS[text]
        return canonical, dimension, Decimal(factor)
    if text in table:
        return table[text]
    if text in MAGNITUDES:
        return "", "number", Decimal(MAGNITUDES[text])
    for size in (2, 1):
        rest = _base(text[size:], known, denominator) if text[:size] in MAGNITUDES and len(text) > size else None
        if rest:
            return rest[0], rest[1], rest[2] * MAGNITUDES[text[:size]]
    counted = _COUNTED.fullmatch(text)
    return table.get(counted[1]) if counted else None


@cache
def _parse(folded: str, known: Knowledge) -> Unit | None:
    found = _base(folded, known, False)
    if found:
        return Unit(folded, found[1], found[2], found[0])
    parts = regex.split(r"/|每", folded, maxsplit=2)
    bases = [_base(part, known, k > 0) for k, part in enumerate(parts)]
    if len(parts) < 2 or not all(bases):
        return None
    factor = bases[0][2]
    for _, _, divisor in bases[1:]:
        factor = _EXACT.divide(factor, divisor)
    return Unit(folded, "/".join(b[1] for b in bases), factor, "/".join(b[0] for b in bases))


def parse_unit(text: str, known: Knowledge | None = None) -> Unit | None:
    """The unit that a text prints, None where the lexicon has none.

    >>> unit = parse_unit("万立方米/日"); unit.canonical, unit.dimension
    ('m³/d', 'volume/days')
    >>> parse_unit("千瓦").factor, parse_unit("万千瓦").factor
    (Decimal('1'), Decimal('10000'))
    """
    folded, _ = fold(text)
    return _parse(folded, known or knowledge()) if folded else None


def canonical(value: float, upper: float | None, unit: str, known: Knowledge | None = None) -> Canonical:
    """The value in its dimension's canonical unit; null value where the unit is unknown. No unit stays a bare number."""
    parsed = parse_unit(unit, known) if unit else Unit("", "number", Decimal(1), "")
    if parsed is None:
        return Canonical(None, None, unit)
    return Canonical(_convert(value, parsed), None if upper is None else _convert(upper, parsed), parsed.canonical)


def _convert(value: float, unit: Unit) -> float:
    # repr gives the shortest digits, so 2.25 亿吨 and 22500 万吨 become the same float
    return float(_DIGITS.multiply(Decimal(repr(value)), unit.factor))


def converted(value: float, unit: str, target: str, known: Knowledge | None = None) -> float | None:
    """The value in another unit of the same canonical unit; None where they cannot be converted.

    >>> converted(382, "千克标准煤/吨", "吨标准煤/吨")
    0.382
    """
    if unit in ("", target):
        return value
    source, wanted = parse_unit(unit, known), parse_unit(target, known)
    if source is None or wanted is None or source.canonical != wanted.canonical:
        return None
    return float(_DIGITS.divide(_DIGITS.multiply(Decimal(repr(value)), source.factor), wanted.factor))


@cache
def with_units(template: str, known: Knowledge) -> regex.Pattern:
    """The pattern of a template whose `{unit}` stands for any printed unit, the longest that fits, for folded text.

    Units are sets, not alternations: hundreds of words compile in no time. Latin ones end where no letter follows.
    """
    table = _table(known)
    surfaces = {fold(surface)[0] for surface in table} - _ELSE.keys()
    latin = sorted(s for s in surfaces if s[-1].isascii() and s[-1].isalpha() and not regex.search(r"\p{Han}", s))
    counted = sorted(s for s in table if len(s) == 1 and table[s][1] == "count")
    guarded = "|".join(f"{word}(?![{else_}])" for word, else_ in _ELSE.items())
    base = rf"(?:(?:\L<units>|\L<latin>(?![A-Za-z])|{guarded})(?:（\L<counted>(?:、\L<counted>)?）)?)"
    below = rf"(?:(?:{_MAGNITUDE})?(?:\L<denominators>|{base}))"
    unit = rf"(?:(?:{_MAGNITUDE}){{0,2}}?{base}(?:(?:/{below}){{1,2}}|每(?!年){below})?)"
    return regex.compile(template.replace("{unit}", unit), regex.V1 | regex.VERBOSE, units=sorted(surfaces - set(latin)),
                         latin=latin, counted=counted, denominators=sorted(_DENOMINATORS))
