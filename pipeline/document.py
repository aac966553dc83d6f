"""What the document says about itself on its first page: title, issuer, number, date, region and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from pipeline.knowledge import Knowledge, Rule, pattern
from pipeline.knowledge.divisions import province_of
from pipeline.knowledge.numbers import fold, parse_number
from pipeline.knowledge.regions import NATION, UNKNOWN, gazetteer
from pipeline.knowledge.years import find_years
from pipeline.records import Block, BlockKind, Document, Period, Region, Source

PAGE = 4_000  # characters of the first page: title, notice, letter, signature; contents may stand between
BODY = 20_000  # characters that are asked for the places they name where the first page names none
SAID = 2  # times that 全省, 我市 … or 全国, 我国 are said before they tell whose document it is
JOINT = regex.compile(r"(?<=[部局]|改革委)(?=\p{Han}{2,12}(?:部|局|委|总署|银行)(?!门))")  # agencies without a mark between
MIDTERM = 2  # years of a plan that are over when it is reviewed at mid-term
HEADING = 40  # characters of a line that may head a chapter without a number
YEAR_END = frozenset(("11", "12"))  # months of a session that hears of the next year
SENTENCE = frozenset("，。；！？")  # what a title has none of
DIGITS = {char: str(index) for index, char in enumerate("〇一二三四五六七八九")}


def describe(name: str, sources: tuple[Source, ...], blocks: tuple[Block, ...], known: Knowledge) -> Document:
    """The document's metadata; the folder's or file's `name` stands in for a title that is not printed."""
    page = pattern(known, "document.cited").sub("", _text(blocks, PAGE))
    found = _first(known, "title", page)
    title = found["value"].replace("\n", "") if found else name
    issuer = _value(_first(known, "issuer", page))
    published = _published(page, known)
    return Document(
        id=name,
        title=title,
        issuer=issuer and JOINT.sub("、", issuer),
        number=_value(_first(known, "number", page)),
        published=published,
        region=_region((title, _notice(page), issuer or "", _value(_first(known, "assembly", page)) or "", name, _head(page)), blocks, known),
        period=None if _only_reports(title, known) else _period((title, name), page, published, blocks, known),
        sources=sources,
        annexes=(),
    )


def reported(title: str | None, published: str | None, known: Knowledge) -> Period | None:
    """The years that a document tells of whose title's kind only reports: those in the title, or the one before it was published."""
    if not title or not _only_reports(title, known):
        return None
    text = fold(title)[0]
    years = find_years(text)
    if not years:
        return Period(int(published[:4]) - 1, int(published[:4]) - 1) if published else None
    told = years[-1]
    now = int(published[:4]) if published else told.first + MIDTERM
    return Period(told.first, min(told.last, now - 1) if "中期" in text else told.last)


def term_of(title: str | None, known: Knowledge) -> int:
    """How many years a title such as 三年行动计划 plans, 0 where it does not say."""
    found = pattern(known, "term").search(fold(title or "")[0])
    return int(parse_number(found["n"]) or 0) if found else 0


def _only_reports(title: str, known: Knowledge) -> bool:
    """Whether the title's kind plans nothing (统计公报, 评估报告, 工作总结)."""
    return any(rule.pattern.search(fold(title)[0]) for rule in _rules(known, "report"))


def _text(blocks: tuple[Block, ...], limit: int) -> str:
    """The first `limit` characters, folded, a line per block."""
    lines, length = [], 0
    for block in blocks:
        lines.append(fold(block.text)[0])
        length += len(lines[-1])
        if length >= limit:
            break
    return "\n".join(lines)[:limit]


def _rules(known: Knowledge, field: str) -> Iterator[Rule]:
    return (rule for rule in known.rules["document"] if rule.data["field"] == field)


def _first(known: Knowledge, field: str, page: str) -> regex.Match | None:
    return next((match for rule in _rules(known, field) if (match := rule.pattern.search(page))), None)


def _value(match: regex.Match | None) -> str | None:
    return match["value"].replace("\n", "") if match else None


def _notice(page: str) -> str:
    """The line of the notice's title, which names the issuer's place."""
    return next((line for line in page.split("\n") if "关于" in line), "")


