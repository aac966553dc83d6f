"""What one record, or two of the same thing, cannot say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.check.levels import key_of
from pipeline.check.precision import canonical_interval
from pipeline.records import Check, Comparator, Measure, Plan, Record, TextEvidence

SHARE = re.compile(r"占|比重|比例|占比|普及率|覆盖率|达标率|利用率|处理率|回收率|处置率|森林覆盖|入户率")
WHOLE = re.compile(r"总量|总额|总值|率$|比重|占|强度|^单位")
RISE = re.compile(r"(?:提高|上升|增加|增长|提升|扩大)[到至]?$")
FALL = re.compile(r"(?:降低|下降|减少|降|减|压减)[到至]?$")
NEAR = 12  # characters before a number in which its verb is looked for


def share_within_the_whole(plan: Plan) -> Iterator[Check]:
    """A share is at most 100 %. Of a task (完成任务的138%) and of growth more is possible."""
    for record in (*plan.results, *plan.targets):
        share = record.unit in ("%", "％") and SHARE.search(record.indicator.name) and "任务" not in record.indicator.name
        if share and record.measure is Measure.LEVEL and (record.upper or record.value) > 100:
            yield Check("share_within_the_whole", False, (record.id,), 100.0, record.upper or record.value,
                        f"{record.indicator.name}: {_printed(record)} is more than the whole")


def range_ascends(plan: Plan) -> Iterator[Check]:
    """The upper end of a range is not below its lower end."""
    for record in (*plan.results, *plan.targets):
        if record.upper is not None and record.upper < record.value:
            yield Check("range_ascends", False, (record.id,), None, record.upper,
                        f"{record.indicator.name}: the range {_printed(record)} runs backwards")


def verb_agrees_with_base(plan: Plan) -> Iterator[Check]:
    """由…提高到… goes up, 由…下降到… goes down."""
    texts = {block.id: block for block in plan.blocks}
    for record in (*plan.results, *plan.targets):
        first = record.evidence[0]
        if record.base_value is None or record.measure is not Measure.LEVEL or not isinstance(first, TextEvidence):
            continue
        rises = _rises(texts[first.block].text, _printed(record))
        if rises is (record.value < record.base_value) and record.base_value != record.value:
            yield Check("verb_agrees_with_base", False, (record.id,), None, record.value,
                        f"{record.indicator.name}: the sentence says {'up' if rises else 'down'}, its numbers go from "
                        f"{record.base_value:g} to {_printed(record)}")


def _rises(text: str, printed: str) -> bool | None:
    plain = "".join(text.split())
    before = plain[max(0, plain.find(printed) - NEAR):max(0, plain.find(printed))]
    return True if RISE.search(before) else False if FALL.search(before) else None


def one_value_for_one_thing(plan: Plan) -> Iterator[Check]:
    """A known indicator of the whole place has one level in one year, where two sentences give it.

    Amounts of parts (节能量 of industry, of transport) are often printed without their part, so only totals, rates and
    intensities are held against each other.
    """
    groups: defaultdict[tuple, list[Record]] = defaultdict(list)
    for record in (*plan.results, *plan.targets):
        whole = record.indicator.id is not None and WHOLE.search(record.indicator.name)
        exact = record.comparator in (Comparator.EQ, Comparator.LE, Comparator.GE) and not record.year_implicit
        if whole and exact and record.measure is Measure.LEVEL:
            groups[(*key_of(record), record.status, record.year, record.canonical.unit, record.commitment)].append(record)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            one, two = canonical_interval(first), canonical_interval(other)
            if one and two and not _same_sentence(first, other) and not one.meets(two):
                yield Check("one_value_for_one_thing", False, (first.id, other.id), first.value, other.value,
                            f"{first.indicator.name} {first.year}: one sentence says {_printed(first)}, another {_printed(other)}")


def _same_sentence(one: Record, other: Record) -> bool:
    return getattr(one.evidence[0], "block", None) == getattr(other.evidence[0], "block", "")


def _printed(record: Record) -> str:
    return "".join(record.evidence[0].text.split())
