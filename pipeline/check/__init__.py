"""Arithmetic that a document states about itself, and what its records cannot all mean at once.

A check is a generator over the finished plan; add one to the table below and it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check.levels import base_is_the_earlier_level, change_follows_levels, rate_compounds
from pipeline.check.single import one_value_for_one_thing, range_ascends, share_within_the_whole, verb_agrees_with_base
from pipeline.check.sums import table_sums
from pipeline.records import Check, Plan

CHECKS: tuple[Callable[[Plan], Iterator[Check]], ...] = (
    change_follows_levels,
    rate_compounds,
    base_is_the_earlier_level,
    verb_agrees_with_base,
    share_within_the_whole,
    range_ascends,
    one_value_for_one_thing,
    table_sums,
)


def check(plan: Plan) -> tuple[Check, ...]:
    """Every check's findings in the order of the table: statements that hold, and those that do not."""
    return tuple(found for run in CHECKS for found in run(plan))
