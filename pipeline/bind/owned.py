"""What a name that is bare by itself goes with: ways to complete it by what the sentence said before, tried in one order."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.bind.draft import State
from pipeline.bind.owner import clauses_before, with_owner
from pipeline.bind.phrase import RATES, Phrase, same_unit
from pipeline.bind.sharing import like_kind, owner, with_measure_of, with_share_of
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure

_SUMS = ("总量", "总额", "总值", "总规模")

Way = Callable[[Phrase, State, Knowledge], str]


def owned(phrase: Phrase, state: State, known: Knowledge) -> str:
    """The phrase's name with what it goes with; the name alone where no way completes it."""
    if not state.drafts:  # 水产品总产量70万吨。其中，养殖产量…
        lent = owner(state.whole.name, phrase.name, "next", known) if state.whole else ""
        return lent + phrase.name if lent else with_owner(phrase, state, known) or phrase.name
    ways = _ALWAYS if phrase.found.verb else _ALWAYS + _WITHOUT_VERB
    return next(filter(None, (way(phrase, state, known) for way in ways)), phrase.name)


def _lent_by_last(phrase: Phrase, state: State, known: Knowledge) -> str:
    """粮食播种面积1584万亩、|总产量: what lends its owner to the next of a list, unless a clause stands nearer."""
    lent = owner(state.last.name, phrase.name, "next", known)
    nearer = lent and next(clauses_before(phrase, state), "") and with_owner(phrase, state, known)
    return lent + phrase.name if lent and not nearer else ""


def _sum_of_grown(phrase: Phrase, state: State, known: Knowledge) -> str:
    """生产总值年均增长12%，|总量|翻一番: the sum of what grows."""
    grows = state.last.measure is not Measure.LEVEL and state.last.quantity.unit == "%"
    return state.last.name + phrase.name if grows and phrase.name in _SUMS else ""


def _per_head(phrase: Phrase, state: State, known: Knowledge) -> str:
    """生产总值达到2500亿元，|人均|达到5500美元; 农民人均纯收入8000元，|城镇居民人均|2万元."""
    _, told, income = state.last.name.partition("人均")
    alone = phrase.name == "人均" and not told
    goes_on = told and phrase.name.endswith("人均") and same_unit(state.last.quantity.unit, phrase.last.unit)
    return phrase.name + (state.last.name if alone else income) if alone or goes_on else ""


def _in_stage(phrase: Phrase, state: State, known: Knowledge) -> str:
    """农林生物质发电装机17万千瓦，|在建: the stage that a part of what was told is in."""
    stage = pattern(known, "phrase.stage")
    if not _in_unit_of_last(phrase, state) or not stage.fullmatch(phrase.name):
        return ""
    return phrase.name + stage.sub("", state.last.name)


def _grown_alike(phrase: Phrase, state: State, known: Knowledge) -> str:
    """居住建筑能效水平提升30%，|公共建筑|提升20%."""
    grow = phrase.framed.measure is state.last.measure is Measure.CHANGE
    return like_kind(state.last.name, phrase.name, known) if grow and phrase.last.unit == state.last.quantity.unit == "%" else ""


def _of_named_whole(phrase: Phrase, state: State, known: Knowledge) -> str:
    """可再生能源|在其中的占比: the amount told last stands for 其中."""
    if "在其中的" not in phrase.name:
        return ""
    amounts = (draft.name for draft in reversed(state.drafts) if draft.quantity.unit not in RATES)
    return phrase.name.replace("在其中的", f"在{next(amounts, '其')}中的")


def _shared_alike(phrase: Phrase, state: State, known: Knowledge) -> str:
    """煤炭在能源消费中的比重62.8%，|非化石能源|提高4个百分点."""
    points = state.last.quantity.unit == "%" and phrase.last.unit == "个百分点"
    return with_share_of(state.last.name, phrase.name, known) if points else ""


def _done_alike(phrase: Phrase, state: State, known: Knowledge) -> str:
    """退出钢铁产能100万吨、|煤炭产能: the verb of the list."""
    keeps = _bare(phrase, known) and phrase.continues_list and state.verb and state.verb.keep == "keep"
    return state.verb.surface + phrase.name if keeps else ""


def _measured_alike(phrase: Phrase, state: State, known: Knowledge) -> str:
    """风电装机100万千瓦、|光伏; 牛羊肉产量60万吨，|奶类."""
    alike = _bare(phrase, known) and _in_unit_of_last(phrase, state)
    return with_measure_of(state.last.name, phrase.name, known) if alike else ""


def _bare(phrase: Phrase, known: Knowledge) -> bool:
    """Whether nothing or a kind of produce alone stands before the number or its predicate."""
    return phrase.framed.bare or bool(pattern(known, "phrase.kind-of-produce").fullmatch(phrase.name))


def _in_unit_of_last(phrase: Phrase, state: State) -> bool:
    return state.last.quantity.unit == phrase.last.unit


_ALWAYS: tuple[Way, ...] = (_lent_by_last, with_owner, _sum_of_grown, _per_head, _in_stage, _grown_alike)
_WITHOUT_VERB: tuple[Way, ...] = (_of_named_whole, _shared_alike, _done_alike, _measured_alike)
