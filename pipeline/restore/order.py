"""Which pieces are copies of one sentence, and in which order the sentences stood."""

from __future__ import annotations

from pipeline.restore.sentences import Piece

SHORTEST = 10  # characters of a sentence whose repetition means anything


def reading_order(printed: list[Piece]) -> list[list[int]]:
    """For each sentence, in reading order, the indices of its copies, the first printed one first."""
    groups: dict[str, list[int]] = {}
    order: list[list[int]] = []
    for index, piece in enumerate(printed):
        if piece.furniture or (piece.prose and len(piece.key) >= SHORTEST):
            found = groups.get(piece.key)
            if found is not None:
                found.append(index)
                continue
            groups[piece.key] = [index]
            order.append(groups[piece.key])
        else:
            order.append([index])
    return order
