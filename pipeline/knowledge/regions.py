"""Places and their codes: GB/T 2260 by full and short name, read in the context of the document's own region.

The table is `lexicon/regions.csv`, one surface form per row with its years of validity. A year there is the year of the
revision that first lists (`valid_from`) or last lists (`valid_to`) the division. A doubtful name keeps its words and has
no code: 朝阳区 is a district of Beijing and of Changchun, 兴安 a league of 内蒙古 and a county of 广西.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline.knowledge import Knowledge, knowledge
from pipeline.records import Region

NATION = Region("全国", None)
_LEVELS = ("province", "prefecture", "county")
_BLANK = str.maketrans("", "", " \t\r\n\u3000\xa0")
_JOINTS = "、和及与/至"
_SUFFIXES = "县旗州"


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table: a surface form of the division `code`; years are None where it is open."""

    surface: str
    code: str
    name: str
    level: str
    parent: str
    valid_from: int | None
    valid_to: int | None
    word: bool

    def within(self, code: str) -> bool:
        """Whether it lies in the division `code` (or is it)."""
        return self.code.startswith(_prefix(code))

    def valid(self, year: int) -> bool:
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)

    @property
    def full(self) -> bool:
        return self.surface == self.name

    @property
    def region(self) -> Region:
        return Region(self.name, self.code)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    divisions: tuple[Division, ...]


def _prefix(code: str) -> str:
    """The digits that all divisions below `code` share: 150000 → 15, 152500 → 1525."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _scopes(context: Region | None) -> list[str]:
    """Codes to look in, the nearest first: a county's prefecture, then its province."""
    code = context.code if context else None
    return [] if not code else list(dict.fromkeys([code[:4] + "00", code[:2] + "0000"]))


def _current(divisions: Iterable[Division], year: int | None) -> list[Division]:
    """Those valid in the year, or today; where none is, all: an abolished county keeps its code."""
    found = list(divisions)
    alive = [d for d in found if (d.valid(year) if year else d.valid_to is None)]
    return alive or found


def _best(divisions: list[Division]) -> Division | None:
    """The one that is meant: a province before all others, a prefecture before what lies in it, else only a lone one."""
    divisions = sorted({d.code: d for d in divisions}.values(), key=lambda d: _LEVELS.index(d.level))
    if not divisions:
        return None
    first = divisions[0]
    lone = first.level != "county" and all(d.within(first.code) for d in divisions)
    return first if len(divisions) == 1 or first.level == "province" or lone else None


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
            self._named[surface] = tuple(_division(row) for row in self._rows[surface])
        return self._named.get(surface, ())

    @cached_property
    def _words(self) -> dict[str, str]:
        return {row["surface"]: row["kind"] for row in self._known.lexicon["region_words"]}

    @cached_property
    def _heads(self) -> dict[str, tuple[int, ...]]:
        """First two characters → lengths of the names that running text may print, longest first."""
        heads: dict[str, set[int]] = {}
        for row in self._known.lexicon["regions"]:
            surface = row["surface"]
            if row["level"] != "county" or surface == row["name"] or surface[-1] in _SUFFIXES:
                heads.setdefault(surface[:2], set()).add(len(surface))
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
        whole = not rest or self._words.get(rest) == "own" or rest in ("本级", "辖区")
        return hits[0][2] if whole else Region(plain)

    def _resolve(self, divisions: Iterable[Division], context: Region | None, year: int | None = None) -> Division | None:
        current = _current(divisions, year)
        for scope in _scopes(context):
            inside = [d for d in current if d.within(scope) and not (d.word and d.level == "county")]
            if inside:
                below = [d for d in inside if d.code != scope] if len(inside) > 1 else inside
                return _best(below)
        abroad = _best(current)
        sure = abroad and (abroad.full or (abroad.level != "county" and not abroad.word))
        return abroad if sure else None

    def children(self, code: str, year: int | None = None) -> list[Region]:
        """The divisions right below, in the order of their codes; today's, or those of a year."""
        rows = [r for r in self._known.lexicon["regions"] if r["parent"] == code and r["surface"] == r["name"]]
        below = [d for d in map(_division, rows) if (d.valid(year) if year else d.valid_to is None)]
        return [d.region for d in sorted(below, key=lambda d: d.code)]

    def find(self, text: str, context: Region | None = None) -> list[tuple[int, int, Region]]:
        """Place names in running text, `(start, end, region)`, left to right; 辽宁省朝阳市 is one place.

        Short names count for provinces and prefectures only, counties need their suffix; 开发区 and 中心城区 are none.
        """
        found: list[tuple[int, int, Region]] = []
        for chain in self._chains(text):
            region = self._place(text, chain, context, found)
            if region and not self._refused(text, chain[0].start, chain[-1].end):
                found.append((chain[0].start, chain[-1].end, region))
        return found

    def _hits(self, text: str) -> Iterator[_Hit]:
        heads, i, last = self._heads, 0, len(text) - 1
        while i < last:
            sizes = heads.get(text[i:i + 2], ())
            surface = next((s for size in sizes if (s := text[i:i + size]) in self._rows or s in self._words), "")
            divisions = tuple(d for d in self._divisions(surface) if _findable(d))
            if divisions and surface not in self._words:
                yield _Hit(i, i + len(surface), divisions)
            i += len(surface) or 1

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
               before: list[tuple[int, int, Region]]) -> Region | None:
        """The region of a chain, without code where it is ambiguous, None where its words are no place here."""
        hit = chain[-1]
        if len(chain) > 1:
            one = _best(_current(hit.divisions, None))
            return one.region if one else Region(hit.divisions[0].name)
        one = self._resolve(hit.divisions, context) or self._beside(hit, before)
        surface = text[hit.start:hit.end]
        if one is None:
            return Region(surface) if all(d.full and not d.word for d in hit.divisions) and len(surface) > 2 else None
        if one.word or (one.level == "county" and len(surface) == 2):
            near = bool(before) and before[-1][1] == hit.start - 1 and text[hit.start - 1] in _JOINTS
            home = one.level == "county" and any(one.within(s) for s in _scopes(context)[:1] if not s.endswith("0000"))
            return one.region if near or home else None
        return one.region

    @staticmethod
    def _beside(hit: _Hit, before: list[tuple[int, int, Region]]) -> Division | None:
        """小店区、迎泽区 behind 太原市: an ambiguous county lies where its neighbour lies."""
        code = before[-1][2].code if before else None
        return _best([d for d in _current(hit.divisions, None) if d.within(code[:4] + "00")]) if code else None

    def _refused(self, text: str, start: int, end: int) -> bool:
        """Whether the name is cut from other words (推广安装) or names an institution (大庆油田): rules/regions.toml."""
        for rule in self._known.rules.get("regions", ()):
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


def _division(row: Mapping[str, str]) -> Division:
    return Division(row["surface"], row["code"], row["name"], row["level"], row["parent"],
                    int(row["valid_from"] or 0) or None, int(row["valid_to"] or 0) or None, row["note"] == "word")


def _findable(division: Division) -> bool:
    """Whether running text may print this form: a county's bare short name (新城, 城关, 肥东) is too often a word."""
    return division.level != "county" or division.full or division.surface[-1] in _SUFFIXES


@cache
def _made(known: Knowledge) -> Gazetteer:
    return Gazetteer(known)


def gazetteer(known: Knowledge | None = None) -> Gazetteer:
    """The one gazetteer of a knowledge, made once."""
    return _made(known or knowledge())
