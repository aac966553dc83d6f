"""Finds the table of contents: its lines look like headings and are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from pipeline.knowledge import Knowledge
from pipeline.outline.headings import Schemes
from pipeline.records import Sentence

# The leader and page number behind a title: ……… 12, ········36, or the number alone.
TAIL = regex.compile(r"\s*(?:[.·…⋯․\-]\s?){3,300}\s*\d{0,4}\s*$|\s*(?<=[\u4E00-\u9FFF”）])\s?\d{1,3}\s*$")
GAP = 6  # lines between two that have a leader: some PDF texts print number, title and leader one below the other
LINE = 60  # characters of a line of a table of contents that has no leader
WORD = 12  # characters of the line that says 目录


def contents(sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[frozenset[int], frozenset[str]]:
    """The indices of the sentences that are lines of a table of contents, and the titles printed there."""
    schemes = Schemes.of(knowledge)
    leader, word = ([rule.pattern for rule in knowledge.rules["layout"] if rule.data["kind"] == kind]
                    for kind in ("leader", "contents"))
    dotted = [index for index, sentence in enumerate(sentences) if any(pattern.search(sentence.text[-300:]) for pattern in leader)]
    listed = set(_filled(dotted))
    for index, sentence in enumerate(sentences):
        if len(sentence.text) < WORD and any(pattern.search(sentence.text) for pattern in word):
            listed.update(_undotted(sentences, index, schemes))
    return frozenset(listed), frozenset(_titles((sentences[index].text for index in listed), schemes))


def _filled(dotted: Sequence[int]) -> Iterator[int]:
    """The lines with leaders and the few between them."""
    before = None
    for index in dotted:
        yield from range(index if before is None or index - before > GAP else before + 1, index + 1)
        before = index


def _undotted(sentences: Sequence[Sentence], index: int, schemes: Schemes) -> range:
    """The lines behind 目录 until the first number comes again or a sentence of prose stands."""
    first = None
    for at in range(index + 1, len(sentences)):
        text = sentences[at].text
        found = schemes.match(text)
        label = found[1].group().strip() if found else None
        if text[-1] == "。" or len(text) > LINE or (label and label == first):
            return range(index, at)
        first = first or label
    return range(index, index + 1)


def _titles(lines: Iterable[str], schemes: Schemes) -> Iterator[str]:
    for line in lines:
        text = TAIL.sub("", line)
        found = schemes.match(text) if text else None
        if found and len(title := text[found[1].end():].strip()) >= 3:
            yield title
