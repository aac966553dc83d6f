"""What a sentence says, number by number, and which rules and words decided each field."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import quantities
from pipeline.bind import Context, bind
from pipeline.knowledge import Knowledge, knowledge
from pipeline.knowledge.indicators import vocabulary
from pipeline.knowledge.regions import NATION
from pipeline.knowledge.units import parse_unit
from pipeline.normalise import normalise
from pipeline.printed import number
from pipeline.records import Block, BlockKind, Place, Record

SOURCE = "sentence"


_NOWHERE = Context(NATION, None)


def explain(sentence: str, context: Context = _NOWHERE, known: Knowledge | None = None) -> str:
    """A page of plain text: every number of `sentence`, its record with a reason per field, or why it has none.

    `context` is the document's region and period; without one only the years that the sentence prints are known.
    """
    known = known or knowledge()
    block = Block("b1", None, BlockKind.SENTENCE, sentence, (Place(SOURCE, ((0, 0, len(sentence)),)),))
    reading = quantities.read(block, known)
    if reading is None:
        return "no number in this sentence / 句中没有数字\n"
    bound = bind((reading,), context, known)
    pages = [(r.evidence[0].start, _record(normalise(r, known, context.region), why, known)) for r, why in zip(bound.records, bound.reasons)]
    pages += [(u.start, f"{u.text}\n  no record: {u.reason} – {_why(u.reason, known)}\n") for u in bound.unread]
    pages += [(reading.index[m.start], f"{reading.text[m.start:m.end]}\n  not a quantity: {m.rule} – {_why(m.rule, known)}\n")
              for m in reading.masked]
    return "\n".join(page for _, page in sorted(pages))


def _record(record: Record, why: Mapping[str, str], known: Knowledge) -> str:
    upper = f"—{number(record.upper)}" if record.upper is not None else ""
    canonical = record.canonical
    fields = (("indicator", record.indicator.name), ("id", record.indicator.id), ("topic", record.indicator.topic),
              ("scope", record.scope), ("region", f"{record.region.name} {record.region.code or ''}".strip()),
              ("value", f"{number(record.value)}{upper} {record.unit}".strip()),
              ("canonical", None if canonical.value is None else f"{number(canonical.value)} {canonical.unit}".strip()),
              ("comparator", record.comparator), ("status", record.status), ("measure", record.measure),
              ("direction", record.direction), ("year", _year(record.year, record.year_implicit)),
              ("base_year", _year(record.base_year, record.base_implicit)), ("base_value", number(record.base_value)),
              ("commitment", record.commitment), ("responsible", "、".join(record.responsible) or None))
    why = {**why, **_entries(record, known)}
    lines = [f"  {name:<12}{value}" + (f"   ← {why[name]}" if why.get(name) else "") for name, value in fields if value is not None]
    return f"{record.evidence[0].text}\n" + "\n".join(lines) + "\n"


def _entries(record: Record, known: Knowledge) -> dict[str, str]:
    """The lexicon entries behind a record: the indicator's, the unit's, the region's."""
    found = {}
    entry = vocabulary(known).entry(record.indicator.id) if record.indicator.id else None
    if entry:
        found["id"] = f"indicators.csv: {entry.zh} / {entry.en}, better {entry.polarity}"
    unit = parse_unit(record.unit, known) if record.unit else None
    if unit:
        found["canonical"] = f"units.csv: 1 {record.unit} = {unit.factor.normalize():f} {unit.canonical}".rstrip()
    if record.region.code:
        found["region"] = "regions.csv (GB/T 2260)"
    return found


def _year(year: int | None, implicit: bool) -> str | None:
    return None if year is None else f"{year} (implicit)" if implicit else str(year)


def _why(rule_id: str, known: Knowledge) -> str:
    """The reason that a rule gives for itself; of years and of numbers without an indicator, what they are."""
    if rule_id.startswith("year."):
        return "a calendar year or a plan's period / 年份"
    return next((rule.why for rules in known.rules.values() for rule in rules if rule.id == rule_id), "no indicator found")