def _head(page: str) -> str:
    """The first line of a text whose title has no title's form (某县2020年交通发展); a sentence is none."""
    line = page.partition("\n")[0]
    return line if SENTENCE.isdisjoint(line) else ""


def _published(page: str, known: Knowledge) -> str | None:
    """ISO 8601, as exact as printed: a cover gives year and month only."""
    match = _first(known, "published", page)
    if match is None:
        return None
    parts = match.groupdict()
    year = int("".join(DIGITS.get(char, char) for char in parts["y"]))
    month, day = (int(parse_number(parts[key]) or 0) if parts.get(key) else 0 for key in "md")
    if not 1 <= month <= 12 or day > 31:
        return str(year)
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _region(names: tuple[str, ...], blocks: tuple[Block, ...], known: Knowledge) -> Region:
    """The first place that title, notice, issuer or file name give; else the one the body speaks of most, or unknown."""
    places = gazetteer(known)
    given = next((region for name in names if name and (region := places.of_title(name))), None)
    if given:
        return given
    body = _text(blocks, BODY)
    local, national = _said("local", body, known), _said("national", body, known)
    if local < SAID:
        return NATION if national >= SAID and not local else UNKNOWN
    spoken_of = [region for _, _, region in places.find(body) if region.code]
    if _said("province", body, known) > local / 2:  # a province speaks of its cities
        spoken_of = [province_of(region, known.lexicon["regions"]) for region in spoken_of]
    counts = Counter(spoken_of)
    return counts.most_common(1)[0][0] if counts else UNKNOWN


def _said(field: str, body: str, known: Knowledge) -> int:
    """How often the rules of a field find their words."""
    return sum(1 for rule in _rules(known, field) for _ in rule.pattern.finditer(body))


def until_of(title: str | None, known: Knowledge) -> int:
    """The year that a title's aim is due before or by (2030年前碳达峰行动方案, 面向2035年的纲要), 0 where it names none."""
    found = pattern(known, "until").search(fold(title or "")[0])
    return int(found["y"]) if found else 0


def _chapters(blocks: tuple[Block, ...]) -> list[str]:
    """The headings of all chapters, folded, and the lines that may head one without a number."""
    return [fold(block.text)[0] for block in blocks
            if ("." not in (block.section or ".") if block.kind is BlockKind.HEADING else len(block.text) <= HEADING)]


def _period(titles: tuple[str, ...], page: str, published: str | None, blocks: tuple[Block, ...], known: Knowledge) -> Period | None:
    """The span or five-year plan in the title; of a work report the year it plans; else the title's year.

    What is due before the title's year begins with the publication; None where that is not told: the goals' dates tell it.
    """
    for title in map(lambda text: fold(text)[0], titles):
        years = find_years(title)
        spans = [year for year in years if year.first != year.last]
        if spans:
            return Period(spans[-1].first, spans[-1].last)
        if "工作报告" in title:
            return _report_period([year.last for year in years], page, published, _chapters(blocks), known)
        until = until_of(title, known)
        if until:
            return Period(min(int(published[:4]), until), until) if published else None
        if years:
            return Period(years[-1].last, years[-1].last)
    chapters = _chapters(blocks)
    spoken = _first(known, "speech", page) or any(_first(known, "review", chapter) for chapter in chapters)
    return _report_period([], page, published, chapters, known) if spoken else None


def _report_period(titled: list[int], page: str, published: str | None, chapters: list[str], known: Knowledge) -> Period | None:
    """The year that a work report plans: the title's unless its chapters plan another (a page named 2008 with 2009年工作安排).

    A bare title leaves it to the chapters, then to the session's date: one held at the year's end plans the next.
    """
    planned = Counter(rule.data["behind"] + int(match["y"]) for rule in _rules(known, "chapter") for chapter in chapters
                      if (match := rule.pattern.search(chapter)))
    session = [int(published[:4]) + (published[5:7] in YEAR_END)] if published else []
    printed = [int(year) for year in regex.findall(r"20\d\d(?=年|_|政府工作报告)", page)[:1]]
    likeliest = [year for year, _ in planned.most_common(1)]
    year = next(iter([year for year in titled if year in planned] or likeliest or titled or session or printed), None)
    return Period(year, year) if year else None
