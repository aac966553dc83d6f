"""When a field of an extracted record is right: one visible table of comparisons, and the equalities it uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Item = dict[str, Any]  # a record of a gold file
Printed = dict[str, Any]  # a record of a plan.json

UNITS_ALIKE = (("％", "%"), ("⁄", "/"), ("每", "/"), ("㎡", "平方米"), ("m2", "平方米"), ("吨煤", "吨标准煤"),
               ("天", "日"))
TRAILING = re.compile(r"[\s以上内左右]+$")
MULTIPLES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4,
             "千": 1e3, "百": 1e2}
MULTIPLE = re.compile("万亿|百万|千万|十亿|百亿|千亿|亿|万|千(?=万亿|亿|万)|百(?=万亿|亿|万)")
NOT_IN_NAMES = re.compile(r"[“”\"‘’《》（）()\s、，,的]|全区|我区|全省|全市|全国|实现|力争|完成|达到"
                          r"|规模化?$|总?数量?$")
ALIKE, SHARE = 0.7, 0.5  # names are the same from this likeness on, or where one holds the other and is not twice as long


def amount(value: float | None, unit: str | None) -> tuple[float | None, str]:
    """Value and unit with 万, 亿 … counted into the value: 2.25 亿吨标准煤 equals 22500 万吨标准煤.

    >>> amount(2.25, "亿吨") == amount(22500, "万吨")
    True
    """
    name = unit or ""
    for printed, same in UNITS_ALIKE:
        name = name.replace(printed, same)
    name = TRAILING.sub("", name.strip())
    factor, found = 1.0, MULTIPLE.match(name)
    while found:
        factor, name = factor * MULTIPLES[found.group()], name[found.end():]
        found = re.match("亿|万", name)
    return (None if value is None else float(value) * factor), name


def equal(one: float | None, other: float | None) -> bool:
    """Equal within a millionth; null equals nothing."""
    return one is not None and other is not None and abs(one - other) <= 1e-6 * max(1, abs(one), abs(other))


def same_indicator(name: str | None, item: Item) -> bool:
    """Whether `name` is one of the item's names, contains one or is contained in one, or is nearly its first name.

    >>> same_indicator("全区化学需氧量排放总量", {"indicator": "化学需氧量排放量", "alts": []})
    True
    """
    plain = _plain(name)
    if not plain:
        return False
    names = [_plain(accepted) for accepted in (item["indicator"], *item["alts"])]
    return any(_overlap(plain, accepted) for accepted in names) or SequenceMatcher(None, plain, names[0]).ratio() >= ALIKE


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (bool(short) and short in long and len(short) >= SHARE * len(long))


def _plain(name: str | None) -> str:
    return NOT_IN_NAMES.sub("", name or "")


def _name(record: Printed) -> str:
    return record["indicator"]["name"] or ""


def _amounts_equal(key: str) -> Callable[[Printed, Item], bool]:
    return lambda record, item: equal(amount(record[key], record["unit"])[0], amount(item[key], item["unit"])[0])


def _same(key: str) -> Callable[[Printed, Item], bool]:
    return lambda record, item: record[key] == item[key]


def _under(record: Printed, item: Item) -> bool:
    return f"{record['section'] or ''}.".startswith(f"{item['section']}.")


def _right_indicator(record: Printed, item: Item) -> bool:
    return same_indicator(_name(record), item) or same_indicator((record["scope"] or "") + _name(record), item)


def _always(item: Item) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """`asked(item)`: whether the gold record says something about it. `strict`: whether strict F1 demands it."""

    name: str
    strict: bool
    asked: Callable[[Item], bool]
    right: Callable[[Printed, Item], bool]
    gold: str = ""  # the key of the gold value to show; the field's name where it is empty

    @property
    def key(self) -> str:
        return self.gold or self.name


FIELDS = (
    Field("value", True, _always, _amounts_equal("value")),
    Field("unit", True, _always, lambda record, item: amount(0, record["unit"])[1] == amount(0, item["unit"])[1]),
    Field("status", True, _always, _same("status")),
    Field("measure", True, _always, _same("measure")),
    Field("direction", True, lambda item: item["measure"] != "level" and item["direction"], _same("direction")),
    Field("comparator", True, _always, _same("comparator")),
    Field("year", True, lambda item: not item["year_implicit"], _same("year")),
    Field("year_implicit", False, lambda item: item["year_implicit"], _same("year"), "year"),
    Field("base_year", True, lambda item: item["base_year"] and not item["base_implicit"], _same("base_year")),
    Field("base_implicit", False, lambda item: item["base_year"] and item["base_implicit"], _same("base_year"), "base_year"),
    Field("upper", True, lambda item: item.get("upper") is not None, _amounts_equal("upper")),
    Field("base_value", True, lambda item: item["base_value"] is not None, _amounts_equal("base_value")),
    Field("commitment", False, lambda item: item["commitment"], _same("commitment")),
    Field("region", False, lambda item: item.get("region"),
          lambda record, item: item["region"] in record["region"]["name"]),
    Field("indicator", True, _always, _right_indicator),
    Field("chapter", False, lambda item: item["section"] and "*" not in item["section"], _under, "section"),
    # Not counted by the project's outside measure, but told to whoever improves the rules:
    Field("scope", False, lambda item: item["scope"],
          lambda record, item: _plain(record["scope"]) == _plain(item["scope"])),
    Field("responsible", False, lambda item: item.get("responsible"),
          lambda record, item: set(record["responsible"]) == set(item["responsible"])),
)
