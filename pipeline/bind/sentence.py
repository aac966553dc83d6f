"""One sentence's quantities become drafts of records: which indicator, how measured, with what scope."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.bind.clause import Roles, clause_end, clause_start
from pipeline.bind.frame import Frame, frame
from pipeline.bind.indicator import Subject, following, names_measure, subject
from pipeline.bind.lists import items, share
from pipeline.bind.place import all_regions, locate
from pipeline.bind.words import Word
from pipeline.knowledge import Knowledge
from pipeline.records import Direction, Measure, Quantity, Reading, Region

_LIST_GAP = regex.compile(r"(?:、|和|及|以及|与|或)(?:约|近|超过|不低于|分别)?")
_CLASSIFIERS = regex.compile(r"^(?:[十百千万亿]*)(?:个|家|座|处|台|套|项|条|艘|所|辆|栋|片|块|类|种|名|位|人|户|批|件|场|次|支|只|株|口|部|对|列|间|张|宗|起|例|门|篇|期|轮|枚|台套|标准机架|户次|人次)$")
_FROM = regex.compile(r"(?:由|从|自)(?:[^，。；]{0,24})$")


@dataclass(slots=True)
class Draft:
    """A record in the making; `reasons` says per field which rule decided. `clause` is the offset of its clause."""

    quantity: Quantity
    name: str
    measure: Measure
    direction: Direction | None
    flags: frozenset[str]
    clause: int
    scope: str | None = None
    region: Region | None = None
    base: Quantity | None = None
    base_at: int | None = None
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _State:
    """What a sentence has said so far: the drafts, the verb in force, where an object ended, what 其中 divides."""

    drafts: list[Draft] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    verb: Word | None = None
    object_end: int = 0
    whole: Draft | None = None


def bind_sentence(reading: Reading, roles: Roles, context: Region, known: Knowledge) -> tuple[list[Draft], list[tuple[int, str]]]:
    """The drafts of a sentence, and the quantities that found no indicator (index, reason)."""
    state = _State()
    for group in _groups(reading, roles):
        _bind_group(reading, roles, group, state, context, known)
    return state.drafts, state.left_out


def _groups(reading: Reading, roles: Roles) -> list[list[int]]:
    """Values joined by list words only: 9.30%、13.78%和11.91% are one group."""
    groups: list[list[int]] = []
    for k in roles.values:
        q = reading.quantities[k]
        last = reading.quantities[groups[-1][-1]] if groups else None
        gap = reading.text[last.right:q.left] if last else ""
        if last and k not in roles.bases and groups[-1][-1] == k - 1 and _LIST_GAP.fullmatch(gap):
            groups[-1].append(k)
        else:
            groups.append([k])
    return groups


def _bind_group(reading: Reading, roles: Roles, group: list[int], state: _State, context: Region, known: Knowledge) -> None:
    text, first = reading.text, reading.quantities[group[0]]
    base = reading.quantities[roles.bases[group[0]]] if group[0] in roles.bases else None
    left = _left_edge(text, base) if base else first.left
    start = _start(text, left, state)
    framed = _framed(text, start, left, base, first, known)
    found = subject(framed.subject, known)
    located = locate(found.name, context, known)
    drafts = _drafts(reading, group, framed, Subject(located.name, found.verb), state, start, context, known)
    for draft in drafts:
        draft.region = draft.region or located.region
        draft.base, draft.base_at = base, left if base else None
    if drafts:
        _remember(text, start, state, drafts)
    else:
        state.left_out += [(k, "unbound") for k in group]


def _left_edge(text: str, base: Quantity) -> int:
    match = _FROM.search(text[max(0, base.left - 26):base.left])
    return base.left - (len(match[0]) if match else 0)


def _start(text: str, left: int, state: _State) -> int:
    """Where the words of this number begin: behind the clause's stop, the last number, or the last number's object."""
    start = clause_start(text, left)
    if state.drafts:
        start = max(start, min(state.drafts[-1].quantity.right, left))
    return max(start, min(state.object_end, left))


def _framed(text: str, start: int, left: int, base: Quantity | None, first: Quantity, known: Knowledge) -> Frame:
    framed = frame(text[start:left], known)
    if base is None:
        return framed
    # 由…提高到: the verb behind the base decides; a verb in front of 由 (比重由) belongs to the subject
    moved = frame(text[base.right:first.left], known)
    return Frame(framed.subject, Measure.LEVEL, None, False, framed.flags | moved.flags,
                 {**framed.rules, "measure": moved.rules.get("measure", "predicate.from-to")})


def _remember(text: str, start: int, state: _State, drafts: list[Draft]) -> None:
    divides = "其中" in text[max(0, start - 3):drafts[0].quantity.left]
    if divides and state.drafts:
        state.whole = state.drafts[-1]
    state.drafts += drafts


def _drafts(reading: Reading, group: list[int], framed: Frame, found: Subject, state: _State, start: int,
            context: Region, known: Knowledge) -> list[Draft]:
    text, quantities = reading.text, [reading.quantities[k] for k in group]
    measure, direction = _measure(framed, found, quantities[0])
    name, verb, inherited = found.name, found.verb, None
    behind, end = following(text, quantities[-1].right, known)
    if not name and behind and _takes_object(framed, verb, quantities[-1], state, text, start):
        name, state.object_end = behind, end
        reason = "indicator.object"
        if verb is None and state.verb and framed.bare and text[max(0, start - 1):start] != "，":
            verb = state.verb
    elif name.startswith("占") and state.drafts:
        name, reason = state.drafts[-1].name + name, "indicator.share-of-last"
    elif name and names_or_counts(name, quantities[0], framed, verb, known):
        reason = "indicator.subject"
    elif name and state.drafts and _divides(text, start, state, quantities[0]):
        return _divided(name, state, framed, measure, direction, quantities, start, context, known)
    elif name:
        reason = "indicator.subject"
    elif state.drafts:
        return _inherit(framed, measure, direction, quantities, state, start, verb)
    else:
        name, reason = _earlier(text, start, known), "indicator.earlier-clause"
        if not name and behind and quantities[-1].unit:
            name, state.object_end, reason = behind, end, "indicator.object"
    if not name or not quantities[0].unit and framed.bare and quantities[0].comparator == "eq":
        return []
    if verb:
        state.verb = verb
        if framed.bare and verb.measure:
            measure, direction = verb.measure, verb.direction
    elif framed.bare and state.verb and state.drafts and text[max(0, start):start + 1] in ("、", "和", "及", "与"):
        # 压减钢铁产能1788万吨、水泥产能1915万吨: the verb covers the list
        measure, direction = state.drafts[-1].measure, state.drafts[-1].direction
    elif not framed.bare or text[max(0, start - 1):start] in ("，", "；"):
        state.verb = None
    names = _names(name, len(group), framed, known)
    regions = all_regions(names, context, known) if len(names) > 1 else None
    if regions and state.drafts:
        names = (state.drafts[-1].name,) * len(names)
    return [_draft(q, names[min(k, len(names) - 1)], framed, measure, direction, start, reason,
                   region=regions[k] if regions and k < len(regions) else None)
            for k, q in _spread(quantities, names, framed)]


def _spread(quantities: list[Quantity], names: tuple[str, ...], framed: Frame) -> list[tuple[int, Quantity]]:
    """n numbers go to n names; one number goes to every name where 均 says so."""
    if len(quantities) == 1 and len(names) > 1:
        return [(k, quantities[0]) for k in range(len(names))]
    return list(enumerate(quantities))


def _names(name: str, count: int, framed: Frame, known: Knowledge) -> tuple[str, ...]:
    if count > 1:
        parts = items(name, count)
        return share(parts, known) if parts else (name,) * count
    if "each" in framed.flags:
        for size in (4, 3, 2):
            parts = items(name, size)
            if parts:
                shared = share(parts, known)
                if all(names_measure(part, known) for part in shared):
                    return shared
    return (name,)


def names_or_counts(name: str, q: Quantity, framed: Frame, verb, known: Knowledge) -> bool:
    """Whether a subject can stand as an indicator: it ends in a head noun, is a verb's object, or is what is counted."""
    return names_measure(name, known) or verb is not None or bool(_CLASSIFIERS.match(q.unit))


