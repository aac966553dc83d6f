"""The class of places or bodies that a number is limited to (地级城市, 现役机组), wherever its sentence prints it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import regex

from pipeline.bind.draft import State
from pipeline.bind.indicator import does_at_once, names_measure
from pipeline.bind.phrase import Named, Phrase
from pipeline.bind.subject import trim
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.indicators import vocabulary

_JOINTS = regex.compile("[、和及与]")
_SHARES = ("占比", "比例", "比重")


@lru_cache(maxsize=2048)
def class_of(name: str, known: Knowledge) -> tuple[str | None, str]:
    """The class in front of an indicator or behind it, and the rest: 地级及以上城市|空气质量优良天数比例.

    A name that the vocabulary knows for something else than its rest is left whole (国有企业利润总额), as is one whose rest
    says nothing by itself (县城面积).
    """
    behind = pattern(known, "scope.class-behind").match(name)
    if behind and pattern(known, "scope.class").fullmatch(behind["class"]):
        return behind["class"], behind["name"]
    match = pattern(known, "scope.class").match(name)
    rest = name[match.end():] if match else ""
    if len(rest) < 3 or rest[0] in "（、" or not names_measure(rest, known) or does_at_once(rest, known):
        return None, name
    whole, part = vocabulary(known).lookup(name), vocabulary(known).lookup(rest)
    return (match[0].rstrip("的").removesuffix("改造后"), rest) if whole is None or whole == part else (None, name)


def dealt_classes(name: str, count: int, known: Knowledge) -> tuple[tuple[str, ...], str]:
    """The `count` classes that a name begins with, one for each number, and the rest: 市、县两级|水质达标率 → 市级, 县级."""
    match = pattern(known, "scope.dealt").match(name) if count > 1 else None
    rest = name[match.end():] if match else ""
    if not names_measure(rest, known):
        return (), name
    rank = "级" if match["ranks"] else ""
    classes = tuple(each + rank for each in (match["first"], *match.captures("later")))
    return (classes, rest) if len(classes) == count else ((), name)


def listed_classes(clause: str, count: int, known: Knowledge) -> tuple[str, ...]:
    """The `count` classes of places that a clause begins with (城市、县城生活污水…); empty where it does not."""
    match = pattern(known, "scope.listed").match(trim(clause, known))
    classes = tuple(_JOINTS.split(match[0])) if match else ()
    return classes if len(classes) == count else ()


def limited(named: Named, phrase: Phrase, state: State, known: Knowledge) -> Named:
    """The names with the class that their clause or the one before limits them to, where the name itself has none."""
    if any(named.scopes):
        return named
    scopes, names = zip(*(class_of(name, known) for name in named.names))
    if all(scopes) and phrase.last.unit == "%":
        return replace(named, names=names, scopes=scopes * (len(phrase.group) if len(names) == 1 else 1))
    scope = _where_it_acts(phrase, known) or _goes_on(named, phrase, state, known) or _told_before(named, phrase, known)
    return replace(named, scopes=(scope,) * max(len(phrase.group), len(named.names))) if scope else named


def _where_it_acts(phrase: Phrase, known: Knowledge) -> str | None:
    """中心城区|新建|口袋公园30个: the place in front of the verb."""
    agent = trim(phrase.found.agent, known)
    return agent if pattern(known, "scope.where-it-acts").match(agent) else None


def _goes_on(named: Named, phrase: Phrase, state: State, known: Knowledge) -> str | None:
    """What the class of the number before still holds for: the rest of its list, the other measures of the air."""
    last = state.last
    if last is None or last.scope is None or last.reasons.get("indicator", "").startswith("indicator.part"):
        return None
    air = pattern(known, "scope.air")
    both = air.search(last.name) and all(air.search(name) for name in named.names)
    between = phrase.text[last.quantity.right:phrase.group[0].left]
    elsewhere = pattern(known, "scope.elsewhere").search(between)
    return last.scope if (both or phrase.continues_list) and not elsewhere else None


def _told_before(named: Named, phrase: Phrase, known: Knowledge) -> str | None:
    """城镇新建建筑全面执行绿色建筑标准，|星级绿色建筑占比…: the buildings that the clause before speaks of."""
    if len(named.names) > 1 or "占" in named.names[0][:-2] or not named.names[0].endswith(_SHARES):
        return None
    told = pattern(known, "scope.told-before").match(trim(phrase.clause_before, known))
    return told["class"] if told else None
