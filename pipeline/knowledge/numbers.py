"""The small grammar of printed numbers: folding, digits, Chinese numerals.

Folding makes one form of what scrapes print in many: white space inside numbers and words is dropped, full-width digits
and signs become ASCII, all dashes of ranges become `—`. It maps characters one to one, so offsets survive.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

import regex

_FOLDS = {ord("％"): "%", ord("⁄"): "/", ord("／"): "/", ord("∕"): "/", ord("．"): ".", ord("＋"): "+", ord("－"): "—",
          ord("–"): "—", ord("―"): "—", ord("─"): "—", ord("〜"): "～", ord("~"): "～", ord("∼"): "～", ord("㎡"): "㎡",
          ord("﹪"): "%", ord("(") : "（", ord(")"): "）", ord(";"): "；", ord("＂"): "”", ord(":"): "：", ord("﹕"): "：", ord("︰"): "：",
          **{ord("０") + k: str(k) for k in range(10)},
          **{ord("Ａ") + k: chr(ord("A") + k) for k in range(26)},
          **{ord("ａ") + k: chr(ord("a") + k) for k in range(26)}}
_COMMA = regex.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")  # a comma that separates no thousands is punctuation
_SPACE = regex.compile(r"[\s\u200b\u200c\u200d\ufeff\u3000]")
_PRINTED = regex.compile(r"[^\s\u200b\u200c\u200d\ufeff\u3000]+")
_ODD = regex.compile(rf"[,\s\u200b\u200c\u200d\ufeff\u3000{regex.escape(''.join(map(chr, _FOLDS)))}]")
DIGITS = r"\d{1,3}(?:[,，]\d{3}){1,4}(?!\d)(?:\.\d{1,8})?|\d{1,12}(?:\.\d{1,8})?"

_NUMERALS = {c: k for k, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}


@lru_cache(maxsize=8192)
def fold(text: str) -> tuple[str, tuple[int, ...] | range]:
    """The folded text without white space, and for each of its characters the index in `text`.

    >>> fold("２０２０ 年")
    ('2020年', (0, 1, 2, 3, 5))
    """
    if not _ODD.search(text):
        return text, range(len(text))
    folded = _COMMA.sub("，", text.translate(_FOLDS))
    if not _SPACE.search(folded):
        return folded, range(len(text))
    words = list(_PRINTED.finditer(folded))
    index = tuple(chain.from_iterable(range(*word.span()) for word in words))
    return "".join(word[0] for word in words), index


@cache
def _digits() -> regex.Pattern:
    return regex.compile(rf"[—-]?(?:{DIGITS})")


def parse_number(text: str) -> float | None:
    """The value of one printed number (digits or Chinese numerals), None where the text is none.

    >>> parse_number("1,234.5"), parse_number("８"), parse_number("六十"), parse_number("约")
    (1234.5, 8.0, 60.0, None)
    """
    folded, _ = fold(text)
    if _digits().fullmatch(folded):
        return float(Decimal(folded.replace(",", "").replace("，", "").replace("—", "-")))
    return _chinese(folded)


def _chinese(text: str) -> float | None:
    whole, point, decimals = text.partition("点")
    value, unit = 0, 0
    for char in whole:
        if char in _STEPS:
            value += (unit or 1) * _STEPS[char]
            unit = 0
        elif char in _NUMERALS:
            unit = _NUMERALS[char]
        else:
            return None
    if not whole or point and not (decimals and all(c in _NUMERALS for c in decimals)):
        return None
    tail = "".join(str(_NUMERALS[c]) for c in decimals)
    return float(f"{value + unit}.{tail or 0}")
