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
    r"(?:年?底|年末|期末|末|初|上半年|以?前|之前|以来|期间|时期|时|起|全年|度|内|中(?![央国心小东西])|，|、|年|的)*")
_COUNT = regex.compile(r"^\d{1,5}(?:个|家|项|座|处|条|种|类|所|名|大)(?=\p{Han}|“)")  # 17个重点产业增加值
_BASE = regex.compile(rf"(?:相比|相较|较|比|与|同)(?:{_TIME}(?:年)?|上年|去年)(?:年?底|末|初|同期|水平|全年|的)*(?:相比)?，?")
_EDGE = "、，；：。的了—“‘（"
_AFTER = regex.compile(r"""(?:的)?+(?P<phrase>(?:\d{1,4}(?:\.\d)?万?(?:千伏|千瓦|兆瓦|吨级?|米)(?:级|及以上|以上)?[和、及]?){0,2}
    (?P<noun>[^，。；：、！？（）\d]{1,40}(?:（[^（）]{1,20}）[^，。；：、！？（）\d]{0,30})?))""", regex.VERBOSE)
_COMPLETE_BRACKETS = {"“": "”", "（": "）", "《": "》", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A cleaned subject: `name` (may be empty), the `verb` whose object it is, and what stood before that verb.

    `trailing`: a verb at the end that may be a noun too (污水处理设施建设).
    """

    name: str
    verb: Word | None = None
    agent: str = ""
    trailing: Word | None = None


@cache
def _heads(known: Knowledge, kind: str = "") -> tuple[str, ...]:
    rows = (row for row in known.lexicon["heads"] if not kind or row["kind"] == kind)
    return tuple(sorted((row["surface"] for row in rows), key=len, reverse=True))


def names_measure(name: str, known: Knowledge) -> bool:
    """Whether a phrase ends like an indicator (…率, …量, …比重), so that it can stand alone with a number."""
    return name.endswith(_heads(known)) or "占" in name[1:-1] or bool(regex.search(r"[率量度额数]（[^（）]{1,12}）$", name))


def stands_alone(name: str, known: Knowledge) -> bool:
    """Whether a list's item is a whole indicator: it names a measure, and is not just a substance (化学需氧量)."""
    return names_measure(name, known) and not name.endswith(_heads(known, "substance"))


def trailing_head(name: str, known: Knowledge) -> str:
    """The longest known head noun that a phrase ends with (生物质发电累计装机 → 累计装机), empty for none."""
    return next((head for head in _heads(known, "measure") if name.endswith(head)), "")


def subject(text: str, known: Knowledge, bare: bool = True) -> Subject:
    """Reads a clause's left-over: drops time, place and empty words at its left, finds the verb it is the object of.

    `bare`: no predicate stood before the number, so a verb further in may be the one that counts (工业企业完成投资).
    """
    text = _COUNT.sub("", _trim(_BASE.sub("", text).removesuffix("了"), known))
    tokens, lexicon = cut(text, known), words(known)
    verb, position = None, 0
    rate = text.endswith(_RATES) or not bare
    for k, token in enumerate(tokens if bare and not rate else tokens[:1]):
        word = lexicon.get(token)
        if word and word.role == "act" and (word.strong == "light" or word.keep or not rate) and _is_verb(tokens, k, lexicon):
            verb, position = word, k + 1
    if verb is None:
        last = lexicon.get(tokens[-1]) if len(tokens) > 1 else None
        return Subject(_tidy(text), trailing=last if last and last.role == "act" else None)
    agent = _tidy(_trim("".join(tokens[:position - 1]), known))
    while position < len(tokens) - 1 and tokens[position] in lexicon and lexicon[tokens[position]].role == "act":
        position += 1  # 新建改造修复管网
    rest = _tidy(_trim("".join(tokens[position:]), known))
    if agent and rest in _BARE_NOUNS:
        rest = agent + rest  # 重大项目完成投资: the noun alone says too little
    name = verb.surface + rest if verb.keep and rest else rest
    return Subject(name, verb, agent, lexicon.get(rest) if rest in lexicon and lexicon[rest].role == "act" else None)


_BARE_NOUNS = ("投资", "产值", "总投资", "营收", "收入", "销售额", "产量", "总产值", "固定资产投资额")
_RATES = ("率", "比重", "比例", "占比", "份额", "强度", "系数", "指数")
_NOUN_AFTER_VERB = regex.compile(r"^(?:率|量|区|度|数|面积|规模|比例|强度|能力|水平|设施|工程|项目|任务|标准|系统|行业|产业|成本|资金|用地|主体|企业|中心|站|厂|网)")


def _is_verb(tokens: list[str], k: int, lexicon: dict[str, Word]) -> bool:
    """Whether the act word at `k` is used as a verb: at the front, behind 累计/共/已, or hardly ever a noun."""
    word, before = lexicon[tokens[k]], lexicon.get(tokens[k - 1]) if k else None
    after = "".join(tokens[k + 1:])
    if k and _NOUN_AFTER_VERB.match(after):
        return False
    leads = bool(before and before.role in ("lead", "place") and len(before.surface) > 1 or tokens[k - 1] in ("共", "已", "将", "了"))
    if not after and k:
        return leads or bool(word.strong)
    return k == 0 or leads or bool(word.strong)


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
    name = regex.sub(r"(?:分别|均|约)(?=占)", "", name)
    name = regex.sub(r"^[^等]{2,40}、[^等、]{1,20}等(?=\p{Han}{2,12}$)(?!级|待)", "", name)  # 华为生活馆、奥莱等首店
    name = regex.sub(rf"(?:{_TIME})(?:年)?(?:的)?", "", name) if regex.search(r"(?:19|20)\d\d年", name) else name
    name = name.rstrip("、，；：。的了约近为是共—等").strip()
    if name.count("（") != name.count("）"):
        name = name.strip("（）")
    return name


def following(text: str, position: int) -> tuple[str, int]:
    """The noun phrase behind a number (24艘|LNG动力船舶建造) and where it ends; empty where none follows."""
    match = _AFTER.match(text, position)
    if not match or match["noun"].startswith(_NOT_BEHIND):
        return "", position
    end = match.end()
    if text[end:end + 1] == "、" and (len(match["noun"]) <= 2 or match["noun"].endswith(_ADJECTIVES)):
        more = _AFTER.match(text, end + 1)  # 规模化、全链条碳捕集示范工程: an adjective goes on
        end = more.end() if more else end
    phrase = text[match.start("phrase"):end]
    if text[end:end + 1].isdigit():
        phrase = _before_next_number(phrase)
    return _tidy(phrase), match.start("phrase") + len(phrase)


def _before_next_number(phrase: str) -> str:
    """What of a phrase that ends at a number belongs to the number before: a joint or a predicate goes with the next."""
    for joint in ("以及", "和", "及", "与", "并", "或"):
        at = phrase.rfind(joint)
        if at > 1:
            return phrase[:at]
    return _PREDICATE_END.sub("", phrase)


def paid_for(text: str, position: int, known: Knowledge) -> str:
    """What money behind which `position` stands pays for: 投资1884万元|完成30栋老旧楼房维修改造 → 老旧楼房维修改造."""
    match = _CLAUSE.match(text, position)
    return cut_verbs(_NUMBERS.sub("", match[0]), known) if match else ""


_CLAUSE = regex.compile(r"[^，。；：、！？（）]{2,40}")
_NUMBERS = regex.compile(r"[\d.]+[余多]?(?:[十百千万亿]{0,2})\p{Han}")
_ADJECTIVES = ("化", "型", "性", "级", "式")
_PREDICATE_END = regex.compile(r"(?:达到|达|为|约|超过|突破|约为|增长|下降|占|至|到)$")


_NOT_BEHIND = ("以上", "以下", "左右", "以内", "和", "与", "及", "或", "并", "且", "到", "至", "比", "较", "占", "为", "达到", "提高",
               "下降", "增长", "其中", "同比", "总计", "合计")


def cut_verbs(phrase: str, known: Knowledge) -> str:
    """A phrase without the verbs and empty words at its front: 完成了老旧楼房维修改造 → 老旧楼房维修改造."""
    lexicon = words(known)
    tokens = cut(_trim(phrase, known), known)
    while tokens and (tokens[0] in ("了", "的") or tokens[0] in lexicon and lexicon[tokens[0]].role in ("act", "lead", "place")):
        tokens = tokens[1:]
    return _tidy("".join(tokens))


_CLASSES = regex.compile(r"(?:城市|县城|建制镇|镇|乡村|村|地区|[市县区旗州盟]|企业|学校|机构|单位|机组|项目|园区|家庭|居民|农村|城镇|牧区|流域|断面|建筑|行业|领域|公路|医院|以上|以下|类|级|重点|其他)$")


def names_class(phrase: str, known: Knowledge) -> bool:
    """Whether a phrase names a class of places or of bodies (设市城市, 县城, 现役机组), which limits an indicator."""
    return bool(_CLASSES.search(phrase))


def begins_with_verb(phrase: str, known: Knowledge) -> bool:
    """Whether the noun place is taken by a verb (企业15家|入选国家名单)."""
    tokens = cut(phrase[:8], known)
    return bool(tokens) and tokens[0] in words(known) and words(known)[tokens[0]].role == "act"
