"""The lines of a source, without page numbers, running headers and footers.

A PDF's text has marks of the page between the halves of a sentence. They are found here, where the page is still
known: a page ends at a form feed or at a page number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median
from typing import NamedTuple

import regex

from pipeline.knowledge import Knowledge

# Everything that str.splitlines takes for a line end; a line starts at its first printed character.
# A page number that stands upright, a line for each digit between two dashes, is one line.
LINE = re.compile(r"[—–-]\s{1,4}(?:\d{1,4}\s{1,4}){1,4}[—–-](?=\s{0,9}(?:\f|\Z))"
                  r"|\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
DIGITS = re.compile(r"\d+")
LONG_GAP = 1000  # characters of white space whose lines are not counted
MARK_LENGTH = 20  # characters; a longer line is no page mark
EDGE = 3  # printed lines at the top and bottom of a page where its furniture stands
SHORT, LEAST = 0.9, 20  # a header does not fill its line, where lines are of so many characters
PROSE_ENDS = "。，、；："  # no header ends so
PAGES = 3  # a header repeats on at least so many pages


class Line(NamedTuple):
    """`text` without white space at its ends; `indent` and `blanks` count the spaces and empty lines before it."""

    start: int
    text: str
    indent: int
    blanks: int
    page: int
    furniture: bool = False


def union(knowledge: Knowledge, kind: str) -> regex.Pattern:
    """One pattern for all rules of `layout.toml` of a kind."""
    rules = [rule for rule in knowledge.rules["layout"] if rule.data["kind"] == kind]
    return regex.compile("\n|".join(f"(?:{rule.pattern.pattern}\n)" for rule in rules), regex.V1 | regex.VERBOSE)


def lines(text: str, knowledge: Knowledge) -> list[Line]:
    """The printed lines of `text` in order; page marks are dropped, running headers are marked as furniture."""
    is_mark = union(knowledge, "page_mark").match
    kept, page, blanks, end = [], 0, 0, 0
    for match in LINE.finditer(text):
        start, printed = match.start(), match.group().rstrip()
        indent, empty, turned = _gap(text[end:start])
        page, blanks, end = page + turned, blanks + empty, match.end()
        if len(printed) <= MARK_LENGTH and is_mark(printed):
            page, blanks = page + 1, blanks + 1
            continue
        kept.append(Line(start, printed, indent, blanks, page))
        blanks = 0
    return _without_furniture(kept, union(knowledge, "edge_mark")) if page else kept


def _gap(gap: str) -> tuple[int, int, bool]:
    """What stands between two printed lines: the second one's indent, empty lines, and whether the page turns."""
    if gap == "\n":
        return 0, 0, False
    ends = list(LINE_END.finditer(gap)) if len(gap) < LONG_GAP else [None, re.search(r"\Z", gap)]
    return len(gap) - (ends[-1].end() if ends else 0), max(len(ends) - 1, 0), "\f" in gap


def _without_furniture(printed: list[Line], edge: regex.Pattern) -> list[Line]:
    """Drop the numbers at page edges and mark the lines that return at the same edge of many pages."""
    pages = defaultdict(list)
    for index, line in enumerate(printed):
        pages[line.page].append(index)
    dropped = _page_numbers(printed, pages, edge)
    repeated = _running(printed, pages, dropped)
    for index in repeated:
        printed[index] = printed[index]._replace(furniture=True)
    return [line for index, line in enumerate(printed) if index not in dropped]


def _page_numbers(printed: list[Line], pages: dict[int, list[int]], edge: regex.Pattern) -> set[int]:
    """Indices of bare numbers at page edges that count the pages: number minus page is the same on most pages."""
    found, offsets = [], Counter()
    for order, (_, members) in enumerate(sorted(pages.items())):
        for side in (members[:EDGE], members[:-EDGE - 1:-1]):
            for index in side:
                if len(printed[index].text) > 6 or not edge.match(printed[index].text):
                    break
                number = printed[index].text
                found.append((index, order, number))
                if number.isdecimal():
                    offsets[int(number) - order] += 1
    usual = {offset for offset, count in offsets.items() if count >= 2}
    return {index for index, order, number in found if not number.isdecimal() or int(number) - order in usual}


def _running(printed: list[Line], pages: dict[int, list[int]], dropped: set[int]) -> set[int]:
    """Indices of lines that stand, but for their digits, at the same edge of at least `PAGES` pages and of half."""
    seen = defaultdict(list)
    full = median(len(line.text) for line in printed) if printed else 0
    for members in pages.values():
        members = [index for index in members if index not in dropped]
        for edge, index in [(0, i) for i in members[:1]] + [(1, i) for i in members[:0:-1][:1]]:
            if printed[index].text[-1] in PROSE_ENDS or len(printed[index].text) >= SHORT * full > LEAST:
                continue
            seen[edge, DIGITS.sub("0", printed[index].text)].append(index)
    enough = max(PAGES, len(pages) // 2)
    return {index for found in seen.values() if len(found) >= enough for index in found}
