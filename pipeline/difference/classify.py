"""What became of a commitment: one kind for each pair, the one an analyst acts on, and all differences in words.

Where several things changed, a base that makes the numbers incomparable comes first, then the number, then the year. A
tighter number that is due later (and a looser one that is due earlier) is `changed`: neither word would be honest.
"""

from __future__ import annotations

import regex

from pipeline.difference.ambition import Verdict, compare, ends
from pipeline.difference.closeness import Pair, comparable
from pipeline.difference.kinds import Kind
from pipeline.difference.statement import Statement
from pipeline.difference.wording import number_words, other_agencies, other_words

NEAR = 6  # characters beside a number: verb and base before it, bound and object behind it
_LISTED_BEFORE = regex.compile(r"(?:0[^、，；。\d]{0,12}[、和及])+$")
_LISTED_BEHIND = regex.compile(r"^(?:[、和及]0[^、，；。\d]{0,12})+")
_KINDS = {Verdict.TIGHTER: Kind.TIGHTENED, Verdict.LOOSER: Kind.RELAXED, Verdict.OTHER: Kind.CHANGED}


def classify(pair: Pair, shift: int = 0) -> Kind | None:
    """The kind of an asserted pair, None where nothing changed; `shift` years lie between the two plans' periods."""
    old, new = pair.old, pair.new
    if old.status != new.status:  # the same words in another chapter: they were read otherwise, not written otherwise
        return Kind.RESTATED
    if _another_base(old, new, shift):
        return Kind.BASE_CHANGED
    verdict = _verdict(old, new)
    later = _later(old, new, shift)
    if verdict is Verdict.SAME:
        if _moved(old, new):
            return Kind.MOVED
        if _another_base_value(old, new):
            return Kind.BASE_CHANGED
        return Kind.RESTATED if _reworded(old, new) else None
    if (verdict is Verdict.TIGHTER and later > 0) or (verdict is Verdict.LOOSER and later < 0):
        return Kind.CHANGED
    return _KINDS[verdict]


def explain(pair: Pair) -> str:
    """All differences of a pair, the number first."""
    old, new = pair.old, pair.new
    words = [number_words(old, new, _verdict(old, new)), *other_words(old, new)]
    return "; ".join(words if len(words) > 1 or "→" in words[0] else [*words, "said in other words"])


def _verdict(old: Statement, new: Statement) -> Verdict:
    """A result asks for nothing: with the same number it is the same, with another it is another."""
    if old.status == new.status == "target":
        return compare(old, new)
    same = comparable(old, new) and ends(old) == ends(new)
    return Verdict.SAME if same else Verdict.OTHER


def _another_base(old: Statement, new: Statement, shift: int) -> bool:
    """Whether two changes are counted from different years, other than by the distance of the plans' periods.

    A base that one revision does not name is no other base: 下降15% and 比2015年下降15%.
    """
    bases = old.base_year, new.base_year
    if "level" in (old.measure, new.measure) or None in bases or bases[0] == bases[1]:
        return False
    return not (shift and bases[1] - bases[0] == shift)


def _another_base_value(old: Statement, new: Statement) -> bool:
    values = old.base_value, new.base_value
    years = old.base_year, new.base_year
    return (None not in values and values[0] != values[1]) or (None not in years and years[0] != years[1] and old.measure == "level")


def _later(old: Statement, new: Statement, shift: int) -> int:
    """How many years later the new one is due, where that is not the distance of the plans' periods."""
    if old.year is None or new.year is None:
        return 0
    return 0 if shift and new.year - old.year == shift else new.year - old.year


def _moved(old: Statement, new: Statement) -> bool:
    """Whether it is due in another year. A year that is only inferred does not differ from none."""
    if old.year == new.year:
        return False
    dated = old if new.year is None else new if old.year is None else None
    return dated is None or not dated.record["year_implicit"]


def _reworded(old: Statement, new: Statement) -> bool:
    """Whether the same is said in another way: number, unit, bound, name, base, agencies or the words of the clause."""
    return _printed(old) != _printed(new) or other_agencies(old, new) or not _same_clause(old, new)


def _printed(statement: Statement) -> tuple[object, ...]:
    record = statement.record
    return (statement.comparator, record["value"], record["upper"], record["unit"], statement.label, record["commitment"],
            record["base_value"])


def _same_clause(old: Statement, new: Statement) -> bool:
    """Whether the words next to the number are the same: its verb, its base, its bound.

    Not farther off: a list that loses a member is no other wording of the members that stay.
    """
    (before, behind), (left, right) = _next_to(old), _next_to(new)
    return (before.endswith(left) or left.endswith(before)) and (behind.startswith(right) or right.startswith(behind))


def _next_to(statement: Statement) -> tuple[str, str]:
    before, behind = statement.clause
    return _LISTED_BEFORE.sub("", before)[-NEAR:], _LISTED_BEHIND.sub("", behind)[:NEAR]
