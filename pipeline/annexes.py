"""The annexes that a plan's text names, matched with the files beside it by title and content.

A scrape prints a title up to three times: in the list at the end (附件：1、…), in links to the files (names cut short, tags
inside), and above the annex where the text holds it. Titles that are nearly the same are one annex.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

import regex

from pipeline.knowledge import knowledge
from pipeline.knowledge.numbers import parse_number
from pipeline.records import Annex, Block, PlanWarning, Source

SAME_TITLE = 0.82  # share of characters; 各盟市…减排预期目 (cut short) is 0.97, another annex of the plan 0.6
LIKE_TITLE = 0.6
LIST_BLOCKS, LIST_LENGTH, LONGEST_BLOCK = 24, 4_000, 20_000
MOST = 60  # titles; more are no list of annexes
HEAD_LENGTH = 3_000  # of a file, looked through for the words of a title
_TAG_OR_SPACE = regex.compile(r"<[^<>]{1,20}>|[\s\u200b\ufeff]+")
_NOISE = regex.compile(r"[《》“”\"'‘’「」（）()\[\]【】、，,.:：；;—\-_]|^附[件表]\d{0,2}|\.(?:docx?|pdf|xlsx?)$")
_NUMBER = regex.compile(r"(?:附[件表]|annex|appendix|attachment)\D{0,2}(?P<n>\d{1,2}|[一二三四五六七八九十])", regex.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A title that the text names; `number` as printed, `block` and the place of the title in it."""

    title: str
    number: int | None
    block: int
    start: int
    end: int


def match_annexes(blocks: Sequence[Block], sources: Sequence[Source]) -> tuple[tuple[Annex, ...], tuple[PlanWarning, ...]]:
    """The annexes in the order of the list, each with its file or null, and a `missing-annex` warning for each null.

    `blocks` are the plan's texts in reading order (any objects with `text` and `places`); `sources[0]` is the plan itself.
    """
    named = _fold(list(_named(blocks)))
    files = _assign(named, sources[1:])
    annexes, warnings = [], []
    for k, annex in enumerate(named):
        source = files.get(k) or _in_text(annex, blocks)
        annexes.append(Annex(annex.title, source))
        if source is None:
            span = blocks[annex.block].places[0].locate(annex.start, annex.end)
            warnings.append(PlanWarning("missing-annex", f"the text names the annex {annex.title}, and no file beside it "
                                        "holds it; put the file into the plan's folder", span.source, span.start, span.end))
    return tuple(annexes), tuple(warnings)


@cache
def _rule(name: str) -> regex.Pattern:
    return next(rule.pattern for rule in knowledge().rules["annexes"] if rule.id == name)


def _clean(text: str) -> tuple[str, list[int]]:
    """The text without white space and tags, and where each of its characters stands."""
    kept, at = [], 0
    for found in _TAG_OR_SPACE.finditer(text):
        kept += range(at, found.start())
        at = found.end()
    kept += range(at, len(text))
    return "".join(text[k] for k in kept), kept


def _named(blocks: Sequence[Block]) -> Iterator[Named]:
    """All titles: of each list and its links, which may go on in the next blocks."""
    for k, block in enumerate(blocks):
        if "附" not in block.text or len(block.text) > LONGEST_BLOCK:
            continue
        text, where = _clean(block.text)
        found = _rule("annex.list").search(text)
        count, start = 0, found.end() if found else 0
        for following in range(k, min(len(blocks), k + LIST_BLOCKS) if found else k):
            titles = list(_of_list(following, text, where, start, count + 1))
            if not titles and start < len(text):
                break
            yield from titles
            count = max([count, *(title.number or 0 for title in titles)])
            if following + 1 < len(blocks) and len(blocks[following + 1].text) <= LIST_LENGTH:
                (text, where), start = _clean(blocks[following + 1].text), 0


