"""The outline stage: sentences → a tree of numbered sections, and blocks in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.knowledge import Knowledge
from pipeline.outline.contents import contents
from pipeline.outline.headings import Part, Schemes, cut_headings
from pipeline.outline.titles import Titles
from pipeline.outline.tree import Tree
from pipeline.records import Block, BlockKind, Section, Sentence


def outline(sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections of a document and its blocks; the text before the first heading stands in no section."""
    listed, known = contents(sentences, knowledge)
    schemes, titles, tree = Schemes.of(knowledge), Titles(knowledge, known, sentences), Tree()
    blocks: list[Block] = []
    for index, sentence in enumerate(sentences):
        for part in _parts(sentences, index, listed, schemes, titles):
            heading = part.rule is not None and tree.enter(part)
            kind = BlockKind.HEADING if heading and part.title else BlockKind.SENTENCE
            _append(blocks, sentence, part, tree.current, kind)
    return tuple(tree.sections), tuple(blocks)


def _parts(sentences: Sequence[Sentence], index: int, listed: frozenset[int], schemes: Schemes,
           titles: Titles) -> list[Part]:
    sentence = sentences[index]
    found = None if index in listed else schemes.match(sentence.text)
    if found is None or found[0].data["scheme"] == "annex" and _in_list(sentences, index, schemes):
        return [Part(0, len(sentence.text))]
    around = {sentences[k].paragraph for k in (index - 1, index + 1) if 0 <= k < len(sentences)}
    return cut_headings(sentence.text, sentence.paragraph not in around, schemes, titles)


def _in_list(sentences: Sequence[Sentence], index: int, schemes: Schemes) -> bool:
    """Whether an annex stands beside another: a list of annexes names them, it does not open them."""
    beside = (schemes.match(sentences[k].text) for k in (index - 1, index + 1) if 0 <= k < len(sentences))
    return any(found is not None and found[0].data["scheme"] == "annex" for found in beside)


def _append(blocks: list[Block], sentence: Sentence, part: Part, section: str | None, kind: BlockKind) -> None:
    """One block for a part; a sentence whose number opened a section without a title stays whole."""
    text = sentence.text[part.start:part.end].rstrip()
    places = sentence.places
    if len(text) < len(sentence.text):
        places = tuple(place.cut(part.start, part.start + len(text)) for place in places)
    blocks.append(Block(f"b{len(blocks) + 1:04d}", section, kind, text, places, sentence.paragraph))
