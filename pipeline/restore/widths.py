"""How wide the page is at which lines were broken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.restore.lines import Line

WIDEST = 75  # ems; wider lines are paragraphs of their own, not lines of paper
NARROWEST = 14
CUT = 0.25  # share of the text in the longest lines; below 0.1 in PDF texts and scraped pages
CUT_LINES = 3  # so many at least
CLUSTER = 0.4  # share of the text in lines of one width: 0.6 to 0.95 in PDF texts, below 0.05 in scraped pages
FEW = 8  # lines of a page from which its own width is told
BROKEN = 0.4  # share of full lines that end inside a sentence: above 0.7 in PDF texts, 0 where lines are paragraphs
STOPS = "。！？；：!?;:"
DOTS = "..", "··", "…"


def width(text: str) -> float:
    """Ems: a Chinese character is one, a Latin letter or digit half (from the UTF-8 length, so one pass in C).

    >>> width("到2025年")
    4.0
    """
    return len(text) / 2 + (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 4


def page_width(ems: Sequence[float]) -> float:
    """The width at which lines of these widths were broken, or 0 where each line is a paragraph of its own.

    Lines that the paper breaks are as wide as each other: most of the text stands in lines of one width, within 4 ems.
    """
    weight = Counter()
    for each in ems:
        weight[round(each)] += each
    share, edge = max((sum(weight[k] for k in range(e - 3, e + 2)), e) for e in range(NARROWEST, WIDEST))
    return float(edge) if share and share >= CLUSTER * sum(weight.values()) else 0.0


def cut_length(printed: Sequence[Line]) -> int:
    """The number of characters at which a converter cut the lines, 0 where it did not.

    Paper breaks lines at a width, so lines with digits, which are narrow, have more characters than others. Where much
    of the text stands in lines of one length and none is longer, words and numbers were cut wherever the count fell.
    """
    longest = max((len(line.text) for line in printed), default=0)
    total = sum(len(line.text) for line in printed)
    full = [line for line in printed if len(line.text) == longest]
    enough = longest >= NARROWEST and len(full) >= CUT_LINES and len(full) * longest >= CUT * total
    return longest if enough and _broken(full) else 0


def _broken(full: Sequence[Line]) -> bool:
    """Whether full lines end where the paper or a converter ended them, not the writer."""
    return sum(line.text[-1] not in STOPS for line in full) >= BROKEN * len(full)


def columns(printed: Sequence[Line], measured: Sequence[float]) -> list[float]:
    """The width at which each line was broken: the page's own or the document's, the narrower one that holds the line.

    A page whose widest lines are those of a box in small print still has text as wide as the other pages'; a page of
    few lines, or of lines that tell nothing, has the document's width. All are 0 where lines are paragraphs.

    Lines of a table of contents, which dots make as long as one likes, are not measured.
    """
    plain = [(line, ems) for line, ems in zip(printed, measured) if not any(dots in line.text[-9:] for dots in DOTS)]
    whole = page_width([ems for _, ems in plain])
    if not whole or not _broken([line for line, ems in plain if whole - 3 <= round(ems) <= whole + 1]):
        return [0.0] * len(printed)
    pages = defaultdict(list)
    for line, ems in plain:
        pages[line.page].append(ems)
    own = {page: page_width(ems) for page, ems in pages.items() if len(ems) >= FEW}
    both = {page: sorted((own.get(page) or whole, whole)) for page in pages.keys() | {line.page for line in printed}}
    return [both[line.page][ems > both[line.page][0] + 1] for line, ems in zip(printed, measured)]