def _of_list(block: int, text: str, where: list[int], start: int, number: int) -> Iterator[Named]:
    """Titles behind `start` numbered from `number` on, or a single one without number, then the names of linked files."""
    stop = _rule("annex.end").search(text, start)
    end = stop.start() if stop else len(text)
    for count, left, right in _items(text, start, end, number):
        yield Named(text[left:right], count, block, where[left], where[right - 1] + 1)
    for link in _rule("annex.link").finditer(text, end if stop else start):
        left, right = link.span("name")
        yield Named(text[left:right].strip("《》"), None, block, where[left], where[right - 1] + 1)


def _items(text: str, start: int, end: int, first: int) -> Iterator[tuple[int | None, int, int]]:
    """(number, start, end) of the titles 1、… 2、… in text[start:end]; a lone title has no number."""
    marks: list[tuple[int, int]] = []
    while True:
        number = regex.compile(rf"(?<!\d){first + len(marks)}[.、．](?!\d{{1,2}}(?!\d))")
        found = number.search(text, marks[-1][1] if marks else start, end)
        if not found or (not marks and found.start() != start):
            break
        marks.append((found.start(), found.end()))
    for k, ((_, left), (right, _)) in enumerate(pairwise([*marks, (end, end)]), first):
        right = left + len(text[left:right].rstrip("。；;，"))
        if 1 < right - left <= 120:
            yield k, left, right
    lone = not marks and start and 4 <= end - start <= 60 and "。" not in text[start:end] and text[start] not in "《附"
    if lone:
        yield None, start, end


def _plain(title: str) -> str:
    return _NOISE.sub("", _clean(title)[0])


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a and b else 0.0


def _fold(named: list[Named]) -> list[Named]:
    """One of each title, the first printed, which the list prints whole."""
    kept: list[Named] = []
    for annex in named[:MOST * 2]:
        plain = _plain(annex.title)
        if not any(_likeness(plain, _plain(other.title)) >= SAME_TITLE or _plain(other.title).startswith(plain)
                   for other in kept):
            kept.append(annex)
    return kept[:MOST]


def _assign(named: list[Named], files: Sequence[Source]) -> dict[int, str]:
    """The best file for each annex, each file once, the surest pairs first."""
    pairs = sorted(((_fits(annex, file), -k, -j) for k, annex in enumerate(named) for j, file in enumerate(files)),
                   reverse=True)
    given: dict[int, str] = {}
    taken: set[int] = set()
    for score, k, j in pairs:
        if score >= LIKE_TITLE and -k not in given and -j not in taken:
            given[-k] = files[-j].name
            taken.add(-j)
    return given


def _fits(annex: Named, file: Source) -> float:
    """How well a file fits: its name, first lines and captions against the title, then the title's words in it."""
    title = _plain(annex.title)
    lines = [line for line in file.text[:HEAD_LENGTH].split("\n") if line.strip()][:6]
    names = [file.name.rsplit(".", 1)[0], *lines, *(table.caption for table in file.tables if table.caption)]
    cells = "".join(cell for table in file.tables[:3] for row in table.rows[:4] for cell in row)
    likeness = max(_likeness(title, _plain(name[:200])) for name in names)
    pairs = {title[k:k + 2] for k in range(len(title) - 1)}
    inside = _plain(file.text[:HEAD_LENGTH] + cells[:HEAD_LENGTH])
    shared = sum(pair in inside for pair in pairs) / max(1, len(pairs))
    number = _NUMBER.search(file.name) or _NUMBER.match(lines[0] if lines else "")
    same = number is not None and annex.number == parse_number(number["n"])
    return max(likeness, 0.8 * shared) + (0.25 if same else 0.0)


def _in_text(annex: Named, blocks: Sequence[Block]) -> str | None:
    """The plan's own source, where the annex stands behind its list: its title again, as one block or cut into two."""
    title, length, chars = _plain(annex.title), len(annex.title), set(annex.title)
    for block, following in pairwise([*blocks[annex.block + 1:], *blocks[-1:]]):
        for text in (block.text, block.text + following.text):
            if abs(len(text) - length) < 12 and len(set(text) & chars) * 2 >= len(chars) and _likeness(title, _plain(text)) >= SAME_TITLE:
                return block.places[0].span.source
    return None
