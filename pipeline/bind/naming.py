"""Which indicator a number measures: the ways a sentence can say it, tried in one order."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.bind.behind import (amount_of_verb, counted_behind, deed_counted, growth_noun, inside_noun, investment,
                                  measure_of_thing, noun_behind, object_of_verb, pay_rate, where_counted)
from pipeline.bind.draft import State
from pipeline.bind.frame import frame
from pipeline.bind.goal import second_goal
from pipeline.bind.indicator import names_measure, thing_and_deed
from pipeline.bind.lists import items, several
from pipeline.bind.norm import granted, set_up_for_each, share_paid, share_set_up
from pipeline.bind.owned import owned
from pipeline.bind.owner import clauses_before, object_before, subject_of
from pipeline.bind.part import one_of_two, part_of_level, part_of_whole
from pipeline.bind.phrase import RATES, Named, Phrase, counts_things, same_unit
from pipeline.bind.place import all_regions, without_own_region
from pipeline.bind.proportion import (as_share, growing, part_of_total, share_done, share_of_last, share_of_base, share_of_plan,
                                      share_of_things, taken_up, shares_of_listed)
from pipeline.bind.scope import class_of, dealt_classes, limited, listed_classes
from pipeline.bind.sharing import share
from pipeline.bind.subject import cut_verbs, subject
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure, Region

Way = Callable[[Phrase, State, Region, Knowledge], Named | None]


def own_subject(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """The plain case: the indicator stands before its predicate, one per number or one per 均."""
    level = phrase.framed.bare and pattern(known, "phrase.level").fullmatch(phrase.name)
    if not phrase.name or level or pattern(known, "phrase.each-of").match(phrase.name):
        return None
    classes, rest = dealt_classes(phrase.name, len(phrase.group), known)
    if classes:
        return Named((rest,), "indicator.classes", classes, verb=phrase.found.verb)
    spent = pattern(known, "phrase.spent-on").fullmatch(phrase.name)
    parts = items(spent["for"], len(phrase.group), known) if spent and len(phrase.group) > 1 else None
    if parts:
        return Named(tuple(part + spent["money"] + (spent["of"] or "") for part in parts), "indicator.spent-on", verb=phrase.found.verb)
    for scope, name in dict.fromkeys((class_of(phrase.name, known), (None, phrase.name))):
        parts = several(name, phrase, known)
        if parts:
            return _of_items(parts, scope, phrase, state, context, known)
    scope, indicator = class_of(owned(phrase, state, known), known)
    scopes = _earlier_classes(phrase, known) if scope is None and "respectively" in phrase.framed.flags else ()
    return (_of_earlier_items(phrase, state, known)
            or Named((indicator,), "indicator.subject", scopes or (scope,) * len(phrase.group), verb=phrase.found.verb))


def _of_items(parts: tuple[str, ...], scope: str | None, phrase: Phrase, state: State, context: Region,
              known: Knowledge) -> Named:
    """One name per item: places take the name said before, the rest share heads and owners; all scoped or none."""
    regions = all_regions(parts, context, known)
    if regions and state.drafts:
        return Named((state.last.name,) * len(parts), "indicator.regions", regions=regions)
    shared = _as_shares(share(parts, known), phrase, known)
    names = tuple(without_own_region(name, context, known) for name in shared)
    scopes, bare = zip(*(class_of(name, known) for name in names))
    if scope is None and all(scopes):
        return Named(bare, "indicator.items", scopes, verb=phrase.found.verb)
    return Named(names, "indicator.items", (scope,) * len(names), verb=phrase.found.verb)


def _as_shares(names: tuple[str, ...], phrase: Phrase, known: Knowledge) -> tuple[str, ...]:
    """清洁能源装机、电量比重分别达85%、75%: of percentages the amounts in front are shares too."""
    head = pattern(known, "phrase.share-head").search(names[-1])
    if not head or phrase.framed.measure is not Measure.LEVEL or any(each.unit != "%" for each in phrase.group):
        return names
    return tuple(name if pattern(known, "phrase.rate").search(name) else name + head[0] for name in names)


def _of_earlier_items(phrase: Phrase, state: State, known: Knowledge) -> Named | None:
    """二氧化硫、氨氮排放量大幅减少，分别完成考核目标的179.5%、172.86%: the items stand a clause earlier."""
    count = len(phrase.group)
    if count < 2 or not pattern(known, "phrase.task").search(phrase.name):
        return None
    earlier = tuple(d.name for d in state.drafts[-count:])
    if len(earlier) < count:
        earlier = items(subject_of(phrase.clause_before, known), count, known) or ()
        earlier = share(earlier, known) if earlier else ()
    done = "完成比例" if phrase.last.unit == "%" else ""
    return Named(tuple(item + phrase.name + done for item in earlier), "indicator.earlier-items", verb=phrase.found.verb) if earlier else None


def _earlier_classes(phrase: Phrase, known: Knowledge) -> tuple[str, ...]:
    """城市、县城…，污泥无害化处理率分别达到97%、95%: the classes that the clause before began with, one per number."""
    return listed_classes(phrase.clause_before, len(phrase.group), known)


def agent_and_verb(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """风电项目陆续投运595万千瓦: nothing between verb and number, so the thing that acts is what counts."""
    verb, agent = phrase.found.verb, phrase.found.agent
    if phrase.name or verb is None or not agent or not phrase.framed.bare:
        return None
    each = pattern(known, "phrase.each-does").sub("", agent)
    parts = items(each, len(phrase.group), known) if each != agent and len(phrase.group) > 1 else None
    if parts:  # 示范园、防雹网分别新建1.1万亩和0.7万亩
        return Named(share(parts, known), "indicator.agents-and-verb", measure=(verb.measure, verb.direction))
    agent, _ = thing_and_deed(pattern(known, "phrase.sized-front").sub("", agent), known)
    return Named((agent + verb.surface,), "indicator.agent-and-verb", measure=(verb.measure, verb.direction))


def verb_alone(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """累计节能1516万吨标准煤: some verbs say by themselves what is measured."""
    verb = phrase.found.verb
    if phrase.name or verb is None or verb.keep != "alone":
        return None
    return Named((verb.surface,), "indicator.verb-alone", verb=verb)


def deed_alone(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """问题3000个，整改2900个，销号2800个: what was done to the things that the sentence counted before."""
    unit = phrase.group[0].unit
    alike = [d for d in state.drafts if same_unit(d.quantity.unit, unit)]
    if not phrase.framed.bare or phrase.behind or not alike or not counts_things(unit, known):
        return None
    verb = phrase.found.verb
    if verb and (phrase.name or verb.keep or verb.measure is not Measure.LEVEL):
        return None
    deed = pattern(known, "phrase.deed-alone").fullmatch(phrase.name or (verb.surface if verb else ""))
    things = pattern(known, "phrase.stage-verbs").sub("", pattern(known, "phrase.deed-done").sub("", alike[-1].name))
    return Named((things + deed[0],), "indicator.deed-alone", verb=verb) if deed else None


def earned(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """扶贫电站年均增收5亿元: the verb says by itself that it is income, whoever earns it."""
    if phrase.framed.word != "增收" or not phrase.last.unit.endswith("元") or names_measure(phrase.name, known):
        return None
    return Named((phrase.name.removesuffix("实现") + phrase.framed.word,), "indicator.earned")


def clause_between(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """…增长19%，全省进出口总值创历史新高，达到5379亿元: a clause with a subject of its own stands nearer than the last number."""
    bare = phrase.framed.bare and phrase.last.left == phrase.last.start
    if phrase.name or not state.drafts or bare:
        return None
    found = next(filter(None, (subject_of(clause, known) for clause in clauses_before(phrase, state))), "")
    return _of_clause(found, "indicator.clause-between", phrase, state, context, known) if found else None


def _of_clause(found: str, reason: str, phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named:
    """The subject of an earlier clause, dealt out where it is a list: 氨氮、二氧化硫排放量，分别下降8%、7%."""
    name = without_own_region(found, context, known)
    if name.startswith("占") and state.drafts:  # 装机3472万千瓦，占全口径装机的比重过半，为54.8%
        name = state.drafts[-1].name + name
    parts = several(name, phrase, known) if "respectively" in phrase.framed.flags and len(phrase.group) > 1 else None
    return _of_items(parts, None, phrase, state, context, known) if parts else Named((name,), reason)


def inherited(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """A clause without a subject goes on about what was said: the last names, one per number."""
    new_thing = phrase.framed.bare and phrase.behind and phrase.found.verb is None and not phrase.continues_list
    if phrase.name or not state.drafts or new_thing and phrase.last.unit not in RATES:
        return None  # ，5.6万贫困人口脱贫 speaks of something else
    count, unit = len(phrase.group), phrase.last.unit
    listed = items(state.last.name, count, known) if count > 1 and "respectively" in phrase.framed.flags else None
    if listed:  # 生产总值和财政收入再上台阶，分别超过2000亿元、300亿元
        return _of_items(listed, state.last.scope, phrase, state, context, known)
    same = [d for d in state.drafts if same_unit(d.quantity.unit, unit)] if counts_things(unit, known) else []
    new_part = state.whole and "；" in phrase.text[state.drafts[-1].quantity.right:phrase.start]
    last = state.whole if new_part else (same or state.drafts)[-1]  # …，其中风电209万千瓦；再增加400万千瓦
    earlier = state.drafts[-count:] if len(state.drafts) >= count > 1 else [last] * count
    verb = phrase.found.verb
    alike = all(same_unit(draft.quantity.unit, each.unit) for draft, each in zip(earlier, phrase.group))
    if verb and verb.keep == "keep" and phrase.framed.bare and alike:  # 封堵22个; 续建和新开工23项、3735公里
        things = (cut_verbs(pattern(known, "phrase.deed-done").sub("", draft.name), known) for draft in earlier)
        return Named(tuple(verb.surface + thing for thing in things), "indicator.inherited", verb=verb)
    return Named(tuple(growing(d, phrase, state) for d in earlier), "indicator.inherited", tuple(d.scope for d in earlier),
                 tuple(d.region for d in earlier), verb=verb)


def earlier_clause(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """装机规模持续扩大，达到…: the subject of an earlier clause that ends in a head noun, the nearest first."""
    for found in (subject_of(clause, known) for clause in clauses_before(phrase, state)):
        if found and not found[0].isdigit() and (names_measure(found, known) or not phrase.framed.bare):
            return _of_clause(found, "indicator.earlier-clause", phrase, state, context, known)
    return None


def carried_on(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """能源消费总量。2025年控制在8000万吨以内: the line above, or the sentence before, said what it is about."""
    year = pattern(known, "phrase.year-alone").match(phrase.text[phrase.start:phrase.last.left])
    if phrase.name or phrase.framed.bare and not year:
        return None
    led = subject(frame(state.lead, known).subject, known).name if state.lead else ""
    if led and names_measure(led, known):
        return Named((led,), "indicator.lead")
    if state.previous and state.previous.quantity.unit == phrase.last.unit:
        return Named((state.previous.name,), "indicator.previous-sentence", (state.previous.scope,), (state.previous.region,))
    return None


WAYS: tuple[Way, ...] = (second_goal, one_of_two, growth_noun, share_set_up, set_up_for_each, granted, share_done, share_of_plan,
                         share_of_base, share_paid, taken_up, share_of_things, part_of_total, pay_rate, amount_of_verb,
                         measure_of_thing, investment, where_counted, object_of_verb, inside_noun, share_of_last, shares_of_listed, part_of_whole,
                         part_of_level, earned, deed_alone, own_subject, verb_alone, agent_and_verb, clause_between, object_before,
                         inherited, counted_behind, earlier_clause, carried_on, deed_counted, noun_behind)


def name(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """The first way that names the indicator; None where none does (the number is listed as unread)."""
    for way in WAYS:
        named = way(phrase, state, context, known)
        if named:
            unitless = not phrase.group[0].unit and phrase.framed.bare and phrase.group[0].comparator == "eq"
            nameless = unitless and not pattern(known, "phrase.unitless").search(named.names[-1])
            return None if nameless else limited(as_share(named, phrase, known), phrase, state, known)
    return None
