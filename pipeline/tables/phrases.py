"""A heading, label or caption taken apart: unit, years, base, promised or reported, movement, and the words left over.

2020年比2015年减排比例（%） is: year 2020, base 2015, a fall, unit %, and the words 减排比例. What is left over names the
indicator, so nothing may stay in it that says something else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.knowledge.numbers import fold
from pipeline.knowledge.units import parse_unit
from pipeline.knowledge.years import find_years
from pipeline.records import Commitment, Direction, Status
from pipeline.tables.values import plain_unit
from pipeline.tables.words import first, holds, rules_of

MAX_LENGTH = 160  # characters; the longest label seen has 50
_BRACKET = regex.compile(r"[（\[［【〔](?P<inside>[^（）\[\]［］【】〔〕]{0,60})[）\]］】〕]")
_LIST_NUMBER = regex.compile(r"^(?:（\d{1,3}）|\d{1,3}(?:\.\d{1,2}){1,2}(?=\p{Han})|\d{1,3}[.、．](?!\d)|[①-⑳]|（[一二三四五六七八九十]{1,3}）"
                             r"|[一二三四五六七八九十]{1,3}、|[-—·•●■◆]{1,2}(?=\p{Han}))")
_MARKED = regex.compile(r"^[*＊※△▲★☆#＃†‡●◎○◇]{1,4}(?=[\p{Han}A-Za-z\d【（])|^【(?=[^【】]{1,80}】$)|(?<=^【[^【】]{1,80})】$")
_BARE_YEAR = regex.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?![\d.])")
_YEAR_TAIL = regex.compile(r"^[”’」\"']?(?:底前|年底|末|底|初|前|以前|期间|时期|规划期末|规划末|规划|期末|期)?")
_UNIT_TAIL = regex.compile(r"[,，/、]\s*(?P<unit>[^,，/、（）]{1,12}(?:/[^,，/、（）]{1,12})?)$")
_LOOSE_UNIT = regex.compile(r"[\p{Han}A-Za-z%‰℃·㎡]{0,6}[/每][\p{Han}A-Za-z·]{1,8}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`first`/`last` are the years of a span or plan; `plan` where only the plan's number is printed. `total`: a sum over
    the plan's years; `single`: against the year before. `text` is what is left over, `stem` that without a noun of movement."""

    text: str = ""
    stem: str = ""
    unit: str | None = None
    first: int | None = None
    last: int | None = None
    plan: bool = False
    base: int | None = None
    status: Status | None = None
    measure: str | None = None  # change | annual_rate
    direction: Direction | None = None
    total: bool = False
    single: bool = False
    commitment: Commitment | None = None
    inner: bool = False


def read_phrase(printed: str) -> Phrase:
    """Take a heading, label or caption apart; of a longer text (prose in a cell) only the beginning.

    >>> p = read_phrase("2020年比2015年减排比例（%）"); p.text, p.unit, p.last, p.base, p.direction
    ('减排比例', '%', 2020, 2015, <Direction.DECREASE: 'decrease'>)
    >>> p = read_phrase("“十三五”能耗增量控制目标（万吨标准煤）"); p.text, p.last, p.status
    ('能耗增量', 2020, <Status.TARGET: 'target'>)
    """
    return _read_phrase(printed[:MAX_LENGTH])


@lru_cache(maxsize=20_000)
def _read_phrase(printed: str) -> Phrase:
    text = fold(printed)[0]
    text = _without_mark(_LIST_NUMBER.sub("", _MARKED.sub("", text), count=1))
    inner = first("inner", text)
    if inner:
        text = text[inner[1].end():]
    phrase, text = _brackets(Phrase(inner=inner is not None), text)
    phrase, text = _tail_unit(phrase, _without_mark(text))
    phrase, text = _base(phrase, text)
    phrase, text = _years(phrase, text)
    phrase, text = _status(phrase, text)
    return _movement(phrase, text)


def _without_mark(text: str) -> str:
    mark = first("mark", text)
    return text[:mark[1].start()] if mark and mark[1].start() else text


