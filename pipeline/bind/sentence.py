"""One sentence's quantities become drafts of records, group by group from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.bind.clause import Roles, clause_start
from pipeline.bind.draft import Draft, State
from pipeline.bind.frame import Frame, frame
from pipeline.bind.indicator import following, names_measure
from pipeline.bind.measure import measure_of
from pipeline.bind.naming import name
from pipeline.bind.phrase import Named, Phrase, counts_things
from pipeline.bind.place import locate
from pipeline.bind.region import regions_of
from pipeline.bind.subject import Subject, subject
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.regions import gazetteer
from pipeline.records import Measure, Quantity, Reading, Region

_FLAGS = {"每年": "annual", "分别": "respectively"}  # said anywhere before the number
_STEPPED_OVER = ("phrase.total-gap", "phrase.counted-place")


def bind_sentence(reading: Reading, roles: Roles, context: Region, known: Knowledge, lead: str = "",
                  before: Sequence[Draft] = ()) -> State:
    """The sentence's drafts, and the quantities that found no indicator."""
    state = State(lead=lead, before=before)
    for group in _groups(reading, roles, known):
        _bind_group(reading, roles, group, state, context, known)
    return state


def _groups(reading: Reading, roles: Roles, known: Knowledge) -> list[list[int]]:
    """Values joined by list words only: 9.30%、13.78%和11.91% are one group."""
    groups: list[list[int]] = []
    for k in roles.values:
        q = reading.quantities[k]
        last = reading.quantities[groups[-1][-1]] if groups else None
        if last and _one_list(roles, k) and groups[-1][-1] == k - 1 and pattern(known, "phrase.list-gap").fullmatch(reading.text[last.right:q.left]):
            groups[-1].append(k)
        else:
            groups.append([k])
    return groups


def _one_list(roles: Roles, k: int) -> bool:
    """Whether value k may go on in the list of value k - 1: neither has a base, or their bases are a list too."""
    return k not in roles.bases or roles.bases.get(k - 1) == roles.bases[k] - 1


def _bind_group(reading: Reading, roles: Roles, group: list[int], state: State, context: Region, known: Knowledge) -> None:
    text, first = reading.text, reading.quantities[group[0]]
    bases = [reading.quantities[roles.bases[k]] for k in group if k in roles.bases]
    left = _left_edge(text, bases[0], known) if bases else first.left
    start = _start(text, left, state, known)
    framed = _framed(text, start, left, bases[-1] if bases else None, first, known)
    found = _subject(framed, first.unit, known)
    located = locate(found.name, context, known)
    shared = group[-1] if located.name or located.region is None else _last_place(reading, group[-1], context, known)
    behind, behind_end = following(text, _behind(reading, shared, known), known)
    phrase = Phrase(text, start, [reading.quantities[k] for k in group], framed,
                    replace(found, name=located.name), behind, behind_end)
    if "其中" in text[max(0, start - 3):left] and (state.drafts or text.startswith("其中") and state.before):
        state.whole = _divided(state.drafts or state.before)
    named = name(phrase, state, context, known)
    if named is None:
        state.left_out += [(k, "unbound") for k in group]
        return
    regions = regions_of(located, named, phrase, state, context, known)
    measure, direction = measure_of(phrase, named, state, known)
    flags = framed.flags | {flag for word, flag in _FLAGS.items() if word in text[start:left]}
    for k, q in _spread(phrase.group, named.names):
        draft = Draft(q, named.names[min(k, len(named.names) - 1)], measure, direction, flags, start,
                      _nth(named.scopes, k), _nth(regions, k), _nth(bases, k), left if bases else None,
                      reasons={"indicator": named.reason, **framed.rules})
        draft.turn = (k, len(phrase.group)) if "respectively" in flags and len(set(named.names)) == 1 else None
        state.drafts.append(draft)
    if named.takes_behind:
        state.object_end = _object_end(phrase, known) if shared == group[-1] else phrase.last.right
        _share_head(text, state, known)
    _remember_verb(phrase, named, state)


def _object_end(phrase: Phrase, known: Knowledge) -> int:
    """Where the noun behind a number ends: before what it does to reach the next one (支持3万户企业|获得贷款超270亿元)."""
    deed = pattern(known, "phrase.gets").search(phrase.text, phrase.last.right, phrase.behind_end)
    return deed.start() if deed and phrase.text[phrase.behind_end:phrase.behind_end + 1].isdigit() else phrase.behind_end


