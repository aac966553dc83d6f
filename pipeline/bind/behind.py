"""Ways to name an indicator by the noun that stands behind its number."""

from __future__ import annotations

from pipeline.bind.draft import State
from pipeline.bind.indicator import does_at_once, names_measure, paid_for, thing_and_deed
from pipeline.bind.owner import with_owner
from pipeline.bind.phrase import RATES, Named, Phrase, counts_things
from pipeline.bind.subject import begins_with_verb, opening_verb, subject, trim
from pipeline.bind.words import Word, cut, words
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.units import parse_unit
from pipeline.records import Direction, Measure, Region

_PEOPLE = ("人", "名", "户")
_AMOUNTS = {"money_cny": "资金", "electricity": "电量", "power": "容量", "area": "面积"}
_LED = 12  # characters that a preposition, its adverbs and a place may have
_MAGNITUDES = ("万", "亿", "百万", "千万")


def growth_noun(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """年均1.6%的能源消费增速: the rate stands before the noun that grows."""
    match = pattern(known, "phrase.growth").match(phrase.behind)
    annual = "annual" in phrase.framed.flags
    if not match or phrase.last.unit not in ("%", "个百分点") or not (phrase.framed.bare and not phrase.name or annual):
        return None
    before = phrase.text[phrase.start:phrase.last.left]
    annual = annual or "每年" in before or "年" in before[-3:] or _supported(state)
    direction = Direction.DECREASE if match["trend"].startswith(("降", "下")) else Direction.INCREASE
    noun = match["what"] + match["trend"] if match["what"] == "经济" else match["what"]
    noun = phrase.name if phrase.name and len(match["what"]) <= 1 else noun
    measure = Measure.ANNUAL_RATE if annual else Measure.CHANGE
    return Named((noun,), "indicator.growth-noun", measure=(measure, direction), takes_behind=True)


def _supported(state: State) -> bool:
    """以年均0.6%的碳排放增速支撑了6.3%的经济增速: the growth behind a yearly growth is a yearly one."""
    last = state.last
    return bool(last and last.measure is Measure.ANNUAL_RATE and last.reasons.get("indicator") == "indicator.growth-noun")


def object_of_verb(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """完成24艘LNG动力船舶建造和68艘…: the verb's object stands behind the number."""
    goal = phrase.last.word and pattern(known, "phrase.no-share-of").match(phrase.behind)  # 翻一番|目标
    acts, has = (pattern(known, rule).search(phrase.name) for rule in ("phrase.agent-alone", "phrase.has-object"))
    if not phrase.behind or goal or phrase.name and not (acts or has or _opens_object(phrase, known)):
        return None
    framed = phrase.framed
    bounded = framed.bare and not phrase.name and phrase.last.left < phrase.last.start
    stands = framed.measure is Measure.LEVEL or has or bounded
    if stands and phrase.last.unit not in RATES and names_measure(phrase.behind, known):
        return _thing_behind(phrase, "indicator.object", known)  # 突破50亿元|交易规模
    verb = phrase.found.verb or phrase.found.trailing or words(known).get(framed.word)
    if verb is None and framed.bare and phrase.continues_list and state.verb is not None:
        verb = state.verb
    counts = counts_things(phrase.last.unit, known) or framed.measure is Measure.CHANGE and phrase.last.unit not in RATES
    does = framed.bare or counts or framed.word in words(known)
    listed = phrase.continues_list and phrase.start == state.object_end  # 7个国考断面、5个省考断面
    if verb is not None and does or counts and (listed or not framed.bare or phrase.name):
        return _thing_behind(phrase, "indicator.object", known, verb)
    return None


def _thing_behind(phrase: Phrase, reason: str, known: Knowledge, verb: Word | None = None) -> Named:
    """The noun behind the number, without what the clause says of it (12个专业群|入选国家计划); 竣工…34个项目 are 竣工项目."""
    before = phrase.text[max(0, phrase.last.left - _LED):phrase.last.left]
    dealt = pattern(known, "phrase.deals").search(before) and pattern(known, "phrase.dealt-with").fullmatch(phrase.behind)
    if dealt:
        return Named((dealt["thing"] + dealt["deed"],), reason, verb=verb, takes_behind=True)
    if pattern(known, "phrase.serves").search(before):
        return Named((pattern(known, "phrase.served").sub("", phrase.behind),), reason, verb=verb, takes_behind=True)
    thing, deed = thing_and_deed(phrase.behind, known)
    staged = pattern(known, "phrase.stage-verbs").match(trim(phrase.framed.subject, known))
    if staged and pattern(known, "phrase.too-general").fullmatch(staged[0] + thing):
        return Named((staged[0] + thing,), reason, verb=verb, takes_behind=True)
    general = pattern(known, "phrase.general-noun").match(thing)
    if general and pattern(known, "phrase.stage-verbs").fullmatch(deed):
        return Named((deed + thing,), reason, verb=verb, takes_behind=True)  # 65户|企业|开工建设
    lent = _lent_deed(thing, phrase, verb, known)
    if phrase.last.unit.endswith("公里"):
        thing = pattern(known, "phrase.other-kind").sub("", thing)
    with_deed = pattern(known, "phrase.deed-adverb").sub("", phrase.behind)
    return Named((with_deed if general else thing + lent,), reason, verb=verb, takes_behind=True)


def _lent_deed(thing: str, phrase: Phrase, verb: Word | None, known: Knowledge) -> str:
    """完成1679个行政村生活污水和199个农村黑臭水体|治理: the deed that the next thing of the list prints for both."""
    if verb is None or verb.strong != "light" or pattern(known, "share.own-deed").search(thing):
        return ""
    deed = pattern(known, "share.lent-deed").match(phrase.text, phrase.behind_end)
    return deed["deed"] if deed else ""


def _opens_object(phrase: Phrase, known: Knowledge) -> bool:
    """为退役军人提供|5万个就业岗位, 选送|1000场品质戏曲: a verb, or a short unknown word, right before a count of things."""
    if not phrase.framed.bare or not counts_things(phrase.last.unit, known) or begins_with_verb(phrase.behind, known):
        return False
    unknown = len(phrase.name) <= 4 and phrase.found.verb is None and not names_measure(phrase.name, known)
    inside = phrase.name.endswith(("内", "中", "上", "地区", "等地", "周边", "区域", "沿线", "园区", "剩余", "领域"))
    return phrase.found.trailing is not None or inside or unknown and not phrase.continues_list


def inside_noun(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """中央环保督察|18项|整改任务, 首期|100亿元|科创基金: the number stands inside the noun that it counts or sizes.

    Behind 等 it counts the noun that its examples are of: 建成西出口等|31条|公路.
    """
    examples = phrase.text[phrase.last.left - 1:phrase.last.left] == "等"
    left, unit = "" if examples else phrase.name.lstrip("或"), phrase.last.unit
    verb = opening_verb(phrase.framed.subject, known) if examples else phrase.found.verb
    no_noun = pattern(known, "phrase.no-noun").match(phrase.behind)
    if not phrase.behind or no_noun or len(phrase.group) > 1 or _has_level_behind(phrase, known):
        return None
    if pattern(known, "phrase.yields").search(left):
        return Named((left + phrase.behind,), "indicator.inside-noun", takes_behind=True)
    thing, _ = thing_and_deed(phrase.behind, known)
    sized = unit not in RATES and pattern(known, "phrase.sized-thing").search(thing)
    counts = counts_things(unit, known) or unit in _MAGNITUDES
    counted = (left or examples) and counts and not does_at_once(thing, known)
    has = phrase.framed.bare or pattern(known, "phrase.has").fullmatch(phrase.framed.word)
    if not has or not sized and not counted or names_measure(left, known):
        return None
    if not left or phrase.found.trailing or not _describes(left, known) or not phrase.framed.bare and len(thing) > 2:
        return _thing_behind(phrase, "indicator.inside-noun", known, verb)
    if verb and not sized:
        return None
    joint = "的" if left and phrase.text[phrase.last.left - 1] == "的" else ""
    return Named((left + joint + thing,), "indicator.inside-noun", verb=verb, takes_behind=True)


def _has_level_behind(phrase: Phrase, known: Knowledge) -> bool:
    """Whether 的 joins the number to a level that it is not the count of (2600人|的生活水平)."""
    joined = phrase.text[phrase.last.right:phrase.last.right + 1] == "的"
    level = phrase.last.unit.endswith(_PEOPLE) or pattern(known, "phrase.no-share-of").match(phrase.behind)
    return bool(joined and level)


def _describes(left: str, known: Knowledge) -> bool:
    """Whether the words before a number describe the noun behind it: a noun phrase, no verb that governs it."""
    return not pattern(known, "phrase.no-description").search(left) and not any(
        word in words(known) and words(known)[word].role != "noun" for word in cut(left, known)[-2:])


def pay_rate(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """按照每吨标准煤500元的标准补助: a rate by which something is paid."""
    match = pattern(known, "phrase.paid-by").match(phrase.text, phrase.last.right)
    return Named((match["what"] + "标准",), "indicator.pay-rate") if match and "元" in phrase.last.unit else None


def where_counted(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """关停城市|68眼|自备井: between the verb and its number stands where the things are."""
    verb = phrase.found.verb
    where = phrase.name.removeprefix(verb.surface) if verb else ""
    counts = phrase.framed.bare and phrase.behind and counts_things(phrase.last.unit, known)
    examples = phrase.text[phrase.last.left - 1] == "等"  # 抓好高速公路等|20个|重大项目
    if not counts or examples or not pattern(known, "phrase.where").fullmatch(where):
        return None
    thing, _ = thing_and_deed(phrase.behind, known)
    where = "" if phrase.text[phrase.last.left - 1] == "的" else where  # 覆盖城乡的|20个|示范医联体
    return Named((where + thing,), "indicator.where-counted", verb=verb, takes_behind=True)


def measure_of_thing(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """首期规模500亿元的科创基金签约落地: the number's 的 joins it to the thing that has the measure before it."""
    measure = pattern(known, "phrase.own-measure").search(phrase.name)
    match = pattern(known, "phrase.owner").match(phrase.text, phrase.last.right)
    if not measure or not match or not phrase.framed.bare or pattern(known, "phrase.no-share-of").match(match["thing"]):
        return None
    thing, _ = thing_and_deed(match["thing"], known)
    return Named((thing + measure[0],), "indicator.measure-of-thing", verb=phrase.found.verb)


def amount_of_verb(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """全年安排90亿元，支持…; 年内售出5亿千瓦时: a verb alone names its number by what the unit measures."""
    match = pattern(known, "phrase.verb-of-amount").search(phrase.framed.subject)
    unit = parse_unit(phrase.last.unit, known)
    noun = _AMOUNTS.get(unit.dimension) if match and unit else None
    pays = pattern(known, "phrase.pays-for").match(phrase.text, phrase.last.right)
    if noun is None or phrase.behind and not pays and not pattern(known, "phrase.no-noun").match(phrase.behind):
        return None
    last = state.last
    begin = pays.end() if pays else phrase.last.right
    thing = paid_for(phrase.text, begin, known) if pays or not phrase.behind else ""
    goes_on = last and not thing and last.reasons["indicator"] != "indicator.amount-of-verb"
    if goes_on and last.quantity.unit == phrase.last.unit and last.name.endswith(noun):
        return Named((last.name,), "indicator.amount-of-verb")  # 涉水资金…不少于18亿元，2016年先期安排2.9亿元
    if not thing or thing + "、" in phrase.text:  # 支持东江市、西江市等地: the first of a list is not all
        return Named((match["verb"] + noun,), "indicator.amount-of-verb")
    return Named((thing.removesuffix(noun) + noun,), "indicator.amount-of-verb")


def investment(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """投资1884万元完成30栋老旧楼房维修改造, 投入16亿元用于城区改造: money is named by what it pays for."""
    verb = phrase.found.verb
    money = phrase.name or (verb.surface if verb else "")
    paid = phrase.last.unit.removesuffix("人民币").endswith("元")
    if not pattern(known, "phrase.money").match(money) or not phrase.framed.bare or not paid:
        return None
    nearer = not phrase.behind and with_owner(phrase, state, known)  # 新开工项目20个，总投资50亿元，推进…
    thing = "" if nearer else paid_for(phrase.text, phrase.last.right, known)
    return Named((thing + money,), "indicator.investment", verb=verb) if thing or not phrase.name and not phrase.found.agent else None


def counted_behind(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """争取100个以上项目纳入…: a count without a subject counts the noun behind it."""
    return noun_behind(phrase, state, context, known) if counts_things(phrase.last.unit, known) else None


def deed_counted(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """累计培训|10万人次: how often something was done, where nothing says to what; 其中拆除|133家 goes on about the clause before."""
    verb = phrase.found.verb
    if phrase.name or phrase.behind or verb is None or not phrase.framed.bare or not counts_things(phrase.last.unit, known):
        return None
    divides = not state.drafts and phrase.text.startswith("其中", phrase.start)
    return Named(((subject(phrase.clause_before, known).name if divides else "") + verb.surface,), "indicator.deed-counted")


def noun_behind(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """The last resort: a number with a unit and the noun it counts."""
    if phrase.name or len(phrase.behind) < 2 or not phrase.last.unit:
        return None
    return _thing_behind(phrase, "indicator.noun-behind", known)