def _takes_object(framed: Frame, verb, q: Quantity, state: _State, text: str, start: int) -> bool:
    """Whether the noun behind the number is what it counts: 完成24艘…, 新增500万千瓦风电, 90%以上的矛盾纠纷."""
    if verb is not None or not framed.bare:
        return verb is not None or framed.measure is Measure.CHANGE and q.unit not in ("%", "个百分点", "倍") or \
            bool(_CLASSIFIERS.match(q.unit)) or text[q.right:q.right + 1] == "的" and q.unit == "%" and not state.drafts
    if state.verb is not None and text[start:start + 1] in ("、", "和", "及", "与", "以"):
        return True
    return text[q.right:q.right + 1] == "的" or not state.drafts


def _divides(text: str, start: int, state: _State, q: Quantity) -> bool:
    """Whether a bare subject is a part of what was said before: 其中设市城市为95%，县城为85%."""
    return state.drafts[-1].quantity.unit == q.unit


def _divided(name: str, state: _State, framed: Frame, measure: Measure, direction: Direction | None,
             quantities: list[Quantity], start: int, context: Region, known: Knowledge) -> list[Draft]:
    whole = state.whole or state.drafts[-1]
    parts = (items(name, len(quantities)) or (name,) * len(quantities)) if len(quantities) > 1 else (name,)
    regions = all_regions(parts, context, known)
    measure, direction = (whole.measure, whole.direction) if framed.bare else (measure, direction)
    drafts = [_draft(q, whole.name, framed, measure, direction, start, "indicator.divided",
                     scope=None if regions else parts[k], region=regions[k] if regions else None)
              for k, q in enumerate(quantities)]
    return drafts


