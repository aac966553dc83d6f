"""Ways to name a percentage that says how large a part of something is."""

from __future__ import annotations

from dataclasses import replace

from pipeline.bind.draft import Draft, State
from pipeline.bind.indicator import does_at_once, names_measure, thing_and_deed
from pipeline.bind.lists import items
from pipeline.bind.owner import clauses_before, subject_of
from pipeline.bind.phrase import Named, Phrase, counts_things
from pipeline.bind.place import without_own_region
from pipeline.bind.scope import class_of
from pipeline.bind.sharing import share
from pipeline.bind.subject import subject
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Measure, Region

_RATIO, _SHARE = "比例", "占比"


def share_of_things(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """80%以上的规模化养殖场配套建设处理设施, 钢铁行业80%钢铁产能完成改造: the share of the things that do it."""
    has = phrase.framed.bare or pattern(known, "phrase.has").fullmatch(phrase.framed.word)  # 有50%的断面满足Ⅲ类标准
    if not has or phrase.last.unit != "%" or len(phrase.behind) < 2:
        return None
    if pattern(known, "phrase.covering").search(phrase.name) and not phrase.framed.flags:
        return _cover(phrase, known)
    whole = _whole_list(phrase, known)
    at_once = does_at_once(phrase.behind, known) or pattern(known, "phrase.does-it").match(phrase.behind)
    thing, deed = ("", phrase.behind) if at_once else thing_and_deed(whole, known)
    joined = phrase.text[phrase.last.right:phrase.last.right + 1] == "的"
    opens = not phrase.name and not phrase.continues_list and phrase.found.verb is None
    bounded = phrase.last.right > phrase.last.end
    if joined and pattern(known, "phrase.no-share-of").match(phrase.behind):
        return None
    if deed and (thing and (opens or joined) or phrase.name and not names_measure(phrase.name, known)):
        left = "" if joined and not phrase.found.trailing and not _too_bare(thing, known) else phrase.name
        name = pattern(known, "phrase.aside").sub("", left + thing + deed) + _RATIO
        return Named((name,), "indicator.share-of-things", takes_behind=True)
    if joined or opens and bounded:
        has = pattern(known, "phrase.has-object").search(phrase.name)  # 省级电网基本具备5%以上的尖峰负荷响应能力
        holder = phrase.name[:has.start()] if has else ""
        return Named((holder + phrase.behind,), "indicator.share-of-things", takes_behind=True)
    return None


def _too_bare(thing: str, known: Knowledge) -> bool:
    """城市建成区|50%以上的面积|达到要求: a measure alone is of what stands in front."""
    return bool(pattern(known, "phrase.bare-noun").fullmatch(thing)) or thing in ("人口", "土地", "区域", "路段", "河段", "水域")


def _cover(phrase: Phrase, known: Knowledge) -> Named:
    """民用机场覆盖80%的县级行政区, 数字书屋覆盖100%行政村: the share of the things that is covered."""
    thing, _ = thing_and_deed(phrase.behind, known)
    return Named((phrase.name + thing + _RATIO,), "indicator.share-of-things", takes_behind=True)


def _whole_list(phrase: Phrase, known: Knowledge) -> str:
    """What the share is of: 100%的|卫生院、卫生室建设达标 goes on behind 、 where only its last member has the deed."""
    more = pattern(known, "phrase.listed-deed").match(phrase.text, phrase.behind_end)
    whole = phrase.behind + more[0] if more else phrase.behind
    return whole if more and thing_and_deed(whole, known)[1] and not thing_and_deed(phrase.behind, known)[1] else phrase.behind


def part_of_total(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """节水灌溉面积达到有效灌溉面积的70%: what reaches a percentage of something else is its share."""
    words = phrase.name + phrase.text[phrase.last.left:phrase.last.start].removesuffix("的")
    if phrase.last.unit != "%" or phrase.text[phrase.last.start - 1] != "的" or len(phrase.group) > 1:
        return None
    match = pattern(known, "phrase.part-and-total").fullmatch(words)
    if not match:
        return None
    if match["part"].endswith("率"):
        return Named((match["part"],), "indicator.part-of-total", (match["total"],))
    listed = items(match["part"], match["part"].count("、") + 1, known) if match["each"] else None
    parts = share(listed, known) if listed else (match["part"],)
    return Named(tuple(f"{part}占{match['total']}{_RATIO}" for part in parts), "indicator.part-of-total")


def share_done(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """毕业生实现100%就业: a deed done to a share of all; 对敬老院实施改造，完成80%以上: a share of the task before."""
    if phrase.last.unit != "%":
        return None
    deed = pattern(known, "phrase.done-in-full").match(phrase.behind)
    if deed and phrase.name and phrase.framed.word == "实现" and not names_measure(phrase.name, known):
        return Named((phrase.name + deed["deed"] + "率",), "indicator.share-done", takes_behind=True)
    task = pattern(known, "phrase.task-before").search(phrase.clause_before)
    if not task or phrase.name or phrase.behind or phrase.framed.word != "完成":
        return None
    return Named(((task["whole"] or "") + task["task"] + "完成比例",), "indicator.share-done")


def taken_up(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """收入398亿元中税收占66%; 企业技术中心9家，其中数字经济领域占7家: in the unit of the whole 占 says how many are of a kind."""
    if not pattern(known, "phrase.takes-up").search(phrase.framed.word) or "占" in phrase.name:
        return None
    last, whole, unit = state.last, state.whole, phrase.last.unit
    if last and unit == "%" and phrase.start == last.quantity.right and phrase.name.startswith("中"):
        return Named((last.name + phrase.name + _SHARE,), "indicator.taken-up")
    if not phrase.name or whole is None or unit != whole.quantity.unit or not counts_things(unit, known):
        return None
    return None if phrase.name[-2:] == whole.name[-2:] else Named((_of_kind(phrase.name, whole.name, known),), "indicator.taken-up")


def _of_kind(part: str, whole: str, known: Knowledge) -> str:
    """数字经济领域|国家级企业技术中心; another level takes the place of the whole's: 省级|企业技术中心."""
    level = pattern(known, "phrase.level").fullmatch(part)
    return part + (pattern(known, "phrase.levelled").sub("", whole) if level else whole)


def share_of_base(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """人均生产总值相当于全国平均水平的73%, 客运量恢复到疫情前的六成: the percentage that somebody else's level, or an earlier one, is reached by."""
    words = phrase.text[phrase.start:phrase.last.left]
    match = pattern(known, "phrase.level-of-base").search(words)
    if not match or phrase.last.unit != "%" or len(phrase.group) > 1:
        return None
    what = subject(words[:match.start()], known).name or (state.drafts[-1].name if state.drafts else "")
    return Named((f"{what}{match['as']}{match['base']}的{_RATIO}",), "indicator.share-of-base") if what else None


def share_of_plan(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """一般公共预算收入2595亿元，完成预算的100.3%: how much of its plan what was said before has done."""
    words = phrase.text[phrase.start:phrase.last.left]
    done = pattern(known, "phrase.plan-done").search(words)
    if not done or phrase.last.unit != "%" or len(phrase.group) > 1:
        return None
    nearer = next(filter(None, (subject_of(clause, known) for clause in clauses_before(phrase, state))), "")
    what = subject(words[:done.start()], known).name or nearer or (state.drafts[-1].name if state.drafts else "")
    return Named((f"{what}完成{done['plan'] or ''}{_RATIO}",), "indicator.share-of-plan") if what else None


def share_of_last(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """占燃煤机组总装机的94.7%: a share of what the clause before spoke of, or said to thrive."""
    scope, name = class_of(phrase.name, known)
    if not name.startswith("占"):
        return None
    scopes = (scope,) * len(phrase.group)
    clause = phrase.clause_before
    told = pattern(known, "phrase.thrives").fullmatch(clause) or pattern(known, "phrase.what-is").fullmatch(clause)
    spoken_of = (subject_of(clause, known) for clause in clauses_before(phrase, state))
    owner = told["what"] if told else next(filter(None, spoken_of), "")
    if owner:
        return Named((without_own_region(owner, context, known) + name,), "indicator.share-of-last", scopes)
    if not state.drafts:
        return None
    last = state.drafts[-1]
    return Named((last.name.partition("占")[0] + name,), "indicator.share-of-last", scopes, () if scope else (last.region,))


def shares_of_listed(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """其次为甲烷和氧化亚氮，分别占4.3%和3.0%; 二氧化碳是主要的温室气体，占比超过87%: the clause before names what has the share."""
    bare = phrase.name in (_SHARE, "比重", "比例") or not phrase.name and phrase.framed.word.endswith("占")
    if not bare or phrase.start < 2 or any(phrase.before_start <= draft.quantity.start for draft in state.drafts):
        return None
    count = len(phrase.group)
    match = pattern(known, "phrase.what-is" if count == 1 else "phrase.which-are").fullmatch(phrase.clause_before)
    parts = ((match["what"],) if count == 1 else items(match["what"], count, known)) if match else None
    return Named(tuple(part + _SHARE for part in parts), "indicator.shares-of-listed") if parts else None


def growing(draft: Draft, phrase: Phrase, state: State) -> str:
    """机组6547万千瓦，占总装机的94.7%，增长89.5%: by per cent grows the amount that was told, by percentage points its share.

    收入完成预算的98%，增长5%: the income grows; 按投入的10%补助，不超过50万元: the grant is bounded.
    """
    reason = draft.reasons.get("indicator")
    if reason == "indicator.share-of-plan" and phrase.framed.measure is Measure.CHANGE:
        return draft.name.partition("完成")[0]
    if reason == "indicator.share-paid" and phrase.last.unit.endswith("元"):
        return draft.name.partition("占")[0]
    amount = draft.name.partition("占")[0]
    grows = phrase.framed.measure is Measure.CHANGE and phrase.last.unit == draft.quantity.unit == "%"
    return amount if grows and any(told.name == amount for told in state.drafts) else draft.name


def as_share(named: Named, phrase: Phrase, known: Knowledge) -> Named:
    """A name that says 占 or was the subject of 占 is one of a share: 节能建筑占城镇建筑总量|比例, 农业活动排放|占比."""
    if phrase.last.unit != "%":
        return named
    ends = _SHARE if pattern(known, "phrase.takes-up").search(phrase.framed.word) else ""
    return replace(named, names=tuple(_share_of(name, ends, known) for name in named.names))


def _share_of(name: str, ends: str, known: Knowledge) -> str:
    if pattern(known, "phrase.rate").search(name) or "占" in name and name.endswith("比"):
        return name
    return name + (_RATIO if "占" in name[1:-1] else ends)
