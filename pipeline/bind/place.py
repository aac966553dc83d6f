"""Where a record holds: the region that its sentence names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.bind.indicator import names_measure
from pipeline.bind.subject import begins_with_verb, trim
from pipeline.bind.words import first_word, words
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.areas import areas
from pipeline.knowledge.indicators import vocabulary
from pipeline.knowledge.regions import NATION, gazetteer
from pipeline.records import Region

_REACH = 40  # characters of a clause that may name its place
_LABEL = regex.compile(r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.、．]?)?(?P<label>\p{Han}{2,12})[：:]")
_HARBOUR = regex.compile("港(?![口澳])")
_JOINTS = ("、", "和", "及")
_SUFFIXES = ("省", "市", "区", "县", "旗", "盟", "州")


@dataclass(frozen=True, slots=True)
class Located:
    """A subject without the place it began with; `region` None where it names none, or only the document's own.

    `listed`: the places where it names several; `region` is then all of them in one, as printed.
    """

    name: str
    region: Region | None
    listed: tuple[Region, ...] = ()


@lru_cache(maxsize=2048)
def locate(name: str, context: Region, known: Knowledge) -> Located:
    """Takes a place off the front of a subject: 锡林郭勒盟风电装机 → 风电装机 in 锡林郭勒盟.

    The document's own region is no news: it is taken off too. A place inside a longer name (宁波舟山港) stays.
    """
    wide = pattern(known, "phrase.wide-place").match(name)
    if wide and (wide["world"] or wide["have"] or names_measure(name[wide.end():], known)):
        return Located(name[wide.end():], Region(wide["world"], None) if wide["world"] else _unless(NATION, context))
    begin = pattern(known, "phrase.place-lead").match(name).end()
    found = _with_counties(name, begin, _places(name, context, known), context, known)
    listed, end = _listed(name, begin, found)
    if pattern(known, "phrase.open-list").match(name, end):
        return Located(name, None)
    if listed:
        tail = pattern(known, "phrase.place-list-tail").match(name[end:])
        end += tail.end() if tail else 0
        return Located(trim(name[end:], known), Region(name[begin:end], None), listed)
    zone = _zone(name, begin, known)
    for start, end, region in [zone] if zone and name[zone[1]:] else found:
        if start > begin or pattern(known, "phrase.open-list").match(name, end):
            break
        end -= bool(pattern(known, "phrase.half-of-district").match(name, end))
        tail = pattern(known, "phrase.place-list-tail").match(name[end:])
        rest = trim(name[end + (tail.end() if tail and tail[0][0] == "等" else 0):], known)
        short = region.code and not name[:end].endswith(_SUFFIXES)
        if rest and short and (gazetteer(known).leading(rest) or not _whole_indicator(rest, known)):
            break  # 宁波舟山港集装箱吞吐量: a short name may be part of a longer one
        if rest and region.code is None and not names_measure(rest, known):
            break  # 长三角一体化示范区建设
        return Located(rest, _unless(region, context))
    return Located(name, None)


def _unless(region: Region, context: Region) -> Region | None:
    return None if region == context else region


def _whole_indicator(rest: str, known: Knowledge) -> bool:
    """Whether what stands behind a short name is an indicator by itself: 长沙|电网供电能力, but not 宁波|港吞吐量."""
    if vocabulary(known).lookup(rest) and not _HARBOUR.match(rest):
        return True
    return names_measure(rest, known) and not pattern(known, "phrase.rest-of-place").match(rest)


def without_own_region(name: str, context: Region, known: Knowledge) -> str:
    """A name without the document's own region in front: 大同市空气质量综合指数 → 空气质量综合指数."""
    located = locate(name, context, known)
    return name if located.region or not located.name else located.name


