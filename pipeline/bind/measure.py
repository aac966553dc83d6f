"""Level, change or annual rate: what decides how a group of numbers stands to its indicator."""

from __future__ import annotations

from pipeline.bind.draft import State
from pipeline.bind.indicator import names_measure
from pipeline.bind.phrase import Named, Phrase, same_unit
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Direction, Measure

_PERCENT = ("%", "个百分点", "‰")


def measure_of(phrase: Phrase, named: Named, state: State, known: Knowledge) -> tuple[Measure, Direction | None]:
    """What decides first: the way of naming, a word like 翻一番, the predicate, the verb, 新增 in the name, the list."""
    framed, q = phrase.framed, phrase.group[0]
    if named.measure:
        return named.measure
    if q.word:
        return Measure.CHANGE, q.direction
    if framed.bare and q.unit in _PERCENT and pattern(known, "phrase.supplied").match(phrase.text, phrase.last.right):
        return Measure.LEVEL, None
    added = pattern(known, "phrase.added").search(phrase.name)
    if not framed.bare:
        if framed.measure is Measure.CHANGE and "annual" in framed.flags and q.unit in _PERCENT:
            return Measure.ANNUAL_RATE, framed.direction
        return framed.measure, framed.direction
    if named.verb and named.verb.measure and not (named.verb.strong == "light" and added):
        return named.verb.measure, named.verb.direction
    if state.whole and state.whole.measure is Measure.CHANGE and state.whole.quantity.unit == q.unit:
        return state.whole.measure, state.whole.direction  # 新增装机3000万千瓦，其中可再生能源2000万千瓦
    if added:
        return Measure.CHANGE, Direction.INCREASE
    if _stands(phrase, state, known):
        return Measure.LEVEL, None
    if phrase.continues_list and state.verb and state.drafts or _goes_on(phrase, named, state):
        # 压减钢铁产能1788万吨、水泥产能1915万吨: the verb covers the list
        return state.drafts[-1].measure, state.drafts[-1].direction
    return Measure.LEVEL, None


def _stands(phrase: Phrase, state: State, known: Knowledge) -> bool:
    """Whether a measure of another unit passes a mark, whatever was added before it: 新增并网4000万千瓦、发电量超3000亿度."""
    total = phrase.name in ("总量", "总数")
    passes = phrase.text[phrase.group[0].left:phrase.group[0].start] in ("超", "超过", "突破", "达", "过")
    return bool(passes and state.drafts and (total or names_measure(phrase.name, known) and not same_unit(state.last.quantity.unit, phrase.last.unit)))


def _goes_on(phrase: Phrase, named: Named, state: State) -> bool:
    """Whether a kind that was lent the head of the one before goes on with what it does: 新增水电装机24万千瓦，风电6万千瓦."""
    last = state.last
    lent = bool(phrase.name) and named.names[0] not in ("", phrase.name) and named.names[0].startswith(phrase.name)
    near = last and phrase.text[last.quantity.right:phrase.start] in ("，", "、", "")
    return bool(near and lent and last.measure is Measure.CHANGE and last.quantity.unit == phrase.last.unit not in _PERCENT)
