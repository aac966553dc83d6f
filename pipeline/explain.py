"""What a sentence says, number by number, and which rules and words decided each field."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import quantities
from pipeline.bind import Context, bind
from pipeline.knowledge import Knowledge, knowledge
from pipeline.knowledge.regions import NATION
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
    pages = [(r.evidence[0].start, _record(normalise(r, known, context.region), why)) for r, why in zip(bound.records, bound.reasons)]
    pages += [(u.start, f"{u.text}\n  no record: {u.reason} – {_why(u.reason, known)}\n") for u in bound.unread]
    pages += [(reading.index[m.start], f"{reading.text[m.start:m.end]}\n  not a quantity: {m.rule} – {_why(m.rule, known)}\n")
              for m in reading.masked]
    return "\n".join(page for _, page in sorted(pages))


def _record(record: Record, why: Mapping[str, str]) -> str:
    upper = f"—{number(record.upper)}" if record.upper is not None else ""
    fields = (("indicator", f"{record.indicator.name}  [{record.indicator.id or '–'}]"), ("scope", record.scope),
              ("region", record.region.name), ("value", f"{number(record.value)}{upper} {record.unit}".strip()),
              ("comparator", record.comparator), ("status", record.status), ("measure", record.measure),
              ("direction", record.direction), ("year", _year(record.year, record.year_implicit)),
              ("base_year", _year(record.base_year, record.base_implicit)), ("base_value", number(record.base_value)),
              ("commitment", record.commitment))
    lines = [f"  {name:<11}{value}" + (f"   ← {why[name]}" if why.get(name) else "") for name, value in fields if value is not None]
    return f"{record.evidence[0].text}\n" + "\n".join(lines) + "\n"


def _year(year: int | None, implicit: bool) -> str | None:
    return None if year is None else f"{year} (implicit)" if implicit else str(year)


def _why(rule_id: str, known: Knowledge) -> str:
    """The reason that a rule gives for itself; empty where the id names no rule of a file."""
    return next((rule.why for rules in known.rules.values() for rule in rules if rule.id == rule_id), "no indicator found")
