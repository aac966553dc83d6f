"""What a person wants to know after an extraction, in a few lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipeline.corpus import Outcome
from pipeline.records import PlanWarning

LISTED = 8  # warnings shown per plan; plan.json holds all
IN_FULL = 5  # with more plans, only those with something to say are described


def progress_line(outcome: Outcome, count: int, total: int) -> str:
    """One line for standard error while the plans are read."""
    if not outcome.fresh:
        word = "unchanged"
    else:
        word = "failed" if outcome.error else f"{outcome.seconds:.1f} s"
    return clean(f"[{count}/{total}] {outcome.name}: {word}")


def summary(outcomes: list[Outcome], out: Path) -> Iterator[str]:
    """Lines for standard output: the plans, then the totals."""
    fresh = [outcome for outcome in outcomes if outcome.fresh]
    for outcome in outcomes:
        if outcome.failed or outcome.fresh and (len(fresh) <= IN_FULL or outcome.warnings or len(outcome.complaints)):
            yield from map(clean, _plan(outcome, out))
    yield _total(outcomes, fresh)


def left_over(folders: list[Path]) -> Iterator[str]:
    """Lines about outputs whose documents were taken away: kept, for they may be all that is left of a plan."""
    for folder in folders:
        yield clean(f"left over 剩余: {folder} (its document is gone); delete the folder if you do not want it")


def _plan(outcome: Outcome, out: Path) -> Iterator[str]:
    if outcome.error:
        yield from f"{outcome.name}: FAILED 失败: {outcome.error}".splitlines()
        return
    yield f"{outcome.name} → {out / outcome.name / 'plan.json'}"
    yield f"  sentences 句子  {outcome.read} read, {outcome.repeated} of them repeated, {outcome.read - outcome.repeated} restored"
    yield f"  records 记录    {outcome.targets} targets 目标, {outcome.results} results 结果"
    yield f"  no record 未录  {outcome.unread} numbers{_reasons(outcome)}; see unread.csv"
    if outcome.checks:
        yield f"  checks 核对     {outcome.checks - len(outcome.complaints)} hold, {len(outcome.complaints)} do not"
        yield from (f"    ✗ {message}" for message in outcome.complaints[:LISTED])
    yield f"  warnings 提示   {len(outcome.warnings) or 'none'}"
    yield from (f"    {_warning(warning)}" for warning in outcome.warnings[:LISTED])
    if len(outcome.warnings) > LISTED:
        yield f"    … and {len(outcome.warnings) - LISTED} more in plan.json"


def _reasons(outcome: Outcome) -> str:
    most = sorted(outcome.reasons.items(), key=lambda item: (-item[1], item[0]))[:4]
    return f" ({', '.join(f'{reason} {count}' for reason, count in most)} …)" if most else ""


def _warning(warning: PlanWarning) -> str:
    named = warning.source is None or warning.source in warning.message
    place = [] if named else [warning.source]
    if warning.start is not None and warning.start != warning.end:
        place.append(f"characters {warning.start}–{warning.end}")
    return f"{warning.code}: {warning.message}" + (f" ({', '.join(place)})" if place else "")


def _total(outcomes: list[Outcome], fresh: list[Outcome]) -> str:
    failed = sum(outcome.failed for outcome in outcomes)
    fault = f", {failed} with a file that could not be read or written" if failed else ""
    if not fresh and outcomes:
        return f"nothing to do 无需更新: {_plans(len(outcomes))} unchanged since the last run{fault}"
    targets, results = sum(outcome.targets for outcome in outcomes), sum(outcome.results for outcome in outcomes)
    kept = f", {len(outcomes) - len(fresh)} unchanged" if len(fresh) < len(outcomes) else ""
    return f"{_plans(len(fresh))} read{kept}{fault}: {targets} targets 目标, {results} results 结果"


def _plans(count: int) -> str:
    return f"{count} plan" if count == 1 else f"{count} plans"


def clean(line: str) -> str:
    """The line without control characters: a document must not steer the terminal that shows a piece of it.

    >>> clean("到2020年\\x1b[31m下降")
    '到2020年 [31m下降'
    """
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in line)
