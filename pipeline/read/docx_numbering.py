"""Automatic list numbers, which Word counts itself and the paragraphs' text does not hold (第一章, （一）, 1.).

Rendered since the outline is read from them. Bullets are left out. ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (formats).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.read.docx_text import VAL, W

_DIGITS = "〇一二三四五六七八九"
_HAN = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
        "taiwaneseCountingThousand", "koreanCounting", "chineseLegalSimplified"}
_STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
          "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
          "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩",
          "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑"}
_PLACE = regex.compile(r"%([1-9])")
_MAX_LEVELS = 9


def render(count: int, form: str) -> str:
    """A counter in a number format of Word; formats not listed are decimal.

    >>> render(12, "chineseCounting"), render(3, "decimal"), render(4, "upperRoman"), render(2, "bullet")
    ('十二', '3', 'IV', '')
    """
    if form in ("bullet", "none"):
        return ""
    if form in _HAN:
        return _chinese(count)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form in _STEMS and 1 <= count <= len(_STEMS[form]):
        return _STEMS[form][count - 1]
    return str(count).zfill(2) if form == "decimalZero" else str(count)


def _chinese(count: int) -> str:
    if not 0 < count < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    if not 0 < count < 400:
        return str(count)
    text = ""
    for value, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
                           (1, "I")):
        text += letters * (count // value)
        count %= value
    return text


@dataclass(slots=True)
class Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Levels by list id; `next_number` counts on, so ask once for every numbered paragraph, in order."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, list[int]] = field(default_factory=dict)

    def next_number(self, paragraph) -> str:
        """The printed number in front of a paragraph, "" where it has none."""
        list_id, level = self._list_of(paragraph)
        if list_id not in self.lists:
            return ""
        abstract, levels = self.lists[list_id]
        if level not in levels:
            return ""
        # Lists with the same definition go on counting each other; a level starts anew below a higher one.
        counts = self.counters.setdefault(abstract, [])
        while len(counts) <= level:
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[level] += 1
        del counts[level + 1:]
        return _PLACE.sub(lambda match: _part(int(match[1]) - 1, counts, levels), levels[level].text)

    def _list_of(self, paragraph) -> tuple[str, int]:
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return "", 0
        style = properties.find(W + "pStyle")
        inherited = self.styles.get(style.get(VAL, "") if style is not None else "", ("", 0))
        own = properties.find(W + "numPr")
        if own is None:
            return inherited
        return _value(own, "numId", inherited[0]), _level(own, inherited[1])


def _part(level: int, counts: list[int], levels: dict[int, Level]) -> str:
    if level >= len(counts) or level not in levels:
        return ""
    return render(counts[level], levels[level].form)


def _value(node, name: str, default: str) -> str:
    element = node.find(W + name)
    return default if element is None else element.get(VAL, default)


def _level(node, default: int) -> int:
    text = _value(node, "ilvl", str(default))
    return min(int(text), _MAX_LEVELS - 1) if text.isdecimal() and len(text) < 3 else default


def read_numbering(numbering, styles) -> Numbering:
    """From the roots of numbering.xml and styles.xml; either may be None."""
    if numbering is None:
        return Numbering()
    abstracts = {node.get(W + "abstractNumId", ""): _levels(node) for node in numbering.findall(W + "abstractNum")}
    lists = {}
    for node in numbering.findall(W + "num"):
        name, list_id = _value(node, "abstractNumId", ""), node.get(W + "numId", "")
        levels = dict(abstracts.get(name, {}))
        restarts = {}
        for override in node.findall(W + "lvlOverride"):
            restarts |= _override(override, levels)
        levels |= restarts
        lists[list_id] = (f"{name}/{list_id}" if restarts else name, levels)
    return Numbering(lists, _style_lists(styles))


def _levels(node) -> dict[int, Level]:
    levels = {}
    for level in node.findall(W + "lvl"):
        number = level.get(W + "ilvl", "")
        start = _value(level, "start", "1")
        if number.isdecimal() and len(number) == 1:
            levels[int(number)] = Level(_value(level, "numFmt", "decimal"), _value(level, "lvlText", "")[:40],
                                        int(start) if start.isdecimal() and len(start) < 7 else 1)
    return levels


def _override(node, levels: dict[int, Level]) -> dict[int, Level]:
    number, start = node.get(W + "ilvl", ""), _value(node, "startOverride", "")
    if not (number.isdecimal() and start.isdecimal() and len(start) < 7 and int(number) in levels):
        return {}
    level = levels[int(number)]
    return {int(number): Level(level.form, level.text, int(start))}


def _style_lists(styles) -> dict[str, tuple[str, int]]:
    """The list that each paragraph style belongs to, by itself or by the style that it is based on."""
    nodes = {} if styles is None else {node.get(W + "styleId", ""): node for node in styles.findall(W + "style")}
    found = {}
    for style in nodes:
        list_id, level, at = "", None, style
        for _ in range(12):  # a chain of styles; a ring of them must end too
            numbers = nodes[at].find(f"{W}pPr/{W}numPr") if at in nodes else None
            if numbers is not None:
                level = _level(numbers, 0) if level is None else level
                list_id = list_id or _value(numbers, "numId", "")
            based = nodes[at].find(W + "basedOn") if at in nodes else None
            if list_id or based is None:
                break
            at = based.get(VAL, "")
        if list_id:
            found[style] = (list_id, level or 0)
    return found
