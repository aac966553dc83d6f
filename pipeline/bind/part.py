"""Ways to name a part of what was told before: 其中设市城市为95%, 其中省级12个, 后者."""

from __future__ import annotations

from pipeline.bind.draft import State
from pipeline.bind.indicator import names_class, names_measure, trailing_head
from pipeline.bind.lists import items
from pipeline.bind.phrase import Named, Phrase, counts_things, same_unit
from pipeline.bind.place import all_regions
from pipeline.bind.scope import class_of
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure, Region

_TWO = 2


def part_of_whole(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """其中设市城市为95%，县城为85%: a class is a scope of the whole's indicator, a kind of thing has its head."""
    by_deed = pattern(known, "scope.by-deed").fullmatch(phrase.framed.subject.lstrip("，"))
    name = by_deed[0] if by_deed else phrase.name
    whole = state.whole or next(reversed(state.drafts), None)
    if not name or whole is None or phrase.found.verb and not by_deed:
        return None
    part = _class_alone(name, whole.name, known)
    if names_measure(part, known) or class_of(name, known)[0]:
        return None
    bare = phrase.framed.bare and phrase.last.left == phrase.last.start  # 不低于 is as good as a predicate
    if state.whole is None and (bare or phrase.framed.measure not in (Measure.LEVEL, None)):
        return None
    unit = phrase.last.unit
    if not same_unit(whole.quantity.unit, unit) or counts_things(unit, known):
        return None
    count = len(phrase.group)
    parts = (items(part, count, known) or (part,) * count) if count > 1 else (part,)
    regions = all_regions(parts, context, known)
    measure = (whole.measure, whole.direction) if phrase.framed.bare else None
    if regions:
        return Named((whole.name,) * count, "indicator.part-in-region", regions=regions, measure=measure)
    alike = parts[0][-2:] == whole.name[-2:]  # 重点区域达到90%，其他区域达到80%
    if not alike and all(names_class(part, known) for part in parts):
        opposite = pattern(known, "scope.opposite")
        opposed = state.whole is None and all(opposite.fullmatch(part) for part in parts)
        led = (opposite if opposed else pattern(known, "scope.class")).match(whole.name)
        if led and whole.scope is None:  # 中心城区加油站不低于80%，新城不低于70%
            whole.scope, whole.name = led[0].rstrip("的"), whole.name[led.end():]
        return Named((whole.name,) * count, "indicator.part-of-class", scopes=parts, measure=measure)
    if state.whole is None:
        return None
    head = _whole_head(whole.name, known)
    return Named(tuple(part if _is_whole(part, head, known) else part.removesuffix(head[:2]) + head for part in parts),
                 "indicator.part-of-kind", measure=measure)


def _is_whole(part: str, head: str, known: Knowledge) -> bool:
    """Whether a part needs no head of the whole: it names a measure, or is one half of it (进出口总额…，其中自营出口)."""
    return names_measure(part, known) or bool(pattern(known, "phrase.half-of-trade").fullmatch(f"{head}|{part}"))


def _whole_head(name: str, known: Knowledge) -> str:
    """The head of the whole, with the measure in front of one that is too general: 固定资产投资|规模."""
    head = trailing_head(name, known)
    general = head in ("规模", "总量", "总额", "数量")
    return (trailing_head(name.removesuffix(head), known) if general else "") + head


def _class_alone(name: str, whole: str, known: Knowledge) -> str:
    """The others without the head that they share with the whole: 其他市县|占比 behind 绿色建筑面积占比."""
    head = trailing_head(name, known)
    part = name.removesuffix(head) if head and whole.endswith(head) else name
    return part if pattern(known, "phrase.the-others").fullmatch(part) else name


def part_of_level(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """特色小镇30个，其中省级12个: a level alone is one of the things that were counted."""
    told = next((draft for draft in state.drafts[-1:] if pattern(known, "phrase.levelled").match(draft.name)), None)
    whole = state.whole or told  # 国家级孵化器10家，省级20家
    if not whole or not phrase.framed.bare or whole.quantity.unit != phrase.last.unit or len(phrase.group) > 1:
        return None
    if not pattern(known, "phrase.level").fullmatch(phrase.name):
        return None
    thing = pattern(known, "phrase.levelled").sub("", whole.name)
    return Named((phrase.name + thing,), "indicator.part-of-level", measure=(whole.measure, whole.direction))


def one_of_two(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """覆盖率、取暖率分别提高到100%和80%，后者提升12个百分点: the first or the last of the two things told before."""
    which = pattern(known, "phrase.one-of-two").match(phrase.framed.subject)
    told = {draft.name: draft for draft in state.drafts}
    if not which or len(told) < _TWO:
        return None
    draft = list(told.values())[-_TWO if which["first"] else -1]
    return Named((draft.name,), "indicator.one-of-two", (draft.scope,), (draft.region,))
