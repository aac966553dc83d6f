"""Lines → paragraphs: undo the line breaks of the page, and only those.

The text of a PDF breaks its lines where the paper ends, in the middle of sentences and words. A scraped page has one
paragraph per line. Tables come as columns of short lines that must not be glued to sentences. What decides is whether
a line was full: the page's width is measured, and a line is full when the next line's first word had no room on it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import regex

from pipeline.knowledge import Knowledge
from pipeline.records import Place, Source
from pipeline.restore.lines import Line, lines
from pipeline.restore.windows import overlap

WIDEST = 75  # ems; wider lines are paragraphs of their own, not lines of paper
NARROWEST = 14
CLUSTER = 0.4  # share of the text in lines of one width: 0.6 to 0.95 in PDF texts, below 0.05 in scraped pages
FULL = 0.88  # of the width: lines are justified, and fonts are not all square
STOPS = "。！？；：!?;:"
CLOSERS = "，。、；：！？）》】〕”’％%"  # no paragraph begins with one
OPEN_ENDS = "，、（《“‘〔【-—和与及的或以"  # no sentence ends with one
WORD = regex.compile(r"[\x21-\x7e]{1,40}|.[，。、；：！？）》”’]{0,3}")
COLUMNS = regex.compile(r"\S\s{2,200}\S.{0,200}\S\s{2,200}\S|\t")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text` without line breaks, and the place that maps it to the source.

    `again` are places where a part of it is printed once more, each with the index at which the part begins.
    """

    text: str
    place: Place
    furniture: bool = False
    again: tuple[tuple[int, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The patterns of `layout.toml` that decide over line breaks, by their kind."""

    label: tuple[regex.Pattern, ...]
    opener: tuple[regex.Pattern, ...]
    leader: tuple[regex.Pattern, ...]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Layout:
        kinds = ("label", "opener", "leader")
        return cls(*(tuple(rule.pattern for rule in knowledge.rules["layout"] if rule.data["kind"] == kind)
                     for kind in kinds))


def paragraphs(source: Source, knowledge: Knowledge) -> list[Paragraph]:
    """The paragraphs of a source's text, in its order."""
    layout, printed = Layout.of(knowledge), lines(source.text, knowledge)
    measured = [width(line.text) for line in printed]
    columns = _columns(printed, measured)
    result, group, furniture = [], [], []
    for number, line in enumerate(printed):
        if line.furniture:
            furniture.append(_glue(source.name, [line]))
            continue
        if group and not _joins(printed, measured, group, number, columns.get(line.page, 0.0), layout):
            result.append(_glue(source.name, [printed[k] for k in group]))
            result += furniture
            group, furniture = [], []
        group.append(number)
    if group:
        result.append(_glue(source.name, [printed[k] for k in group]))
    return result + furniture


def width(text: str) -> float:
    """Ems: a Chinese character is one, a Latin letter or digit half (from the UTF-8 length, so one pass in C).

    >>> width("到2025年")
    4.0
    """
    return len(text) / 2 + (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 4


def page_width(ems: list[float]) -> float:
    """The width at which lines of these widths were broken, or 0 where each line is a paragraph of its own.

    Lines that the paper breaks are as wide as each other: most of the text stands in lines of one width, within 4 ems.
    """
    weight = Counter()
    for width_ in ems:
        weight[round(width_)] += width_
    total = sum(weight.values())
    share, edge = max((sum(weight[k] for k in range(e - 3, e + 2)), e) for e in range(NARROWEST, WIDEST))
    return float(edge) if share >= CLUSTER * total else 0.0


def _columns(printed: list[Line], measured: list[float]) -> dict[int, float]:
    """The width of each page; a page of few lines, or of lines that tell nothing, has the document's."""
    dotted = [".." in line.text[-9:] or "··" in line.text[-9:] or "…" in line.text[-9:] for line in printed]
    whole = page_width([ems for ems, dots in zip(measured, dotted) if not dots])
    pages = defaultdict(list)
    for line, ems, dots in zip(printed, measured, dotted):
        if not dots:
            pages[line.page].append(ems)
    own = {page: page_width(ems) for page, ems in pages.items() if len(ems) >= 8}
    return {page: own.get(page) or whole for page in {line.page for line in printed}} if whole else {}


def _joins(printed: list[Line], measured: list[float], group: list[int], number: int, column: float,
           layout: Layout) -> bool:
    """Whether line `number` goes on with the paragraph of the lines `group`."""
    above, line = printed[group[-1]], printed[number]
    if len(group) == 1 and len(above.text) <= 6 and any(label.search(above.text) for label in layout.label):
        return not any(opener.search(line.text) for opener in layout.opener) and line.blanks <= 2
    if line.text[0] in CLOSERS and above.text[-1] not in STOPS:
        return (len(line.text) > 1 or line.text in "。，、；") and not overlap(above.text, line.text)
    if not column or _apart(above.text, layout) or _apart(line.text, layout):
        return False
    if any(opener.search(line.text) for opener in layout.opener):
        return above.text[-1] in OPEN_ENDS and _full(above, line, measured[group[-1]], column)
    if _full(above, line, measured[group[-1]], column):
        return above.text[-1] not in STOPS and line.indent < 4 or not line.indent and not line.blanks
    return _dangling(printed, measured, group, line, column)


def _full(above: Line, line: Line, ems: float, column: float) -> bool:
    """Whether the first word of `line` had no room behind `above`."""
    first = WORD.match(line.text).group()
    return ems + above.indent / 2 + width(first) >= FULL * column


def _dangling(printed: list[Line], measured: list[float], group: list[int], line: Line, column: float) -> bool:
    """Whether a short line is the overflow of a full one: `…贯彻习近平总书记对河北 / 工 / 作的重要指示…`."""
    above = printed[group[-1]]
    if above.text[-1] in STOPS:
        return False
    if "，" in above.text and len(above.text) >= 8 and not line.blanks and line.indent < 2:
        return True  # a sentence that has begun goes on, however short its line was cut
    if len(group) < 2:
        return False
    if above.text[-1] in "，、":
        return True
    overflow = measured[group[-1]] <= 6 and _full(printed[group[-2]], above, measured[group[-2]], column)
    return overflow and not line.blanks


def _apart(text: str, layout: Layout) -> bool:
    """A line of a table of contents or a row of columns stays alone."""
    return bool(COLUMNS.search(text)) or any(leader.search(text) for leader in layout.leader)


def _glue(name: str, group: list[Line]) -> Paragraph:
    runs, at = [], 0
    for line in group:
        runs.append((at, line.start, len(line.text)))
        at += len(line.text)
    return Paragraph("".join(line.text for line in group), Place(name, tuple(runs)), group[0].furniture)
