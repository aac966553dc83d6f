"""What kind of thing a phrase names (a measure, a substance, a class), and the noun phrase behind a number."""

from __future__ import annotations

from functools import cache

import regex

from pipeline.bind.subject import begins_with_verb, cut_verbs, tidy
from pipeline.knowledge import Knowledge, pattern

_CLAUSE = regex.compile(r"[^，。；：、！？（）]{2,40}")
_GLOSS = regex.compile(r"（[^（）]{1,12}）$")
_NUMBERS = regex.compile(r"[\d.]+[余多]?(?:[十百千万亿]{0,2})\p{Han}(?=\P{Punct}{2}|[“（])|\d.*")


@cache
def _heads(known: Knowledge, kind: str) -> tuple[str, ...]:
    rows = (row for row in known.lexicon["heads"] if row["kind"] == kind)
    return tuple(sorted((row["surface"] for row in rows), key=len, reverse=True))


@cache
def _substances(known: Knowledge) -> regex.Pattern:
    return regex.compile("|".join(map(regex.escape, _heads(known, "substance"))))


def names_measure(name: str, known: Knowledge) -> bool:
    """Whether a phrase ends like an indicator (…率, …量, …比重), so that it can stand alone with a number."""
    return (name.endswith(_heads(known, "measure") + _heads(known, "substance")) or "占" in name[1:-1]
            or bool(pattern(known, "phrase.measure-in-brackets").search(name)))


@cache
def _measures(known: Knowledge) -> regex.Pattern:
    surfaces = (*_heads(known, "measure"), *_heads(known, "substance"), "占", "）")
    return regex.compile("|".join(map(regex.escape, surfaces)))


def may_measure(clause: str, known: Knowledge) -> bool:
    """Whether any part of a clause can name a measure; most clauses cannot, and need not be cut into words."""
    return _measures(known).search(clause) is not None


def stands_alone(name: str, known: Knowledge) -> bool:
    """Whether a list's item is a whole indicator: it names a measure, and is not just a substance (化学需氧量)."""
    return names_measure(name, known) and not _GLOSS.sub("", name).endswith(_heads(known, "substance"))


def trailing_head(name: str, known: Knowledge) -> str:
    """The longest known head noun that a phrase ends with (生物质发电累计装机 → 累计装机), empty for none."""
    return next((head for head in _heads(known, "measure") if name.endswith(head)), "")


def measure_head(name: str, known: Knowledge) -> str:
    """The head noun that a phrase ends with, of rates with their verb (卫生户厕|普及率); empty for none, or a substance."""
    if name.endswith(_heads(known, "substance")):
        return ""
    rate = pattern(known, "share.rate-head").search(name)
    heads = (rate[0] if rate else "", trailing_head(name, known),
             next((head for head in _heads(known, "tail") if name.endswith(head)), ""))
    return max(heads, key=len)


def measure_tail(name: str, known: Knowledge) -> str:
    """The head noun with the words that go with the measure, not with the thing: 油墨|使用比例, PM10|平均浓度."""
    head = measure_head(name, known)
    before = pattern(known, "share.of-the-measure").search(name.removesuffix(head)) if head else None
    return (before[0] if before else "") + head


def find_substance(name: str, known: Knowledge) -> str:
    """The first substance that a phrase holds (氮氧化物|总量减排任务完成率), empty for none."""
    found = _substances(known).search(name)
    return found[0] if found else ""


def names_class(phrase: str, known: Knowledge) -> bool:
    """Whether a phrase names a class of places or of bodies (设市城市, 县城, 现役机组), which limits an indicator."""
    return bool(pattern(known, "phrase.class").search(phrase))


def following(text: str, position: int, known: Knowledge) -> tuple[str, int]:
    """The noun phrase behind a number (24艘|LNG动力船舶建造) and where it ends; empty where none follows."""
    behind = pattern(known, "phrase.behind")
    match = behind.match(text, position)
    if not match:
        return "", position
    own_sum = pattern(known, "phrase.own-sum").match(text, position)
    if own_sum:  # 实施50个|总投资1000亿元的重大项目: that number is read by itself
        return tidy(own_sum["noun"], known), position
    deeds = pattern(known, "share.more-deeds").match(text, match.end())
    listed = pattern(known, "share.described-by-list").match(text, match.start("noun"))
    end = max(found.end() for found in (match, deeds, listed) if found)
    if text[end:end + 1] == "、" and pattern(known, "phrase.adjective").search(match["noun"]):
        more = None if pattern(known, "phrase.count").match(text, end + 1) else behind.match(text, end + 1)
        end = more.end() if more else end
    phrase = text[match.start("phrase"):end]
    if text[end:end + 1].isdigit() or pattern(known, "phrase.named-and-counted").match(text, end):
        phrase = _before_next_number(phrase, known)
    return tidy(phrase, known), match.start("phrase") + len(phrase)


def thing_and_deed(phrase: str, known: Knowledge) -> tuple[str, str]:
    """What a clause speaks of, and what it says that happens to it: 整改任务|全部销号; the deed empty where none is told."""
    match = pattern(known, "phrase.deed").match(phrase)
    return (tidy(match["thing"], known), match["deed"]) if match else (phrase, "")


def does_at_once(phrase: str, known: Knowledge) -> bool:
    """Whether no thing but a deed stands behind the number (企业15家|入选国家名单)."""
    return thing_and_deed("其中" + phrase, known)[0] == "其中"


def _before_next_number(phrase: str, known: Knowledge) -> str:
    """What of a phrase that ends at a number belongs to the number before: a joint, a verb of its own (200名干部、|培训|500人次)
    or a predicate goes with the next."""
    begin = phrase.rfind("、")
    if begin > 1 and begins_with_verb(phrase[begin + 1:], known):
        return phrase[:begin]
    for joint in ("以及", "和", "及", "与", "并", "或"):
        at = phrase.rfind(joint)
        if at > 1:
            return phrase[:at]
    thing, deed = thing_and_deed(phrase, known)
    amount = pattern(known, "phrase.deed-of-amount").fullmatch(deed)  # 市场主体|获得低费率贷款超过|100亿元
    return thing if amount else pattern(known, "phrase.predicate-end").sub("", phrase)


def paid_for(text: str, position: int, known: Knowledge) -> str:
    """What the money before `position` pays for: 投资1884万元|完成30栋老旧楼房维修改造, 安排3亿元|，新建4个敬老院."""
    next_clause = pattern(known, "phrase.paid-next").match(text, position)
    if next_clause:
        return tidy(_NUMBERS.sub("", "".join(next_clause.captures("thing"))), known)
    match = pattern(known, "share.paid-list").match(text, position) or _CLAUSE.match(text, position)
    return cut_verbs(_NUMBERS.sub("", match[0]), known) if match else ""
