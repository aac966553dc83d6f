"""How right an extraction is: the records of a plan.json against a document that a careful reader marked up.

Reads only what was written; knows nothing of the stages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.evaluate.fields import FIELDS, Item, Printed, amount, equal
from pipeline.validate import ContractError, validate

LONGEST = 60  # characters; longer evidence is no number and matches nothing
ZERO = dict.fromkeys((entry.name for entry in FIELDS), (0, 0))


class GoldError(Exception):
    """A gold file is wrong or its document is missing; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked-up document. `source` is its path as the file gives it; `held_out` where rules must not be tuned on it."""

    path: Path
    data: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def held_out(self) -> bool:
        return self.name.startswith("held")

    @property
    def source(self) -> str:
        return self.data["source"]

    def document(self) -> Path | None:
        """The source's place: beside the gold file, in a folder above it, or where the command runs; None if nowhere."""
        folders = (*self.path.resolve().parents, Path.cwd())
        return next((folder / self.source for folder in folders if (folder / self.source).is_file()), None)


def load_gold(path: Path) -> Gold:
    """Read a marked-up document and check it against its schema."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        validate(data, "gold")
    except OSError as error:
        raise GoldError(f"{path} cannot be read ({error.strerror}); check the path") from error
    except (ValueError, ContractError) as error:
        raise GoldError(f"{path} is no gold file ({error}); see schemas/gold.schema.json") from error
    return Gold(path, data)


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is wrong: `kind` is a field's name, `missed` or `false`; a missing side is None."""

    kind: str
    item: Item | None
    record: Printed | None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over the required gold records; `fields` holds (right, asked). Scores add up."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    false: int = 0
    strict: int = 0
    fields: dict[str, tuple[int, int]] = field(default_factory=ZERO.copy)
    misses: tuple[Miss, ...] = ()
    right: frozenset[tuple[str, int]] = frozenset()  # strictly right gold records: document and start

    def __add__(self, other: Score) -> Score:
        fields = {name: (a + other.fields[name][0], b + other.fields[name][1]) for name, (a, b) in self.fields.items()}
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.found + other.found,
                     self.false + other.false, self.strict + other.strict, fields, self.misses + other.misses,
                     self.right | other.right)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    @property
    def strict_f1(self) -> float:
        return _harmonic(self.strict / max(1, self.found + self.false), self.strict / max(1, self.gold))


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(gold: Gold, plan: Printed, source: str | None = None) -> Score:
    """Compare a printed plan with its mark-up; only evidence in `source` counts where one is named."""
    records = [record for record in (*plan["targets"], *plan["results"]) if _scored(record, gold, source)]
    pairs = match(gold.data["items"], records, source)
    taken = set(pairs.values())
    false = [record for index, record in enumerate(records) if index not in taken]
    total = Score(predicted=len(records), false=len(false), misses=tuple(Miss("false", None, record) for record in false))
    parts = (_score_item(gold.name, item, records[pairs[index]] if index in pairs else None)
             for index, item in enumerate(gold.data["items"]) if not item["optional"])
    return sum(parts, total)


def _score_item(document: str, item: Item, record: Printed | None) -> Score:
    """The score of one required gold record and the record that was matched with it, if any."""
    if record is None:
        return Score(gold=1, misses=(Miss("missed", item, None),))
    asked = [entry for entry in FIELDS if entry.asked(item)]
    wrong = [entry for entry in asked if not entry.right(record, item)]
    counts = ZERO | {entry.name: (int(entry not in wrong), 1) for entry in asked}
    right = {(document, item["start"])} if not any(entry.strict for entry in wrong) else ()
    return Score(1, 0, 1, 0, len(right), counts, tuple(Miss(entry.name, item, record) for entry in wrong), frozenset(right))


def _places(record: Printed, source: str | None) -> list[tuple[int, int]]:
    return [(evidence["start"], evidence["end"]) for evidence in record["evidence"]
            if "start" in evidence and (source is None or evidence["source"] == source)]


def _scored(record: Printed, gold: Gold, source: str | None) -> bool:
    first, last = gold.data["window"]
    return any(first <= start < last and not any(a <= start < b for a, b in gold.data["ignore"])
               for start, _ in _places(record, source))


def match(items: list[Item], records: list[Printed], source: str | None) -> dict[int, int]:
    """Which record is which item (index → index): by overlap in the text, an equal value first, then the shortest place.

    Each item takes the best record that no item before it took; further records of one number are false.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    places = [_places(record, source) for record in records]
    for index, item in enumerate(items):
        value = amount(item["value"], item["unit"])[0]
        candidates = [
            (equal(amount(records[k]["value"], records[k]["unit"])[0], value), start - end, -k)
            for k, spans in enumerate(places) if k not in taken
            for start, end in spans if start < item["end"] and end > item["start"] and end - start <= LONGEST
        ]
        if candidates:
            pairs[index] = -max(candidates)[2]
            taken.add(pairs[index])
    return pairs
