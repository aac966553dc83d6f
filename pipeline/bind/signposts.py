"""Where a text turns from review to plan without a numbered heading: short titles and opening phrases."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.bind.status import rules_of_kind
from pipeline.knowledge import Knowledge
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.years import find_years
from pipeline.records import Block, Period, Status

_WINDOW = 80  # an opening phrase stands at the front
_TITLE = regex.compile(r"^[^，。；！？：]{4,30}$")


@dataclass(frozen=True, slots=True)
class Signpost:
    """What the text behind it speaks of; `span` None where it names no years."""

    status: Status
    span: Period | None
    rule: str


def signpost(block: Block, first_planned: int | None, known: Knowledge) -> Signpost | None:
    """The signpost that a block is, if it is one; the years it names overrule its words."""
    text = fold(block.text[:_WINDOW])[0]
    found = next((rule for rule in rules_of_kind(known, "signpost") if rule.pattern.search(text)), None)
    title = _TITLE.match(text) if len(block.text) < _WINDOW else None
    if found is None and title:
        found = next((rule for rule in rules_of_kind(known, "heading") if rule.pattern.search(text)), None)
    if found is None:
        return None
    years = find_years(text[:30])
    span = Period(years[-1].first, years[-1].last) if years else None
    return Signpost(Status(found.data["status"]), span, found.id)
