"""What a printed number can stand for: 77.63 is anything from 77.625 to 77.635."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records import Record

DECIMALS = re.compile(r"\d[\d,，]*(?:[.．](\d+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        slack = 1e-9 * max(abs(self.low), abs(self.high), abs(other.low), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack


def around(value: float, printed: str) -> Interval:
    """The numbers that round to `value` at the decimals that are printed.

    >>> around(9.3, "9.30%")
    Interval(low=9.295, high=9.305)
    """
    half = 0.5 * 10.0 ** -decimals(printed)
    return Interval(round(value - half, 9), round(value + half, 9))


def decimals(printed: str) -> int:
    """How many decimals a printed number has; none where it is written in words."""
    found = DECIMALS.search("".join(printed.split()))
    return len(found[1] or "") if found else 0


def printed_interval(record: Record) -> Interval:
    """What the record's own number can stand for, in its unit."""
    return around(record.value, record.evidence[0].text)


def canonical_interval(record: Record) -> Interval | None:
    """The same in the canonical unit, so that 亿吨 and 万吨 compare; None where the unit is not known or the value 0."""
    if record.canonical.value is None or not record.value:
        return None
    factor, printed = record.canonical.value / record.value, printed_interval(record)
    return Interval(*sorted((printed.low * factor, printed.high * factor)))
