"""The indicator's name: a subject without time, place, verbs and adverbs; what follows a number; coordinated heads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.bind.words import Word, cut, words
from pipeline.knowledge import Knowledge

_TIME = r"(?:“?(?:[一二]?十[一二三四五六七八九]?|[六七八九])五”?|(?:19|20)\d\d(?:—{1,2}(?:19|20)\d\d)?年?|(?:19|20)\d\d年至(?:19|20)\d\d年)"
_LEADING_TIME = regex.compile(
    rf"^(?:到|至|截至|截止|截至到|于|在|自|从|力争到|争取到|确保到|力争|预计到|其中)?{_TIME}(?:年度|年)?"
    r"(?:年?底|年末|期末|末|初|上半年|以?前|之前|以来|期间|时期|时|起|全年|度|内|中|，|、|年|的)*")
_BASE = regex.compile(rf"(?:相比|相较|较|比|与|同)(?:{_TIME}(?:年)?|上年|去年)(?:年?底|末|初|同期|水平|全年|的)*(?:相比)?，?")
_EDGE = "、，；：。的了等及和与或—“‘（"
_AFTER = regex.compile(r"(?:的)?([^，。；：、！？（）\d]{2,40}(?:（[^（）]{1,20}）[^，。；：、！？（）\d]{0,30})?)")
_COMPLETE_BRACKETS = {"“": "”", "（": "）", "《": "》", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A cleaned subject: `name` (may be empty), the `verb` whose object it is, and whether the verb ends the text."""

    name: str
    verb: Word | None = None


@cache
def _heads(known: Knowledge) -> tuple[str, ...]:
    return tuple(sorted((row["surface"] for row in known.lexicon["heads"]), key=len, reverse=True))


def names_measure(name: str, known: Knowledge) -> bool:
    """Whether a phrase ends like an indicator (…率, …量, …比重), so that it can stand alone with a number."""
    return name.endswith(_heads(known)) or "占" in name[1:-1] or bool(regex.search(r"[率量度额数]（[^（）]{1,12}）$", name))


def trailing_head(name: str, known: Knowledge) -> str:
    """The longest known head noun that a phrase ends with (生物质发电累计装机 → 累计装机), empty for none."""
    return next((head for head in _heads(known) if name.endswith(head)), "")


def subject(text: str, known: Knowledge) -> Subject:
    """Reads a clause's left-over: drops time, place and empty words at its left, finds the verb it is the object of."""
    text = _trim(_BASE.sub("", text), known)
    tokens = cut(text, known)
    lexicon = words(known)
    verb = None
    position = 0
    for k, token in enumerate(tokens):
        word = lexicon.get(token)
        if word and word.role == "act" and (k == 0 or _opens(tokens[k - 1], word, lexicon)):
            rest = _trim("".join(tokens[k + 1:]), known)
            if rest or k == len(tokens) - 1 and (k == 0 or lexicon.get(tokens[k - 1], word).role in ("lead", "place")):
                verb, position = word, k + 1
    if verb is None:
        return Subject(_tidy(text))
    rest = _tidy(_trim("".join(tokens[position:]), known))
    return Subject(verb.surface + rest if verb.keep and rest else rest, verb)


def _opens(previous: str, word: Word, lexicon: dict[str, Word]) -> bool:
    """Whether a verb inside the subject is a verb there: behind 累计, 共 …, or one that is hardly ever a noun."""
    before = lexicon.get(previous)
    return bool(before and before.role in ("lead", "place")) or word.strong


def _trim(text: str, known: Knowledge) -> str:
    lexicon = words(known)
    while text:
        before = text
        text = text.lstrip(_EDGE) if not _opens_pair(text) else text
        match = _LEADING_TIME.match(text)
        if match:
            text = text[match.end():]
        for token in cut(text[:16], known)[:1]:
            word = lexicon.get(token)
            if word and word.role in ("lead", "place") and len(token) <= len(text):
                text = text[len(token):]
        if text == before:
            return text
    return text


def _opens_pair(text: str) -> bool:
    close = _COMPLETE_BRACKETS.get(text[0])
    return bool(close) and close in text[1:]


def _tidy(name: str) -> str:
    name = regex.sub(rf"(?:{_TIME})(?:年)?(?:的)?", "", name) if regex.search(r"(?:19|20)\d\d年", name) else name
    name = name.rstrip("、，；：。的了约近为是共—等").strip()
    if name.count("（") != name.count("）"):
        name = name.strip("（）")
    return name


def following(text: str, position: int, known: Knowledge) -> tuple[str, int]:
    """The noun phrase behind a number (24艘|LNG动力船舶建造) and where it ends; empty where none follows."""
    match = _AFTER.match(text, position)
    if not match:
        return "", position
    phrase = match[1]
    for joint in ("和", "以及", "及", "与", "并", "或"):
        # a joint before the next number ends this object
        at = phrase.rfind(joint)
        if at > 1 and match.end() < len(text) and text[match.end()].isdigit():
            phrase = phrase[:at]
            break
    if phrase[:2] in ("以上", "以下", "左右", "以内") or phrase[0] in "和与及或并且、到至比较占，为":
        return "", position
    return _tidy(phrase), match.start(1) + len(phrase)
