"""Rows that a converter drew at lines of text instead of at the table's rules.

A label of two lines becomes two rows, and a number set between them belongs to no row at all: its cell reaches from the
middle of one label into the next. Such a table is drawn anew, one row per label; labels and the cells of each column
stand in the same order, so each cell goes to the label it overlaps most, without crossing.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.grid.cells import is_blank, is_value, matches
from pipeline.grid.sheet import Sheet

MAX_PAIRS = 250_000  # labels × cells of a column
_COVER = 1.5  # what a label's first cell is worth
# What a further cell of one label costs: a second number, a number behind words, words that go on.
_AGAIN = {(True, True): 4.0, (False, True): 2.0, (True, False): 0.2, (False, False): 0.2}


@dataclass(slots=True)
class Area:
    """A printed cell: rows [start, end) of the body."""

    start: int
    end: int
    text: str

    def overlap(self, other: "Area") -> int:
        return min(self.end, other.end) - max(self.start, other.start)

    def within(self, other: "Area") -> bool:
        return other.start <= self.start and self.end <= other.end


def mend_rows(sheet: Sheet) -> None:
    """Draw a sheet's body anew where its cells cross its labels; leave every other sheet as it is."""
    first = sheet.header
    last = next((r for r in range(first, len(sheet.rows)) if sheet.is_full_width(r)), len(sheet.rows))
    inner = _label_column(sheet, first, last)
    if inner is None or last - first < 2:
        return
    printed = areas_of(sheet, inner, first, last)
    columns = {c: areas_of(sheet, c, first, last) for c in range(inner + 1, sheet.width)}
    labels = _whole_labels(sheet, printed, range(inner + 1, sheet.width))
    at = {row: label for label in labels for row in range(label.start, label.end)}
    crossed = any(_crosses(area, at) for areas in columns.values() for area in areas)
    if not crossed and len(labels) == len(printed) or len(labels) * len(printed) > MAX_PAIRS:
        return
    cells = {c: _deal(areas, labels) for c, areas in columns.items()}
    heads = _parents(sheet, labels, inner)
    fresh = 1 + max(max(row) for row in sheet.areas)
    rows, marks = [], []
    for k, label in enumerate(labels):
        left = [heads[k] or sheet.rows[label.start][c] for c in range(inner)]
        same = sheet.areas[label.start][:inner + 1]
        if all(area == same[-1] for area in same) and not heads[k]:
            left = [label.text] * inner
        rows.append(left + [label.text] + [_together(cells[c][k]) for c in range(inner + 1, sheet.width)])
        marks.append([fresh + k * sheet.width + _first_equal(rows[-1], c, inner) for c in range(sheet.width)])
    sheet.rows[first:last], sheet.areas[first:last] = rows, marks


def _first_equal(row: list[str], column: int, inner: int) -> int:
    """Label cells with one text are one cell still."""
    while 0 < column <= inner and row[column - 1] == row[column]:
        column -= 1
    return column


def _label_column(sheet: Sheet, first: int, last: int) -> int | None:
    """The last column of words before the first column of numbers."""
    for c in range(sheet.width):
        values = sum(is_value(sheet.rows[r][c]) or is_blank(sheet.rows[r][c]) for r in range(first, last))
        if values * 10 >= 3 * max(1, last - first):
            return c - 1 if c else None
    return None


def areas_of(sheet: Sheet, column: int, first: int, last: int) -> list[Area]:
    """The printed cells of a column, downwards."""
    areas: list[Area] = []
    for r in range(first, last):
        if areas and sheet.areas[r][column] == sheet.areas[r - 1][column] and r > first:
            areas[-1].end = r + 1
        else:
            areas.append(Area(r, r + 1, sheet.rows[r][column]))
    return areas


def _whole_labels(sheet: Sheet, printed: list[Area], values: range) -> list[Area]:
    """Labels whose second line was drawn as a cell of its own, put together again."""
    numbered = sum(bool(matches("numbered", area.text)) for area in printed) * 10 >= 6 * len(printed)
    labels: list[Area] = []
    for area in printed:
        tail = bool(labels) and (_is_tail(area.text) or numbered and not matches("numbered", area.text) and
                                 all(sheet.areas[area.start][c] == sheet.areas[area.start - 1][c] for c in values))
        if tail:
            labels[-1] = Area(labels[-1].start, area.end, labels[-1].text + area.text)
        else:
            labels.append(area)
    return labels


