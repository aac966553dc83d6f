"""What the document says about itself: title, issuer, number, date, region and period."""

from __future__ import annotations

from pipeline.knowledge import Knowledge
from pipeline.records import Block, Document, Region, Source


def describe(name: str, sources: tuple[Source, ...], blocks: tuple[Block, ...], knowledge: Knowledge) -> Document:
    """The document's metadata from its first blocks; `name` (of the folder or file) stands in for a title that is not there."""
    return Document(name, name, None, None, None, Region("全国", None), None, sources, ())
