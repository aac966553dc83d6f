"""The vocabulary of the pipeline: frozen records that every stage reads or returns.

Imports nothing of ours. Offsets are code points of a source's decoded text, half-open. Field meanings follow the
annotation guide that README.md summarises; `schemas/plan.schema.json` is their printed form.
"""

from pipeline.records.enums import BlockKind, Commitment, Comparator, Direction, Measure, Status
from pipeline.records.text import Block, Cell, Place, Section, Sentence, Source, Span, Table
from pipeline.records.numbers import Mask, Quantity, Reading
from pipeline.records.statements import (Canonical, Evidence, Indicator, PlanWarning, Record, Region, TableEvidence, TextEvidence, Unread)
from pipeline.records.plan import Annex, Check, Document, Period, Plan

__all__ = [
    "Annex", "Block", "BlockKind", "Canonical", "Cell", "Check", "Commitment", "Comparator", "Direction", "Document",
    "Evidence", "Indicator", "Mask", "Measure", "Period", "Place", "Plan", "PlanWarning", "Quantity", "Reading",
    "Record", "Region", "Section", "Sentence", "Source", "Span", "Status", "Table", "TableEvidence", "TextEvidence",
    "Unread",
]
