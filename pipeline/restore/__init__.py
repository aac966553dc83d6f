"""The restore stage: the text of a source → every sentence once, in reading order, with all its places."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.knowledge import Knowledge
from pipeline.records import Place, PlanWarning, Sentence, Source
from pipeline.restore.copies import places
from pipeline.restore.order import reading_order
from pipeline.restore.sentences import LONGEST, pieces
from pipeline.restore.unwrap import paragraphs
from pipeline.restore.windows import without_overlaps

FEW = 20  # warnings of one kind; each says how many there are


@dataclass(frozen=True)
class Restored:
    """`repeated` counts the printed copies that were folded into the sentences they repeat."""

    sentences: tuple[Sentence, ...]
    repeated: int
    warnings: tuple[PlanWarning, ...]


def restore(source: Source, knowledge: Knowledge) -> Restored:
    """Undo what page and scrape did to the text of `source`; an unrepeated text comes out as it was printed."""
    printed = list(pieces(without_overlaps(paragraphs(source, knowledge))))
    order = reading_order(printed, knowledge)
    sentences = tuple(Sentence(printed[copies[0]].text, places([printed[i] for i in copies]),
                               printed[copies[0]].paragraph) for copies in order)
    endless = [sentence.places[0] for sentence in sentences if len(sentence.text) >= LONGEST]
    warnings = tuple(_too_long(source.name, place, len(endless)) for place in endless[:FEW])
    repeated = sum(len(sentence.places) - 1 for sentence in sentences)
    return Restored(sentences, repeated, warnings)


def _too_long(name: str, place: Place, count: int) -> PlanWarning:
    span = place.span
    more = f" ({count} in all)" if count > FEW else ""
    return PlanWarning("long_sentence", f"no sentence end within {LONGEST} characters: cut there{more}", name, span.start,
                       span.end)
