"""Numbers become records: which indicator, scope, region, year and base; promised or reported; level or change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.bind.clause import clause_end, clause_start, roles
from pipeline.bind.draft import Draft
from pipeline.bind.sentence import bind_sentence
from pipeline.bind.signposts import Signpost, signpost
from pipeline.bind.status import commitment_of, lead_commitment, section_status, status_of
from pipeline.bind.time import Timeline, base_of, carried_span, timeline, year_of
from pipeline.knowledge import Knowledge
from pipeline.knowledge.numbers import fold
from pipeline.knowledge.units import canonical
from pipeline.knowledge.years import find_years
from pipeline.records import (Block, BlockKind, Commitment, Comparator, Indicator, Measure, Period, Reading, Record, Region, Section,
                              Status, TextEvidence, Unread)


_SHORT = 30  # a line above that names what the sentence is about


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says for all its sentences: its region, the years it plans for, when it was published."""

    region: Region
    period: Period | None
    published: int | None = None
    sections: Mapping[str, Section] | None = None

    @property
    def first_planned(self) -> int | None:
        return self.period.start if self.period else self.published

    def review(self) -> Period | None:
        """The span that a review reports: the five-year plan before, or the year before a yearly report."""
        if self.period is None:
            return Period(self.published - 1, self.published - 1) if self.published else None
        last = self.period.start - 1
        five = last % 5 == 0 and self.period.end - self.period.start >= 2
        return Period(last - 4 if five else last, last)


@dataclass(frozen=True, slots=True)
class Bindings:
    """Records in reading order, `reasons[k]` of record k (field → rule id), and the numbers that became none."""

    records: tuple[Record, ...]
    reasons: tuple[Mapping[str, str], ...]
    unread: tuple[Unread, ...]


@dataclass(slots=True)
class _Reader:
    """What carries over from sentence to sentence: the section, its last dated span, a lead's commitment."""

    context: Context
    known: Knowledge
    section: str | None = None
    paragraph: int = -1
    carried: dict[Status, Period | None] | None = None
    led: Commitment | None = None
    sign: Signpost | None = None
    lead: str = ""
    last: Draft | None = None


def bind(readings: Iterable[Reading], context: Context, known: Knowledge, blocks: Iterable[Block] = ()) -> Bindings:
    """The records of a document's readings, in reading order.

    `blocks` are all blocks of the document: those without a number still say where a review ends and a plan begins.
    """
    reader = _Reader(context, known, carried={})
    readings = tuple(readings)
    texts = iter(tuple(blocks) or tuple(reading.block for reading in readings))
    records: list[Record] = []
    reasons: list[Mapping[str, str]] = []
    unread: list[Unread] = []
    for reading in readings:
        for block in texts:
            _pass(reader, block)
            if block.id == reading.block.id:
                break
            reader.lead = fold(block.text)[0] if len(block.text) <= _SHORT else ""
        _enter(reader, reading)
        drafts, line = _bind_reading(reader, reading, unread)
        for draft, (record, why) in ((d, _record(reader, reading, line, d)) for d in drafts):
            records.append(record)
            reasons.append(why)
        _carry(reader, line, drafts)
    return Bindings(tuple(records), tuple(reasons), tuple(unread))


def _pass(reader: _Reader, block: Block) -> None:
    """Moves on to a block: a new section or paragraph ends what the old one carried, a signpost begins something."""
    if block.section != reader.section:
        reader.section, reader.carried, reader.sign = block.section, {}, None if block.section else reader.sign
    if block.paragraph != reader.paragraph:
        reader.paragraph, reader.led, reader.last = block.paragraph, None, None
    if block.kind is BlockKind.SENTENCE:
        sign = signpost(block, reader.context.first_planned, reader.known)
        if sign:
            reader.sign, reader.carried = sign, {}


def _enter(reader: _Reader, reading: Reading) -> None:
    found = lead_commitment(reading.text, reader.known)
    if found:
        reader.led = found[0]


def _bind_reading(reader: _Reader, reading: Reading, unread: list[Unread]) -> tuple[list[Draft], Timeline]:
    told = roles(reading, reader.known)
    state = bind_sentence(reading, told, reader.context.region, reader.known, reader.lead, reader.last)
    reader.last = state.drafts[-1] if state.drafts else reader.last
    for k, reason in sorted((*told.left_out, *state.left_out)):
        unread.append(_unread(reading, k, reason))
    return state.drafts, timeline(reading, reader.known)


def _unread(reading: Reading, k: int, reason: str) -> Unread:
    q = reading.quantities[k]
    start, end = reading.printed(q.start, q.end)
    span = reading.block.places[0].locate(start, end)
    return Unread(reading.block.text[start:end], reason, span.source, span.start, span.end)


