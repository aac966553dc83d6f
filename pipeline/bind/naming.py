"""Which indicator a number measures: the ways a sentence can say it, tried in one order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.bind.clause import clause_start
from pipeline.bind.draft import Draft, State
from pipeline.bind.frame import Frame, frame
from pipeline.bind.indicator import names_class, names_measure, paid_for, trailing_head
from pipeline.bind.lists import items, share
from pipeline.bind.place import all_regions
from pipeline.bind.subject import Subject, begins_with_verb, subject
from pipeline.bind.words import Word, words
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.units import parse_unit
from pipeline.records import Direction, Measure, Quantity, Region

_LIST_WORDS = ("、", "和", "及", "与", "以及")
_RATES = ("%", "个百分点", "‰", "倍")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words around a group of numbers: `start` is where they begin, `behind` the noun phrase after the last one."""

    text: str
    start: int
    group: Sequence[Quantity]
    framed: Frame
    found: Subject
    behind: str
    behind_end: int

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def last(self) -> Quantity:
        return self.group[-1]

    @property
    def continues_list(self) -> bool:
        """Whether a list word joins this number to the one before it."""
        return self.text[self.start:self.start + 2].startswith(_LIST_WORDS)


@dataclass(frozen=True, slots=True)
class Named:
    """Names (one for all numbers, or one per number) with the scope or region of each; `measure` overrides the frame's."""

    names: tuple[str, ...]
    reason: str
    scopes: tuple[str | None, ...] = ()
    regions: tuple[Region | None, ...] = ()
    verb: Word | None = None
    measure: tuple[Measure, Direction | None] | None = None
    takes_behind: bool = False


def counts_things(unit: str, known: Knowledge) -> bool:
    """Whether a unit counts single things (个, 万户), so that the noun behind it may be what is counted."""
    parsed = parse_unit(unit, known) if unit else None
    return parsed is not None and parsed.dimension in ("count", "visits")


Way = Callable[[Phrase, State, Region, Knowledge], Named | None]


