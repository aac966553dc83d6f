"""Numeric targets and results of Chinese plan documents, each with its exact place in the source.

>>> import pipeline
>>> plan = pipeline.extract("raw/nmg-2016-2020-energy-saving")        # doctest: +SKIP
>>> plan.targets[0].indicator.name, plan.targets[0].value             # doctest: +SKIP
>>> pipeline.read_plan("output/nmg-2016-2020-energy-saving")["targets"][0]["evidence"]  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.records import Plan

__all__ = ["diff", "extract", "read_plan"]


def extract(path: str | Path) -> Plan:
    """Read the plan at `path`: a document, or a folder of a document with its annexes. Nothing is written.

    Faults of the document are in `Plan.warnings`. Raises FileNotFoundError where there is nothing, ValueError where
    `path` holds several plans.
    """
    from pipeline.corpus import CorpusError, find_plans  # here and below: importing the package costs nothing
    from pipeline.extraction import extract_plan

    try:
        jobs = find_plans(Path(path))
    except CorpusError as error:
        raise FileNotFoundError(str(error)) from error
    if len(jobs) != 1:
        raise ValueError(f"{path} holds {len(jobs)} plans; give one of them")
    return extract_plan(jobs[0].name, jobs[0].files)


def read_plan(path: str | Path) -> dict[str, Any]:
    """The plan.json at `path` (the file or its folder) as dictionaries, checked against its schema."""
    from pipeline.corpus import read_output

    return read_output(Path(path))


def diff(old: Plan | dict[str, Any], new: Plan | dict[str, Any], across_periods: bool = False) -> dict[str, Any]:
    """What changed from `old` to `new`, as `schemas/diff.schema.json` describes it.

    With `across_periods` the new plan is the next period's: its results are held against the old one's targets.
    """
    from pipeline.difference import compare

    return compare(old, new, across_periods)