def _chain(reader: _Reader) -> tuple[Section, ...]:
    """The headings above, the nearest first."""
    sections = reader.context.sections or {}
    path = reader.section or ""
    found = []
    while path:
        if path in sections:
            found.append(sections[path])
        path = path.rpartition(".")[0]
    return tuple(found)


def _section_span(chain: tuple[Section, ...]) -> Period | None:
    """The span that the nearest heading with a year speaks of (第一节“十二五”…成效 → 2011-2015)."""
    for section in chain:
        mentions = find_years(section.title)
        if mentions:
            return Period(mentions[-1].first, mentions[-1].last)
    return None


def _spoken_status(reader: _Reader, chain: tuple[Section, ...]) -> Status | None:
    """What the text says it is doing here: the last signpost of the section, else the headings above."""
    if reader.sign:
        return reader.sign.status
    return section_status(chain, reader.known)[0]


def _default_span(reader: _Reader, status: Status, chain: tuple[Section, ...]) -> Period | None:
    own = reader.sign.span if reader.sign and reader.sign.span else _section_span(chain)
    planned = reader.context.first_planned
    fallback = reader.context.period if status is Status.TARGET else reader.context.review()
    if own is None or planned is None:
        return own or fallback
    fits = own.end >= planned if status is Status.TARGET else own.end < planned
    return own if fits else fallback


def _record(reader: _Reader, reading: Reading, line: Timeline, draft: Draft) -> tuple[Record, Mapping[str, str]]:
    q, text, known = draft.quantity, reading.text, reader.known
    chain = _chain(reader)
    clause = clause_start(text, q.left)
    section = _spoken_status(reader, chain)
    printed = year_of(line, q.left, None, None)
    status, why = status_of(text[clause:clause_end(text, q.right)], None if printed.implicit else printed.year,
                            not printed.implicit, reader.context.first_planned, section, known)
    years = year_of(line, q.left, _default_span(reader, status, chain), (reader.carried or {}).get(status))
    base = base_of(line, clause, q.left, years, draft.measure, draft.flags, draft.base_at, known)
    commitment, promised = commitment_of(text[clause:q.left], reader.led, status, known)
    reasons = {**draft.reasons, "status": why, "year": years.rule, "base_year": base.rule,
               "comparator": " ".join(q.rules), "commitment": promised}
    record = Record(Indicator(draft.name), draft.scope, draft.region or reader.context.region, status, draft.measure,
                    draft.direction if draft.measure is not Measure.LEVEL else None, _comparator(q, reading), q.value,
                    q.upper, q.unit, canonical(q.value, q.upper, q.unit, known), years.year, years.implicit, base.year,
                    base.implicit, draft.base.value if draft.base else None, commitment, (), reading.block.section,
                    _evidence(reading, draft))
    return record, reasons


def _comparator(q, reading: Reading) -> Comparator:
    """A comparator behind the last number of a list covers the list, one before its first number too."""
    if q.comparator is not Comparator.EQ or q.upper is not None:
        return q.comparator
    following = [other for other in reading.quantities if other.start >= q.right]
    preceding = [other for other in reading.quantities if other.right <= q.left]
    text = reading.text
    last = q
    for other in following:
        if text[last.right:other.left] not in ("、", "和", "及", "与"):
            break
        if any(rule.endswith(".after") for rule in other.rules):
            return other.comparator
        last = other
    last = q
    for other in reversed(preceding):
        if text[other.right:last.left] not in ("、", "和", "及", "与"):
            break
        if any(rule.endswith(".before") for rule in other.rules) and other.comparator is not Comparator.APPROX:
            return other.comparator
        last = other
    return q.comparator


def _evidence(reading: Reading, draft: Draft) -> tuple[TextEvidence, ...]:
    start, end = reading.printed(draft.quantity.start, draft.quantity.end)
    block = reading.block
    spans = [place.locate(start, end) for place in block.places]
    return tuple(TextEvidence(s.source, s.start, s.end, block.text[start:end], block.id) for s in spans)


def _carry(reader: _Reader, line: Timeline, drafts: list[Draft]) -> None:
    """A dated sentence dates the undated ones behind it in its section, goals and results each for themselves."""
    planned = reader.context.first_planned
    review = reader.context.review()
    span = carried_span(line, review, reader.known)
    if span is None or planned is None:
        return
    status = Status.TARGET if span.end >= planned else Status.ACTUAL
    default = reader.context.period if status is Status.TARGET else review
    if default and span.end == default.end and span.start == span.end:
        span = default
    reader.carried[status] = span
