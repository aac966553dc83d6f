"""The tree of sections: which level a number has, and the path that names its section."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.outline.headings import Part
from pipeline.records import Section


@dataclass(slots=True)
class Level:
    scheme: str
    rank: int
    numbers: tuple[int, ...]
    id: str


@dataclass(slots=True)
class Tree:
    """The open levels, the sections so far, and whether a box is open, whose lists are no headings."""

    levels: list[Level] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    boxed: bool = False

    @property
    def current(self) -> str | None:
        return self.levels[-1].id if self.levels else None

    def enter(self, part: Part) -> bool:
        """Open the section of a heading; False where the number is a list item's."""
        data = part.rule.data
        if data.get("box"):
            self.boxed = True
            name = part.label.replace(" ", "")
            self._add(f"{self.current}.{name}" if self.current else name, part, len(self.levels) + 1)
            return True
        if data["scheme"] == "annex" and not part.numbers and not self.sections:
            return False  # 附件 above the title: the plan is the annex of its own notice
        if not data["firm"] and not self._plausible(part):
            return False
        self.boxed = self.boxed and not data["firm"]
        self._open(part)
        return True

    def _plausible(self, part: Part) -> bool:
        """A number that is also a list's heads a section if it has a title and counts on, or begins at 1."""
        open_ = next((level for level in self.levels if level.scheme == part.rule.data["scheme"]), None)
        follows = open_ is not None and part.numbers[-1] == open_.numbers[-1] + 1
        begins = part.numbers[-1] == 1 and not self.boxed
        above = ".".join(map(str, part.numbers[:-1]))  # 4.2 below an open 4
        return bool(part.title) and part.whole and (follows or begins or any(level.id == above for level in self.levels))

    def _open(self, part: Part) -> None:
        scheme, rank = part.rule.data["scheme"], part.rule.data["rank"]
        depth = next((k for k, level in enumerate(self.levels) if level.scheme == scheme), None)
        if depth is None:
            depth = len(self.levels)
            while depth and self.levels[depth - 1].rank > rank:
                depth -= 1
        del self.levels[depth:]
        own = part.label.replace(" ", "") if scheme == "annex" else ".".join(map(str, part.numbers))
        path = own if scheme == "decimal" or not self.levels else f"{self.levels[-1].id}.{own}"
        self.levels.append(Level(scheme, rank, part.numbers, self._add(path, part, depth + 1)))

    def _add(self, path: str, part: Part, level: int) -> str:
        """The section's id: its path, with ~2 where the path was printed before."""
        self.taken[path] = count = self.taken.get(path, 0) + 1
        identity = path if count == 1 else f"{path}~{count}"
        self.sections.append(Section(identity, part.label, part.title, level))
        return identity
