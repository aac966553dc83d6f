"""The places of a sentence's copies: runs that map the leading copy's text to each copy's source characters."""

from __future__ import annotations

import re

from pipeline.records import Place
from pipeline.restore.sentences import Piece

WORDS = re.compile(r"\S+")


def places(copies: list[Piece]) -> tuple[Place, ...]:
    """One place per copy; all copies have the same key, the first one's text leads."""
    leading = copies[0]
    return tuple(piece.place if piece.text == leading.text else aligned(leading, piece) for piece in copies)


def aligned(leading: Piece, copy: Piece) -> Place:
    """The place that maps the leading text to the source of a copy that differs in white space: spaces stay unmapped."""
    ours, theirs = _columns(leading.text), _columns(copy.text)
    source = [start + offset for _, start, length in copy.place.runs for offset in range(length)]
    runs: list[list[int]] = []
    for text_at, copy_at in zip(ours, theirs):
        at = source[copy_at]
        if runs and text_at == runs[-1][0] + runs[-1][2] and at == runs[-1][1] + runs[-1][2]:
            runs[-1][2] += 1
        else:
            runs.append([text_at, at, 1])
    return Place(copy.place.source, tuple((text_at, at, length) for text_at, at, length in runs))


def _columns(text: str) -> list[int]:
    """Indices of the characters that are no white space."""
    return [index for match in WORDS.finditer(text) for index in range(*match.span())]
