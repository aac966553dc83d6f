"""A way to name a further goal for what was told before."""

from __future__ import annotations

from pipeline.bind.draft import State
from pipeline.bind.phrase import Named, Phrase
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure, Region


def second_goal(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """能耗下降15%，力争完成15.5%的激励目标; 增长6%，力争6.5%: a further goal for what moves moves it too."""
    last = state.last
    if last is None or last.measure is Measure.LEVEL or last.quantity.unit != phrase.last.unit:
        return None
    goal = pattern(known, "phrase.goal-behind").match(phrase.text, phrase.last.right)
    words = pattern(known, "phrase.goal-before").fullmatch(phrase.text[phrase.start:phrase.last.left])
    if not words or not goal and (phrase.behind or words["reached"] and _may_stand_at(phrase.last.unit, last.name, known)):
        return None
    return Named((last.name,), "indicator.second-goal", (last.scope,), (last.region,), measure=(last.measure, last.direction),
                 takes_behind=bool(goal))


def _may_stand_at(unit: str, name: str, known: Knowledge) -> bool:
    """Whether what moves by so much may also reach so much: 装机新增100万千瓦，力争达到500万千瓦."""
    return unit != "%" or name.endswith("率") or bool(pattern(known, "phrase.share-head").search(name))
