"""A sentence's quantities: numbers with unit, comparator and range, apart from all digits that are none.

Works on folded text (`knowledge.numbers.fold`): offsets here are offsets there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from pipeline.knowledge import Knowledge, Rule
from pipeline.knowledge.gates import Gated
from pipeline.knowledge.numbers import DIGITS, fold, parse_number
from pipeline.knowledge.units import MAGNITUDES, with_units
from pipeline.knowledge.years import find_years
from pipeline.records import Block, Comparator, Direction, Mask, Quantity, Reading

_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
_BEFORE, _AFTER = 26, 12  # no comparator reaches further
# What makes a bare 百 or 千 an amount (近千个, 突破千亿元); elsewhere it is a word's (千家万户, 百万千瓦级).
_ROUND_LEAD = ("(?:(?<=(?<!附|最)近|逾|约|超|超过|突破|[入值量额模]过|达到?|[迈跃跨站]上|(?<=(?:稳定|保持|维持|控制)在)|新增|惠及|(?:培育|引进|选派)(?=[百千][家个名]))"
               "|(?P<upto>(?<![以网线之晚迈跃跨站])上))")
# Behind these verbs, or the members that they name, a Chinese numeral counts: 建成甲、乙、丙三个示范项目, 新建两座.
_BUILT = r"(?:建成|新建|扩建|投产)了?(?:[\p{Han}、]{1,30}、\p{Han}{0,10})?"
_ROUND = {"": 1, "十": 10, "百": 100, "千": 1000}


@cache
def _number(known: Knowledge) -> regex.Pattern:
    chinese = "[零〇一二两三四五六七八九十百]"
    # possessive digits: the unit may be missing, the number may not be cut short
    return with_units(rf"""
        (?P<share>(?<![\d./—-])\d/\d{{1,2}}(?![\d./万十])|[二三四五六七八九十万]分之{chinese}{{1,3}})
      | (?P<ratio>(?<![\d.])\d{{1,4}}(?:\.\d{{1,3}})?(?:[∶：]\d{{1,4}}(?:\.\d{{1,3}})?){{1,4}})
      | (?P<minus>(?<=[到至为是达长幅：（\[])[—−-])?+(?<![\d.])(?:\d{{1,3}}[×xX*])?+
          (?:(?<=每(?P<per>立方米|平方米|百?平方公里|升|[百千万]?人|吨|亩|公顷|千瓦时|万元)))?+(?P<n>(?>{DIGITS}))(?![\d])
          (?:（(?:\d{{1,3}}[×xX*]\d{{1,4}}|■{{3,8}})）(?=[万亿兆吉千吨台]))?+
          (?: 个半(?P<halved>小时|月)
            | (?P<mag>{_MAGNITUDE})(?P<odd2>[余多来])(?P<unit2>{{unit}}?)
            | (?P<odd1>[余多来])?(?P<unit1>{{unit}}|(?:{_MAGNITUDE})(?!分之)|) )
      | (?<!前)(?P<parts>[百千]分之)(?P<amount>{chinese}{{1,4}}(?:点{chinese}{{1,3}})?|\d{{1,3}}(?:\.\d{{1,2}})?)
      | (?<![一二三四五六七八九十第“])(?P<tenths>[一二两三四五六七八九])成(?P<half>[半一二三四五六七八九])?(?P<odd3>[多余])?(?=[，。；、左以的和及]|$)
      | {_ROUND_LEAD}(?P<round>百|千(?![瓦米克伏卡焦])|十(?=[万亿])|(?=[万亿](?!元)))(?!分之)(?P<unit3>{{unit}})(?!级|以上(?![，。；、]|$)|万户)
      | (?<=[了过到近约超增长加大于])(?P<times>[一二两三四五六七八九十]{{1,2}})(?P<fold>倍)
      | (?![七九]台|五家渠|三台[县子])(?P<few>[二两三四五六七八九])(?<={_BUILT}.)(?P<unit4>[个座条家台处所])(?=\p{{Han}})(?![一理])
    """, known)


@cache
def _rules(known: Knowledge, kind: str) -> Gated:
    return Gated(rule for rule in known.rules["quantities"] if rule.data["kind"] == kind)


@cache
def _comparators(known: Knowledge, side: str) -> Gated:
    return Gated(rule for rule in known.rules["comparators"] if rule.data["side"] == side)


@cache
def _candidate(known: Knowledge) -> regex.Pattern:
    words = "|".join(f"(?:{rule.pattern.pattern})" for rule in _rules(known, "word"))
    return regex.compile(rf"\d|分之|[一二两三四五六七八九]成|[一二两三四五六七八九十]倍|[二两三四五六七八九][个座条家台处所]|[近上逾约超过破到达增及育进派在][十百千万亿]|{words}",
                         regex.V1 | regex.VERBOSE)


def may_hold(text: str, known: Knowledge) -> bool:
    """Whether a sentence can hold a quantity at all; most sentences do not, and cost nothing more."""
    return _candidate(known).search(text) is not None


def read(block: Block, known: Knowledge) -> Reading | None:
    """The reading of a block; None where it can hold no quantity."""
    if not may_hold(block.text, known):
        return None
    text, index = fold(_without_notes(block.text))
    masked = masks(text, known)
    return Reading(block, text, index, masked, quantities(text, known, masked))


_NOTE = regex.compile(r"(?<=[\p{Han}”%％])(?<!(?:累计|下降|降低|减少|提高|增长|增加|新增|达到|[为至到]))[\[［]\d{1,2}[\]］](?=[\p{Han}\d，。；、：“（]|$)")


def _without_notes(text: str) -> str:
    """The text with the marks of its footnotes (人均可支配收入[42]23821元) made spaces, which folding drops."""
    return _NOTE.sub(lambda mark: " " * len(mark[0]), text) if "[" in text or "［" in text else text


def masks(folded: str, known: Knowledge) -> tuple[Mask, ...]:
    """All stretches whose digits are no quantity, years first."""
    found = [Mask(m.start, m.end, f"year.{m.kind}") for m in find_years(folded)]
    for rule in _rules(known, "mask").open_to(folded):
        found += [Mask(m.start(), m.end(), rule.id) for m in rule.pattern.finditer(folded) if m.end() > m.start()]
    return tuple(found)


def quantities(folded: str, known: Knowledge, masked: tuple[Mask, ...] = ()) -> tuple[Quantity, ...]:
    """The quantities of a folded sentence, in order; ranges are one quantity."""
    open_text = _blank(folded, masked)
    found = [_read(m) for m in _number(known).finditer(open_text)]
    found += [_word(rule, m) for rule in _rules(known, "word").open_to(open_text) for m in rule.pattern.finditer(open_text)]
    found = _ranges(folded, sorted(found, key=lambda q: q.start))
    return tuple(_compare(folded, q, known) for q in _share_units(folded, found))


def _blank(folded: str, masked: tuple[Mask, ...]) -> str:
    """The text with its masked stretches blanked out, so that SO2 6000吨 does not read as 26000吨."""
    for mask in masked:
        folded = folded[:mask.start] + "■" * (mask.end - mask.start) + folded[mask.end:]
    return folded


def _read(match: regex.Match) -> Quantity:
    value, unit = _amount(match)
    comparator, rules = Comparator.EQ, ()
    if match["odd1"] or match["odd2"] or match["odd3"]:
        comparator, rules = Comparator.GT, ("comparator.gt.inside",)
    if match["upto"]:
        comparator, rules = Comparator.GE, ("comparator.ge.inside",)
    start, end = match.span()
    return Quantity(start, end, start, end, value, None, unit, comparator, rules)


def _amount(match: regex.Match) -> tuple[float, str]:
    """The value and unit of a number, by the form in which it is printed."""
    if match["parts"]:
        return parse_number(match["amount"]), "%" if match["parts"] == "百分之" else "‰"
    if match["tenths"]:
        half = match["half"]  # 五成半, 九成五
        return parse_number(match["tenths"]) * 10 + (5 if half == "半" else parse_number(half) if half else 0), "%"
    if match["times"]:
        return parse_number(match["times"]), match["fold"]
    if match["few"]:
        return parse_number(match["few"]), match["unit4"]
    if match["share"]:
        return _share(match["share"]), ""
    if match["ratio"]:
        return parse_number(regex.split("[∶：]", match["ratio"])[0]), ""
    if match["unit3"]:
        return _ROUND[match["round"]], match["unit3"]
    value = -parse_number(match["n"]) if match["minus"] else parse_number(match["n"])
    if match["halved"]:
        return value + 0.5, "个" + match["halved"]  # 1个半小时
    unit = (match["mag"] or "") + (match["unit2"] or "") + (match["unit1"] or "")
    return value, unit + (f"/{match['per']}" if match["per"] and unit else "")  # 每立方米34微克


def _share(text: str) -> float | None:
    """The value of a fraction as a decimal; such numbers are listed as unread, for plans print no such value.

    >>> _share("1/4"), _share("三分之一") == 1 / 3
    (0.25, True)
    """
    whole, part = text.split("/") if "/" in text else text.split("分之")[::-1]
    return parse_number(whole) / (parse_number(part) or 1)


def _word(rule: Rule, match: regex.Match) -> Quantity:
    start, end = match.span()
    direction = Direction(rule.data["direction"]) if "direction" in rule.data else None
    return Quantity(start, end, start, end, float(rule.data["value"]), None, rule.data["unit"],
                    Comparator(rule.data.get("comparator", "eq")), (rule.id,), direction, word=True)


_RANGE = regex.compile(r"(?:—{1,2}|～|-|至|到)(?:约)?")
_FROM = regex.compile(r"[由从自](?:[^，。；、]{0,12}的)?(?:约|近|超过|不足)?$")


def _ranges(folded: str, found: list[Quantity]) -> list[Quantity]:
    """Joins 5%—8%, 20～30% and 2或3个; 从40%到45% is a base and a value instead."""
    merged: list[Quantity] = []
    for q in found:
        last = merged[-1] if merged else None
        if (last and last.upper is None and (last.unit == q.unit or _shares(last, q)) and last.value < q.value
                and (_RANGE.fullmatch(folded, last.end, q.start) or not last.unit and folded[last.end:q.start] == "或")
                and not _FROM.search(folded[:last.start])):
            merged[-1] = replace(last, end=q.end, right=q.end, upper=q.value, unit=q.unit,
                                 comparator=Comparator.BETWEEN, rules=("quantity.range",))
        else:
            merged.append(q)
    return merged


def _share_units(folded: str, found: list[Quantity]) -> list[Quantity]:
    """分别为12、15和18万千瓦: a number that a list joins to a number with a unit shares that unit."""
    shared = list(found)
    for k in range(len(shared) - 2, -1, -1):
        q, following = shared[k], shared[k + 1]
        if _shares(q, following) and folded[q.end:following.start] in ("、", "和", "及", "与", "或"):
            shared[k] = replace(q, unit=following.unit, rules=q.rules + ("quantity.shared-unit",))
    return shared


def _shares(q: Quantity, following: Quantity) -> bool:
    """Whether the unit of `following` is q's too, of which q prints nothing or the beginning: 1个、3个百分点, 5亿～10亿元."""
    begun = q.unit in ("", "个") or q.unit in MAGNITUDES
    return begun and len(q.unit) < len(following.unit) and following.unit.startswith(q.unit)


def _compare(folded: str, q: Quantity, known: Knowledge) -> Quantity:
    after = folded[q.end:q.end + _AFTER]
    before = folded[max(0, q.start - _BEFORE):q.start]
    for rule in _comparators(known, "before").open_to(before):
        match = rule.pattern.search(before)
        if match:
            q = replace(q, left=q.start - len(before) + match.start(), **_compared(q, rule))
            break
    for rule in _comparators(known, "after").open_to(after):
        match = rule.pattern.match(after)
        if match:
            return replace(q, right=q.end + match.end(), **_compared(q, rule))
    return q


def _compared(q: Quantity, rule: Rule) -> dict:
    if q.comparator is Comparator.BETWEEN:
        return {}
    return {"comparator": Comparator(rule.data["value"]), "rules": q.rules + (rule.id,)}
