"""Where clauses begin and end, and what each quantity of a sentence is there for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby

import regex

from pipeline.knowledge import Knowledge, Rule
from pipeline.knowledge.gates import Gated
from pipeline.records import Quantity, Reading

STOPS = "，。；：！？,;!?→"
_BEFORE, _AFTER = 60, 40
_LONGEST = 600  # characters of a clause on either side of a number; none that a plan prints is longer
_LAST_JOINTS = ("和", "及", "与")


@dataclass(frozen=True, slots=True)
class Roles:
    """`values` index the quantities that are records; `bases` maps a value to its base; `left_out` names a rule each."""

    values: tuple[int, ...]
    bases: dict[int, int]
    left_out: tuple[tuple[int, str], ...]


def roles(reading: Reading, known: Knowledge) -> Roles:
    """The part that each quantity plays, by the rules of `roles.toml`."""
    found = [_role(reading.text, q, known) for q in reading.quantities]
    bases = _bases([rule is not None and rule.data["role"] == "base" for rule in found])
    left_out = ((k, rule.id) for k, rule in enumerate(found) if rule and k not in bases.values())
    return Roles(tuple(k for k, rule in enumerate(found) if rule is None), bases, tuple(left_out))


def _bases(is_base: list[bool]) -> dict[int, int]:
    """Each value's base: behind a run of bases the values come in the same order.

    >>> _bases([True, False, True, True, False, False])
    {1: 0, 4: 2, 5: 3}
    """
    bases = {}
    for base, run in ((base, list(run)) for base, run in groupby(range(len(is_base)), is_base.__getitem__)):
        if base:
            bases |= {k + len(run): k for k in run if k + len(run) < len(is_base)}
    return bases


def _role(text: str, q: Quantity, known: Knowledge) -> Rule | None:
    context = f"{text[max(0, q.start - _BEFORE):q.start]}⟦{text[q.start:q.end]}⟧{text[q.end:q.end + _AFTER]}"
    for rule in _asked(known, q.unit == "%").open_to(context):
        match = rule.pattern.search(context)
        if match and _counts(match, q):
            return None if rule.data["role"] == "value" else rule
    return None


@cache
def _asked(known: Knowledge, percentage: bool) -> Gated:
    """The rules that are asked for a percentage or an amount."""
    other = "amount" if percentage else "percentage"
    return Gated(rule for rule in known.rules["roles"] if rule.data.get("of") != other)


def _counts(match: regex.Match, q: Quantity) -> bool:
    """Whether the number counts the `members` that a rule found before it; without such a group there is nothing to count.

    Members are joined by 、 and a last 和 or 及, or stand in quotation marks side by side: “智慧高速”“智慧港口”2个.
    """
    members = match.groupdict().get("members")
    if members is None:
        return True
    commas, quoted = members.count("、"), members.count("“")
    joined = any(joint in members for joint in _LAST_JOINTS)
    return commas > 0 and q.value in (commas + 1, commas + 1 + joined) or quoted > 1 and q.value == quoted


def clause_start(text: str, position: int, stops: str = STOPS) -> int:
    """Where the clause begins that `position` stands in; stops inside brackets do not count.

    >>> clause_start("一是，煤炭（不含焦炭，下同）占比达", 16)
    3
    """
    depth, first = 0, max(0, position - _LONGEST)
    for k in range(position - 1, first - 1, -1):
        char = text[k]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if not depth:
                return k + 1
            depth -= 1
        elif not depth and (char in stops or text[k - 1:k + 1] == "——"):
            return k + 1
    return first


def clause_end(text: str, position: int, stops: str = STOPS) -> int:
    """Where the clause ends that `position` stands in (the offset of its stop)."""
    depth, last = 0, min(len(text), position + _LONGEST)
    for k in range(position, last):
        char = text[k]
        if char in "（(":
            depth += 1
        elif char in "）)":
            if not depth:
                return k
            depth -= 1
        elif not depth and char in stops:
            return k
    return last
