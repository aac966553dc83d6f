"""Finds heading numbers and cuts a printed sentence into headings and the text behind them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.knowledge import Knowledge, Rule
from pipeline.knowledge.numbers import parse_number
from pipeline.outline.titles import Titles

DIGITS = regex.compile(r"\d{1,2}")
SUBJECT = regex.compile(r".{0,2}[是为][：:]|..是(?!否)")  # two characters on each side of a title's end


@dataclass(frozen=True, slots=True)
class Part:
    """text[start:end] of a sentence: a heading with its label, or the text behind headings (`rule` None).

    `numbers` is the printed number, of decimal headings the printed path; `whole` tells that the title ends as the
    sentence does, so that nothing says where it ends but the sentence itself.
    """

    start: int
    end: int
    rule: Rule | None = None
    label: str = ""
    numbers: tuple[int, ...] = ()
    title: str = ""
    whole: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a box's or an annex's number alone, whose title may stand in the next line."""
        return self.rule is not None and self.rule.id in ("box", "annex") and not self.title \
            and self.end - self.start <= len(self.label) + 2


@dataclass(frozen=True, slots=True)
class Schemes:
    """The rules of `headings.toml` that number headings, the numbers that are found `glued` behind another title as well,
    and the line that begins a list of annexes."""

    rules: tuple[Rule, ...]
    glued: regex.Pattern
    annexes: regex.Pattern

    @classmethod
    def of(cls, knowledge: Knowledge) -> Schemes:
        rules = knowledge.rules["headings"]
        glued, annexes = (next(rule.pattern for rule in rules if rule.id == name) for name in ("glued_number", "annex_list"))
        return cls(tuple(rule for rule in rules if "scheme" in rule.data), glued, annexes)

    def match(self, text: str) -> tuple[Rule, regex.Match] | None:
        """The scheme whose number begins `text`."""
        if text[0] not in STARTS:
            return None
        return next(((rule, found) for rule in self.rules if (found := rule.pattern.match(text))), None)


STARTS = frozenset("第一二三四五六七八九十（(专附0123456789")


def numbers(match: regex.Match) -> tuple[int, ...]:
    """The printed number as integers: 十二 → (12,), 4.1.2 → (4, 1, 2), 附件3 → (3,).

    >>> numbers(regex.match("(?P<number>.*)", "4.1.2"))
    (4, 1, 2)
    """
    printed = match["number"]
    if digits := DIGITS.findall(printed):
        return tuple(int(number) for number in digits)
    value = parse_number(printed.lstrip("附件表录 "))
    return (int(value),) if value is not None else ()


def cut_headings(text: str, alone: bool, schemes: Schemes, titles: Titles) -> list[Part]:
    """The headings that begin `text`, then the text behind them as the last part, if any.

    A number without a title stays with its text; a title that is its sentence's subject (主要目标是：…) is left to it as well.
    `alone` tells that the sentence is the whole paragraph.
    """
    parts, at = [], 0
    while at < len(text) and (found := schemes.match(text[at:at + 200])):
        rule, match = found
        start = at + match.end()
        inner = schemes.glued.search(text, start, min(len(text), start + 80))
        limit = inner.start() if inner else len(text)
        length, whole = titles.length(text[start:limit][:200], bool(inner), alone, rule)
        end = min(start + length, limit) if length else len(text)
        title = _title(text[start:start + length])
        if not whole and SUBJECT.match(text[end - 2:end + 2]):
            title, end = title.rstrip("是为"), start
        parts.append(Part(at, end, rule, match.group().strip(" \u3000:："), numbers(match), title, whole))
        at = end + len(text[end:]) - len(text[end:].lstrip())
    if at < len(text):
        parts.append(Part(at, len(text)))
    return parts


def _title(text: str) -> str:
    return text.strip(" \u3000。．.：:\t")
