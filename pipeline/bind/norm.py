"""Ways to name a number that a norm sets: what is set up or paid by a share, what each gets, what is granted to whom."""

from __future__ import annotations

from pipeline.bind.draft import State
from pipeline.bind.phrase import Named, Phrase
from pipeline.bind.subject import subject
from pipeline.knowledge import Knowledge, pattern
from pipeline.records import Region

_REACH = 60  # characters before a number that may say to whom it is granted


def share_set_up(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """按居住区用地面积5%的比例设置公共活动场地: what is set up, by whom, as a share of what it is measured by."""
    set_up = phrase.last.unit == "%" and pattern(known, "phrase.by-share").match(phrase.text, phrase.last.right)
    by = set_up and pattern(known, "phrase.by-share-of").search(phrase.text, phrase.start, phrase.last.start)
    if not by:
        return None
    whose = subject(by["whose"], known).name if by["whose"] else ""
    thing = whose + set_up["deed"] + set_up["thing"] if whose else set_up["thing"]
    return Named((thing + (f"占{by['total']}" if by["total"] else "") + "比例",), "indicator.share-set-up")


def set_up_for_each(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """新建小区按每户0.5个车位配建充电桩: what each of the things is given."""
    set_up = pattern(known, "phrase.by-number").match(phrase.text, phrase.last.right)
    each = pattern(known, "phrase.by-each").search(phrase.text, phrase.start, phrase.last.left)
    return Named((each["whose"] + each["each"] + set_up["thing"],), "indicator.set-up-for-each") if set_up and each else None


def share_paid(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """按照计税价格的30%给予补助; 给予补助，不超过合同总额的30%: what is paid, as a share of what."""
    if phrase.last.unit != "%" or phrase.text[phrase.last.start - 1] != "的":
        return None
    paid = pattern(known, "phrase.paid-as-share").match(phrase.text, phrase.last.right)
    paid = paid or not phrase.name and pattern(known, "phrase.pays").search(phrase.clause_before)
    of = pattern(known, "phrase.share-of-total").fullmatch(phrase.text[phrase.last.left:phrase.last.start])
    by = pattern(known, "phrase.pays-by").search(phrase.text[phrase.start:phrase.last.start])
    total = by["total"] if by else phrase.name or (of["total"] if of else "")
    return Named((f"{paid['what']}占{total}比例",), "indicator.share-paid") if paid and total else None


def granted(phrase: Phrase, state: State, context: Region, known: Knowledge) -> Named | None:
    """对首次上规的企业给予一次性10万元奖励: what is granted, and to whom."""
    given = pattern(known, "phrase.granted").search(phrase.text, max(0, phrase.last.left - _REACH), phrase.last.left)
    if not given or "元" not in phrase.last.unit:
        return None
    grant = pattern(known, "phrase.grant").match(phrase.text, phrase.last.right)
    what = grant["what"] if grant else given["deed"]
    return Named((given["whom"] + (given["by"] or "") + what,), "indicator.granted") if what else None
