"""Sentences that a plan reckons in: under the title of a forecast, or before 按照此原则估算 in a paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.years import find_years
from pipeline.records import Block, BlockKind

_FRONT = 60  # a title and the words that look back stand at the front


def reckonings(blocks: Iterable[Block], known: Knowledge) -> frozenset[str]:
    """The ids of the blocks whose numbers are assumptions and coefficients of an estimate.

    Below the title of a forecast these are the sentences without a year; a dated one (预计2025年达到…) says what the plan
    expects, and so do the parts of it behind (其中…).
    """
    found, paragraph, before, forecast, expected = set(), None, [], False, False
    for block in blocks:
        front = fold(block.text[:_FRONT])[0]
        if block.paragraph != paragraph:
            paragraph, before, expected = block.paragraph, [], False
        if pattern(known, "reckoning.back").search(front):
            found.update(before)
        before.append(block.id)
        if _is_title(block, front, known):
            forecast = pattern(known, "reckoning.title").search(front) is not None
        elif forecast:
            part = expected and pattern(known, "reckoning.part").match(front)
            expected = bool(part or find_years(fold(block.text)[0]))
            if not expected:
                found.add(block.id)
    return frozenset(found)


def _is_title(block: Block, front: str, known: Knowledge) -> bool:
    return block.kind is BlockKind.HEADING or bool(pattern(known, "reckoning.numbered-line").match(front))
