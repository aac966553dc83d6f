"""A cell as a value: number, range, bound, unit, brackets and sign; or a promise in words; or nothing.

Strict: a cell with words that are not understood is no value. 全区13个达到国家目标要求 holds a digit and no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from pipeline.knowledge import knowledge, pattern
from pipeline.knowledge.numbers import DIGITS, fold, parse_number
from pipeline.knowledge.units import with_units
from pipeline.records import Comparator, Direction
from pipeline.tables.words import first, holds

MAX_LENGTH = 120  # characters; a longer cell is prose
_SIGNS = {"≥": Comparator.GE, "≧": Comparator.GE, "≤": Comparator.LE, "≦": Comparator.LE, ">": Comparator.GT,
          "＞": Comparator.GT, "〉": Comparator.GT, "<": Comparator.LT, "＜": Comparator.LT, "〈": Comparator.LT,
          "≈": Comparator.APPROX}
_BRACKETS = {"[": "[", "［": "[", "【": "[", "〔": "[", "（": "("}
_PLAIN = regex.compile(r"[0-9]{1,12}(?:\.[0-9]{1,8})?")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class CellValue:
    """`bracket` is "[" or "(" around the number; `move` a movement that the cell itself prints; `rest` words after it,
    `year` one that it prints in brackets, `base` the year that it is compared with."""

    value: float
    upper: float | None
    comparator: Comparator
    unit: str
    bracket: str
    negative: bool
    move: Direction | None = None
    total: bool = False
    rest: str = ""
    year: int | None = None
    base: int | None = None


@cache
def _pattern() -> regex.Pattern:
    # a word before the number may say a bound or a movement; one behind it a bound, after a comma anything
    return with_units(rf"""
        (?P<open>[\[［【〔（]{{0,2}})
        (?P<base>(?:相?较|比)于?(?P<against>(?:19|20)\d\d)年?(?:底|末)?(?:相比)?)?
        (?P<lead>(?:五年)?(?:[≥≧≤≦><＞＜〉〈≈↑↓]|约|近|超过?|突破|[大小高低多少]于|不[低高小大少多]于|不超过|不突破|至少|
            控制在|稳定在|保持在|维持在|达到|达|为|力争|累计|年均|增长到|提高到|提升到|下降到|降低到|降至|降到|减少到|
            增长|增加|提高|新增|下降|降低|减少|削减|其中|[:：]){{0,3}})
        (?P<sign>[+\-—−±])?
        (?P<n>{DIGITS})(?P<u1>{{unit}})?
        (?:(?:—|-|～|~|至|或)(?P<upper>{DIGITS})(?P<u2>{{unit}})?)?
        (?P<after>(?:及)?(?:以上|以下|以内|左右|之内|上下)|余|多|内)?
        (?P<close>[\]］】〕）]{{0,2}})
        (?P<after2>(?:及)?(?:以上|以下|以内|左右)|[↑↓])?
        (?P<note>（(?:累计|五年累计|累计下降|累计增长|下降|增长|增加|减少|预计|约束性|预期性|[^（）\d]{{1,12}}|(?:相?较|比)(?P<noted>(?:19|20)\d\d)年?(?:相比)?|(?P<year>(?:19|20)\d\d)年?(?:数据|值|数)?)）)?
        (?P<rest>[，,；;。、](?!\d).{{0,80}})?
    """, knowledge())


def read_value(cell: str) -> CellValue | None:
    """The value of a cell; None where it prints none, or words that are not understood beside it.

    >>> read_value("≥98").comparator, read_value("13左右").comparator, read_value("(25.0)").bracket
    (<Comparator.GE: 'ge'>, <Comparator.APPROX: 'approx'>, '(')
    >>> read_value("完成省定目标"), read_value("2×240"), read_value("65.3①").value
    (None, None, 65.3)
    """
    return _read_value(cell) if len(cell) <= MAX_LENGTH else None


@lru_cache(maxsize=50_000)
def _read_value(cell: str) -> CellValue | None:
    if _PLAIN.fullmatch(cell):  # most cells; the same answer without the grammar
        return CellValue(float(cell), None, Comparator.EQ, "", "", False)
    text = fold(cell)[0]
    if "\n" in cell.strip() or not any(char.isdigit() for char in text):
        return None
    mark = first("mark", text)
    text = text[:mark[1].start()] if mark else text
    found = _pattern().fullmatch(text)
    if found is None or len(found["open"]) != len(found["close"]):
        return None
    value = _cell_value(found)
    return None if value.unit == "年" and 1900 <= value.value <= 2100 else value


def _cell_value(found: regex.Match) -> CellValue:
    lead, tail = found["lead"], (found["after"] or "") + (found["after2"] or "")
    value, upper = parse_number(found["n"]), found["upper"] and parse_number(found["upper"])
    unit = found["u2"] or found["u1"] or ""
    said = lead + (found["note"] or "") + tail
    return CellValue(value, upper, Comparator.BETWEEN if upper is not None else _comparator(lead, tail), unit,
                     _BRACKETS.get(found["open"][:1], ""), (found["sign"] or "") in ("-", "—", "−"),
                     _move(said), "累计" in said or "五年" in said, found["rest"] or "", found["year"] and int(found["year"]),
                     int(found["against"] or found["noted"] or 0) or None)


def _comparator(lead: str, tail: str) -> Comparator:
    """The word behind the number is nearer to it than one before."""
    for side, text in (("after", tail), ("before", lead)):
        for rule in knowledge().rules["comparators"]:
            if text and rule.data["side"] == side and rule.pattern.search(text + ("，" if side == "after" else "")):
                return Comparator(rule.data["value"])
    return next((_SIGNS[char] for char in lead if char in _SIGNS), Comparator.EQ)


def _move(said: str) -> Direction | None:
    if "到" in said or "至" in said and "至少" not in said:
        return None
    if any(word in said for word in ("下降", "降低", "减少", "削减", "↓")):
        return Direction.DECREASE
    return Direction.INCREASE if any(word in said for word in ("增长", "增加", "提高", "新增", "↑")) else None


def is_blank(cell: str) -> bool:
    """Nothing, or a dash that stands for nothing."""
    text = fold(cell)[0]
    return not text or pattern(knowledge(), "blank").match(text) is not None


def promises_in_words(cell: str) -> bool:
    """Whether a target's cell promises without a number: 达到国家考核目标, 稳中向好."""
    return not is_blank(cell) and read_value(cell) is None and holds("without-number", fold(cell)[0])


def plain_unit(text: str) -> str:
    """A unit as the lexicon prints it, raised digits lowered (m³ → m3)."""
    return fold(text.translate(_SUPERSCRIPTS))[0]
