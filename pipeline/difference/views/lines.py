"""The difference in the terminal: a block of lines for each kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from pipeline.difference.statement import Printed
from pipeline.difference.views.rows import Row, counted

INDICATOR = 36  # columns


def to_lines(difference: Printed, found: list[Row]) -> str:
    """Kind, year, indicator and what changed; doubtful ones with a question mark, uncertain pairs with their score."""
    return "".join(f"{_clean(line).rstrip()}\n" for line in _lines(difference, found))


def _lines(difference: Printed, found: list[Row]) -> Iterator[str]:
    for kind, group in groupby(found, key=lambda row: row.kind):
        members = list(group)
        yield f"{members[0].label} {kind.replace('_', ' ')} ({len(members)})"
        years = max(width(row.year) for row in members)
        for row in members:
            name = f"{row.indicator}［{row.region}］" if row.region else row.indicator
            score = f"  [{row.score:.2f}]" if row.score is not None and row.score < 1 and not row.doubtful else ""
            yield f"{'?' if row.doubtful else ' '} {fitted(row.year, years)}  {fitted(name, INDICATOR)}  {row.message}{score}"
        yield ""
    yield f"{difference['old']['id']} → {difference['new']['id']}: {counted(difference)}"


def width(text: str) -> int:
    """Columns in a terminal: Chinese characters take two.

    >>> width("能耗 14%")
    8
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def fitted(text: str, columns: int) -> str:
    """The text in exactly so many columns, cut with an ellipsis where it is longer.

    >>> fitted("能耗", 6), fitted("单位GDP能耗", 8)
    ('能耗  ', '单位GDP…')
    """
    if width(text) > columns:
        while width(text) > columns - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (columns - width(text))


def _clean(line: str) -> str:
    """A document must not steer the terminal that shows a piece of it."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in line)