def _inherit(framed: Frame, measure: Measure, direction: Direction | None, quantities: list[Quantity], state: _State,
             start: int, verb) -> list[Draft]:
    """A clause without a subject goes on about what was said: the last names, one per number."""
    earlier = state.drafts[-len(quantities):] if len(quantities) > 1 else state.drafts[-1:]
    names = [d.name for d in earlier] if len(earlier) == len(quantities) else [state.drafts[-1].name] * len(quantities)
    if verb is not None and framed.bare and verb.measure:
        measure, direction = verb.measure, verb.direction
    drafts = [_draft(q, names[k], framed, measure, direction, start, "indicator.inherited") for k, q in enumerate(quantities)]
    for draft, source in zip(drafts, earlier):
        draft.scope, draft.region = source.scope, source.region
    return drafts


def _earlier(text: str, start: int, known: Knowledge) -> str:
    """The subject of an earlier clause that ends in a head noun (装机规模持续扩大，达到…), the nearest first."""
    position = start
    for _ in range(3):
        if position <= 1:
            return ""
        begin = clause_start(text, position - 1)
        framed = frame(text[begin:position - 1], known)
        name = subject(framed.subject, known).name
        if name and names_measure(name, known):
            return name
        position = begin
    return ""


def _measure(framed: Frame, found: Subject, q: Quantity) -> tuple[Measure, Direction | None]:
    measure, direction = framed.measure or Measure.LEVEL, framed.direction
    if q.word:
        return Measure.CHANGE, q.direction
    if framed.bare and regex.search(r"新增|净增", found.name) and not names_share(found.name):
        measure, direction = Measure.CHANGE, Direction.INCREASE
    if measure is Measure.CHANGE and "annual" in framed.flags and q.unit in ("%", "个百分点", "‰"):
        measure = Measure.ANNUAL_RATE
    return measure, direction


def names_share(name: str) -> bool:
    return name.endswith(("率", "比重", "比例", "占比"))


def _draft(q: Quantity, name: str, framed: Frame, measure: Measure, direction: Direction | None, start: int, reason: str,
           scope: str | None = None, region: Region | None = None) -> Draft:
    return Draft(q, name, measure, direction, framed.flags, start, scope, region,
                 reasons={"indicator": reason, **framed.rules})
