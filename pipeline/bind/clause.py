"""Where clauses begin and end, and what each quantity of a sentence is there for."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.knowledge import Knowledge, Rule
from pipeline.records import Quantity, Reading

STOPS = "，。；：！？,;!?"
_BEFORE, _AFTER = 60, 40


@dataclass(frozen=True, slots=True)
class Roles:
    """`values` index the quantities that are records; `bases` maps a value to its base; `left_out` names a rule each."""

    values: tuple[int, ...]
    bases: dict[int, int]
    left_out: tuple[tuple[int, str], ...]


def roles(reading: Reading, known: Knowledge) -> Roles:
    """The part that each quantity plays, by the rules of `roles.toml`."""
    values, bases, left_out = [], {}, []
    for k, q in enumerate(reading.quantities):
        rule = _role(reading.text, q, known)
        if rule is None:
            values.append(k)
        elif rule.data["role"] == "base" and k + 1 < len(reading.quantities):
            bases[k + 1] = k
        else:
            left_out.append((k, rule.id))
    return Roles(tuple(values), bases, tuple(left_out))


def _role(text: str, q: Quantity, known: Knowledge) -> Rule | None:
    context = f"{text[max(0, q.start - _BEFORE):q.start]}⟦{text[q.start:q.end]}⟧{text[q.end:q.end + _AFTER]}"
    return next((rule for rule in known.rules["roles"] if rule.pattern.search(context)), None)


def clause_start(text: str, position: int, stops: str = STOPS) -> int:
    """Where the clause begins that `position` stands in; stops inside brackets do not count.

    >>> clause_start("一是，煤炭（不含焦炭，下同）占比达", 16)
    3
    """
    depth = 0
    for k in range(position - 1, -1, -1):
        char = text[k]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if not depth:
                return k + 1
            depth -= 1
        elif not depth and (char in stops or text[k - 1:k + 1] == "——"):
            return k + 1
    return 0


def clause_end(text: str, position: int, stops: str = STOPS) -> int:
    """Where the clause ends that `position` stands in (the offset of its stop)."""
    depth = 0
    for k in range(position, len(text)):
        char = text[k]
        if char in "（(":
            depth += 1
        elif char in "）)":
            if not depth:
                return k
            depth -= 1
        elif not depth and char in stops:
            return k
    return len(text)
