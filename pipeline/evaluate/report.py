"""Scores in words: a table of documents, the accuracy per field, the misses by kind, and what a change won and lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.evaluate import Gold, Miss, Score
from pipeline.evaluate.fields import FIELDS, Printed

HEAD = f"{'gold':>5} {'found':>6} {'false':>6} {'P':>6} {'R':>6} {'F1':>6} {'strict':>7}  document"


def report(rows: list[tuple[Gold, Score]], verbose: bool = False) -> Iterator[str]:
    """Lines: one per document, the total, the fields; the misses of documents that are not held out."""
    total = sum((score for _, score in rows), Score())
    yield HEAD
    for gold, score in rows:
        yield _row(score, gold.name)
    held = [score for gold, score in rows if gold.held_out]
    if 0 < len(held) < len(rows):
        tuned = [score for gold, score in rows if not gold.held_out]
        yield _row(sum(tuned, Score()), f"not held out: {len(tuned)}")
        yield _row(sum(held, Score()), f"held out: {len(held)}")
    yield _row(total, f"all {len(rows)}")
    yield ""
    yield "right in the records found:"
    yield from _fields(total)
    if verbose:
        yield from _misses(rows)


def _row(score: Score, name: str) -> str:
    return (f"{score.gold:5} {score.found:6} {score.false:6} {score.precision:6.3f} {score.recall:6.3f} "
            f"{score.f1:6.3f} {score.strict_f1:7.3f}  {name}")


def _fields(score: Score) -> Iterator[str]:
    for entry in FIELDS:
        right, asked = score.fields[entry.name]
        if asked:
            yield f"  {entry.name:14} {right / asked:6.3f}  {right}/{asked}" + ("" if entry.strict else "  (not in strict F1)")


def _misses(rows: list[tuple[Gold, Score]]) -> Iterator[str]:
    groups: defaultdict[str, list[tuple[Gold, Miss]]] = defaultdict(list)
    for gold, score in rows:
        if gold.held_out:
            yield f"\n{gold.name}: held out, its misses are not listed"
            continue
        for miss in score.misses:
            groups[miss.kind].append((gold, miss))
    for kind in ("missed", "false", *(entry.name for entry in FIELDS)):
        if groups[kind]:
            yield f"\n{kind} ({len(groups[kind])})"
            yield from (f"  {gold.name}  {_miss(miss)}" for gold, miss in groups[kind])


def _miss(miss: Miss) -> str:
    if miss.item is None:
        evidence = miss.record["evidence"][0]
        return f"{evidence['start']} {evidence['text']}  {miss.record['indicator']['name']}  [{miss.record['id']}]"
    where = f"{miss.item['start']} {miss.item['q']}  {miss.item['indicator']}"
    if miss.record is None:
        return where
    entry = next(entry for entry in FIELDS if entry.name == miss.kind)
    return f"{where}  should be {_shown(miss.item[entry.key])}, is {_shown(_value(miss.record, entry.key))}"


def _value(record: Printed, key: str) -> object:
    value = record[key]
    return value["name"] if key in ("indicator", "region") else value


def _shown(value: object) -> str:
    return "null" if value is None else str(value)


def compare(new: list[tuple[Gold, Score]], old: list[tuple[Gold, Score]]) -> Iterator[str]:
    """Lines: how the totals moved, and each gold record that became strictly right or is so no longer."""
    before, after = (sum((score for _, score in rows), Score()) for rows in (old, new))
    yield (f"F1 {before.f1:.3f} → {after.f1:.3f}, strict F1 {before.strict_f1:.3f} → {after.strict_f1:.3f}, "
           f"false {before.false} → {after.false}")
    items = {(gold.name, item["start"]): (gold, item) for gold, _ in new for item in gold.data["items"]}
    for word, keys in (("won", after.right - before.right), ("lost", before.right - after.right)):
        yield f"\n{word} ({len(keys)})"
        for key in sorted(keys):
            gold, item = items[key]
            yield f"  {gold.name}  {item['start']}" + ("" if gold.held_out else f" {item['q']}  {item['indicator']}")
