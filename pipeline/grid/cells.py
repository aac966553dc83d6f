"""What a cell prints, before any meaning: white space that the page put there, and whether it is a number.

A cell's text is tidied once, so that labels compare and digits that a narrow column broke are whole again.
"""

from __future__ import annotations

from functools import cache

import regex

from pipeline.knowledge import knowledge

_DIGITS = str.maketrans("０１２３４５６７８９％．＋－", "0123456789%.+-")
_BLANK = regex.compile(r"[ \t\u3000\xa0\u200b\ufeff]+")
_WORDS = regex.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
# Two paragraphs of a cell may be two numbers; a lone digit or a cut decimal is the tail of one.
_TWO_NUMBERS = regex.compile(r"(?<![\d.])\d[\d.]{1,12}\n\d[\d.]{1,12}(?![\d.])")
_NUMBER = regex.compile(r"\d[\d,，]{0,15}(?:\.\d{1,8})?")


def tidy(text: str) -> str:
    """A cell's text without the page's white space; line breaks stay only between two numbers.

    >>> tidy("2 022 年\\n目标值"), tidy("10 0%"), tidy("1 \\n0"), tidy("１２．５"), tidy("GDP per capita")
    ('2022年目标值', '100%', '10', '12.5', 'GDP per capita')
    >>> tidy("45.2\\n(42.1)"), tidy("120\\n350")
    ('45.2(42.1)', '120\\n350')
    """
    if text.isalnum() and text.isascii():
        return text
    text = _BLANK.sub(" ", text.translate(_DIGITS)).strip()
    text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    if "\n" in text and not _TWO_NUMBERS.search(text):
        text = text.replace("\n", " ")
    return "".join(_join(text)) if " " in text else text


def _join(text: str) -> list[str]:
    """Single spaces survive between Latin words only."""
    kept = {match.start() for match in _WORDS.finditer(text)}
    return [char for k, char in enumerate(text) if char != " " or k in kept]


@cache
def _pattern(name: str) -> regex.Pattern:
    return next(rule.pattern for rule in knowledge().rules["grids"] if rule.id == name)


def matches(name: str, text: str) -> regex.Match | None:
    """The rule of `rules/grids.toml` at the start of a text; its pattern says how far."""
    return _pattern(name).match(text)


def search(name: str, text: str) -> regex.Match | None:
    """The rule found anywhere in a text."""
    return _pattern(name).search(text)


def is_blank(cell: str) -> bool:
    """Empty, or a dash, slash or dots that stand for no value."""
    return not cell or bool(matches("blank", cell))


def is_value(cell: str) -> bool:
    """A cell that prints a number, and little beside it: ≥98, 13左右, [5], 65.3①, but not 2020年 or 12个盟市."""
    return bool(cell) and len(cell) <= 40 and bool(matches("value", cell))
