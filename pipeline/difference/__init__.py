"""What changed between two revisions of a plan, in terms an analyst can act on. Reads printed plans, nothing else.

    for change in pipeline.diff(old, new)["changes"]:
        print(change["kind"], change["message"])
"""

from __future__ import annotations

from typing import Any

from pipeline.difference.changes import Change, changes, distance
from pipeline.difference.kinds import MIRROR, Kind, summarise
from pipeline.difference.statement import Printed, statements
from pipeline.printed import print_plan
from pipeline.records import Plan

__all__ = ["MIRROR", "Kind", "compare", "same"]

SCHEMA_VERSION = "1.0"


def compare(old: Plan | Printed, new: Plan | Printed, across_periods: bool = False) -> dict[str, Any]:
    """The difference of two plans (as records or as plan.json prints them) by `schemas/diff.schema.json`.

    With `across_periods` the plans follow one another: targets of the old one are held against the results that the new
    one reports, and results are not compared with each other.
    """
    old, new = (print_plan(plan) if isinstance(plan, Plan) else plan for plan in (old, new))
    found, unchanged = changes(statements(old), statements(new), distance(old, new), across_periods)
    printed = [_printed(change) for change in found]
    return {"schema_version": SCHEMA_VERSION, "old": _side(old), "new": _side(new), "changes": printed,
            "summary": summarise(printed, unchanged)}


def same(difference: Printed) -> bool:
    """Whether nothing changed; other words for the same are no change."""
    return all(change["kind"] == Kind.RESTATED for change in difference["changes"])


def _side(plan: Printed) -> dict[str, Any]:
    document = plan["document"]
    return {**{field: document[field] for field in ("id", "title", "number", "published", "region", "period")},
            "targets": len(plan["targets"]), "results": len(plan["results"])}


def _printed(change: Change) -> dict[str, Any]:
    return {"kind": str(change.kind), "old": change.old and change.old.record, "new": change.new and change.new.record,
            "score": change.score, "message": change.message}
