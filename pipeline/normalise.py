"""From what is printed to what is comparable: canonical value and unit, indicator id and topic, region code.

A doubtful answer stays null: an id is given only where the printed unit can measure the indicator, so that
煤炭消费 45 % is never stored as a tonnage.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipeline.knowledge import Knowledge
from pipeline.knowledge.indicators import Entry, vocabulary
from pipeline.knowledge.regions import gazetteer
from pipeline.knowledge.units import canonical, parse_unit
from pipeline.records import Indicator, Measure, Record, Region

# A change may be told in percent, points or as a multiple, whatever the indicator's own unit is.
_RELATIVE = frozenset({"ratio", "percentage_point", "multiple"})
# Dimensions that plans print for one another: 碳排放 in 吨 or 吨二氧化碳, 天然气 in 立方米 or 标准立方米, 污水 in 吨 or 立方米.
_KIN = {"co2_mass": "mass", "co2_equivalent": "mass", "coal_equivalent": "mass", "oil_equivalent": "mass", "carbon_mass": "mass",
        "volume": "mass", "gas_volume": "mass", "money_usd": "money_cny", "lane_length": "length", "visits": "count",
        "percentage_point": "ratio", "apparent_power": "power", "boiler_capacity": "count", "buses": "count"}
# Dropped from the denominator: 吨/年 and 吨, 元/人 and 元 stand for each other under one indicator.
_LIGHT = frozenset({"days", "months", "calendar_year", "count", "person_years", "number"})
_NUMBER = ("number",)


def normalise(record: Record, known: Knowledge, region: Region, section_title: str | None = None,
              year: int | None = None) -> Record:
    """The record with canonical value, indicator id and topic, and region code filled in; an id that it has is kept.

    `region` is the document's own; `section_title` helps where the phrase tells no topic; `year` (of the document)
    decides which revision of the region codes a name is looked up in.
    """
    return replace(
        record,
        indicator=_indicator(record, known, section_title),
        region=_region(record.region, known, region, year),
        canonical=canonical(record.value, record.upper, record.unit, known),
    )


def _indicator(record: Record, known: Knowledge, section_title: str | None) -> Indicator:
    words, name, given = vocabulary(known), record.indicator.name, record.indicator.id
    limited = words.lookup(record.scope + name) if record.scope else None  # 县城|污水处理率 may have an id of its own
    entry = words.entry(given) if given else limited or words.lookup(name)
    if entry and words.needs_unit(name) and not given:
        fits = measures(entry, record, known)
    else:
        fits = entry is not None and agrees(entry, record, known)
    if not fits:
        return Indicator(name, None, entry.topic if entry else words.topic_of(name, section_title))
    return Indicator(name, entry.id, entry.topic)


def _region(printed: Region, known: Knowledge, own: Region, year: int | None) -> Region:
    if printed.code or printed.name == own.name:
        return printed if printed.code else own
    return gazetteer(known).region_of(printed.name, own, year)


@lru_cache(maxsize=4096)
def _dimension(unit: str, known: Knowledge) -> tuple[str, ...] | None:
    """What a unit measures, by what it is divided; None where the unit is unknown. 万吨/日 and 立方米 are both ("mass",)."""
    parsed = parse_unit(unit, known) if unit else None
    if parsed is None:
        return None
    first, *below = parsed.dimension.split("/")
    return (_KIN.get(first, first), *(_KIN.get(d, d) for d in below if d not in _LIGHT))


def agrees(entry: Entry, record: Record, known: Knowledge) -> bool:
    """Whether the number can be the entry's: a level needs the same kind of unit, a change may be relative.

    Units that the lexicon does not know, and numbers without unit (万亿), are believed. The denominator may stand in
    the name: 万元GDP能耗 0.9 吨标准煤.
    """
    printed, usual = _dimension(record.unit, known), _dimension(entry.unit, known)
    if printed is None or usual is None or printed in (usual, usual[:1], _NUMBER):
        return True
    return printed[0] in _RELATIVE and record.measure is not Measure.LEVEL


def measures(entry: Entry, record: Record, known: Knowledge) -> bool:
    """Whether the unit itself proves the entry: 风电 1200 万千瓦 is a capacity, 风电 20 % could be anything."""
    printed = _dimension(record.unit, known)
    return printed is not None and printed == _dimension(entry.unit, known)
