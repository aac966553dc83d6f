"""分别, 均: the items of a coordination, one per number or one number for all."""

from __future__ import annotations

import regex

from pipeline.bind.indicator import names_measure
from pipeline.bind.phrase import Phrase
from pipeline.knowledge import Knowledge, knowledge, pattern

_PART = regex.compile("[^、]+")
_JOINTS = ("以及", "及", "和", "与")
_LIST_WORD = regex.compile("[、和及与]")
_MOST_ITEMS = 12
_APIECE = ("%", "个百分点", "‰", "倍", "")  # units of which two indicators may have the same; of two amounts a number is the sum

Span = tuple[int, int]


def several(name: str, phrase: Phrase, known: Knowledge) -> tuple[str, ...] | None:
    """The items that the numbers of a phrase speak of, none of them lent anything yet; None for one subject."""
    count = len(phrase.group)
    if count == 1:
        return _each(name, phrase, known)
    listed = pattern(known, "phrase.counted-members").sub("", name)  # 氨氮和二氧化硫两项污染物排放量
    return _written_as_one(name, count, known) or items(listed, count, known)


def _written_as_one(name: str, count: int, known: Knowledge) -> tuple[str, ...] | None:
    """城乡 and 存贷款 stand for two, 三次产业 for three, where the rest is no list of as many."""
    for rule in known.rules["sharing"]:
        stands_for = rule.data.get("stands_for", ())
        if count == len(stands_for) and rule.pattern.search(name) and not items(rule.pattern.sub("", name), count, known):
            return tuple(rule.pattern.sub(item, name) for item in stands_for)
    return None


def _each(name: str, phrase: Phrase, known: Knowledge) -> tuple[str, ...] | None:
    """The items that one number speaks of: where 均 says so, or where each is a whole indicator by itself."""
    most = min(_MOST_ITEMS, len(_LIST_WORD.findall(name)) + 1)
    parts = next((parts for count in range(most, 1, -1) if (parts := items(name, count, known))), None)
    if not parts or "each" in phrase.framed.flags:
        return parts
    ratio = any("占" in part for part in parts) or pattern(known, "phrase.ratio-of-two").search(parts[-1])
    rates = phrase.last.unit == "%" and all(part.endswith("率") for part in parts)
    apiece = (not phrase.framed.bare or phrase.last.word) and phrase.last.unit in _APIECE
    whole = rates or apiece and all(names_measure(part, known) for part in parts)
    glued = phrase.text[phrase.last.right:][:1].isdigit()  # 数量和面积调整到65处63.5万公顷
    return parts if whole and not ratio and not glued else None


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