def _subject(framed: Frame, unit: str, known: Knowledge) -> Subject:
    """The subject before a predicate or a bare number; who is brought up (培训|新型职工达到2万名) is counted without the verb."""
    found = subject(framed.subject, known, framed.bare)
    if framed.bare or not counts_things(unit, known) or names_measure(found.name, known):
        return found
    return replace(found, name=pattern(known, "phrase.brought-up").sub("", found.name))


def _divided(drafts: Sequence[Draft]) -> Draft:
    """What 其中 divides: what was said last; of 医院300家，比上年增加10家 and 是上年的1.6倍 the level, not the growth behind it."""
    last, before = drafts[-1], drafts[-2] if len(drafts) > 1 else drafts[-1]
    alike = before.quantity.unit == last.quantity.unit or (before.quantity.unit, last.quantity.unit) == ("%", "个百分点")
    grown = last.measure is Measure.CHANGE and alike or last.quantity.unit == "倍"
    return before if grown and before.measure is Measure.LEVEL and before.name == last.name else last


def _share_head(text: str, state: State, known: Knowledge) -> None:
    """10家电力和1家生物发电企业: the bare kinds earlier in a list of counts have the head that its last member prints."""
    head = pattern(known, "phrase.kind-and-head").match(state.drafts[-1].name)
    for later, draft in zip(state.drafts[:0:-1], state.drafts[-2::-1]):
        between = text[draft.quantity.right:later.quantity.left].lstrip("的")
        if not head or not pattern(known, "phrase.kind-alone").fullmatch(between) or not between.startswith(draft.name):
            return
        draft.name += head["head"]


def _nth(values: tuple, k: int):
    return values[k] if k < len(values) else None


def _behind(reading: Reading, k: int, known: Knowledge) -> int:
    """Where the noun behind number `k` begins: behind a total (21台总计737万千瓦火电机组) or a second count too (58期1740人次)."""
    q, rest = reading.quantities[k], reading.quantities[k + 1:k + 2]
    gap = reading.text[q.right:rest[0].left] if rest else ""
    two_counts = rest and not gap and all(counts_things(each.unit, known) for each in (q, *rest))
    if two_counts or any(pattern(known, rule).fullmatch(gap) for rule in _STEPPED_OVER):
        return rest[0].right
    return q.right


def _last_place(reading: Reading, k: int, context: Region, known: Knowledge) -> int:
    """乌海3家、包头2家垃圾分拣中心: the last number of a list of places, which has the noun of all."""
    for k in range(k, len(reading.quantities) - 1):
        gap = reading.text[reading.quantities[k].right:reading.quantities[k + 1].left]
        if gap[:1] not in ("、", "和", "及") or gazetteer(known).names_place(gap[1:], context) is None:
            return k
    return len(reading.quantities) - 1


def _left_edge(text: str, base: Quantity, known: Knowledge) -> int:
    match = pattern(known, "phrase.from").search(text[max(0, base.left - 26):base.left])
    return base.left - (len(match[0]) if match else 0)


def _start(text: str, left: int, state: State, known: Knowledge) -> int:
    """Where the words of this number begin: behind the clause's stop, the last number, or the last number's object."""
    start = clause_start(text, left)
    if state.drafts:
        last = state.drafts[-1].quantity.right
        start = max(start, min(last, left))
        start = left if pattern(known, "phrase.counted-place").fullmatch(text[last:left]) else start
    return max(start, min(state.object_end, left))


def _framed(text: str, start: int, left: int, base: Quantity | None, first: Quantity, known: Knowledge) -> Frame:
    if base is None:
        # 约占, 达到或超过: the verb inside a comparator is still the predicate
        framed = frame(text[start:left] + "".join(pattern(known, "phrase.comparing-verb").findall(text[left:first.start])[:1]), known)
        moved = framed.word.endswith(("到", "至"))
        return replace(framed, subject=pattern(known, "phrase.from").sub("", framed.subject)) if moved else framed  # 从上百件减少到4件
    framed = frame(text[start:left], known)
    # 由…提高到: the verb behind the base decides; a verb in front of 由 (比重由) belongs to the subject
    moved = frame(text[base.right:first.left], known)
    return Frame(framed.subject, Measure.LEVEL, None, moved.word, framed.flags | moved.flags,
                 {**framed.rules, "measure": moved.rules.get("measure", "predicate.from-to")})


def _remember_verb(phrase: Phrase, named: Named, state: State) -> None:
    if named.verb:
        state.verb = named.verb
    elif not phrase.continues_list:
        state.verb = None


def _spread(group, names: tuple[str, ...]) -> list[tuple[int, Quantity]]:
    """n numbers go to n names; one number goes to every name where 均 says so."""
    if len(group) == 1 and len(names) > 1:
        return [(k, group[0]) for k in range(len(names))]
    return list(enumerate(group))