def _is_tail(text: str) -> bool:
    """（%） and 方米） cannot begin a label."""
    closed = max(text.find("）"), text.find(")"))
    opened = [k for k in (text.find("（"), text.find("(")) if k >= 0]
    return closed >= 0 and (not opened or closed < min(opened) or text[0] in "（(" and closed == len(text) - 1)


def _crosses(area: Area, at: dict[int, Area]) -> bool:
    """Whether a cell begins inside one label and reaches into the next, or the other way; `at` gives a row's label."""
    first, last = at[area.start], at[area.end - 1]
    return first is not last and (first.start < area.start or area.end < last.end)


def _deal(areas: list[Area], labels: list[Area]) -> list[list[str]]:
    """The texts of a column's cells for each label, in order."""
    dealt: list[list[str]] = [[] for _ in labels]
    single = []
    for area in areas:
        covered = [k for k, label in enumerate(labels) if label.within(area)]
        if len(covered) > 1:
            for k in covered:
                dealt[k].append(area.text)
        elif area.text:
            single.append(area)
    for area, k in zip(single, _align(single, labels)):
        dealt[k].append(area.text)
    for area in single:
        for k, label in enumerate(labels):
            if not dealt[k] and area.overlap(label) > 0 and not is_value(area.text):
                dealt[k].append(area.text)  # 约束性 set between two labels holds for both
    return dealt


def _align(areas: list[Area], labels: list[Area]) -> list[int]:
    """The best label for each cell, never going back; of equals the earlier label."""
    best: list[list[float]] = []
    came: list[list[int]] = []
    for i, area in enumerate(areas):
        scores, origins = [], []
        reach, origin = (0.0, -1) if i == 0 else (float("-inf"), -1)
        for k, label in enumerate(labels):
            overlap = area.overlap(label)
            fits = overlap if overlap >= 0 else float("-inf")  # 0: right above or below
            pair = (is_value(areas[i - 1].text), is_value(area.text))
            again = best[i - 1][k] - _AGAIN[pair] if i else float("-inf")
            anew = reach + _COVER
            scores.append(fits + max(anew, again))
            origins.append(origin if anew >= again else k)
            if i and best[i - 1][k] > reach:
                reach, origin = best[i - 1][k], k
        best.append(scores)
        came.append(origins)
    return _trace(best, came) if areas else []


def _trace(best: list[list[float]], came: list[list[int]]) -> list[int]:
    k = max(range(len(best[-1])), key=lambda j: best[-1][j])
    path = []
    for origins in reversed(came):
        path.append(max(k, 0))
        k = origins[k] if k >= 0 else -1
    return path[::-1]


def _together(texts: list[str]) -> str:
    """Cells of one label: a sentence goes on, but what follows a number stands apart from it."""
    out = ""
    for text in texts:
        out += ("；" if is_value(out) else "") + text
    return out


def _parents(sheet: Sheet, labels: list[Area], inner: int) -> list[str]:
    """A heading over several labels that was drawn as one cell per line of its text: （15）主要污染 / 物排放（万吨）.

    It also heads the labels without number and unit right above and below, which its lines did not reach.
    """
    heads = [""] * len(labels)
    if not inner:
        return heads
    texts = [sheet.rows[a.start][0] if sheet.areas[a.start][0] != sheet.areas[a.start][inner] else "" for a in labels]
    for k in range(1, len(labels)):
        above, here = texts[k - 1], texts[k]
        if here and above and here != above and matches("numbered", above) and not matches("numbered", here):
            first, last = k - 1, k
            while first and texts[first - 1] == above:
                first -= 1
            while last + 1 < len(labels) and texts[last + 1] == here:
                last += 1
            first, last = _bare(labels, first, -1), _bare(labels, last, 1)
            heads[first:last + 1] = [above + here] * (last + 1 - first)
    return heads


def _bare(labels: list[Area], k: int, step: int) -> int:
    """Go on over labels that have neither number nor unit."""
    while 0 <= k + step < len(labels) and not matches("numbered", labels[k + step].text) \
            and not labels[k + step].text.endswith(("）", ")")):
        k += step
    return k
