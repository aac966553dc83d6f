"""分别: the n-th number goes with the n-th item, and items share what is printed once (a head, a first word)."""

from __future__ import annotations

import regex

from pipeline.bind.indicator import stands_alone, trailing_head
from pipeline.knowledge import Knowledge, knowledge, pattern
from pipeline.knowledge.indicators import vocabulary

_JOINTS = ("以及", "及", "和", "与")


def items(name: str, count: int, known: Knowledge) -> tuple[str, ...] | None:
    """The coordinated items of a subject, where they can be cut into `count`; None where they cannot.

    >>> items("化学需氧量、氨氮排放总量", 2, knowledge())
    ('化学需氧量', '氨氮排放总量')
    >>> items("生产安全事故起数和死亡人数", 2, knowledge())
    ('生产安全事故起数', '死亡人数')
    """
    parts = _split(name, "、")
    while len(parts) < count:
        longer = _cut_at_joint(parts, known)
        if longer is None:
            return None
        parts = longer
    if len(parts) == count:
        return tuple(part.strip("、，") for part in parts)
    # more commas than numbers: only the last `count` items, if a joint shows where the coordination ends
    return None


def _split(text: str, stop: str) -> list[str]:
    parts, depth, begin = [], 0, 0
    for k, char in enumerate(text):
        depth += (char in "（“") - (char in "）”")
        if char == stop and depth <= 0:
            parts.append(text[begin:k])
            begin = k + 1
    return [part for part in (*parts, text[begin:]) if part]


def _cut_at_joint(parts: list[str], known: Knowledge) -> list[str] | None:
    """Cuts the last part that holds a joint (和, 及): joints stand before the last item."""
    for k in range(len(parts) - 1, -1, -1):
        bare = pattern(known, "phrase.no-joint").sub(lambda m: "·" * len(m[0]), parts[k])
        depth_free = regex.sub(r"（[^（）]*）", lambda m: "·" * len(m[0]), bare)
        for joint in _JOINTS:
            at = depth_free.rfind(joint)
            if 0 < at < len(parts[k]) - len(joint):
                return [*parts[:k], parts[k][:at], parts[k][at + len(joint):], *parts[k + 1:]]
    return None


def share(parts: tuple[str, ...], known: Knowledge) -> tuple[str, ...]:
    """Gives every item the head that only the last one prints, or the first word that only the first one prints.

    光伏、风电、生物质发电累计装机 → 光伏累计装机, 风电累计装机, 生物质发电累计装机.
    """
    first, last = parts[0], parts[-1]
    if stands_alone(first, known):
        return tuple(_with_stem(first, part, known) if k else part for k, part in enumerate(parts))
    head = _shared_head(first, last, known)
    return (*(part if stands_alone(part, known) else part + head for part in parts[:-1]), last)


def _shared_head(first: str, last: str, known: Knowledge) -> str:
    for size in (2, 1):
        at = last.find(first[-size:])
        # 国家级、省级多式联运示范项目: the items end alike, the head follows
        if len(first) >= size and 0 <= at <= len(first) + 2 and at + size < len(last) and not first[-size:].isdigit():
            return last[at + size:]
    share_at = last.find("占")
    if share_at > 0:
        return last[share_at:]
    head = trailing_head(last, known)
    if head and len(head) < len(last):
        return head
    return last[len(first):] if len(last) > len(first) + 1 else ""


def _with_stem(first: str, part: str, known: Knowledge) -> str:
    """生产安全事故起数和死亡人数: a short later item shares the first one's beginning."""
    head = trailing_head(first, known)
    stem = first[:len(first) - len(head)] if head else ""
    if vocabulary(known).lookup(part):
        return part  # 绿化覆盖率 needs no 城市建成区绿地 before it
    if len(part) <= 5 and len(stem) >= 2 and len(first) >= len(part) + 2 and part[:2] not in first[:4]:
        return stem + part
    return part
