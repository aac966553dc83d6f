"""A record as the comparison sees it: canonical amounts, folded names, and the words around its number.

Everything that a new scrape, another encoding or another numbering of the chapters would change is left out here, so
that it cannot show up as a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from zlib import crc32

import regex

from pipeline.knowledge.numbers import fold
from pipeline.knowledge.units import canonical

Printed = Mapping[str, Any]
LEFT, RIGHT = 30, 15  # characters kept on either side of the number: a long clause, and its comparator and object
_DIGITS = regex.compile(r"\d{1,12}(?:[.,，]\d{1,12}){0,4}")
_FILLER = regex.compile(r"[的“”\"‘’'《》〈〉（）、，,·\-—]|总(?=量|数|规模|面积)|全社会|累计")
_COPIED = ("status", "measure", "direction", "comparator", "year", "base_year", "commitment")
_BREAK = regex.compile(r"[，；。：！？,;!?]")


@dataclass(frozen=True, eq=False)
class Statement:
    """`indicator` is the canonical id, else the folded name; `region` is empty for the document's own; amounts are canonical.

    `left` and `right` are the folded words beside the number in its sentence, every number in them masked as 0.
    """

    record: Printed
    status: str
    measure: str
    direction: str | None
    comparator: str
    year: int | None
    base_year: int | None
    commitment: str | None
    indicator: str
    label: str
    scope: str
    region: str
    value: float
    upper: float | None
    unit: str
    base_value: float | None
    left: str
    right: str

    @property
    def topic(self) -> tuple[str, ...]:
        """What it is about, without the number and the year."""
        return self.indicator, self.scope, self.region, self.status

    @cached_property
    def meaning(self) -> tuple[Any, ...]:
        """Equal for records that promise or report the same, however they are printed."""
        base = self.base_year if self.measure != "level" else None
        return (*self.topic, self.measure, self.direction, self.comparator, self.value, self.upper, self.unit, self.year,
                base, self.commitment == "aspirational")

    @cached_property
    def words(self) -> str:
        return f"{self.left}※{self.right}"

    @cached_property
    def mark(self) -> int:
        """A number that stands for the content, to decide ties the same way in both directions and in any order."""
        record = self.record
        printed = record["indicator"]["name"], record["value"], record["unit"], self.commitment, record["year_implicit"]
        return crc32(repr((self.meaning, self.words, printed)).encode())

    @property
    def clause(self) -> tuple[str, str]:
        """The words of its own clause, before and behind the number."""
        return _BREAK.split(self.left)[-1], _BREAK.split(self.right)[0]


class Sentences:
    """The text around each record of a printed plan: its sentence, or its row of a table."""

    def __init__(self, plan: Printed) -> None:
        self._blocks = {block["id"]: block for block in plan["blocks"]}
        self._rows = {(table["source"], table["id"]): table["rows"] for table in plan["tables"]}
        self._folded: dict[str, str] = {}

    def of(self, record: Printed) -> str:
        """The sentence as printed; the cells of the row, parted by bars, of a table record; empty where it is not there."""
        evidence = record["evidence"][0]
        if "table" not in evidence:
            return self._blocks.get(evidence["block"], {"text": ""})["text"]
        rows = self._rows.get((evidence["source"], evidence["table"]), [])
        return " | ".join(rows[evidence["row"]]) if evidence["row"] < len(rows) else ""

    def beside(self, record: Printed) -> tuple[str, str]:
        """The masked words before and behind the number; empty for a table, whose row says nothing beyond the record."""
        evidence = record["evidence"][0]
        block = self._blocks.get(evidence.get("block"))
        if block is None:
            return "", ""
        text = self._folded.setdefault(block["id"], fold(block["text"])[0])
        number = fold(evidence["text"])[0]
        start = _nearest(text, number, _expected(block, evidence, len(text)))
        if start is None:
            return "", ""
        return masked(text[max(0, start - 2 * LEFT):start])[-LEFT:], masked(text[start + len(number):][:2 * RIGHT])[:RIGHT]


def statements(plan: Printed) -> list[Statement]:
    """All records of a printed plan, targets first, each group in reading order."""
    sentences = Sentences(plan)
    own = _place(plan["document"]["region"])
    return [_statement(record, sentences, own) for key in ("targets", "results") for record in plan[key]]


def _statement(record: Printed, sentences: Sentences, own: str) -> Statement:
    indicator, place = record["indicator"], _place(record["region"])
    name, scope = plain(indicator["name"]), plain(record["scope"] or "")
    value, upper, unit = _amount(record)
    base = None if record["base_value"] is None else canonical(record["base_value"], None, record["unit"]).value
    left, right = sentences.beside(record)
    return Statement(record, *(record[field] for field in _COPIED), indicator["id"] or name, scope + name, scope,
                     "" if place == own else place, value, upper, unit,
                     _round(record["base_value"] if base is None else base), left, right)


def _amount(record: Printed) -> tuple[float, float | None, str]:
    """Value, upper end and unit in canonical form; an unknown unit stands for itself, marked so that it equals no known one."""
    found = record["canonical"]
    if found["value"] is None:
        return _round(record["value"]), _round(record["upper"]), "?" + fold(record["unit"])[0]
    return _round(found["value"]), _round(found["upper"]), found["unit"]


def _round(value: float | None) -> float | None:
    """Twelve digits: far below what a plan prints, far above the dust of conversion."""
    return None if value is None else float(f"{value:.12g}")


def _place(region: Printed) -> str:
    return region["code"] or plain(region["name"])


@lru_cache(65_536)
def plain(name: str) -> str:
    """A name without what printings of it differ in.

    >>> plain("能源消费 总量"), plain("“散乱污”企业数量")
    ('能源消费量', '散乱污企业数量')
    """
    return _FILLER.sub("", fold(name)[0]) or fold(name)[0]


def _expected(block: Printed, evidence: Printed, length: int) -> float:
    """About where in the folded text the number stands: the source's offset in the proportion of the block's span."""
    for span in block["spans"]:
        if span["source"] == evidence["source"] and span["start"] <= evidence["start"] < span["end"]:
            return (evidence["start"] - span["start"]) / (span["end"] - span["start"]) * length
    return 0.0


def _nearest(text: str, part: str, expected: float) -> int | None:
    return min(_finds(text, part), key=lambda start: abs(start - expected), default=None)


def _finds(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def masked(text: str) -> str:
    """The text with every number as 0, so that a revised number is no other wording."""
    return _DIGITS.sub("0", text)
