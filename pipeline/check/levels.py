"""Levels and changes of one indicator: 83.56 in 2015 and 77.63 in 2020 are a decrease of 7.1 %."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.check.precision import Interval, around, canonical_interval, printed_interval
from pipeline.records import Check, Comparator, Direction, Measure, Plan, Record

Key = tuple[str, str | None, str]
CONSTANT_PRICES = re.compile("生产总值|GDP|增加值|产值")
INEXACT = (Comparator.APPROX, Comparator.BETWEEN)


def key_of(record: Record) -> Key:
    """Records with one key speak of the same thing."""
    return record.indicator.id or record.indicator.name, record.scope, record.region.code or record.region.name


def change_follows_levels(plan: Plan) -> Iterator[Check]:
    """A stated change is the difference of the stated levels at its two years, within what rounding leaves open."""
    records = [record for record in (*plan.results, *plan.targets) if record.comparator not in INEXACT]
    levels: defaultdict[tuple[Key, int | None], list[Record]] = defaultdict(list)
    for record in records:
        if record.measure is Measure.LEVEL:
            levels[key_of(record), record.year].append(record)
    for change in records:
        if change.measure is not Measure.CHANGE or change.base_year is None or change.year is None:
            continue
        before, after = levels[key_of(change), change.base_year], levels[key_of(change), change.year]
        if len(before) == 1 and len(after) == 1:
            yield from _change(before[0], after[0], change)


def _change(before: Record, after: Record, change: Record) -> Iterator[Check]:
    old, new = canonical_interval(before), canonical_interval(after)
    if old is None or new is None or before.canonical.unit != after.canonical.unit:
        return
    stated = _difference(old, new, before, change)
    if stated is None:
        return
    sign = -1 if change.direction is Direction.DECREASE else 1
    found = printed_interval(change)
    follows = Interval(*sorted((sign * stated.low, sign * stated.high)))
    expected = round((follows.low + follows.high) / 2, 4)
    word = "a decrease" if sign < 0 else "an increase"
    yield Check(
        "change_follows_levels", follows.meets(found), (before.id, after.id, change.id), expected, change.value,
        f"{change.indicator.name}: from {_printed(before)} ({before.year}) to {_printed(after)} ({after.year}) is {word} of "
        f"{expected:g}{change.unit}; the document says {change.value:g}{change.unit}",
    )


def _difference(old: Interval, new: Interval, before: Record, change: Record) -> Interval | None:
    """The change from `old` to `new` in the unit of `change`: percent, percentage points, or the levels' own unit.

    Money is left out: its growth is stated at constant prices, its levels at current ones.
    """
    unit = change.canonical.unit
    if unit == "pp" and before.canonical.unit == "%" or unit == before.canonical.unit and unit != "%":
        factor = change.value / change.canonical.value if change.canonical.value else 1.0
        return Interval((new.low - old.high) * factor, (new.high - old.low) * factor)
    if unit != "%" or before.canonical.unit == "%" or "CNY" in before.canonical.unit.split("/")[0] or old.low <= 0:
        return None
    return Interval((new.low / old.high - 1) * 100, (new.high / old.low - 1) * 100)


def rate_compounds(plan: Plan) -> Iterator[Check]:
    """由2010年的162.4增加到2015年的287.9，年均增长12.1%: the yearly rate leads from the base to the level.

    Output at constant prices (生产总值, 增加值) does not follow from its levels at current ones.
    """
    records = (*plan.results, *plan.targets)
    levels = {(key_of(record), record.year, _block(record)): record for record in records
              if record.measure is Measure.LEVEL and record.base_value and record.base_year}
    for rate in records:
        level = levels.get((key_of(rate), rate.year, _block(rate)))
        exact = rate.measure is Measure.ANNUAL_RATE and rate.comparator not in INEXACT and rate.canonical.unit == "%"
        if level is None or not exact or CONSTANT_PRICES.search(rate.indicator.name) or level.year <= level.base_year:
            continue
        years = level.year - level.base_year
        sign = -1 if rate.direction is Direction.DECREASE else 1
        ends = printed_interval(level), around(level.base_value, f"{level.base_value:g}")
        follows = Interval(*sorted(sign * 100 * ((new / old) ** (1 / years) - 1) for new, old in
                                   ((ends[0].low, ends[1].high), (ends[0].high, ends[1].low))))
        expected = round((follows.low + follows.high) / 2, 2)
        yield Check(
            "rate_compounds", follows.meets(printed_interval(rate)), (level.id, rate.id), expected, rate.value,
            f"{rate.indicator.name}: from {level.base_value:g} ({level.base_year}) to {_printed(level)} ({level.year}) is "
            f"{expected:g}% a year; the document says {_printed(rate)}",
        )


def _block(record: Record) -> str:
    return getattr(record.evidence[0], "block", "")


def base_is_the_earlier_level(plan: Plan) -> Iterator[Check]:
    """The base that a record prints (由2015年的40%提高到45%) is the level that the document gives for that year."""
    levels: defaultdict[tuple[Key, int | None, str], list[Record]] = defaultdict(list)
    records = (*plan.results, *plan.targets)
    for record in records:
        if record.measure is Measure.LEVEL and record.comparator is Comparator.EQ:
            levels[key_of(record), record.year, record.unit].append(record)
    for record in records:
        if record.base_value is None or record.base_year is None or record.measure is not Measure.LEVEL:
            continue
        for level in levels[key_of(record), record.base_year, record.unit]:
            ok = printed_interval(level).meets(around(record.base_value, f"{record.base_value:g}"))
            yield Check(
                "base_is_the_earlier_level", ok, (record.id, level.id), level.value, record.base_value,
                f"{record.indicator.name}: the level of {record.base_year} is {_printed(level)}; as the base of "
                f"{record.year} the document gives {record.base_value:g}{record.unit}",
            )


def _printed(record: Record) -> str:
    return "".join(record.evidence[0].text.split())
