"""Names of indicators out of the words that a row, a column and a caption share.

化学需氧量 over 减排比例 is 化学需氧量减排比例; 装机容量 over 风电 is 风电装机容量; 森林覆盖率 below 生态保护 is itself.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from pipeline.knowledge import knowledge
from pipeline.knowledge.indicators import vocabulary
from pipeline.knowledge.regions import gazetteer
from pipeline.records import Indicator, Region
from pipeline.tables.phrases import Phrase, read_phrase
from pipeline.tables.words import first, holds, rules_of


@cache
def _heads() -> tuple[str, ...]:
    return tuple(row["surface"] for row in knowledge().lexicon["heads"])


def is_headed(name: str) -> bool:
    """Whether a phrase ends in a head noun (率, 总量, 面积), so that it can name an indicator."""
    return name.endswith(_heads())


def head_of(name: str) -> str:
    """The head noun that a phrase ends in, the longest that is known: 可再生能源发电量 → 发电量."""
    return max((head for head in _heads() if name.endswith(head)), key=len, default="")


@lru_cache(maxsize=20_000)
def join_names(above: str, below: str) -> str:
    """The indicator that a heading and the words below it name together.

    >>> join_names("化学需氧量", "减排比例"), join_names("装机容量", "风电"), join_names("主要污染物排放总量", "氨氮")
    ('化学需氧量减排比例', '风电装机容量', '氨氮排放总量')
    >>> join_names("生态保护", "森林覆盖率"), join_names("化学需氧量排放总量", "重点工程减排量")
    ('森林覆盖率', '化学需氧量重点工程减排量')
    """
    if not above or not below or above in below:
        return below or above
    if holds("headless", below):
        tail = first("tail", above)
        return (above[:tail[1].start()] if tail and tail[1].start() else above) + below
    members = first("class", above)
    if members and members[1].end() < len(above):
        rest = above[members[1].end():]
        return below if rest[:2] in below else below + rest
    if is_headed(below) or not is_headed(above):
        return below
    # 能源消费总量 over 煤炭 is better said 煤炭消费总量, where that is a known indicator
    tail = first("tail", above)
    shorter = below + tail[1][0] if tail else ""
    return shorter if shorter and vocabulary().lookup(shorter) else below + above


@lru_cache(maxsize=5_000)
def join_headings(above: str, below: str) -> str:
    """The same for a heading over a column's own: what it groups is part of the name, unless that is whole by itself.

    >>> join_headings("化学需氧量", "控制量"), join_headings("能源", "煤炭消费总量"), join_headings("装机容量", "风电")
    ('化学需氧量控制量', '煤炭消费总量', '风电装机容量')
    """
    joined = join_names(above, below)
    if joined != below or not above or above in below or vocabulary().lookup(below):
        return joined
    return above + below


def caption_phrase(caption: str | None, region: Region) -> Phrase:
    """A caption taken apart, its text cut to the indicator: 表3 各市县“十四五”能耗强度下降目标 → 能耗强度."""
    if not caption:
        return Phrase()
    name = read_phrase(_plain_caption(caption, region))
    whole = read_phrase(caption)
    return replace(whole, text=name.text, stem=name.stem, measure=name.measure or whole.measure,
                   direction=name.direction or whole.direction)


@lru_cache(maxsize=1_000)
def _plain_caption(caption: str, region: Region) -> str:
    text = "".join(caption.split())
    for rule in rules_of("noise-caption"):
        for _ in range(6):
            places = gazetteer().find(text, region)
            if places and places[0][0] == 0:
                text = text[places[0][1]:].removeprefix("及").removeprefix("和")
            shorter = rule.pattern.sub("", text, count=1)
            if shorter == text:
                break
            text = shorter
    return text


def indicator_of(name: str, stem: str, falls: bool = False) -> Indicator:
    """The indicator with its canonical id and topic; a noun of movement (减排比例) does not hide the indicator.

    `falls`: what falls of a pollutant that is printed alone (化学需氧量减少10%) is its emission.
    """
    words = vocabulary()
    entry = words.lookup(name) or (words.lookup(stem) if stem else None)
    if entry is None and falls and stem:
        entry = words.lookup(stem + "排放量")
    if entry:
        return Indicator(name, entry.id, entry.topic)
    return Indicator(name, None, words.topic_of(name))
