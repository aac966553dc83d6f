"""What a change is, in words: both numbers as printed, by how much they differ, and every other difference."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.difference.ambition import Verdict, ends
from pipeline.difference.closeness import comparable, same_amount
from pipeline.difference.statement import Printed, Statement

_STATUS = {"target": "a target", "actual": "a result"}
_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
_MOVES = {("change", "decrease"): "下降", ("change", "increase"): "增长", ("annual_rate", "decrease"): "年均下降",
          ("annual_rate", "increase"): "年均增长", ("annual_rate", None): "年均"}


def amount(record: Printed) -> str:
    """The number of a record as a person would note it; a decrease by at least 14 % is `下降≥14%`."""
    number = _number(record["value"]) + ("" if record["upper"] is None else "—" + _number(record["upper"]))
    move, sign = _MOVES.get((record["measure"], record["direction"]), ""), _SIGNS.get(record["comparator"], "")
    return move + sign + number + record["unit"]


def named(record: Printed) -> str:
    """What is measured, of which part."""
    return (record["scope"] or "") + record["indicator"]["name"]


def _number(value: float) -> str:
    """Twelve digits and no trailing zeros.

    >>> _number(2.250), _number(22500.0)
    ('2.25', '22500')
    """
    return f"{value:.12g}" if abs(value) < 1e12 else f"{value:.0f}"


def gap(old: Statement, new: Statement) -> str:
    """By how much the numbers differ, in a printed unit; a difference of percentages is in percentage points."""
    first, second = ends(old), ends(new)
    distance = abs(second[0] - first[0]) or abs(second[1] - first[1])
    scale = old if old.value else new
    unit = scale.record["unit"]
    distance *= abs(scale.record["value"] / scale.value) if scale.value else 1
    if unit not in ("%", "％", "个百分点", "百分点"):
        return f"{distance:.6g}{unit}"
    return f"{distance:.6g} percentage point" + "s" * (f"{distance:.6g}" != "1")


def number_words(old: Statement, new: Statement, verdict: Verdict) -> str:
    """The two numbers and which asks for more."""
    both = " → ".join(dict.fromkeys((amount(old.record), amount(new.record))))
    if not comparable(old, new):
        reason = "another measure" if old.measure != new.measure else "another unit"
        return f"{both}: {reason}, not comparable"
    if same_amount(old, new) and old.direction == new.direction:
        words = {Verdict.TIGHTER: ": the same number, more firmly", Verdict.LOOSER: ": the same number, less firmly",
                 Verdict.OTHER: ": the same number, bounded on the other side"}
        return both + words.get(verdict, "")
    words = {Verdict.TIGHTER: "tighter by", Verdict.LOOSER: "looser by"}
    return f"{both}: {words.get(verdict, 'differs by')} {gap(old, new)}"


def other_words(old: Statement, new: Statement) -> Iterator[str]:
    """Every difference beside the number, one after another."""
    if old.status != new.status:
        yield f"the same words, read as {_STATUS[old.status]} → {_STATUS[new.status]} for their place in the plan"
    if old.year != new.year:
        yield year_words(old.year, new.year)
    if old.base_year != new.base_year and old.measure == new.measure != "level":
        yield f"base {old.base_year or 'not named'} → {new.base_year or 'not named'}"
    if old.base_value != new.base_value and None not in (old.base_value, new.base_value):
        yield f"base value {_number(old.record['base_value'])}{old.record['unit']} → {_number(new.record['base_value'])}{new.record['unit']}"
    if old.commitment != new.commitment:
        yield f"{old.commitment or 'no word of commitment'} → {new.commitment or 'no word of commitment'}"
    if named(old.record) != named(new.record):
        yield f"{named(old.record)} → {named(new.record)}"
    if other_agencies(old, new):
        yield f"{'、'.join(old.record['responsible'])} → {'、'.join(new.record['responsible'])}"


def other_agencies(old: Statement, new: Statement) -> bool:
    """Whether both revisions name who is responsible, and name others."""
    first, second = old.record["responsible"], new.record["responsible"]
    return bool(first and second) and set(first) != set(second)


def year_words(old: int | None, new: int | None) -> str:
    """The move in time.

    >>> year_words(2020, 2022), year_words(None, 2025)
    ('due 2020 → 2022, 2 years later', 'no year → 2025')
    """
    if old is None or new is None:
        return f"{old or 'no year'} → {new or 'no year'}"
    years = abs(new - old)
    return f"due {old} → {new}, {years} year{'s' * (years > 1)} {'later' if new > old else 'earlier'}"
