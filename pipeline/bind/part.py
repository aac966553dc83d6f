"""Ways to name a part of what was told before: 其中设市城市为95%, 其中省级12个."""

from __future__ import annotations

from pipeline.bind.draft import State
from pipeline.bind.indicator import names_class, names_measure, trailing_head
from pipeline.bind.lists import items
from pipeline.bind.phrase import Named, Phrase, counts_things
from pipeline.bind.place import all_regions
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure, Region

_MAGNITUDES = "十百千万亿"


def part_of_whole(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """其中设市城市为95%，县城为85%: a class is a scope of the whole's indicator, a kind of thing has its head."""
    if not phrase.name or not state.drafts or phrase.found.verb or names_measure(phrase.name, known):
        return None
    whole = state.whole or state.drafts[-1]
    bare = phrase.framed.bare and phrase.last.left == phrase.last.start  # 不低于 is as good as a predicate
    if state.whole is None and (bare or phrase.framed.measure not in (Measure.LEVEL, None)):
        return None
    unit = phrase.last.unit
    if whole.quantity.unit.lstrip(_MAGNITUDES) != unit.lstrip(_MAGNITUDES) or counts_things(unit, known):
        return None
    count = len(phrase.group)
    parts = (items(phrase.name, count, known) or (phrase.name,) * count) if count > 1 else (phrase.name,)
    regions = all_regions(parts, context, known)
    measure = (whole.measure, whole.direction) if phrase.framed.bare else None
    if regions:
        return Named((whole.name,) * count, "indicator.part-in-region", regions=regions, measure=measure)
    if all(names_class(part, known) for part in parts):
        return Named((whole.name,) * count, "indicator.part-of-class", scopes=parts, measure=measure)
    if state.whole is None:
        return None
    head = trailing_head(whole.name, known)
    return Named(tuple(part if names_measure(part, known) else part + head for part in parts), "indicator.part-of-kind",
                 measure=measure)


def part_of_level(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """特色小镇30个，其中省级12个: a level alone is one of the things that were counted."""
    whole = state.whole
    if not whole or not phrase.framed.bare or whole.quantity.unit != phrase.last.unit or len(phrase.group) > 1:
        return None
    if not pattern(known, "phrase.level").fullmatch(phrase.name):
        return None
    thing = pattern(known, "phrase.levelled").sub("", whole.name)
    return Named((phrase.name + thing,), "indicator.part-of-level", measure=(whole.measure, whole.direction))
