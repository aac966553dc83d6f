"""Finds the table of contents: its lines look like headings and are none."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.knowledge import Knowledge
from pipeline.outline.headings import Schemes
from pipeline.records import Sentence

LEAD = regex.compile(r"\s*(?:[.·…⋯․\-]\s?){3,300}\s*\d{0,4}\s*$|\s*(?<=[\u4E00-\u9FFF”）])\s?\d{1,3}\s*$")
GAP = 6  # lines of a table of contents between two that have a leader or a number


def contents(sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[frozenset[int], frozenset[str]]:
    """The indices of the sentences that are lines of a table of contents, and the titles printed there."""
    leaders = [rule.pattern for rule in knowledge.rules["layout"] if rule.data["kind"] == "leader"]
    titles = [rule.pattern for rule in knowledge.rules["layout"] if rule.data["kind"] == "contents"]
    dotted = {index for index, sentence in enumerate(sentences)
              if len(sentence.text) < 300 and any(leader.search(sentence.text) for leader in leaders)}
    listed = set()
    for index in sorted(dotted):
        listed.update(range(index, index + 1))
        listed.update(k for k in range(max(0, index - GAP), index) if listed & set(range(max(0, k - GAP), k)))
    for index, sentence in enumerate(sentences):
        if len(sentence.text) < 12 and any(title.search(sentence.text) for title in titles):
            listed.update(_undotted(sentences, index, knowledge))
    return frozenset(listed), frozenset(_titles(sentences, listed, knowledge))


def _undotted(sentences: Sequence[Sentence], index: int, knowledge: Knowledge) -> range:
    """The lines behind 目录 until the first number comes again or a sentence of prose stands."""
    schemes, first = Schemes.of(knowledge), None
    for at in range(index + 1, len(sentences)):
        text = sentences[at].text
        found = schemes.match(text)
        label = found[1].group().strip() if found else None
        if text[-1] == "。" or len(text) > 60 or (label and label == first):
            return range(index, at)
        first = first or label
    return range(index, index + 1)


def _titles(sentences: Sequence[Sentence], listed: set[int], knowledge: Knowledge):
    schemes = Schemes.of(knowledge)
    for index in listed:
        text = LEAD.sub("", sentences[index].text)
        found = schemes.match(text) if text else None
        if found and len(title := text[found[1].end():].strip()) >= 3:
            yield title
