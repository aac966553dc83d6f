"""Whose number it is where a clause prints only a bare head (投资, 装机规模, 利用率), or nothing but a predicate."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.bind.clause import clause_start
from pipeline.bind.draft import Draft, State
from pipeline.bind.frame import frame
from pipeline.bind.indicator import may_measure, names_measure, trailing_head
from pipeline.bind.phrase import RATES, Named, Phrase, counts_things
from pipeline.bind.place import locate
from pipeline.bind.subject import cut_verbs, subject, tidy
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure, Region

_MOVES = regex.compile("[增降减升提缩扩压削涨跌翻多少加扣长落窄弹高低快慢简善优]")  # one of these is in every word of change
_CLAUSES = 3  # an owner stands no further off
_NO_OBJECTS = ("元", "人", "名", "人次", "张", *RATES)  # what is built is not counted so
_PART = 3  # characters; a shorter name (主变) is a part of the thing before it


def with_owner(phrase: Phrase, state: State, known: Knowledge) -> str:
    """The phrase's bare head behind its owner: 污水处理厂108座，处理能力…; 新能源投资增长70%、装机规模…; else empty."""
    name = phrase.name
    if not pattern(known, "phrase.bare-head").match(name):
        return ""
    for clause in clauses_before(phrase, state):
        owner = _owner_in(clause, name, known)
        if owner:
            return _join(owner, name, known)
    summed = name.startswith("总") and len(state.drafts) > 1 and _one_list(*state.drafts[-2:], phrase.text)
    if summed:  # 风电装机200万千瓦、光伏300万千瓦，总装机…
        return ""
    near = [draft for draft in state.drafts[-2:] if draft is state.drafts[-1] or len(state.drafts[-1].name) <= _PART]
    owner = next(filter(None, (_owner_of(draft, name, known) for draft in reversed(near))), "")
    return _join(owner, name, known) if owner else ""


def clauses_before(phrase: Phrase, state: State) -> Iterator[str]:
    """The clauses in front of the phrase, the nearest first, back to the last number that was read."""
    begin, stop = phrase.start, state.drafts[-1].quantity.right if state.drafts else 0
    for _ in range(_CLAUSES):
        end, begin = begin - 1, max(clause_start(phrase.text, begin - 1), stop) if begin > 1 else 0
        if end <= begin:
            return
        yield phrase.text[begin:end]


def subject_of(clause: str, known: Knowledge) -> str:
    """The indicator that a clause without a number speaks of: a measure, or what moves (补贴标准|逐年提高); else empty."""
    if not (may_measure(clause, known) or _MOVES.search(clause)):
        return ""
    name, measure = _about(clause, known)
    return name if name and (names_measure(name, known) or measure is Measure.CHANGE) else ""


@lru_cache(maxsize=2048)
def _about(clause: str, known: Knowledge) -> tuple[str, Measure | None]:
    """What a clause without a number is about, apart from the state that it tells, and whether that moves."""
    framed = frame(pattern(known, "phrase.state").sub("", clause), known)
    return subject(framed.subject, known).name, framed.measure


def _one_list(one: Draft, other: Draft, text: str) -> bool:
    """Whether two numbers of one unit are members of a list, so that a total behind them is of both."""
    return one.quantity.unit == other.quantity.unit and text[one.quantity.right:one.quantity.right + 1] in "、和及"


def _owner_in(clause: str, name: str, known: Knowledge) -> str:
    """The thing that a clause is about: 天然气分布式能源站项目|主要…进行布局; 生活垃圾资源化利用设施建设 for 资源化利用能力."""
    clause = pattern(known, "phrase.state").sub("", clause)
    topic = pattern(known, "phrase.topic").match(clause)
    found = cut_verbs(topic[0], known) if topic else subject(frame(clause, known).subject, known).name
    found = pattern(known, "phrase.told-of-owner").sub("", pattern(known, "phrase.up-to-verb").sub("", found))
    core = name.removesuffix(trailing_head(name, known))
    if len(core) > 1 and found.find(core) > 1:
        return found[:found.find(core)].removesuffix("全面")
    if pattern(known, "phrase.owning-thing").search(found):
        return found
    return _stem(found, name, known) if names_measure(found, known) else ""


def _owner_of(draft: Draft, name: str, known: Knowledge) -> str:
    """What an earlier number was said of: the thing it counts, or its indicator without the head."""
    if draft.name.endswith(name):
        return draft.name
    things = pattern(known, "phrase.number-of").sub("", draft.name)
    if things != draft.name:
        return things
    if counts_things(draft.quantity.unit, known):
        general = pattern(known, "phrase.too-general").fullmatch(draft.name)  # 签约重大项目843个，协议投资总额
        return draft.name if general else cut_verbs(draft.name, known) if pattern(known, "phrase.owning-thing").search(draft.name) else ""
    return _stem(draft.name, name, known)


def _stem(indicator: str, name: str, known: Knowledge) -> str:
    """An indicator without its head, if it can have another one: 新能源装机占比 → 新能源装机 for 规模."""
    stem = indicator.removesuffix(trailing_head(indicator, known)).removesuffix("总")
    shared = pattern(known, "phrase.shares-stem").match(name) or pattern(known, "phrase.owning-thing").search(stem)
    return stem if len(stem) > 1 and shared else ""


def _join(owner: str, name: str, known: Knowledge) -> str:
    if owner.endswith(name):
        return owner
    if pattern(known, "phrase.working-verbs").match(name):
        owner = pattern(known, "phrase.working-verbs-end").sub("", owner)
    return tidy(owner.removesuffix(name[:2]) + name, known)


def object_before(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """支持园区建设绿色微电网，五年建成20个: a verb of building alone has the object of the clause before, or what is built there."""
    verb = phrase.found.verb
    alone = pattern(known, "phrase.sets-up").match(verb.surface if verb else phrase.framed.word)
    if phrase.name or phrase.behind or not alone or phrase.found.agent:
        return None
    clause = next(clauses_before(phrase, state), "")
    found = None if phrase.last.unit.endswith(_NO_OBJECTS) else pattern(known, "phrase.set-to-work").search(clause)
    built = locate(found["thing"] if found else _built(clause, known), context, known)
    places = (built.region,) if built.region else ()
    return Named((built.name,), "indicator.object-before", regions=places, verb=verb) if built.name else None


def _built(clause: str, known: Knowledge) -> str:
    """The things that a clause is about, without what is done to them: 风电基地建设|顺利推进, 推进|充电设施建设; else empty."""
    things = pattern(known, "phrase.works-end").sub("", _about(clause, known)[0])
    return things if pattern(known, "phrase.owning-thing").search(things) else ""
