"""Numbers become records: which indicator, scope, region, year and base; promised or reported; level or change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import regex

from pipeline.bind.assemble import record
from pipeline.bind.clause import roles
from pipeline.bind.context import Context, horizon, written_after
from pipeline.bind.discourse import Discourse
from pipeline.bind.reckonings import reckonings
from pipeline.bind.responsible import agencies
from pipeline.bind.sentence import bind_sentence
from pipeline.bind.status import commitment_back
from pipeline.bind.time import each_year, timeline
from pipeline.knowledge import Knowledge
from pipeline.knowledge.numbers import fold
from pipeline.records import Block, Reading, Record, Status, Unread

_BRACKET = regex.compile(r"[（(【〔]|责任|单位")  # what no naming of agencies goes without

__all__ = ["Bindings", "Context", "bind", "horizon", "written_after"]


@dataclass(frozen=True, slots=True)
class Bindings:
    """Records in reading order, `reasons[k]` of record k (field → rule id), and the numbers that became none."""

    records: tuple[Record, ...]
    reasons: tuple[Mapping[str, str], ...]
    unread: tuple[Unread, ...]


@dataclass(slots=True)
class _Found:
    """What was bound so far; `waiting` are the records of a section that no bracket has given an agency yet."""

    records: list[Record] = field(default_factory=list)
    reasons: list[Mapping[str, str]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    paragraph: tuple[int, int] = (-1, 0)  # its number, and the records found before it


def bind(readings: Iterable[Reading], context: Context, known: Knowledge, blocks: Iterable[Block] = ()) -> Bindings:
    """The records of a document's readings, in reading order.

    `blocks` are all blocks of the document: those without a number still say where a review ends, a plan begins, and
    who answers for a task.
    """
    by_block = {reading.block.id: reading for reading in readings}
    blocks = tuple(blocks) or tuple(reading.block for reading in by_block.values())
    here, found, reckoned = Discourse(context, known), _Found(), reckonings(blocks, known)
    for block in blocks:
        if block.section != here.section:
            found.waiting.clear()
        if block.paragraph != found.paragraph[0]:
            found.paragraph = (block.paragraph, len(found.records))
        _commit(block, found, known)
        here.pass_block(block)
        reading = by_block.get(block.id)
        if reading is None:
            here.step_over(block)
        elif block.id in reckoned:
            found.unread += [_unread(reading, k, "reckoning") for k in range(len(reading.quantities))]
        else:
            _bind_reading(reading, here, found)
        _answer_for(block, found, known)
    return Bindings(tuple(found.records), tuple(found.reasons), tuple(found.unread))


def _bind_reading(reading: Reading, here: Discourse, found: _Found) -> None:
    here.enter(reading)
    told = roles(reading, here.known)
    state = bind_sentence(reading, told, here.context.region, here.known, here.lead, here.before)
    found.unread += [_unread(reading, k, reason) for k, reason in sorted((*told.left_out, *state.left_out))]
    line = timeline(reading, here.known, here.now(reading.text), here.planned)
    for draft in each_year(line, state.drafts, here.known):
        made, why = record(here, reading, line, draft)
        found.waiting.append(len(found.records))
        found.records.append(made)
        found.reasons.append(why)
    here.before = state.drafts or here.before
    here.leave(line)


def _unread(reading: Reading, k: int, reason: str) -> Unread:
    q = reading.quantities[k]
    start, end = reading.printed(q.start, q.end)
    span = reading.block.places[0].locate(start, end)
    return Unread(reading.block.text[start:end], reason, span.source, span.start, span.end)


def _commit(block: Block, found: _Found, known: Knowledge) -> None:
    """以上均为约束性指标: what the goals of the paragraph are that say nothing of it themselves."""
    behind = range(found.paragraph[1], len(found.records))
    said = commitment_back(block.text, known) if behind else None
    for k in behind if said else ():
        if found.records[k].status is Status.TARGET and found.records[k].commitment is None:
            found.records[k] = replace(found.records[k], commitment=said)


def _answer_for(block: Block, found: _Found, known: Knowledge) -> None:
    """A bracket of agencies answers for all that its section said before it since the last such bracket."""
    if not found.waiting or not _BRACKET.search(block.text):
        return
    named = agencies(fold(block.text)[0], known)
    if named:
        for k in found.waiting:
            found.records[k] = replace(found.records[k], responsible=named)
        found.waiting.clear()