def _brackets(phrase: Phrase, text: str) -> tuple[Phrase, str]:
    """Brackets that hold a unit, a year or a word of status are read and taken out; others (PM2.5) stay in the name."""
    last = None
    for found in _BRACKET.finditer(text):
        inside = found["inside"]
        unit = _unit(inside)
        if unit is not None:
            phrase, last = replace(phrase, unit=unit), found
            text = text.replace(found[0], "\0" * len(found[0]), 1)
        elif _speaks(inside):
            text = text.replace(found[0], ("\1" + inside).ljust(len(found[0]), "\0"), 1)
    if phrase.unit is None and (found := _last_bracket(text)) and _LOOSE_UNIT.fullmatch(found["inside"]):
        phrase, text = replace(phrase, unit=found["inside"]), text[:found.start()] + text[found.end():]
    return phrase, text.replace("\0", "").replace("\1", "")


def _last_bracket(text: str) -> regex.Match | None:
    every = list(_BRACKET.finditer(text))
    return every[-1] if every and every[-1].end() == len(text.rstrip("\0")) else None


def _unit(inside: str) -> str | None:
    """The unit that a bracket prints, with or without 单位: before it."""
    text = regex.sub(r"^(?:计量)?单位[:：]?", "", inside)
    return plain_unit(text) if text and not text.isdecimal() and parse_unit(plain_unit(text)) else None


def _speaks(inside: str) -> bool:
    """Whether a bracket says when or of what kind, so that its words count like those outside."""
    return bool(find_years(inside) or _BARE_YEAR.fullmatch(inside) or holds("status", inside) or holds("base", inside)
                or holds("commitment", inside) or inside in ("累计", "五年累计", "累计值"))


def _tail_unit(phrase: Phrase, text: str) -> tuple[Phrase, str]:
    """能源消费总量，万吨标准煤 and 总量/亿元 end in their unit."""
    found = _UNIT_TAIL.search(text) if phrase.unit is None else None
    if found and parse_unit(plain_unit(found["unit"])) and len(text) > len(found[0]):
        return replace(phrase, unit=plain_unit(found["unit"])), text[:found.start()]
    return phrase, text


def _base(phrase: Phrase, text: str) -> tuple[Phrase, str]:
    found = first("base", text)
    if not found:
        return phrase, text
    rule, match = found
    text = text[:match.start()] + text[match.end():]
    if rule.data.get("single"):
        return replace(phrase, single=True), text
    return replace(phrase, base=int(match["base"])), text


def _years(phrase: Phrase, text: str) -> tuple[Phrase, str]:
    """All years are taken out; the last one printed is meant, a calendar year before a plan's number."""
    mentions = find_years(text)
    for mention in reversed(mentions):
        rest = _YEAR_TAIL.sub("", text[mention.end:], count=1)
        text = text[:mention.start] + rest
    dated = [m for m in mentions if m.kind != "plan"] or list(mentions)
    if dated:
        meant = dated[-1]
        return replace(phrase, first=meant.first, last=meant.last, plan=meant.kind == "plan"), text
    bare = _BARE_YEAR.search(text)
    if bare:
        year = int(bare["y"])
        return replace(phrase, first=year, last=year), text[:bare.start()] + text[bare.end():]
    return phrase, text


def _status(phrase: Phrase, text: str) -> tuple[Phrase, str]:
    for rule in rules_of("commitment"):
        if rule.pattern.search(text):
            phrase = replace(phrase, commitment=Commitment(rule.data["commitment"]))
    found = first("status", text)
    if found:
        rule, match = found
        phrase = replace(phrase, status=Status(rule.data["status"]))
        text = "".join(r.pattern.sub("", text) if r is rule else text for r in (rule,))
    return phrase, regex.sub(r"约束性|预期性|^[:：、，]+|[:：、，]+$", "", text)


def _movement(phrase: Phrase, text: str) -> Phrase:
    """The first movement printed decides; a verb leaves the name, a noun stays in it but not in its stem."""
    stem = text
    for rule in rules_of("kind"):
        found = rule.pattern.search(text)
        if not found:
            continue
        without = text[:found.start()] + text[found.end():]
        if rule.data["measure"] == "total":
            phrase, text, stem = replace(phrase, total=True), without, without
            continue
        if phrase.measure is None:
            phrase = replace(phrase, measure=rule.data["measure"], direction=Direction(rule.data["direction"]),
                             total=phrase.total or "累计" in found[0])
            stem = without
            text = text if rule.data.get("keep") and without else without
            if rule.data.get("keep") and not without:
                text = found[0]
    if holds("noise", text):
        text = stem = ""
    return replace(phrase, text=text.strip("的"), stem=stem.strip("的"))
