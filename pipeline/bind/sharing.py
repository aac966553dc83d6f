"""What the items of a list print only once: the tail behind the last one, the owner in front of the first one."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

from pipeline.bind.indicator import find_substance, measure_head, measure_tail, stands_alone
from pipeline.bind.words import cut
from pipeline.knowledge import Knowledge, Rule, knowledge, pattern
from pipeline.knowledge.indicators import vocabulary


def share(parts: tuple[str, ...], known: Knowledge) -> tuple[str, ...]:
    """Gives every item the full phrase.

    >>> share(("光伏", "风电", "生物质发电累计装机"), knowledge())
    ('光伏累计装机', '风电累计装机', '生物质发电累计装机')
    >>> share(("农村自来水", "卫生户厕普及率"), knowledge())
    ('农村自来水普及率', '农村卫生户厕普及率')
    """
    closed = pattern(known, "share.closed-list").match(parts[-1])  # 货船、社会车辆等|能耗强度
    items = (*parts[:-1], closed["last"]) if closed else parts
    tail = closed["tail"] if closed else _tail(items, known)
    first, *later = (_with_tail(item, tail, known) for item in items)
    place = "whole" if first == items[0] else "tail"
    return (first, *(owner(first, item, place, known) + item for item in later))


def _tail(items: tuple[str, ...], known: Knowledge) -> str:
    """What of the last item goes with all: what follows the counterpart of another item, else the measure it ends with."""
    *others, last = items
    measure = measure_tail(last, known)
    if any(last.startswith(other) for other in others):
        return measure  # 工业、工业技改投资
    sibling = _sibling(others, last, known)
    if sibling and sibling != last:
        return last.removeprefix(sibling)
    share_of = pattern(known, "share.ratio").search(last)
    tails = (*(_after_alike(other, last, measure, known) for other in others), share_of[0] if share_of else "", measure,
             measure_head(last, known))
    return next((tail.removeprefix("的") for tail in tails if tail and tail != last), "")


def _sibling(others: list[str], last: str, known: Knowledge) -> str:
    """The word that the last item begins with, if another item ends with one of its kind: 氨氮、氮氧化物, 城镇、农村."""
    substance = find_substance(last, known)
    if substance and last.startswith(substance):
        return substance if any(other.endswith(find_substance(other, known) or "\0") for other in others) else ""
    word = pattern(known, "share.sibling").match(last)
    if word and any(found.end() == len(other) and found.lastgroup == word.lastgroup
                    for other in others for found in pattern(known, "share.sibling").finditer(other)):
        return word[0]
    return ""


def _after_alike(other: str, last: str, measure: str, known: Knowledge) -> str:
    """国家级、省级|多式联运示范项目: the items end alike, the tail follows; one letter alike must end a word."""
    for size in (2, 1):
        end = last.find(other[-size:]) + size
        if not len(other) >= size < end <= len(other) + 2 + size or other[-1].isdigit():
            continue
        if size > 1 or last[end:] == "数" or end in _word_ends(last.removesuffix(measure), known):
            return last[end:]
    return ""


def _word_ends(text: str, known: Knowledge) -> set[int]:
    return set(accumulate(map(len, cut(text, known))))


def _with_tail(item: str, tail: str, known: Knowledge) -> str:
    """An item with the tail that it lacks; one that is whole by itself (概念验证中心、中试|基地) stays."""
    if item.endswith(tail):
        return item
    if pattern(known, "share.ratio").fullmatch(tail):
        return item if pattern(known, "phrase.rate").search(item) else item + tail  # 新增能耗、…支持民间投资项目比重
    things = pattern(known, "share.whole-thing")
    if stands_alone(item, known) or measure_tail(item, known) or things.search(item) and things.fullmatch(tail):
        return item
    head = measure_head(tail, known)
    told = vocabulary(known).lookup
    tail = tail.removeprefix("产业") if item.endswith("业") else tail
    return item + (head if len(head) > 1 and told(item + head) and not told(item + tail) else tail)  # 城市污水、生活垃圾无害化|处理率


def owner(first: str, item: str, place: str, known: Knowledge) -> str:
    """What of `first` the later `item` belongs to; empty where the item is whole.

    `place`: in a list the "tail" was lent to `first`, or it was "whole"; "next": the item has a number of its own.

    >>> owner("规模以上高技术制造业增加值", "装备制造业增加值", "tail", knowledge())
    '规模以上'
    >>> owner("生产安全事故起数", "死亡人数", "whole", knowledge())
    '生产安全事故'
    """
    for rule in _lending(known):
        lends = place in rule.data["lends"] and rule.pattern.search(f"{first}、{item}")
        if lends:
            return lends["owner"]
    if place == "next" or pattern(known, "share.owns-itself").match(item):
        return ""
    if item.startswith(find_substance(item, known) or "\0"):
        return _owner_of_substance(first, known)
    own = first.removesuffix(measure_tail(first, known))
    known_alone = vocabulary(known).lookup(item) and not vocabulary(known).lookup(own + item)
    return own if measure_tail(item, known) == item and len(own) > 1 and own != first and not known_alone else ""


def with_measure_of(earlier: str, thing: str, known: Knowledge) -> str:
    """风电装机100万千瓦、|光伏50万千瓦: a thing with the measure of the one before it; one with its own stays."""
    measure = pattern(known, "share.same-measure").search(earlier)
    return thing + measure[0] if measure and not measure_tail(thing, known) and not stands_alone(thing, known) else thing


def like_kind(earlier: str, thing: str, known: Knowledge) -> str:
    """居住建筑能效水平提升30%，|公共建筑|提升20%: a thing of the kind of the one before it has its measure; a measure stays."""
    at = earlier.find(thing[-2:], 1) + 2
    tail = earlier[at:] if at > 2 and measure_tail(earlier, known) else ""
    whole = not tail or "占" in tail or stands_alone(thing, known) or measure_tail(thing, known)
    return thing if whole or earlier.startswith(thing) else thing + tail


def with_share_of(earlier: str, thing: str, known: Knowledge) -> str:
    """煤炭在一次能源消费中的比重…，非化石能源|提高4个百分点: a kind with the share of the one before it; a measure stays."""
    tail = pattern(known, "share.same-share").search(earlier)
    whole = not tail or "占" in thing or stands_alone(thing, known) or measure_tail(thing, known)
    return thing if whole else thing + tail[0]


def _owner_of_substance(first: str, known: Knowledge) -> str:
    """工业企业|二氧化硫排放量、氮氧化物排放量: who lets out the one lets out the other; a unit of product is nobody."""
    before = first[:max(0, first.find(find_substance(first, known)))]
    return "" if before.startswith(("单位", "万元", "人均")) else before


@cache
def _lending(known: Knowledge) -> tuple[Rule, ...]:
    return tuple(rule for rule in known.rules["sharing"] if "lends" in rule.data)
