"""The places of a sentence's copies: runs that map the leading copy's text to each copy's source characters."""

from __future__ import annotations

import re

from pipeline.records import Place
from pipeline.restore.sentences import Piece

WORDS = re.compile(r"\S+")


def places(copies: list[Piece]) -> tuple[Place, ...]:
    """All places of a sentence's copies, which have the same key; the first one's text leads."""
    leading = copies[0].text
    return tuple(place if piece.text == leading else aligned(leading, piece.text, place)
                 for piece in copies for place in (piece.place, *piece.again))


def aligned(leading: str, text: str, place: Place) -> Place:
    """The place that maps `leading` to the source of a copy that differs in white space; spaces stay unmapped."""
    source = [start + offset for _, start, length in place.runs for offset in range(length)]
    runs: list[list[int]] = []
    for leading_at, copy_at in zip(_columns(leading), _columns(text)):
        at = source[copy_at]
        if runs and leading_at == runs[-1][0] + runs[-1][2] and at == runs[-1][1] + runs[-1][2]:
            runs[-1][2] += 1
        else:
            runs.append([leading_at, at, 1])
    return Place(place.source, tuple((leading_at, at, length) for leading_at, at, length in runs))


def _columns(text: str) -> list[int]:
    """Indices of the characters that are no white space."""
    return [index for match in WORDS.finditer(text) for index in range(*match.span())]
