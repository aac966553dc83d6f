"""Areas that are no division and have no code: 京津冀及周边地区, 关中5市, 珠三角. Their names stand in `lexicon/region_words.csv`."""

from __future__ import annotations

from functools import cache

import regex

from pipeline.knowledge import Knowledge
from pipeline.records import Region


def areas(text: str, known: Knowledge) -> list[tuple[int, int, Region]]:
    """The areas that running text names, `(start, end, region)`, with the words that belong to their name (5市, 及周边地区)."""
    found = []
    for name in _names(known).finditer(text):
        tail = _tail(known).match(text, name.end())
        end = (tail or name).end()
        found.append((name.start(), end, Region(text[name.start():end], None)))
    return found


@cache
def _names(known: Knowledge) -> regex.Pattern:
    """All names of areas, the longest first."""
    names = [row["surface"] for row in known.lexicon["region_words"] if row["kind"] in ("group", "zone")]
    return regex.compile("|".join(map(regex.escape, sorted(names, key=len, reverse=True))) or "(?!)")


@cache
def _tail(known: Knowledge) -> regex.Pattern:
    return next(rule.pattern for rule in known.rules["regions"] if rule.data["where"] == "area")
