"""The outline stage: sentences → a tree of numbered sections, and blocks in reading order."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.knowledge import Knowledge, Rule
from pipeline.outline.contents import contents
from pipeline.outline.headings import Part, Schemes, cut_headings
from pipeline.outline.titles import Titles
from pipeline.outline.tree import Tree
from pipeline.records import Block, BlockKind, Section, Sentence


TITLE = 40  # characters of a title that stands below its number


def outline(sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections of a document and its blocks; the text before the first heading stands in no section."""
    listed, known = contents(sentences, knowledge)
    schemes, titles, tree = Schemes.of(knowledge), Titles(knowledge, known, sentences), Tree()
    annexes = named = -1  # the last line of a list of annexes; the line that names the heading above it
    blocks: list[Block] = []
    for index, sentence in enumerate(sentences):
        found = None if index in listed else schemes.match(sentence.text)
        if schemes.annexes.match(sentence.text) or found and found[0].id == "arabic" and annexes == index - 1:
            annexes, found = index, None
        parts = [Part(0, len(sentence.text))] if found is None else _parts(sentences, index, found[0], schemes, titles)
        if parts[0].bare and _names(sentences, index + 1, listed, schemes):
            named, parts[0] = index + 1, replace(parts[0], title=sentences[index + 1].text)
        start = 0
        for part, following in zip_longest(parts, parts[1:]):
            heading = part.rule is not None and tree.enter(part) and (part.title or part.bare) or index == named
            if not heading and following and following.rule is None:
                continue  # a list item's number: what it begins is one sentence
            kind = BlockKind.HEADING if heading else BlockKind.SENTENCE
            _append(blocks, sentence, start, part.end, tree.current, kind)
            start = following.start if following else 0
    return tuple(tree.sections), tuple(blocks)


def _parts(sentences: Sequence[Sentence], index: int, rule: Rule, schemes: Schemes, titles: Titles) -> list[Part]:
    """The headings of a sentence that a number of `rule` begins, and its text."""
    sentence = sentences[index]
    if rule.id == "annex" and _in_list(sentences, index, schemes):
        return [Part(0, len(sentence.text))]
    around = {sentences[k].paragraph for k in (index - 1, index + 1) if 0 <= k < len(sentences)}
    return cut_headings(sentence.text, sentence.paragraph not in around, schemes, titles)


def _names(sentences: Sequence[Sentence], index: int, listed: Container[int], schemes: Schemes) -> bool:
    """Whether the line is the title of the bare number above it: short, no sentence, no heading itself."""
    if index >= len(sentences) or index in listed:
        return False
    text = sentences[index].text
    return 2 < len(text) <= TITLE and text[-1] not in "。；：，" and schemes.match(text) is None


def _in_list(sentences: Sequence[Sentence], index: int, schemes: Schemes) -> bool:
    """Whether an annex stands beside another: a list of annexes names them, it does not open them."""
    beside = (schemes.match(sentences[k].text) for k in (index - 1, index + 1) if 0 <= k < len(sentences))
    return any(found is not None and found[0].id == "annex" for found in beside)


def _append(blocks: list[Block], sentence: Sentence, start: int, end: int, section: str | None, kind: BlockKind) -> None:
    """One block for a part of a sentence."""
    text = sentence.text[start:end].rstrip()
    places = sentence.places
    if len(text) < len(sentence.text):
        places = tuple(place.cut(start, start + len(text)) for place in places)
    blocks.append(Block(f"b{len(blocks) + 1:04d}", section, kind, text, places, sentence.paragraph))
