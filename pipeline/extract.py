"""The stages, called in order."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import describe
from pipeline.identify import identify
from pipeline.knowledge import Knowledge, knowledge
from pipeline.outline import outline
from pipeline.read import read_source
from pipeline.records import Plan, Status
from pipeline.restore import restore


def extract_plan(name: str, files: tuple[Path, ...], known: Knowledge | None = None) -> Plan:
    """Read the plan `name` from its files, the main one first and its annexes after it."""
    known = known or knowledge()
    read = [read_source(path, path.name) for path in files]
    sources = tuple(source for source, _ in read)
    warnings = [warning for _, faults in read for warning in faults]
    restored = [restore(source, known) for source in sources]
    warnings += [warning for part in restored for warning in part.warnings]
    sections, blocks = outline(restored[0].sentences, known)
    document = describe(name, sources, blocks, known)
    records = identify(())
    return Plan(
        document=document,
        sections=sections,
        blocks=blocks,
        tables=tuple(table for source in sources for table in source.tables),
        targets=tuple(record for record in records if record.status is Status.TARGET),
        results=tuple(record for record in records if record.status is Status.ACTUAL),
        warnings=tuple(warnings),
    )
