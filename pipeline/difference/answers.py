"""Which targets of an old plan the next plan reports a result for, and whether they were met.

A result answers a target that has its indicator, scope, region, measure, unit, base and year; nothing less, since the
plan two years on reports other years too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.difference.ambition import HIGHER, better, ends
from pipeline.difference.closeness import Pair, comparable, pair
from pipeline.difference.kinds import Kind
from pipeline.difference.statement import Statement
from pipeline.difference.wording import amount, gap

ABOUT = 0.02  # 15%左右 is met from 14.7 % on


def answers(targets: list[Statement], results: list[Statement]) -> Iterator[Pair]:
    """For each target the result that is surest to be about it; one result may answer several targets."""
    by_topic: dict[tuple[str, ...], list[Statement]] = {}
    for result in results:
        by_topic.setdefault(result.topic[:3], []).append(result)
    for target in targets:
        fitting = [result for result in by_topic.get(target.topic[:3], []) if _about(target, result)]
        pairs = [Pair(target, result, found.score, found.firm) for result in fitting
                 if (found := pair(target, replace(result, status=target.status))) and (found.firm or _known(target))]
        if pairs:
            yield max(pairs, key=lambda p: (p.score, p.new.mark))


def _about(target: Statement, result: Statement) -> bool:
    bases = {base for base in (target.base_year, result.base_year) if base}
    one_base = target.measure == "level" or len(bases) < 2
    return target.year is not None and target.year == result.year and comparable(target, result) and one_base


def _known(statement: Statement) -> bool:
    """Whether the vocabulary vouches for the name, however far the numbers are apart."""
    return statement.record["indicator"]["id"] is not None


def judge(answer: Pair) -> tuple[Kind, str]:
    """`met`, `missed`, or `changed` where nobody can say which side of the target is the good one."""
    target, result = answer.old, answer.new
    report = f"target {amount(target.record)}, reported {amount(result.record)} for {result.year}"
    side = better(target)
    promised, reached = ends(target), ends(result)
    if side is None and reached != promised:
        return Kind.CHANGED, f"{report}: {gap(target, result)} apart, and which side is better is not known"
    floor = promised[0] if side == HIGHER else promised[1]
    slack = ABOUT * abs(floor) if target.comparator == "approx" else 0.0
    met = side is None or (reached[0] >= floor - slack if side == HIGHER else reached[1] <= floor + slack)
    if reached == promised:
        return Kind.MET, f"{report}: just met"
    return (Kind.MET, f"{report}: met by {gap(target, result)}") if met else (Kind.MISSED, f"{report}: missed by {gap(target, result)}")
