"""From two lists of records to the rows of a difference, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.difference.answers import answers, judge
from pipeline.difference.classify import classify, explain
from pipeline.difference.closeness import SPECIFIC, Pair, long_enough
from pipeline.difference.kinds import ORDER, Kind
from pipeline.difference.matching import Matching, match
from pipeline.difference.statement import Printed, Statement
from pipeline.difference.wording import amount, named


@dataclass(frozen=True, slots=True)
class Change:
    """One row. `score` says how sure it is that the two records are one commitment; beside a record alone it is null,
    or the score of the doubtful counterpart that the message names."""

    kind: Kind
    old: Statement | None
    new: Statement | None
    score: float | None
    message: str


def distance(old: Printed, new: Printed) -> int:
    """The years between the ends of the plans' periods; 0 where one is not known."""
    periods = [plan["document"]["period"] for plan in (old, new)]
    return periods[1]["end"] - periods[0]["end"] if all(periods) else 0


def changes(old: list[Statement], new: list[Statement], shift: int, across: bool) -> tuple[list[Change], int]:
    """The changes in reading order within each kind, and the number of unchanged records."""
    places = {id(statement): place for side in (old, new) for place, statement in enumerate(side)}
    rows: list[Change] = []
    answered: set[int] = set()
    if across:
        old = _targets(old)
        for found in answers(old, [statement for statement in new if statement.status == "actual"]):
            answered.add(id(found.old))
            rows.append(Change(*_judged(found)))
        new = _targets(new)
    matching = match(old, new, shift)
    kinds = [(classify(found, shift), found) for found in matching.pairs]
    rows += [Change(kind, found.old, found.new, found.score, explain(found)) for kind, found in kinds if kind]
    rows += (row for row in _alone(matching) if id(row.old) not in answered)
    rows.sort(key=lambda row: (ORDER[row.kind], places[id(row.new or row.old)], places[id(row.old or row.new)]))
    return rows, sum(kind is None for kind, _ in kinds)


def _targets(side: list[Statement]) -> list[Statement]:
    return [statement for statement in side if statement.status == "target"]


def _judged(found: Pair) -> tuple[Kind, Statement, Statement, float, str]:
    kind, message = judge(found)
    return kind, found.old, found.new, found.score, message


def _alone(matching: Matching) -> Iterator[Change]:
    """What only one revision says. Saying once more, or once less, what both say is no change."""
    matched = [statement for found in matching.pairs for statement in (found.old, found.new)]
    said = {key for statement in matched for key in (statement.meaning, _sentence(statement))}
    suspects = {id(statement): found for found in matching.doubtful for statement in (found.old, found.new)}
    for statement in matching.old:
        if not _repeats(statement, said):
            score, doubt = _doubt(suspects.get(id(statement)), statement)
            yield Change(Kind.DROPPED, statement, None, score, f"no longer there: {_due(statement)}{doubt}")
    for statement in matching.new:
        if not _repeats(statement, said):
            score, doubt = _doubt(suspects.get(id(statement)), statement)
            yield Change(Kind.ADDED, None, statement, score, f"new: {_due(statement)}{doubt}")


def _repeats(statement: Statement, said: set[tuple[object, ...]]) -> bool:
    """A name like 投资 is too vague to be said once more of the same thing."""
    vague = statement.record["indicator"]["id"] is None and len(statement.label) < SPECIFIC
    return _sentence(statement) in said or (statement.meaning in said and not vague)


def _sentence(statement: Statement) -> tuple[object, ...]:
    """Number and words; equal for a sentence that is printed twice, even where its second place tells another year."""
    told = statement.words if long_enough(statement) else statement.mark
    return statement.label, statement.value, statement.upper, statement.unit, told


def _doubt(found: Pair | None, statement: Statement) -> tuple[float | None, str]:
    if found is None:
        return None, ""
    other = found.new if statement is found.old else found.old
    return found.score, f"; doubtful: perhaps {named(other.record)} {_due(other)} (score {found.score:.2f})"


def _due(statement: Statement) -> str:
    return amount(statement.record) + (f" by {statement.year}" if statement.year and statement.status == "target" else
                                f" in {statement.year}" if statement.year else "")
