"""Which of two targets asks for more: by their bounds, by the indicator's polarity, by the plan's own words.

A target marks off the outcomes that keep it: 下降14% those at or below minus 14 %, 不超过2.25亿吨 those at or below the
bound. The target that marks off fewer is the tighter one. Numbers are compared with their direction as sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from pipeline.difference.closeness import comparable
from pipeline.difference.statement import Statement
from pipeline.knowledge import knowledge

LOWER, HIGHER = "lower", "higher"
_BOUNDS = {"le": LOWER, "lt": LOWER, "ge": HIGHER, "gt": HIGHER}
_OPPOSITE = {LOWER: HIGHER, HIGHER: LOWER}
_FIRMNESS = {"approx": 0, "eq": 1, "between": 1, "le": 2, "lt": 2, "ge": 2, "gt": 2}


class Verdict(StrEnum):
    SAME = "same"
    TIGHTER = "tighter"
    LOOSER = "looser"
    OTHER = "other"  # different, and nobody can say which asks for more


def better(statement: Statement) -> str | None:
    """Which outcome the record's indicator is better at, `lower` or `higher`; None where neither it nor the words tell."""
    told = _told(statement.left)
    if told and told["over_vocabulary"] and statement.measure == "level":
        return told["better"]
    if statement.comparator in _BOUNDS:
        side = _BOUNDS[statement.comparator]
        return _OPPOSITE[side] if statement.direction == "decrease" else side
    known = _polarities().get(statement.record["indicator"]["id"])
    if known:
        return known if known in _OPPOSITE else None
    if statement.direction == "decrease":
        return LOWER
    return told["better"] if told else HIGHER if statement.direction == "increase" else None


@cache
def _polarities() -> dict[str, str]:
    """By canonical id; the first row of an id describes it."""
    return {row["id"]: row["polarity"] for row in knowledge().lexicon["indicators"] if row["polarity"]}


def _told(left: str) -> Mapping[str, Any] | None:
    """What the rules say to the words before the number: 控制在, 提高到, 淘汰."""
    return next((rule.data for rule in knowledge().rules["ambition"] if rule.pattern.search(left)), None)


def agreed(old: Statement, new: Statement) -> str | None:
    """The better side for both, None where they contradict each other or none says."""
    told = {side for side in (better(old), better(new)) if side}
    return told.pop() if len(told) == 1 else None


def compare(old: Statement, new: Statement) -> Verdict:
    """Whether `new` asks for more than `old`: the number first, then how firmly it is meant."""
    if not comparable(old, new):
        return Verdict.OTHER
    first, second = ends(old), ends(new)
    if first == second:
        return _by_words(old, new)
    side = agreed(old, new)
    if side is None:
        return _by_width(old, new)
    # the end that the plan is held to decides, then the end that it hopes for
    higher = second > first if side == HIGHER else second[::-1] > first[::-1]
    return Verdict.TIGHTER if higher == (side == HIGHER) else Verdict.LOOSER


def ends(statement: Statement) -> tuple[float, float]:
    """The number or range, ascending, a decrease below zero.

    The signs make 增长3% and 下降2% two points of one line.
    """
    low, high = statement.value, statement.value if statement.upper is None else statement.upper
    return (-high, -low) if statement.direction == "decrease" else (low, high)


def _by_width(old: Statement, new: Statement) -> Verdict:
    """Of two ranges of an indicator without polarity the one inside the other is tighter."""
    (low, high), (lower, upper) = ends(old), ends(new)
    if old.comparator == new.comparator == "between":
        if low <= lower and upper <= high:
            return Verdict.TIGHTER
        if lower <= low and high <= upper:
            return Verdict.LOOSER
    return Verdict.OTHER


def _by_words(old: Statement, new: Statement) -> Verdict:
    """Equal numbers: 15%左右, 15%, 15%以上 are ever firmer, and 力争 is less firm than a plain promise."""
    if old.comparator in _BOUNDS and new.comparator in _BOUNDS and _BOUNDS[old.comparator] != _BOUNDS[new.comparator]:
        return Verdict.OTHER
    gain = _firmness(new) - _firmness(old) or (old.commitment == "aspirational") - (new.commitment == "aspirational")
    return Verdict.TIGHTER if gain > 0 else Verdict.LOOSER if gain < 0 else Verdict.SAME


def _firmness(statement: Statement) -> int:
    """控制在 X is as much a bound as X 以内."""
    told = _told(statement.left)
    capped = statement.comparator == "eq" and statement.direction != "decrease" and told and told["better"] == LOWER
    return 2 if capped else _FIRMNESS[statement.comparator]
