"""What stands between an indicator and its number: predicate, adverbs, comparison. The rest is the subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType

from pipeline.knowledge import Knowledge, Rule, pattern
from pipeline.knowledge.gates import Gated
from pipeline.records import Direction, Measure

_ROUNDS = 12  # no clause stacks more modifiers
_REACH = 40  # characters; no modifier is longer


@dataclass(frozen=True, slots=True)
class Frame:
    """`subject` is what is left of the clause, `word` the predicate as printed, `flags` the modifiers met (each, base …)."""

    subject: str
    measure: Measure | None
    direction: Direction | None
    word: str
    flags: frozenset[str]
    rules: Mapping[str, str] = field(hash=False)

    @property
    def bare(self) -> bool:
        """Whether no predicate stood before the number."""
        return self.measure is None


@lru_cache(maxsize=2048)
def frame(context: str, known: Knowledge) -> Frame:
    """Strips the clause `context`, which ends at a number, from the right: modifiers, one predicate, modifiers."""
    fired: dict[str, str] = {}
    flags: set[str] = set()
    text = _strip(context, flags, fired, known)
    predicate, shorter = _predicate(text, known)
    word, text = text[len(shorter):], shorter
    if predicate:
        fired["measure"] = predicate.id
        text = _strip(text, flags, fired, known)
        second, shorter = _predicate(text, known)
        # 增速达到: the noun before the verb says what moves
        if second and second.data.get("noun") and not predicate.data.get("noun"):
            predicate, text = second, _strip(shorter, flags, fired, known)
            fired["measure"] = predicate.id
    text, early = _early_annual(text, known)
    data = predicate.data if predicate else {}
    early |= {"noun"} if data.get("noun") and not data.get("based") else set()
    return Frame(text, Measure(data["measure"]) if data else None,
                 Direction(data["direction"]) if data.get("direction") else None, word,
                 frozenset(flags | early), MappingProxyType(fired))


def _predicate(text: str, known: Knowledge) -> tuple[Rule | None, str]:
    tail = text[-24:]
    for rule in _gated(known, "predicates").open_to(tail):
        match = rule.pattern.search(tail)
        if match:
            return rule, text[:len(text) - len(tail) + match.start()]
    return None, text


@cache
def _gated(known: Knowledge, stem: str) -> Gated:
    return Gated(known.rules[stem])


def _strip(text: str, flags: set[str], fired: dict[str, str], known: Knowledge) -> str:
    """The text without the modifiers that it ends with; of several at once the longest goes (年均 before 均)."""
    for _ in range(_ROUNDS):
        tail = text[-_REACH:]
        found = [(match.start(), rule) for rule in _gated(known, "modifiers").open_to(tail) if (match := rule.pattern.search(tail))]
        start, rule = min(found, key=lambda each: each[0], default=(len(tail), None))
        if start == len(tail):
            break
        flags.add(rule.data["flag"])
        fired.setdefault(rule.data["flag"], rule.id)
        text = text[:len(text) - len(tail) + start]
    return text


def _early_annual(text: str, known: Knowledge) -> tuple[str, set[str]]:
    """年均 may stand before the indicator as well (年均能耗增速), but 年均浓度 is the mean of a year."""
    early = pattern(known, "phrase.early-annual").search(text)
    return (text[:early.start()] + text[early.end():], {"annual"}) if early else (text, set())
