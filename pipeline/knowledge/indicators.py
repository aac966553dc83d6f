"""Printed indicator phrases and what they are called everywhere: id, topic, polarity, labels, typical unit.

The vocabulary is `lexicon/indicators.csv`, one surface form per row; `rules/indicators.toml` says which differences of
wording do not matter. A phrase that is not surely the same indicator has no entry: a share is not a total, and
化学需氧量减排量 is not 化学需氧量排放量.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import regex

from pipeline.knowledge import Knowledge, knowledge
from pipeline.knowledge.regions import gazetteer

_QUOTES = regex.compile("[ \t\r\n\u3000\xa0“”‘’\"'《》「」*·]+")
_MOST_PEELS = 4
# A character that no phrase and no pattern has.
_BETWEEN = "\x1f"
# Longer phrases are clauses, not indicators; the bound keeps the patterns cheap.
_LONGEST = 80
_MOST_SEEN = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A canonical indicator. `polarity` says which is better, lower or higher; `unit` is the usual one."""

    id: str
    topic: str
    polarity: str
    zh: str
    en: str
    unit: str


class Vocabulary:
    """Looks indicator phrases up; built lazily, answers are remembered."""

    def __init__(self, known: Knowledge | None = None) -> None:
        self._known = known or knowledge()
        self._seen: dict[str, Entry | None] = {}

    @cached_property
    def _steps(self) -> dict[str, regex.Pattern]:
        """One pattern per step: its rules as alternatives, the first rule first. Group r3 is rule 3 of `_replace`."""
        rules = self._known.rules["indicators"]
        return {step: regex.compile("|".join(f"(?P<r{k}>{rule.pattern.pattern})" for k, rule in enumerate(rules)
                                             if rule.data["step"] == step), regex.V1 | regex.VERBOSE)
                for step in {rule.data["step"] for rule in rules}}

    @cached_property
    def _replace(self) -> dict[str, str]:
        return {f"r{k}": rule.data.get("replace", "") for k, rule in enumerate(self._known.rules["indicators"])}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """Folded surface → entry; the first row of an id describes it, the others leave that empty."""
        by_id: dict[str, Entry] = {}
        table: dict[str, Entry] = {}
        rows = self._known.lexicon["indicators"]
        # One pass over all surfaces is several times faster than one for each, and start-up time counts.
        for row, surface in zip(rows, self.fold(_BETWEEN.join(row["surface"] for row in rows)).split(_BETWEEN)):
            entry = by_id.get(row["id"]) or Entry(row["id"], row["topic"], row["polarity"], row["zh"], row["en"], row["unit"])
            by_id[entry.id] = entry
            table.setdefault(surface, entry)
        return table

    def _noted(self, note: str) -> frozenset[str]:
        return frozenset(self.fold(row["surface"]) for row in self._known.lexicon["indicators"] if row["note"] == note)

    @cached_property
    def _heads(self) -> frozenset[str]:
        """Folded forms that any scope may precede: 关中5市PM2.5浓度 is PM2.5浓度."""
        return self._noted("head")

    @cached_property
    def _head_ends(self) -> frozenset[str]:
        return frozenset(head[-2:] for head in self._heads)

    @cached_property
    def _bare(self) -> frozenset[str]:
        """Folded forms that name a thing whose unit alone tells what is measured: 风电, 氨氮."""
        return self._noted("unit")

    def needs_unit(self, name: str) -> bool:
        """Whether the phrase is an indicator only in the entry's own unit: 风电 in 万千瓦, 氨氮 in 万吨."""
        return self.fold(name) in self._bare

    def fold(self, name: str) -> str:
        """The phrase without what does not matter.

        >>> Vocabulary().fold("非化石能源占能源消费总量的比例（%）")
        '非化石能源占能源消费总量比重'
        """
        text = _QUOTES.sub("", unicodedata.normalize("NFKC", name)).upper()
        return self._steps["fold"].sub(lambda found: self._replace[found.lastgroup], text)

    def lookup(self, name: str) -> Entry | None:
        """The entry of a printed phrase, None where it is not surely one of the vocabulary.

        >>> Vocabulary().lookup("全区万元地区生产总值能耗").id
        'energy_intensity_gdp'
        >>> Vocabulary().lookup("化学需氧量减排量").id
        'cod_reduction'
        """
        if len(name) > _LONGEST:
            return None
        if name not in self._seen:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            self._seen[name] = self._search(name)
        return self._seen[name]

    def entry(self, identifier: str) -> Entry | None:
        """The entry with this id."""
        return self._by_id.get(identifier)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self._entries.values()}

    def _search(self, name: str) -> Entry | None:
        found = next((self._entries[form] for form in self._forms(self.fold(name)) if form in self._entries), None)
        place = 0 if found else gazetteer(self._known).leading(name)
        return self.lookup(name[place:].lstrip("的")) if 0 < place < len(name) else found

    def _forms(self, folded: str) -> Iterator[str]:
        """The phrase and its shorter forms, the most faithful first."""
        yield folded
        forms = [folded]
        for step in ("prefix", "suffix", "scope"):
            for form in list(forms):
                for shorter in self._peel(form, step):
                    yield shorter
                    forms.append(shorter)
        if "占" in folded and not folded.endswith("比重"):
            yield folded + "比重"
        if folded[-2:] in self._head_ends:
            yield from (folded[k:] for k in range(1, len(folded) - 3)
                        if folded[k:] in self._heads and not self._steps["bar"].search(folded[:k]))

    def _peel(self, form: str, step: str) -> Iterator[str]:
        """The phrase with words of a step taken off, one after another."""
        for _ in range(_MOST_PEELS):
            shorter = self._steps[step].sub("", form, count=1)
            if shorter == form or len(shorter) < 2:
                return
            yield shorter
            form = shorter

    @cached_property
    def _topics(self) -> list[tuple[str, str]]:
        """(keyword, topic), the longest keyword first, since the longer one says more."""
        rows = [(row["surface"], row["topic"]) for row in self._known.lexicon["topics"]]
        return sorted(rows, key=lambda row: -len(row[0]))

    def topic_of(self, name: str, section_title: str | None = None) -> str | None:
        """A weaker answer where no entry is found: the topic whose keyword the phrase holds, else the section's title.

        >>> Vocabulary().topic_of("某某项目", "大力发展可再生能源")
        'energy'
        """
        return self._topic_in(name) or self._topic_in(section_title or "")

    @cached_property
    def _topic_in(self) -> Callable[[str], str | None]:
        """The topic of the longest keyword that a text holds; a section's title is asked for each of its records."""
        return lru_cache(maxsize=4096)(lambda text: next((topic for keyword, topic in self._topics if keyword in text), None))


@cache
def _made(known: Knowledge) -> Vocabulary:
    return Vocabulary(known)


def vocabulary(known: Knowledge | None = None) -> Vocabulary:
    """The one vocabulary of a knowledge, made once."""
    return _made(known or knowledge())
