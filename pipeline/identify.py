"""Names and quotes for the finished records: ids that stay the same between revisions, evidence as the source prints it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.records import Evidence, Record, Source, TextEvidence, Unread

# Marks that separate the parts of an id, or that printings of one name differ in.
DROPPED = str.maketrans({**dict.fromkeys("/~“”\"‘’'《》〈〉（）() \t\n\r\u3000"), "，": "、", ",": "、"})


def identify(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records with their ids. Equal parts are told apart by `~2`, `~3` … in reading order."""
    seen: Counter[str] = Counter()
    named = []
    for record in records:
        name = record_id(record)
        seen[name] += 1
        named.append(replace(record, id=name if seen[name] == 1 else f"{name}~{seen[name]}"))
    return tuple(named)


def record_id(record: Record) -> str:
    """`indicator/scope/region/status/measure/year`, without the parts that are null; never position or value.

    The canonical indicator and the region's code stand where there are any, so that another wording keeps the id.
    """
    parts = (
        record.indicator.id or _plain(record.indicator.name),
        record.scope and _plain(record.scope),
        record.region.code or _plain(record.region.name),
        record.status,
        record.measure,
        str(record.year) if record.year is not None else "undated",
    )
    return "/".join(part for part in parts if part)


def _plain(name: str) -> str:
    """A name without white space, brackets and quotation marks, full-width letters made narrow.

    >>> _plain("单位ＧＤＰ 能耗（等价值）")
    '单位GDP能耗等价值'
    """
    return unicodedata.normalize("NFKC", name).translate(DROPPED)


def quote_records(records: Iterable[Record], sources: Iterable[Source]) -> tuple[Record, ...]:
    """The records with their evidence in the source's own characters: a number may be broken over two lines there."""
    texts = {source.name: source.text for source in sources}
    return tuple(_with_evidence(record, tuple(_quoted(evidence, texts) for evidence in record.evidence)) for record in records)


def _with_evidence(record: Record, evidence: tuple[Evidence, ...]) -> Record:
    return record if evidence == record.evidence else replace(record, evidence=evidence)


def quote_unread(numbers: Iterable[Unread], sources: Iterable[Source]) -> tuple[Unread, ...]:
    """The numbers without a record, in the source's own characters."""
    texts = {source.name: source.text for source in sources}
    return tuple(_quoted(number, texts) for number in numbers)


def _quoted(item: Evidence | Unread, texts: dict[str, str]) -> Evidence | Unread:
    """The item with the source's characters; most are as they were read."""
    text = texts[item.source][item.start:item.end] if isinstance(item, (TextEvidence, Unread)) else item.text
    return item if text == item.text else replace(item, text=text)
