"""From a draft to a record: status, years, base, comparator, commitment and evidence, each with the rule that decided."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.bind.base import base_of
from pipeline.bind.clause import clause_end, clause_start
from pipeline.bind.discourse import Discourse
from pipeline.bind.draft import Draft
from pipeline.bind.status import commitment_of, lead_commitment, promising, status_of
from pipeline.bind.time import Timeline, year_of
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.units import canonical, converted
from pipeline.records import Commitment, Comparator, Indicator, Measure, Quantity, Reading, Record, Status, TextEvidence

_JOINTS = ("、", "和", "及", "与")
_OF_ANY_THING = ("%", "‰", "点", "倍", "元")  # a common unit of these joins no two things


def record(here: Discourse, reading: Reading, line: Timeline, draft: Draft) -> tuple[Record, Mapping[str, str]]:
    """The record of a draft, and for each field the id of the rule that decided it."""
    q, text, known, context = draft.quantity, reading.text, here.known, here.context
    clause = clause_start(text, q.left)
    position = line.due.get(q.right, q.left)
    printed = year_of(line, position, None, None, known, draft.turn)
    told = line.told_of(position, context.published or context.first_planned, known)
    status, why = status_of(text[clause:clause_end(text, q.right)], text, q.left, printed.year, context.first_planned,
                            here.status, here.reporting, told, known)
    years = year_of(line, position, here.span_of(status, line.term(position)), here.carried_to(status), known, draft.turn)
    base = base_of(line, clause, years, draft, context, known)
    commitment, promised = _commitment(here, text, clause, draft) if status is Status.TARGET else (None, "")
    base_value = converted(draft.base.value, draft.base.unit, q.unit, known) if draft.base else None
    reasons = {**draft.reasons, "status": why, "year": years.rule, "base_year": base.rule,
               "comparator": " ".join(q.rules), "commitment": promised}
    made = Record(Indicator(draft.name), draft.scope, draft.region or here.place or context.region, status, draft.measure,
                  draft.direction if draft.measure is not Measure.LEVEL else None, comparator(q, reading, known), q.value,
                  q.upper, q.unit, canonical(q.value, q.upper, q.unit, known), years.year, years.implicit, base.year,
                  base.implicit, base_value, commitment, (), reading.block.section, _evidence(reading, draft))
    return made, reasons


def _commitment(here: Discourse, text: str, clause: int, draft: Draft) -> tuple[Commitment | None, str]:
    """How firmly a goal is meant, and the rule that says so; a member with its own verb promises for itself."""
    q, known = draft.quantity, here.known
    promise = promising(text, clause, draft.clause if "measure" in draft.reasons else clause, q.left, known)
    return commitment_of(promise, text[q.right:], lead_commitment(text[:q.left], known) or here.led, known)


def comparator(q: Quantity, reading: Reading, known: Knowledge) -> Comparator:
    """A comparator behind the last number of a list covers the list, one before its first number too."""
    if q.comparator is not Comparator.EQ or q.upper is not None:
        return q.comparator
    k = reading.quantities.index(q)
    behind = _of_list(reading, q, reading.quantities[k + 1:], ".after", known)
    before = _of_list(reading, q, reading.quantities[:k][::-1], ".before", known)
    return behind or before or q.comparator


def _of_list(reading: Reading, q: Quantity, others: tuple[Quantity, ...], side: str, known: Knowledge) -> Comparator | None:
    """The comparator of the nearest member of q's list that has one on that side."""
    for other in others:
        left, right = (q, other) if other.start > q.start else (other, q)
        gap = reading.text[left.right:right.left]
        own_thing = side == ".after" and left.unit == right.unit != "" and not left.unit.endswith(_OF_ANY_THING)
        if gap not in _JOINTS and not (own_thing and pattern(known, "comparator.member").fullmatch(gap)):
            return None
        if any(rule.endswith(side) for rule in other.rules):
            return other.comparator
        q = other
    return None


def _evidence(reading: Reading, draft: Draft) -> tuple[TextEvidence, ...]:
    start, end = reading.printed(draft.quantity.start, draft.quantity.end)
    block = reading.block
    spans = [place.locate(start, end) for place in block.places]
    return tuple(TextEvidence(s.source, s.start, s.end, block.text[start:end], block.id) for s in spans)
