"""Places and their codes: GB/T 2260 by full and short name, read in the context of the document's own region.

A doubtful name keeps its words and has no code: 朝阳区 is a district of 北京市 and of 长春市, 兴安 a league of 内蒙古 and a
county of 广西. What merely looks like a place (推广安装, 黄河南岸) is told by `rules/regions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from pipeline.knowledge import Knowledge, knowledge
from pipeline.knowledge.areas import areas
from pipeline.knowledge.divisions import Division, best, current, division, findable, scopes
from pipeline.records import Region

NATION = Region("全国", None)
UNKNOWN = Region("", None)  # of a document that does not tell its place
_BLANK = str.maketrans("", "", " \t\r\n\u3000\xa0")
_JOINTS = "、和及与/至"
_WHOLE = ("本级", "辖区", "地区")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    divisions: tuple[Division, ...]


class Gazetteer:
    """Looks place names up; built lazily, so that importing it costs nothing."""

    def __init__(self, known: Knowledge | None = None) -> None:
        self._known = known or knowledge()

    @cached_property
    def _rows(self) -> dict[str, list[Mapping[str, str]]]:
        """Surface → rows; they become divisions only when asked for, since most never are."""
        table: dict[str, list[Mapping[str, str]]] = {}
        for row in self._known.lexicon["regions"]:
            table.setdefault(row["surface"], []).append(row)
        return table

    @cached_property
    def _named(self) -> dict[str, tuple[Division, ...]]:
        return {}

    def _divisions(self, surface: str) -> tuple[Division, ...]:
        if surface not in self._named and surface in self._rows:
            self._named[surface] = tuple(division(row) for row in self._rows[surface])
        return self._named.get(surface, ())

    @cached_property
    def _words(self) -> dict[str, str]:
        return {row["surface"]: row["kind"] for row in self._known.lexicon["region_words"]}

    @cached_property
    def _heads(self) -> dict[str, tuple[int, ...]]:
        """First two characters → lengths of the names that running text may print, longest first."""
        heads: dict[str, set[int]] = {}
        for row in self._known.lexicon["regions"]:
            if findable(row):
                heads.setdefault(row["surface"][:2], set()).add(len(row["surface"]))
        for surface in self._words:
            heads.setdefault(surface[:2], set()).add(len(surface))
        return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in heads.items()}

    def region_of(self, name: str, context: Region | None = None, year: int | None = None) -> Region:
        """The region that a name (of a table row, of a phrase) means in a document of `context`.

        >>> Gazetteer().region_of("兴安", Region("内蒙古自治区", "150000"))
        Region(name='兴安盟', code='152200')
        >>> Gazetteer().region_of("合计", Region("合肥市", "340100"))
        Region(name='合肥市', code='340100')
        """
        plain = name.translate(_BLANK)
        kind = self._words.get(plain)
        if kind:
            return (context or NATION) if kind == "own" else NATION if kind == "national" else Region(plain)
        found = self._resolve(self._divisions(plain), context, year)
        if found:
            return found.region
        hits = self.find(plain, context) if len(plain) > 3 else []
        rest = plain[hits[0][1]:] if hits and hits[0][0] == 0 else "?"
        whole = not rest or self._words.get(rest) == "own" or rest in _WHOLE
        return hits[0][2] if whole else Region(plain)

    def _resolve(self, divisions: Iterable[Division], context: Region | None, year: int | None = None) -> Division | None:
        valid = current(divisions, year)
        for scope in scopes(context):
            inside = [d for d in valid if d.within(scope) and not (d.word and d.level == "county")]
            if inside:
                below = [d for d in inside if d.code != scope] if len(inside) > 1 else inside
                return best(below)
        abroad = best(valid)
        sure = abroad and (abroad.full or (abroad.level != "county" and not abroad.word))
        return abroad if sure else None

    def children(self, code: str, year: int | None = None) -> list[Region]:
        """The divisions right below, in the order of their codes; today's, or those of a year."""
        rows = [r for r in self._known.lexicon["regions"] if r["parent"] == code and r["surface"] == r["name"]]
        below = [d for d in map(division, rows) if d.valid(year)]
        return [d.region for d in sorted(below, key=lambda d: d.code)]

    def find(self, text: str, context: Region | None = None) -> list[tuple[int, int, Region]]:
        """Place names in running text, `(start, end, region)`, left to right; 辽宁省朝阳市 is one place.

        Short names count for provinces and prefectures only, counties need their suffix; 开发区 and 中心城区 are none.
        """
        found: list[tuple[int, int, Region]] = []
        chains = list(self._chains(text))
        for k, chain in enumerate(chains):
            start, end = chain[0].start, chain[-1].end
            listed = (bool(found) and _joined(text, found[-1][1], start)) or (
                k + 1 < len(chains) and _joined(text, end, chains[k + 1][0].start))
            region = self._place(text, chain, context, found, listed)
            if region and not self._refused(text, start, end):
                found.append((start, end, region))
        return found

    def leading(self, text: str) -> int:
        """Where the place name ends that a phrase begins with; 0 where it begins with none.

        >>> Gazetteer().leading("合肥市常住人口"), Gazetteer().leading("常住人口")
        (3, 0)
        """
        if text[:2] not in self._heads:
            return 0
        found = self.find(text)
        return found[0][1] if found and found[0][0] == 0 else 0

    def county(self, text: str, context: Region, listed: bool = False) -> tuple[int, Region] | None:
        """The county of the context's province whose bare short name a text begins with (富平|园区产值), and how long it is.

        `listed`: it stands behind another one, so that a name that is a word too (新蔡) is a county.
        """
        province = scopes(context)[-1:]
        for size in (4, 3, 2) if province else ():
            inside = [d for d in current(self._divisions(text[:size])) if d.level == "county" and d.within(province[0])]
            inside = inside if listed else [d for d in inside if not d.word]
            if len(inside) == 1:
                return size, inside[0].region
        return None

    def names_place(self, name: str, context: Region | None = None) -> Region | None:
        """The division or area that the whole name means; None where it means none.

        >>> Gazetteer().names_place("长三角地区"), Gazetteer().names_place("城市")
        (Region(name='长三角地区', code=None), None)
        """
        region = self.region_of(name, context)
        whole = next(((start, end) for start, end, _ in areas(name, self._known)), None)
        return region if region.code or whole == (0, len(name)) else None

    @lru_cache(maxsize=4096)
    def _hits(self, text: str) -> tuple[_Hit, ...]:
        heads, hits, i, last = self._heads, [], 0, len(text) - 1
        while i < last:
            sizes = heads.get(text[i:i + 2])
            surface = next((s for size in sizes if (s := text[i:i + size]) in self._rows or s in self._words), "") if sizes else ""
            divisions = tuple(d for d in self._divisions(surface) if d.findable) if surface else ()
            if divisions and surface not in self._words:
                hits.append(_Hit(i, i + len(surface), divisions))
            i += len(surface) or 1
        return tuple(hits)

    def _chains(self, text: str) -> Iterator[list[_Hit]]:
        """Hits that follow each other from the larger to the smaller: 安徽省 合肥市 肥东县."""
        chain: list[_Hit] = []
        for hit in self._hits(text):
            if chain:
                inside = tuple(d for d in hit.divisions if any(d.within(u.code) and d.code != u.code for u in chain[-1].divisions))
                if hit.start == chain[-1].end and inside:
                    chain.append(_Hit(hit.start, hit.end, inside))
                    continue
                yield chain
            chain = [hit]
        if chain:
            yield chain

    def _place(self, text: str, chain: list[_Hit], context: Region | None,
               before: list[tuple[int, int, Region]], listed: bool) -> Region | None:
        """The region of a chain, without code where it is ambiguous, None where its words are no place here."""
        hit = chain[-1]
        if len(chain) > 1:
            one = best(current(hit.divisions))
            return one.region if one else Region(hit.divisions[0].name)
        one, beside = self._resolve(hit.divisions, context), self._beside(hit, before)
        if one is None and beside is None:
            surface = text[hit.start:hit.end]
            doubtful = len(surface) > 2 and not scopes(context) and all(d.full and not d.word for d in hit.divisions)
            return Region(surface) if doubtful else None
        if one is None:
            return beside.region
        return one.region if listed or beside or _alone(one, hit, context) else None

    @staticmethod
    def _beside(hit: _Hit, before: list[tuple[int, int, Region]]) -> Division | None:
        """小店区、迎泽区 behind 太原市: an ambiguous county lies where its neighbour lies."""
        code = before[-1][2].code if before else None
        return best([d for d in current(hit.divisions) if d.within(code[:4] + "00")]) if code else None

    def _refused(self, text: str, start: int, end: int) -> bool:
        """Whether the name is cut from other words (推广安装) or names an institution (大庆油田): rules/regions.toml."""
        for rule in self._known.rules.get("regions", ()):
            if rule.data["where"] == "area":
                continue
            if rule.data["where"] == "after":
                refused = rule.pattern.match(text, end) is not None
            else:
                around = rule.pattern.finditer(text, max(0, start - 6), end + 6)
                refused = any(m.start() <= start and end <= m.end() for m in around)
            if refused:
                return True
        return False

    def of_title(self, title: str) -> Region | None:
        """The region that a document is about, by its title; None where the title names none.

        >>> Gazetteer().of_title("2026_宁夏回族自治区_政府工作报告").code
        '640000'
        >>> Gazetteer().of_title("国务院关于印发2030年前碳达峰行动方案的通知")
        Region(name='全国', code=None)
        """
        plain = title.translate(_BLANK)
        found = self.find(plain)
        words = sorted((plain.find(w), -len(w), w) for w, kind in self._words.items() if kind != "own" and w in plain)
        first = next((w for w in words if self._words[w[2]] != "national"), None)
        if found and (first is None or found[0][0] < first[0]):
            return found[0][2]
        if first:
            return Region(first[2])
        return NATION if words else None


def _alone(one: Division, hit: _Hit, context: Region | None) -> bool:
    """Whether the name stands for the place without a neighbour to prove it: 日照 and 城区 do not, nor do far counties."""
    near = scopes(context)
    if one.level != "county":
        return not one.word
    if one.word or hit.end - hit.start < 3:
        return not one.word and bool(near) and (one.parent == context.code or not near[0].endswith("0000") and one.within(near[0]))
    return not near or one.within(near[-1])


def _joined(text: str, end: int, start: int) -> bool:
    """Whether two names are neighbours in a list: 日照、青岛."""
    return start == end + 1 and text[end] in _JOINTS


@cache
def _made(known: Knowledge) -> Gazetteer:
    return Gazetteer(known)


def gazetteer(known: Knowledge | None = None) -> Gazetteer:
    """The one gazetteer of a knowledge, made once."""
    return _made(known or knowledge())
