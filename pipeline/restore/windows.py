"""Overlapping windows: a scrape cut into pieces of so many characters, each beginning with the end of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.records import Place

if TYPE_CHECKING:
    from pipeline.restore.unwrap import Paragraph

PROBE = 12  # characters that a window shares with the one before, at least
WINDOW = 60  # characters of a window, at least
DEPTH = 2000  # characters of an overlap, at most
TRIES = 20  # places in a window at which an overlap may begin
PAIRS, SHARE = 2, 0.3  # so many neighbours overlap, at least, and such a share of them


def overlap(before: str, text: str) -> int:
    """How many characters at the end of `before` begin `text` again, 0 where it is no window.

    >>> overlap("一二三四五六七八九十" * 7 + "推进工业节能，实施能效提升计划", "推进工业节能，实施能效提升计划" + "，开展对标" * 12)
    15
    """
    if len(text) >= PROBE and before.endswith(text):
        return len(text)  # the last window is what the one before had left
    if min(len(before), len(text)) < WINDOW:
        return 0
    at = max(0, len(before) - DEPTH)
    for _ in range(TRIES):
        at = before.find(text[:PROBE], at + 1)
        if at < 0:
            return 0
        if text.startswith(before[at:]):
            return len(before) - at
    return 0


def without_overlaps(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, windows joined where they overlap; what a window repeats becomes a second place of it."""
    shared = [overlap(before.text, after.text) for before, after in pairwise(paragraphs)]
    long = sum(len(paragraph.text) >= WINDOW for paragraph in paragraphs)
    found = sum(length > 0 for length in shared)
    if found < PAIRS or found < SHARE * long:
        return list(paragraphs)
    chains: list[list[tuple[Paragraph, int]]] = []
    for paragraph, length in zip(paragraphs, [0, *shared]):
        if not length:
            chains.append([])
        chains[-1].append((paragraph, length))
    return [_joined(chain) for chain in chains]


def _joined(chain: list[tuple[Paragraph, int]]) -> Paragraph:
    texts, runs, again, at = [], [], [], 0
    for paragraph, length in chain:
        if length:
            again.append((at - length, paragraph.place.cut(0, length)))
        texts.append(paragraph.text[length:])
        runs += [(start - length + at, source, size)
                 for start, source, size in _from(paragraph.place, length, len(paragraph.text))]
        at += len(texts[-1])
    first = chain[0][0]
    return first._replace(text="".join(texts), place=Place(first.place.source, tuple(runs)), again=tuple(again))


def _from(place: Place, start: int, end: int) -> list[tuple[int, int, int]]:
    """The runs of text[start:end] by its own indices."""
    return [(text_start + start, source, size) for text_start, source, size in place.cut(start, end).runs]
