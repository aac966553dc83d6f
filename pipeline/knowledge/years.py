"""The small grammar of years: calendar years, spans of years, and the five-year plans by their number.

The 1st plan ran 1953-1957; from the 7th (1986-1990) on plan n ends in 1955 + 5n, so “十三五” is 2016-2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from pipeline.knowledge.numbers import parse_number

_DIGITS = "〇一二三四五六七八九"
_PATTERN = r"""
  (?P<span>(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:—{1,2}|-|～|至|到)(?P<last>(?:19|20)\d\d)年)
| (?P<bracket>(?<=（)(?P<from>(?:19|20)\d\d)年?(?:—{1,2}|-|～|至)(?P<to>(?:19|20)\d\d)年?(?=）))
| (?P<term>(?<!\d)(?P<since>(?:19|20)\d\d)年(?:起|开始)，?用?(?P<years>[1-9]|[一二三四五六七八九十])年(?:内|时间))
| (?P<year>(?<!\d)(?P<y>(?:19|20)\d\d)(?:年|(?=(?:[、和及与](?:19|20)\d\d){1,4}年)|(?<=[比较]\d{4})(?=[下降提增减上]\p{Han}\d)))
| (?P<han>(?<![〇零一二])(?:二[〇零]|一九)[〇零一二三四五六七八九]{2}年)
| (?P<plan>[“‘'"「]?(?P<n>[一二]?十[一二三四五六七八九]?|[六七八九])五[”’'"」]?(?=规划|时期|期间|年均|以来|末|初|前|后|中|的|发展|开|目标|任务|[和与及]?[“‘]?[一二]?十[一二三四五六七八九]?五|[”’」，。、；：)）节])
    |[“‘'"「](?P<n2>[一二]?十[一二三四五六七八九]?|[六七八九])五[”’'"」]
    |第(?P<n3>[一二]?十[一二三四五六七八九]?|[六七八九])个五年)
"""


@dataclass(frozen=True, slots=True)
class YearMention:
    """Years printed at [start, end) of folded text: `last` is the year meant, `first` the span's beginning."""

    start: int
    end: int
    first: int
    last: int
    kind: str  # year | span | plan | term


@cache
def _years() -> regex.Pattern:
    return regex.compile(_PATTERN, regex.V1 | regex.VERBOSE)


def plan_period(number: str) -> tuple[int, int] | None:
    """First and last year of the five-year plan with this number (十三 → 2016, 2020)."""
    n = parse_number(number)
    return (int(1951 + 5 * n), int(1955 + 5 * n)) if n and 7 <= n <= 20 else None


@lru_cache(maxsize=2048)
def find_years(folded: str) -> tuple[YearMention, ...]:
    """All years of a folded text, in order.

    >>> [(m.first, m.last, m.kind) for m in find_years("“十三五”期间，到2020年，2016—2018年")]
    [(2016, 2020, 'plan'), (2020, 2020, 'year'), (2016, 2018, 'span')]
    >>> [m.last for m in find_years("至2030和2050年分别上升，比2020下降20%")]
    [2030, 2050, 2020]
    >>> [m.last for m in find_years("展望二〇三五年，")]
    [2035]
    >>> [(m.first, m.last, m.kind) for m in find_years("2012年起5年内")]
    [(2012, 2016, 'term')]
    """
    found = []
    for match in _years().finditer(folded):
        if match["span"] or match["bracket"]:
            first, last, kind = int(match["first"] or match["from"]), int(match["last"] or match["to"]), "span"
        elif match["term"]:
            first, kind = int(match["since"]), "term"
            last = first + int(parse_number(match["years"])) - 1
        elif match["year"]:
            first, last, kind = int(match["y"]), int(match["y"]), "year"
        elif match["han"]:
            first = last = int("".join(str(_DIGITS.index(char)) for char in match["han"][:4].replace("零", "〇")))
            kind = "year"
        else:
            period = plan_period(match["n"] or match["n2"] or match["n3"])
            if period is None:
                continue
            (first, last), kind = period, "plan"
        found.append(YearMention(match.start(), match.end(), first, last, kind))
    return tuple(found)