@lru_cache(maxsize=2048)
def place_of_clause(clause: str, context: Region, known: Knowledge) -> Located:
    """The places that a clause begins with: 甘孜藏族自治州新增…, 黄埔区、天河区新建…, 桥头、石门等镇…, by their full names if alone.

    The document's own region is none.
    """
    begin = pattern(known, "phrase.place-lead").match(clause).end()
    zone = _zone(clause, begin, known)
    if zone:
        return Located(clause[zone[1]:], zone[2])
    found = _with_counties(clause, begin, _places(clause[:begin + _REACH], context, known), context, known)
    listed, end = _listed(clause, begin, found)
    if pattern(known, "phrase.open-list").match(clause, end if listed else found[0][1] if found else 0):
        return Located(clause, None)
    if listed:
        return Located(clause[end:], Region(clause[begin:end], None), listed)
    for start, end, region in found[:1]:
        full = clause[:end].endswith(_SUFFIXES) or clause[end:].startswith(("等地", "地区"))
        sure = full if region.code else begins_with_verb(clause[end:], known)  # 陕北地区|新增…, but not 长三角|一体化示范区
        if start <= begin and region != context and sure:
            return Located(clause[end:], region)
    return Located(clause, None)


def label_of(text: str) -> str:
    """The words before the colon that a line begins with, without their number: 1.包头市：… → 包头市; empty for none."""
    match = _LABEL.match(text)
    return match["label"] if match else ""


def place_of_label(label: str, context: Region, known: Knowledge) -> Region | None:
    """The division that a heading or a line's label names and nothing else; None for the document's own region."""
    if len(label) > _REACH or not label.endswith(_SUFFIXES):
        return None
    region = gazetteer(known).region_of(label, context)
    return region if region.code and region != context else None


def speaks_of_nation(sentence: str, before: bool, known: Knowledge) -> bool:
    """Whether a sentence tells what the nation promised (习近平宣布，中国…), or goes on where the one `before` it did."""
    goes_on = before and pattern(known, "phrase.speaks-on").match(sentence)
    return bool(goes_on or pattern(known, "phrase.nation-speaks").search(sentence))


def _places(name: str, context: Region, known: Knowledge) -> list[tuple[int, int, Region]]:
    """Divisions and areas, left to right."""
    return sorted([*areas(name, known), *gazetteer(known).find(name, context)], key=lambda place: place[0])


def _zone(name: str, begin: int, known: Knowledge) -> tuple[int, int, Region] | None:
    """A zone or a row of towns, named without code, that something is said of; one of a longer list is none."""
    found = pattern(known, "phrase.zone").match(name, begin) or pattern(known, "phrase.towns").match(name, begin)
    if not found or name[found.end():].startswith(("、", "等")) or first_word(found[0], known) in words(known):
        return None
    return begin, found.end(), Region(found[0], None)


def _with_counties(name: str, begin: int, found: list[tuple[int, int, Region]], context: Region,
                   known: Knowledge) -> list[tuple[int, int, Region]]:
    """The places found, and the bare short names of the province's counties in a name's first row: 陈仓、洋县|园区产值."""
    at, ends, counties = begin, {start: end for start, end, _ in found}, []
    while at in ends or (county := gazetteer(known).county(name[at:], context, at > begin)):
        if at not in ends:
            counties.append((at, at + county[0], county[1]))
        end = ends[at] if at in ends else counties[-1][1]
        at = end + 1
        if name[end:at] not in _JOINTS:
            break
    return sorted([*found, *counties], key=lambda place: place[0])


def _listed(name: str, begin: int, found: list[tuple[int, int, Region]]) -> tuple[tuple[Region, ...], int]:
    """The two or more places that a name begins with (呼和浩特市、包头市等重点地区…), and where they end."""
    end, regions = begin, []
    for start, stop, region in found:
        if start > end + 1 or regions and name[end:start] not in _JOINTS:
            break
        end = stop
        regions.append(region)
    return (tuple(regions), end) if len(regions) > 1 and name[end:] else ((), 0)


def all_regions(parts: tuple[str, ...], context: Region, known: Knowledge) -> tuple[Region, ...] | None:
    """The regions of a list whose items are all places (呼和浩特、包头分别…); None where one is not."""
    found = tuple(_whole_place(part, context, known) for part in parts)
    return found if parts and all(found) else None


def _whole_place(name: str, context: Region, known: Knowledge) -> Region | None:
    """The place that a name means and nothing else: a division, an area, a zone."""
    zone = pattern(known, "phrase.zone").fullmatch(name)
    return Region(name, None) if zone else gazetteer(known).names_place(name, context)
