"""The stages, called in order. (Not named extract: that is the function that the package offers.)"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline import quantities
from pipeline.annexes import match_annexes
from pipeline.bind import Context, bind, horizon, written_after
from pipeline.check import check
from pipeline.document import describe, reported, term_of, until_of
from pipeline.grid import assemble, without_tables
from pipeline.identify import identify, quote_records, quote_unread
from pipeline.knowledge import Knowledge, knowledge
from pipeline.knowledge.regions import NATION, UNKNOWN
from pipeline.normalise import normalise
from pipeline.order import in_reading_order, sections_of
from pipeline.outline import outline
from pipeline.read import read_source
from pipeline.records import Block, Document, Period, Plan, PlanWarning, Reading, Record, Section, Source, Status, Table
from pipeline.restore import restore
from pipeline.tables import TableContext, bind_tables


def extract_plan(name: str, files: tuple[Path, ...], known: Knowledge | None = None) -> Plan:
    """Read the plan `name` from its files, the main one first and its annexes after it."""
    known = known or knowledge()
    sources, read_warnings = read_files(files)
    sections, blocks, restore_warnings = restore_text(sources, known)
    tables = tuple(table for source in sources for table in source.tables)
    annexes, annex_warnings = match_annexes(blocks, sources)
    document, place_warnings = placed(replace(describe(name, sources, blocks, known), annexes=annexes))
    readings = read_numbers(blocks, known)
    context = context_of(document, sections, readings, known, blocks)
    text = bind(readings, context, known, blocks)
    cells = bind_tables(tables, table_context(document, tables, blocks))
    found = comparable((*quote_records(text.records, sources), *cells.records), context, known)
    records = identify(in_reading_order(found, tables, blocks))
    plan = Plan(
        document=document,
        sections=sections,
        blocks=blocks,
        tables=tables,
        targets=tuple(record for record in records if record.status is Status.TARGET),
        results=tuple(record for record in records if record.status is Status.ACTUAL),
        warnings=(*read_warnings, *restore_warnings, *place_warnings, *annex_warnings, *cells.warnings),
        unread=(*quote_unread(text.unread, sources), *cells.unread),
    )
    return replace(plan, checks=check(plan))


def read_files(files: tuple[Path, ...]) -> tuple[tuple[Source, ...], tuple[PlanWarning, ...]]:
    """All files as sources, their tables put together, with what was wrong with them."""
    read = [read_source(path, path.name) for path in files]
    return tuple(assemble(source) for source, _ in read), tuple(warning for _, warnings in read for warning in warnings)


def restore_text(sources: tuple[Source, ...], known: Knowledge,
                 ) -> tuple[tuple[Section, ...], tuple[Block, ...], tuple[PlanWarning, ...]]:
    """Each source restored and outlined by itself; an annex's sections and blocks carry its number before their ids."""
    sections, blocks, warnings = [], [], []
    for index, source in enumerate(sources):
        restored = restore(without_tables(source), known)
        found, text = outline(restored.sentences, known)
        sections += found if index == 0 else [replace(section, id=f"A{index}.{section.id}") for section in found]
        blocks += text if index == 0 else _of_annex(index, text, blocks[-1].paragraph + 1 if blocks else 0)
        warnings += restored.warnings
    return tuple(sections), tuple(blocks), tuple(warnings)


def placed(document: Document) -> tuple[Document, tuple[PlanWarning, ...]]:
    """The document; one that does not tell its place is taken for the nation's, since a region is never null, with a warning."""
    if document.region != UNKNOWN:
        return document, ()
    name = document.sources[0].name if document.sources else document.id
    told = f"{name}: neither title, issuer nor text tells the place; {NATION.name} is assumed"
    return replace(document, region=NATION), (PlanWarning("unknown-region", told, name),)


def _of_annex(index: int, blocks: tuple[Block, ...], first: int) -> list[Block]:
    """An annex's blocks with its number before their ids, their paragraphs counted from `first`."""
    return [replace(block, id=f"A{index}.{block.id}", section=block.section and f"A{index}.{block.section}",
                    paragraph=first + block.paragraph) for block in blocks]


def read_numbers(blocks: tuple[Block, ...], known: Knowledge) -> tuple[Reading, ...]:
    """The blocks that hold a number, with their quantities."""
    readings = (quantities.read(block, known) for block in blocks if quantities.may_hold(block.text, known))
    return tuple(reading for reading in readings if reading is not None)


def comparable(records: tuple[Record, ...], context: Context, known: Knowledge) -> tuple[Record, ...]:
    """The records with canonical values, indicators and region codes."""
    titles = {name: section.title for name, section in (context.sections or {}).items()}
    return tuple(normalise(record, known, context.region, titles.get(record.section or ""), context.published)
                 for record in records)


def context_of(document: Document, sections: tuple[Section, ...] = (), readings: tuple[Reading, ...] = (),
               known: Knowledge | None = None, blocks: tuple[Block, ...] = ()) -> Context:
    """What the document tells about all its sentences; its dates tell its horizon where the title does not."""
    known = known or knowledge()
    published = int(document.published[:4]) if document.published else None
    by_id = {section.id: section for section in sections}
    told = reported(document.title, document.published, known)
    if told:
        following = Period(told.end + 1, told.end + 1) if told.start == told.end else None
        return Context(document.region, following, published, by_id, told)
    period = document.period or horizon(readings, published, by_id, term_of(document.title, known), blocks,
                                        until_of(document.title, known))
    if published is None and period is None:
        published = written_after(readings, known)
    return Context(document.region, period, published, by_id)


def table_context(document: Document, tables: tuple[Table, ...], blocks: tuple[Block, ...]) -> TableContext:
    """What the document tells about all its tables."""
    published = int(document.published[:4]) if document.published else None
    return TableContext(document.region, document.period, published, document.title, sections_of(tables, blocks))


def context_of_title(title: str, known: Knowledge | None = None) -> Context:
    """What a plan's title alone tells about its sentences."""
    return context_of(placed(describe(title, (), (), known or knowledge()))[0])
