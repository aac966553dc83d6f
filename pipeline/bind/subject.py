"""A subject without time, place, verbs and empty words, and the verb it is the object of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.bind.words import Word, cut, first_word, words
from pipeline.knowledge import Knowledge, pattern

_EDGE = "、，；：。的了—“‘（"
_PAIRS = {"“": "”", "（": "）", "《": "》", "‘": "’"}
_JOINTS = ("和", "及", "、", "与", "或")
_LEADING = ("phrase.leading-note", "phrase.leading-number", "phrase.leading-time", "phrase.leading-span", "phrase.leading-agency",
            "phrase.leading-cause", "phrase.leading-partner", "phrase.leading-set-up", "phrase.joint-alone")
_LEFT_ON = ("phrase.inner-predicate", "phrase.inner-effort", "phrase.shared-adverb", "phrase.examples-of", "phrase.kinds-of", "phrase.inner-year",
            "phrase.dangling", "phrase.inner-cause", "phrase.tail")
_ACTUALLY = ("共", "已", "将", "了")  # behind these a verb is used as one


@dataclass(frozen=True, slots=True)
class Subject:
    """A cleaned subject: `name` (may be empty), the `verb` whose object it is, and what stood before that verb.

    `trailing`: a verb at the end that may be a noun too (污水处理设施建设).
    """

    name: str
    verb: Word | None = None
    agent: str = ""
    trailing: Word | None = None


@lru_cache(maxsize=2048)
def subject(text: str, known: Knowledge, bare: bool = True) -> Subject:
    """Reads a clause's left-over: drops time, place and empty words at its left, finds the verb it is the object of.

    `bare`: no predicate stood before the number, so a verb further in may be the one that counts (工业企业完成投资).
    """
    text = trim(pattern(known, "phrase.base").sub("", text).removesuffix("了"), known)
    text = pattern(known, "phrase.leading-count").sub("", text)
    tokens = cut(text, known)
    at = _verb_at(tokens, bare and text[:1] != "占" and not pattern(known, "phrase.rate").search(text), known)
    if at is None:
        return Subject(tidy(text, known), trailing=_act(tokens[-1], known) if len(tokens) > 1 else None)
    return _object_of(tokens, at, known)


def _act(token: str, known: Knowledge) -> Word | None:
    word = words(known).get(token)
    return word if word and word.role == "act" else None


def _verb_at(tokens: tuple[str, ...], anywhere: bool, known: Knowledge) -> int | None:
    """The last token that is used as a verb; only the first may be where a predicate or a rate follows."""
    found = None
    for k, token in enumerate(tokens if anywhere else tokens[:1]):
        word = _act(token, known)
        if word and (anywhere or word.strong == "light" or word.keep) and _used_as_verb(tokens, k, word, known):
            found = k
    return found


def _used_as_verb(tokens: tuple[str, ...], k: int, word: Word, known: Knowledge) -> bool:
    """Whether the act word at `k` is a verb there: at the front, behind 累计/共/已, or hardly ever a noun."""
    after = "".join(tokens[k + 1:])
    if (k or len(after) == 1 or after == "能力") and pattern(known, "phrase.noun-after-verb").match(after):
        return False
    before = words(known).get(tokens[k - 1]) if k else None
    leads = bool(before and before.role in ("lead", "place") and len(before.surface) > 1) or k and tokens[k - 1] in _ACTUALLY
    return bool(leads or word.strong or k == 0 and (after or len(tokens) == 1))


def _object_of(tokens: tuple[str, ...], at: int, known: Knowledge) -> Subject:
    verb = words(known)[tokens[at]]
    if len(tokens) > 2 and tokens[-2] in _JOINTS and all(token in _JOINTS or _act(token, known) for token in tokens):
        return Subject("", replace(verb, surface="".join(tokens)))  # 续建和新开工23项
    agent = tidy(trim("".join(tokens[:at]), known), known)
    agent = pattern(known, "phrase.agent-edges").sub("", agent)
    begin = at + 1
    while begin < len(tokens) - 1 and _joins_verbs(tokens, begin, known):
        begin += 1  # 新建改造修复管网
    printed = "".join(tokens[at:begin])
    rest = tidy(trim("".join(tokens[begin:]), known), known)
    if agent and (pattern(known, "phrase.bare-noun").match(rest) or pattern(known, "phrase.measure-of-body").match(f"{agent}|{rest}")):
        rest = agent + rest
    kept = verb.keep and rest or pattern(known, "phrase.too-general").fullmatch(printed + rest)
    name = printed + rest if kept else rest
    return Subject(name, verb, agent, _act(rest, known))


def _joins_verbs(tokens: tuple[str, ...], k: int, known: Knowledge) -> bool:
    """Whether the token at `k` goes on with the verb before it: 改造 or 、 in 新建、改造供热、供水管网, but not 供热 nor that of 供热能力."""
    joined = [token in _JOINTS or _act(token, known) is not None for token in tokens[k:k + 3]]
    first_half = tokens[k] not in _JOINTS and pattern(known, "phrase.noun-after-verb").match("".join(tokens[k + 1:]))
    return joined[0] and not first_half and (tokens[k] not in _JOINTS or joined[1]) and (tokens[k + 1] not in _JOINTS or joined[2:] == [True])


@lru_cache(maxsize=2048)
def trim(text: str, known: Knowledge) -> str:
    """Drops list numbers, times, places and empty words from the left, as long as there are any."""
    while text:
        before = text
        while text and text[0] in _EDGE and _PAIRS.get(text[0], "\0") not in text:
            text = text[1:]
        for rule_id in _LEADING:
            led = pattern(known, rule_id).match(text)
            text = text[led.end():] if led else text
        text = text[len(_empty_word(text, known)):]
        if text == before or pattern(known, "phrase.describes").match(before):
            return before
    return text


def _empty_word(text: str, known: Knowledge) -> str:
    """The word in front that says nothing; 自治区 in 自治区级 is half a word and stays."""
    token = first_word(text, known)
    word = words(known).get(token)
    empty = word and word.role in ("lead", "place") and not pattern(known, "phrase.rest-of-word").match(text[len(token):])
    return token if empty else ""


@lru_cache(maxsize=2048)
def tidy(name: str, known: Knowledge) -> str:
    """A name without what its clause left on it: years, adverbs of a share, examples, half a bracket."""
    for rule_id in _LEFT_ON:
        name = pattern(known, rule_id).sub("", name)
    name = name.strip()
    return name.strip("（）") if name.count("（") != name.count("）") else name


def cut_verbs(phrase: str, known: Knowledge) -> str:
    """A phrase without the verbs and empty words at its front: 完成了老旧楼房维修改造 → 老旧楼房维修改造."""
    tokens = cut(trim(phrase, known), known)
    while tokens and (tokens[0] in "了的、" or tokens[0] in words(known) and words(known)[tokens[0]].role != "noun"):
        tokens = tokens[1:]
    return tidy("".join(tokens), known)


def opening_verb(text: str, known: Knowledge) -> Word | None:
    """The verb that a clause opens with, behind its empty words: 全年|新增|减排站、监测站等5个站点."""
    return _act(first_word(trim(text, known), known), known)


def begins_with_verb(phrase: str, known: Knowledge) -> bool:
    """Whether the noun's place is taken by a verb (企业15家|入选国家名单)."""
    return _act(first_word(phrase, known), known) is not None
