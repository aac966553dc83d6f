"""分别: the n-th number goes with the n-th item of a coordination."""

from __future__ import annotations

import regex

from pipeline.knowledge import Knowledge, knowledge, pattern

_PART = regex.compile("[^、]+")
_JOINTS = ("以及", "及", "和", "与")

Span = tuple[int, int]


def items(name: str, count: int, known: Knowledge) -> tuple[str, ...] | None:
    """The coordinated items of a subject, where they can be cut into `count`; None where they cannot.

    >>> items("化学需氧量、氨氮排放总量", 2, knowledge())
    ('化学需氧量', '氨氮排放总量')
    >>> items("生产安全事故起数和死亡人数", 2, knowledge())
    ('生产安全事故起数', '死亡人数')
    >>> items("制药、煤化工等行业设施安装率、联网率", 2, knowledge())
    ('制药、煤化工等行业设施安装率', '联网率')
    """
    masked = _masked(name, known)
    spans = [part.span() for part in _PART.finditer(masked)]
    while len(spans) < count:
        longer = _cut_at_joint(spans, masked)
        if longer is None:
            return None
        spans = longer
    return tuple(name[start:end].strip("，") for start, end in spans) if len(spans) == count else None


def _masked(name: str, known: Knowledge) -> str:
    """The name with everything blotted out where a list word joins no items, place for place."""
    for rule_id in ("share.inner-list", "phrase.no-joint"):
        name = pattern(known, rule_id).sub(lambda found: "·" * len(found[0]), name)
    return name


def _cut_at_joint(spans: list[Span], masked: str) -> list[Span] | None:
    """Cuts the last part that holds a joint (和, 及): joints stand before the last item."""
    for k in range(len(spans) - 1, -1, -1):
        start, end = spans[k]
        for joint in _JOINTS:
            at = masked.rfind(joint, start + 1, end)
            if at > 0 and at + len(joint) < end:
                return [*spans[:k], (start, at), (at + len(joint), end), *spans[k + 1:]]
    return None
