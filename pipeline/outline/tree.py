"""The tree of sections: which level a number has, and the path that names its section."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.outline.headings import Part
from pipeline.records import Section

LISTS = frozenset(("han", "han_paren", "arabic", "arabic_paren"))  # schemes that count lists, too

LOST = 2  # headings in a row that a scrape loses


@dataclass(slots=True)
class Level:
    """An open section: its scheme, the scheme's usual rank, its number, its number path as printed, and its id."""

    scheme: str
    rank: int
    number: int
    path: str
    id: str


@dataclass(slots=True)
class Box:
    """The 专栏 that was opened last, and the last numbers of the lists in it, which head no sections."""

    counts: dict[str, int] = field(default_factory=dict)

    def takes(self, scheme: str, number: int, levels: list[Level]) -> bool:
        """Whether a number counts inside the box: a list there begins anew while the section's own would go on."""
        main = next((level.number for level in levels if level.scheme == scheme), None)
        last = self.counts.get(scheme)
        inside = scheme in LISTS and (number == 1 and main is not None or last is not None and number == last + 1)
        if inside:
            self.counts[scheme] = number
        return inside


@dataclass(slots=True)
class Tree:
    """The open levels, the sections so far, and the box that may still be open."""

    levels: list[Level] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    box: Box | None = None

    @property
    def current(self) -> str | None:
        """The id of the section that the next block stands in."""
        return self.levels[-1].id if self.levels else None

    def enter(self, part: Part) -> bool:
        """Open the section of a heading; False where the number is a list item's or the plan's own as an annex."""
        data, scheme = part.rule.data, part.rule.data["scheme"]
        if data.get("box"):
            self._enter_box(part)
            return True
        if scheme == "annex" and not part.numbers and not self.sections:
            return False  # 附件 above the title: the plan is the annex of its own notice
        if not data["firm"] and not self._plausible(part):
            return False
        if self.box and part.numbers and self.box.takes(scheme, part.numbers[-1], self.levels):
            return bool(part.title)
        if data["firm"]:
            self.box = None
        self._open(part)
        return True

    def _enter_box(self, part: Part) -> None:
        """A section for a box; one that is printed on over the page is no other."""
        self.box = Box()
        name = part.label.replace(" ", "")
        before = next((section for section in reversed(self.sections) if section.number.replace(" ", "") == name), None)
        if before is None or before.title != part.title:
            self._add(f"{self.current}.{name}" if self.current else name, part, len(self.levels) + 1)

    def _plausible(self, part: Part) -> bool:
        """A number that is also a list's heads a section if it has a title and counts on; the first may be lost."""
        if not part.title:
            return False
        if len(part.numbers) > 1 and self._above(part) is not None:
            return True
        open_ = next((level for level in self.levels if level.scheme == _scheme(part)), None)
        if part.numbers[-1] == 1:
            return part.whole and self.box is None
        if open_ is None:
            decimal = bool(self.levels) and self.levels[-1].scheme.startswith("decimal")  # 3、 in 4.6 is not 4.6.3
            return part.whole and self.box is None and part.numbers[-1] <= LOST + 1 and not decimal
        return part.whole and open_.number < part.numbers[-1] <= open_.number + LOST + 1

    def _above(self, part: Part) -> int | None:
        """The depth of the open section that a printed path names: 4 for 4.2."""
        path = ".".join(map(str, part.numbers[:-1]))
        return next((depth for depth, level in enumerate(self.levels) if level.path == path), None)

    def _open(self, part: Part) -> None:
        scheme, rank = _scheme(part), part.rule.data["rank"]
        above = self._above(part) if len(part.numbers) > 1 and part.rule.data["scheme"] == "decimal" else None
        depth = above + 1 if above is not None else self._depth(scheme, rank)
        del self.levels[depth:]
        printed = ".".join(map(str, part.numbers))
        own = part.label.replace(" ", "") if scheme == "annex" else printed
        path = own if above is not None or not self.levels else f"{self.levels[-1].id}.{own}"
        number = part.numbers[-1] if part.numbers else 0
        self.levels.append(Level(scheme, rank, number, printed if above is not None else path,
                                 self._add(path, part, depth + 1)))

    def _depth(self, scheme: str, rank: int) -> int:
        """The level of a scheme: where it is open, else beneath the open ones that usually stand above it."""
        depth = next((k for k, level in enumerate(self.levels) if level.scheme == scheme), None)
        if depth is None:
            depth = len(self.levels)
            while depth and self.levels[depth - 1].rank > rank:
                depth -= 1
        return depth

    def _add(self, path: str, part: Part, level: int) -> str:
        """The section's id: its path, with ~2 where the path was printed before."""
        self.taken[path] = count = self.taken.get(path, 0) + 1
        identity = path if count == 1 else f"{path}~{count}"
        self.sections.append(Section(identity, part.label, part.title, level))
        return identity


def _scheme(part: Part) -> str:
    """The scheme, for decimal numbers with the length of their path."""
    scheme = part.rule.data["scheme"]
    return f"{scheme}{len(part.numbers)}" if scheme == "decimal" else scheme
