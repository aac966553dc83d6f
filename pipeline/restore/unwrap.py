"""Lines → paragraphs: undo the line breaks of the page, and only those.

The text of a PDF breaks its lines where the paper ends, in the middle of sentences and words. A scraped page has one
paragraph per line. Tables come as columns of short lines that must not be glued to sentences. What decides is whether
a line was full: the page's width is measured, and a line is full when the next line's first word had no room on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.knowledge import Knowledge
from pipeline.records import Place, Source
from pipeline.restore.lines import Line, lines, union
from pipeline.restore.widths import STOPS, columns, cut_length, width
from pipeline.restore.windows import overlap

FULL = 0.88  # of the width: lines are justified, and fonts are not all square
CLOSERS = ",，。、；：！？）》】〕”’％%"  # no paragraph begins with one
OPEN_ENDS = ",，、（《“‘〔【-—和与及的或以"  # no sentence ends with one
BEGUN = 8  # characters of a line from which a comma tells that a sentence has begun
CUT = 20  # characters of a paragraph that was cut if it ends with a comma
NEARLY = 0.75  # of the width: a line so long, in the middle of a sentence, was broken by the paper
OVERFLOW = 6  # ems of the end of a line that some later printer broke once more
ASKING = 90  # characters at the end of a line that tell whether it asks for a number
LABEL = 8  # characters of a heading's number at most
WORD = regex.compile(r"[\x21-\x7e—–～]{1,40}|.[，。、；：！？）》”’]{0,3}")
BEGINS = regex.compile(r"[，。]|,(?!\d)")  # what tells that a sentence has begun in the line
COLUMNS = regex.compile(r"\S\s{2,200}\S.{0,200}\S\s{2,200}\S|\t")


class Paragraph(NamedTuple):
    """`text` without line breaks, and the place that maps it to the source.

    `again` are places where a part of it is printed once more, each with the index at which the part begins.
    """

    text: str
    place: Place
    furniture: bool = False
    again: tuple[tuple[int, Place], ...] = ()


class Row(NamedTuple):
    """A line and what decides whether the next one goes on with it.

    `ems` is its width and `column` the page's (0 where lines are paragraphs); `opens`: it begins a paragraph; `label`:
    it is a heading's number alone; `apart`: it is a line of a table of contents or a row of columns, or ends a caption;
    `cut`: it has exactly the characters at which a converter cut all lines; `raised`: its first digit stands above or
    below the end of the line before, and `ems` counts both; `awaited`: its number is what the line before asks for.
    """

    line: Line
    ems: float
    column: float
    opens: bool
    label: bool
    apart: bool
    caption: bool
    cut: bool
    raised: bool
    awaited: bool


def paragraphs(source: Source, knowledge: Knowledge) -> list[Paragraph]:
    """The paragraphs of a source's text, in its order; a running header stands behind the paragraph it interrupts."""
    result: list[Paragraph] = []
    group: list[Row] = []
    headers: list[Paragraph] = []
    for row in rows(lines(source.text, knowledge), knowledge):
        if row.line.furniture:
            headers.append(_glue(source.name, [row]))
        elif group and joins(group, row):
            group.append(row)
        else:
            result += [_glue(source.name, group), *headers] if group else headers
            group, headers = [row], []
    return [*result, *([_glue(source.name, group)] if group else ()), *headers]


def rows(printed: Sequence[Line], knowledge: Knowledge) -> Iterator[Row]:
    """The lines with their looks, by the patterns of `layout.toml` and the widths of their pages."""
    opener, label, leader, caption, small, asked = (
        union(knowledge, kind) for kind in ("opener", "label", "leader", "caption_end", "raised", "awaited"))
    measured = [width(line.text) for line in printed]
    widths, length = columns(printed, measured), cut_length(printed)
    above, reach = "", 0.0
    for line, ems, column in zip(printed, measured, widths):
        text = line.text
        seam = f"{above[-ASKING:]}\n{text[:BEGUN]}" if text[0].isdecimal() else ""
        raised, awaited = (bool(seam) and pattern.search(seam) is not None for pattern in (small, asked))
        above, reach = text, ems + reach * raised
        columned = ("  " in text or "\t" in text or "\u3000" in text) and COLUMNS.search(text) is not None
        yield Row(line, reach, column, opener.match(text) is not None,
                  len(text) <= LABEL and label.match(text) is not None, columned or leader.search(text) is not None,
                  caption.search(text) is not None,
                  bool(length) and len(text) == length, raised, awaited)


def joins(group: Sequence[Row], row: Row) -> bool:
    """Whether a line goes on with the paragraph of the lines `group`."""
    above, text, last = group[-1], row.line.text, group[-1].line.text[-1]
    if row.raised or row.awaited and not row.opens:
        return True
    if len(group) == 1 and above.label:
        counted = above.line.text[-1].isdecimal() and text[0].isdecimal()  # 专栏 1 and 2025年… would make 专栏 12025年…
        return not row.opens and not counted and row.line.blanks <= 2
    if text[0] in CLOSERS and last not in STOPS:
        return (len(text) > 1 or text in "。，、；") and not overlap(above.line.text, text)
    if above.cut:
        goes_on = last not in STOPS or not row.opens and not row.line.blanks
        return goes_on and not above.caption and not overlap(above.line.text, text)
    if above.apart or row.apart or above.caption:
        return False
    if not row.column:
        return not row.opens and len(above.line.text) >= CUT and last in "，、" and not overlap(above.line.text, text)
    full = _full(above, row)
    if row.opens:
        return full and last in OPEN_ENDS
    if full:
        return last not in STOPS and row.line.indent < 4 or not row.line.indent and not row.line.blanks
    return last not in STOPS and _goes_on(group, row)


def _full(above: Row, row: Row) -> bool:
    """Whether the first word of `row` had no room behind `above`."""
    return above.ems + above.line.indent / 2 + width(WORD.match(row.line.text).group()) >= FULL * row.column


def _goes_on(group: Sequence[Row], row: Row) -> bool:
    """Whether a sentence that stops in the middle of a short line is not over.

    Some printers break a broken line once more: `…贯彻习近平总书记对河北 / 工 / 作的重要指示…`.
    """
    above, text = group[-1], group[-1].line.text
    gap = row.line.blanks > 0 and row.line.page == above.line.page
    begun = BEGINS.search(text) is not None and len(text) >= BEGUN and not (len(group) == 1 and above.opens)
    if begun and not gap and row.line.indent < 2:
        return True
    if len(group) < 2:
        return False
    return text[-1] in "，、," or not gap and (above.ems <= OVERFLOW and _nearly(group[-2]) or _begun(group, row))


def _nearly(row: Row) -> bool:
    """Whether a line was all but full."""
    return row.ems >= NEARLY * row.column


def _begun(group: Sequence[Row], row: Row) -> bool:
    """Whether a sentence that began above the last line, which was all but full, is not over."""
    return (_nearly(group[-1]) and not group[-1].raised and row.line.indent < 2 and _full(group[-2], group[-1])
            and BEGINS.search(group[-2].line.text) is not None)


def _glue(name: str, group: Sequence[Row]) -> Paragraph:
    runs, at = [], 0
    for row in group:
        runs.append((at, row.line.start, len(row.line.text)))
        at += len(row.line.text)
    return Paragraph("".join(row.line.text for row in group), Place(name, tuple(runs)), group[0].line.furniture)
