"""Promise or report: what the section, the year and the clause's words say; and how firmly a promise is meant."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.bind.clause import clause_start
from pipeline.knowledge import Knowledge, Rule, pattern
from pipeline.knowledge.gates import Gated
from pipeline.knowledge.years import find_years
from pipeline.records import Commitment, Section, Status

_CHAINS = ("commitment.chain", "commitment.ellipsis")  # what one 力争 covers beyond its own clause


@cache
def rules_of_kind(known: Knowledge, kind: str, but: str = "") -> Gated:
    """The rules of `status.toml` of one kind, in the file's order, without those that have the mark `but`."""
    return Gated(rule for rule in known.rules["status"] if rule.data["kind"] == kind and not rule.data.get(but))


def heading_rule(title: str, known: Knowledge) -> Rule | None:
    """The rule that tells what a heading stands over; None for one that is about a want (补齐短板, 风险评估工程)."""
    if rules_of_kind(known, "heading-silent").first(title):
        return None
    return rules_of_kind(known, "heading").first(title)


@lru_cache(maxsize=1024)
def section_status(chain: tuple[Section, ...], first_planned: int | None, reviews: bool, known: Knowledge,
                   tasks: bool = False) -> Status | None:
    """What the headings above a sentence say, the nearest first: by years that end before the plan, or by their words.

    An undated heading yields to the chapter above it: one that does not look ahead to a review of the work, and to a
    document or line that `reviews`; one that does not look back (改善民生取得新进展) to a chapter or line of `tasks`.
    """
    for k, section in enumerate(chain):
        rule, years = heading_rule(section.title, known), find_years(section.title)
        if rule and not years and not pattern(known, "status.heading-ahead").search(section.title) and (
                reviews or _under(chain[k + 1:], "rules_over_tasks", known)):
            return Status.ACTUAL
        if rule and not years and not pattern(known, "status.heading-back").search(section.title) and (
                tasks or _under(chain[k + 1:], "rules_over_results", known)):
            return Status.TARGET
        if years and first_planned and max(year.last for year in years) < first_planned:
            return Status.ACTUAL
        if rule:
            return Status(rule.data["status"])
    return Status.ACTUAL if reviews else None


def _under(above: tuple[Section, ...], mark: str, known: Knowledge) -> bool:
    """Whether the nearest heading above that says anything has the mark."""
    rule = next(filter(None, (heading_rule(section.title, known) for section in above)), None)
    return bool(rule and rule.data.get(mark))


def status_of(clause: str, sentence: str, position: int, year: int | None, first_planned: int | None,
              section: Status | None, reporting: bool, told: bool, known: Knowledge) -> tuple[Status, str]:
    """The printed year (None for none) decides where it lies clearly before or after the plan begins; else words or section.

    `position` is the number's in its sentence, `first_planned` the first year the plan speaks for (that after its base);
    `reporting` tells that no heading stands over the paragraph and that it has reported before, `told` that the year is
    one as of which something is told (截至2021年6月).
    """
    found = tuple(rule for rule in _speaking(section, known).open_to(clause)
                  if rule.pattern.search(clause) and not (rule.data.get("undated") and year is not None))
    past = next((rule.id for rule in found if rule.data.get("past")), "status.as-of" if told else None)
    if past and not any(rule.data["status"] == "target" and not rule.data.get("weak") for rule in found):
        return Status.ACTUAL, past
    if year is not None and first_planned is not None:
        if year < first_planned:
            return Status.ACTUAL, "status.year-before-plan"
        promised = not found or found[0].data["status"] == "target"
        if year > first_planned and (promised or section is not Status.ACTUAL) or promised and section is not Status.ACTUAL:
            return Status.TARGET, "status.year-in-plan"
    for rule in found:
        if not (rule.data.get("weak") and (reporting or section is Status.ACTUAL)):
            return Status(rule.data["status"]), rule.id
    if section is not Status.ACTUAL and _reported(sentence, position, section, known):
        return Status.ACTUAL, "status.reported"
    if reporting and not pattern(known, "status.turn-paragraph").search(sentence):
        return Status.ACTUAL, "status.reporting"
    return (section, "status.section") if section else (Status.TARGET, "status.default")


def _speaking(section: Status | None, known: Knowledge) -> Gated:
    """The rules on a clause's words; under a heading of goals without those that yield to it."""
    return rules_of_kind(known, "clause", "yields" if section is Status.TARGET else "")


def _reported(sentence: str, position: int, section: Status | None, known: Knowledge) -> bool:
    """Whether a sentence has reported before `position` and not turned to tasks; where no section speaks, or behind it."""
    ends = reports(sentence, section, known)
    before = [end for end in ends if end <= position]
    if before and not pattern(known, "status.turn").search(sentence, max(before), position):
        return True
    return len(before) < len(ends) and section is None


def reports(sentence: str, section: Status | None, known: Knowledge) -> list[int]:
    """Where the words end that make what stands around them in a sentence a report."""
    lasting = (rule for rule in _speaking(section, known).open_to(sentence) if rule.data.get("lasts"))
    return [match.end() for rule in lasting for match in rule.pattern.finditer(sentence)]


def commitment_of(clause: str, behind: str, led: Commitment | None, known: Knowledge) -> tuple[Commitment | None, str]:
    """Of a goal: 力争 within the clause; what stands `behind` the number (约束性); what a lead (主要预期目标是) said."""
    found = rules_of_kind(known, "commitment").first(clause) or rules_of_kind(known, "commitment-tail").first(behind)
    if found:
        return Commitment(found.data["commitment"]), found.id
    return led, "commitment.lead" if led else ""


def promising(sentence: str, clause: int, own: int, position: int, known: Knowledge) -> str:
    """The words that may promise what stands at `position`: from its `own` begin on, from the clause's where 力争 heads
    it (力争收入超1万亿元、增长8%) or a chain of clauses, from 力争到2025年 on, until something else is promised.
    """
    chain = next(filter(None, (pattern(known, rule).search(sentence, 0, position) for rule in _CHAINS)), None)
    if chain:
        return chain[0]
    dated = next((match for match in pattern(known, "commitment.dated").finditer(sentence, 0, position)
                  if not pattern(known, "commitment.else").search(sentence, match.end(), position)), None)
    if pattern(known, "commitment.goes-on").match(sentence, clause):
        own = min(own, clause_start(sentence, max(clause - 1, 0)))  # 比重力争提高4个百分点，达到14.4%
    heads = pattern(known, "commitment.heads").match(sentence, clause)
    return sentence[dated.start() if dated else clause if heads else own:position]


def lead_commitment(text: str, known: Knowledge) -> Commitment | None:
    """What the last lead such as 主要预期目标是 says of the list behind it; it holds for its paragraph."""
    leads = [(match.end(), rule) for rule in rules_of_kind(known, "commitment-lead").open_to(text) for match in rule.pattern.finditer(text)]
    return Commitment(max(leads, key=lambda lead: lead[0])[1].data["commitment"]) if leads else None


def commitment_back(text: str, known: Knowledge) -> Commitment | None:
    """What a sentence such as 以上均为约束性指标 says of the paragraph before it."""
    rule = rules_of_kind(known, "commitment-back").first(text)
    return Commitment(rule.data["commitment"]) if rule else None