def name(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """The first way that names the indicator; None where none does (the number is listed as unread)."""
    for way in WAYS:
        named = way(phrase, state, context, known)
        if named:
            unitless = not phrase.group[0].unit and phrase.framed.bare and phrase.group[0].comparator == "eq"
            return None if unitless and not pattern(known, "phrase.unitless").search(named.names[-1]) else named
    return None


def growth_noun(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """年均1.6%的能源消费增速: the rate stands before the noun that grows."""
    match = pattern(known, "phrase.growth").match(phrase.behind)
    if not match or phrase.last.unit not in ("%", "个百分点") or not (phrase.framed.bare and not phrase.name or "annual" in phrase.framed.flags):
        return None
    annual = "annual" in phrase.framed.flags or "每年" in phrase.text[max(0, phrase.start):phrase.last.left] or "年" in phrase.text[max(0, phrase.last.left - 3):phrase.last.left]
    direction = Direction.DECREASE if match["trend"].startswith("降") else Direction.INCREASE
    noun = match["what"] + match["trend"] if match["what"] == "经济" else match["what"]
    noun = phrase.name if phrase.name and len(match["what"]) <= 1 else noun
    return Named((noun,), "indicator.growth-noun", measure=(Measure.ANNUAL_RATE if annual else Measure.CHANGE, direction))


def share_of_things(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """80%以上的规模化养殖场配套建设处理设施: a share of the things behind it."""
    if not phrase.framed.bare or phrase.last.unit != "%" or len(phrase.behind) < 2:
        return None
    joined = phrase.text[phrase.last.right:phrase.last.right + 1] == "的"
    opens = not phrase.name and not phrase.continues_list and phrase.found.verb is None
    if joined and not pattern(known, "phrase.no-share-of").match(phrase.behind) or opens and phrase.last.right > phrase.last.end:
        return Named((phrase.behind,), "indicator.share-of-things", takes_behind=True)
    return None


def object_of_verb(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """完成24艘LNG动力船舶建造和68艘…: the verb's object stands behind the number."""
    if not phrase.behind or phrase.name and not _opens_object(phrase, known):
        return None
    framed = phrase.framed
    verb = phrase.found.verb or phrase.found.trailing or words(known).get(framed.word)
    if verb is None and framed.bare and phrase.continues_list and state.verb is not None:
        verb = state.verb
    counts = counts_things(phrase.last.unit, known) or framed.measure is Measure.CHANGE and phrase.last.unit not in _RATES
    does = framed.bare or counts or framed.word in words(known)
    if verb is not None and does or counts and (not framed.bare or phrase.name):
        return Named((phrase.behind,), "indicator.object", verb=verb, takes_behind=True)
    return None


def _opens_object(phrase: Phrase, known: Knowledge) -> bool:
    """为退役军人提供|5万个就业岗位, 选送|1000场品质戏曲: a verb, or a short unknown word, right before a count of things."""
    if not phrase.framed.bare or not counts_things(phrase.last.unit, known) or begins_with_verb(phrase.behind, known):
        return False
    unknown = len(phrase.name) <= 4 and phrase.found.verb is None and not names_measure(phrase.name, known)
    inside = phrase.name.endswith(("内", "中", "上", "地区", "等地", "周边", "区域", "沿线"))
    return phrase.found.trailing is not None or inside or unknown and not phrase.continues_list


def investment(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """投资1884万元完成30栋老旧楼房维修改造: money is named by what it pays for."""
    if not pattern(known, "phrase.money").match(phrase.name) or not phrase.framed.bare:
        return None
    thing = paid_for(phrase.text, phrase.last.right, known)
    return Named((thing + phrase.name,), "indicator.investment", verb=phrase.found.verb) if thing else None


def share_of_last(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """占燃煤机组总装机的94.7%: a share of what the clause before spoke of."""
    if not phrase.name.startswith("占") or not state.drafts:
        return None
    return Named((state.drafts[-1].name + phrase.name,), "indicator.share-of-last")


def part_of_whole(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """其中设市城市为95%，县城为85%: a class is a scope of the whole's indicator, a kind of thing has its head."""
    if not phrase.name or not state.drafts or phrase.found.verb or names_measure(phrase.name, known):
        return None
    whole = state.whole or state.drafts[-1]
    if state.whole is None and (phrase.framed.bare or phrase.framed.measure is not Measure.LEVEL):
        return None
    if whole.quantity.unit.lstrip("十百千万亿") != phrase.last.unit.lstrip("十百千万亿") or counts_things(phrase.last.unit, known):
        return None
    count = len(phrase.group)
    parts = (items(phrase.name, count) or (phrase.name,) * count) if count > 1 else (phrase.name,)
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


def own_subject(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """The plain case: the indicator stands before its predicate, one per number or one per 均."""
    if not phrase.name:
        return None
    count = len(phrase.group)
    parts = items(phrase.name, count) if count > 1 else _each(phrase, known)
    if not parts:
        return _of_earlier_items(phrase, state, known) or Named((phrase.name,), "indicator.subject", verb=phrase.found.verb)
    regions = all_regions(parts, context, known)
    if regions and state.drafts:
        return Named((state.drafts[-1].name,) * len(parts), "indicator.regions", regions=regions)
    return Named(share(parts, known), "indicator.items", verb=phrase.found.verb)


def _of_earlier_items(phrase: Phrase, state: State, known: Knowledge) -> Named | None:
    """二氧化硫、氨氮排放量大幅减少，分别完成考核目标的179.5%、172.86%: the items stand a clause earlier."""
    count = len(phrase.group)
    if count < 2 or not pattern(known, "phrase.task").search(phrase.name):
        return None
    earlier = tuple(d.name for d in state.drafts[-count:])
    if len(earlier) < count:
        begin = clause_start(phrase.text, phrase.start - 1)
        earlier = items(subject(phrase.text[begin:phrase.start - 1], known).name, count) or ()
        earlier = share(earlier, known) if earlier else ()
    return Named(tuple(item + phrase.name for item in earlier), "indicator.earlier-items", verb=phrase.found.verb) if earlier else None


def _each(phrase: Phrase, known: Knowledge) -> tuple[str, ...] | None:
    """The items that one number speaks of: where 均 says so, or where each is a whole indicator by itself."""
    each = "each" in phrase.framed.flags
    for size in (6, 5, 4, 3, 2):
        parts = items(phrase.name, size)
        if parts and (each or not phrase.framed.bare and all(names_measure(part, known) for part in parts)):
            if each or not any("占" in part for part in parts) and not pattern(known, "phrase.ratio-of-two").search(parts[-1]):
                return parts
    return None


def agent_and_verb(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """风电项目陆续投运595万千瓦: nothing between verb and number, so the thing that acts is what counts."""
    verb, agent = phrase.found.verb, phrase.found.agent
    if phrase.name or verb is None or not agent or not phrase.framed.bare:
        return None
    return Named((agent + verb.surface,), "indicator.agent-and-verb", verb=verb)


def verb_alone(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """累计节能1516万吨标准煤: some verbs say by themselves what is measured."""
    verb = phrase.found.verb
    if phrase.name or verb is None or verb.keep != "alone":
        return None
    return Named((verb.surface,), "indicator.verb-alone", verb=verb)


def inherited(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """A clause without a subject goes on about what was said: the last names, one per number."""
    if phrase.name or not state.drafts:
        return None
    count = len(phrase.group)
    earlier = state.drafts[-count:] if len(state.drafts) >= count > 1 else [state.drafts[-1]] * count
    return Named(tuple(d.name for d in earlier), "indicator.inherited", tuple(d.scope for d in earlier),
                 tuple(d.region for d in earlier), verb=phrase.found.verb)


def earlier_clause(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """装机规模持续扩大，达到…: the subject of an earlier clause that ends in a head noun, the nearest first."""
    position = phrase.start
    for _ in range(3):
        if position <= 1:
            return None
        begin = clause_start(phrase.text, position - 1)
        clause = pattern(known, "phrase.state").sub("", phrase.text[begin:position - 1])
        found = subject(frame(clause, known).subject, known).name
        if found and names_measure(found, known):
            return Named((found,), "indicator.earlier-clause")
        position = begin
    return None


def counted_behind(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """争取100个以上项目纳入…: a count without a subject counts the noun behind it."""
    return noun_behind(phrase, state, context, known) if counts_things(phrase.last.unit, known) else None


def noun_behind(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """The last resort: a number with a unit and the noun it counts."""
    if phrase.name or len(phrase.behind) < 2 or not phrase.last.unit:
        return None
    return Named((phrase.behind,), "indicator.noun-behind", takes_behind=True)


def carried_on(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """能源消费总量。2025年控制在8000万吨以内: the line above, or the sentence before, said what it is about."""
    if phrase.name or phrase.framed.bare:
        return None
    led = subject(frame(state.lead, known).subject, known).name if state.lead else ""
    if led and names_measure(led, known):
        return Named((led,), "indicator.lead")
    if state.previous and state.previous.quantity.unit == phrase.last.unit:
        return Named((state.previous.name,), "indicator.previous-sentence", (state.previous.scope,), (state.previous.region,))
    return None


WAYS: tuple[Way, ...] = (growth_noun, share_of_things, object_of_verb, investment, share_of_last, part_of_whole,
                         own_subject, verb_alone, agent_and_verb, inherited, counted_behind, earlier_clause, carried_on, noun_behind)
