"""The diff against record diffs that others offer, on the same records: time as a ratio, and what each says of a revision.

Ours matches by meaning; daff, csv-diff and deepdiff get the same records as rows, keyed by the record id where they
want a key. They are no part of the product: `pip install --require-hashes -r benchmarks/requirements.txt` installs them,
and one that is missing is said to be. Usage: python benchmarks/diff.py [RECORDS]
"""

from __future__ import annotations

import csv
import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.difference import compare  # noqa: E402
from pipeline.knowledge import knowledge  # noqa: E402
from pipeline.knowledge.units import canonical  # noqa: E402

COLUMNS = ("id", "indicator", "scope", "region", "status", "measure", "direction", "comparator", "value", "unit", "year", "base_year")
MOVES = {("level", None): "达到", ("change", "decrease"): "下降", ("change", "increase"): "增长"}
Records = list[dict[str, Any]]


def record(name: str, value: float, unit: str, year: int, **other: Any) -> dict[str, Any]:
    """A record as plan.json prints it, without its evidence; `name` is an indicator of the vocabulary or any other."""
    amount = canonical(value, None, unit)
    known = next((row["id"] for row in knowledge().lexicon["indicators"] if row["surface"] == name), None)
    printed = {
        "id": "", "indicator": {"name": name, "id": known, "topic": None}, "scope": None,
        "region": {"name": "内蒙古自治区", "code": "150000"}, "status": "target", "measure": "level", "direction": None,
        "comparator": "eq", "value": value, "upper": None, "unit": unit,
        "canonical": {"value": amount.value, "upper": None, "unit": amount.unit}, "year": year, "year_implicit": False,
        "base_year": None, "base_implicit": False, "base_value": None, "commitment": None, "responsible": [], "section": None,
    } | other
    parts = (known or name, printed["scope"], printed["region"]["code"], printed["status"], printed["measure"], str(year))
    return printed | {"id": "/".join(part for part in parts if part)}


def plan(records: Records) -> dict[str, Any]:
    """A printed plan of the records, each in a sentence of its own."""
    blocks, targets, results, offset = [], [], [], 0
    for number, item in enumerate(records):
        amount = f"{item['value']:g}{item['unit']}"
        move = MOVES[item["measure"], item["direction"]]
        text = f"到{item['year']}年，{item['region']['name']}{item['scope'] or ''}{item['indicator']['name']}{move}{amount}。"
        start = offset + text.rindex(amount)
        evidence = {"source": "plan.txt", "start": start, "end": start + len(amount), "text": amount, "block": f"b{number}"}
        span = {"source": "plan.txt", "start": offset, "end": offset + len(text)}
        blocks.append({"id": f"b{number}", "section": None, "kind": "sentence", "text": text, "spans": [span]})
        (targets if item["status"] == "target" else results).append({**item, "evidence": [evidence]})
        offset += len(text)
    document = {"id": "plan", "title": None, "issuer": None, "number": None, "published": None, "sources": [], "annexes": [],
                "region": {"name": "内蒙古自治区", "code": "150000"}, "period": {"start": 2016, "end": 2020}}
    return {"schema_version": "1.0", "document": document, "sections": [], "blocks": blocks, "tables": [],
            "targets": targets, "results": results, "checks": [], "warnings": []}


def revisions(count: int) -> tuple[Records, Records]:
    """Records of the vocabulary's indicators in the region's places, and the same in another order with one in five revised."""
    draw = random.Random(1)
    names = list(dict.fromkeys(row["surface"] for row in knowledge().lexicon["indicators"]))
    places = [{"name": row["name"], "code": row["code"]} for row in knowledge().lexicon["regions"]
              if row["code"].startswith("15") and row["level"] == "prefecture" and row["surface"] == row["name"]]
    keys: dict[tuple[str, int, int], None] = {}
    while len(keys) < count:
        keys[draw.choice(names), draw.randrange(len(places)), draw.choice((2020, 2025, 2030))] = None
    old = [record(name, float(draw.randint(1, 900)), draw.choice(["%", "万吨", "亿千瓦时"]), year, region=places[k])
           for name, k, year in keys]
    new = [revised for item in old for revised in revise(item, draw)]
    draw.shuffle(new)
    return old, new


def revise(item: dict[str, Any], draw: random.Random) -> Records:
    """The record in the new revision: mostly the same, else another number, year or unit, dropped, or with a companion."""
    name, value, unit, year, place = item["indicator"]["name"], item["value"], item["unit"], item["year"], {"region": item["region"]}
    other = {
        0: lambda: [record(name, value + 1, unit, year, **place)], 1: lambda: [record(name, value, unit, year + 1, **place)],
        2: lambda: [record(name, value * 10, "千吨", year, **place) if unit == "万吨" else item], 3: list,
        4: lambda: [item, record(f"{name}（试点）", value, unit, year, **place)],
    }
    return other.get(draw.randrange(25), lambda: [item])()


def rows(records: Records) -> Records:
    """Flat rows, as an analyst would hand them to a record diff; a repeated id counts up."""
    seen: dict[str, int] = {}
    flat = []
    for item in records:
        seen[item["id"]] = seen.get(item["id"], 0) + 1
        number = "" if seen[item["id"]] == 1 else f"~{seen[item['id']]}"
        flat.append({**{key: item[key] for key in COLUMNS}, "id": item["id"] + number, "indicator": item["indicator"]["name"],
                     "region": item["region"]["name"]})
    return flat


def by_us(old: Records, new: Records) -> str:
    return ", ".join(f"{change['kind']} ({change['message']})" for change in compare(plan(old), plan(new))["changes"]) or "nothing"


def by_csv_diff(old: Records, new: Records) -> str:
    import csv_diff

    def load(records: Records) -> Any:
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows(rows(records))
        return csv_diff.load_csv(io.StringIO(text.getvalue()), key="id")

    found = csv_diff.compare(load(old), load(new))
    return _counts({kind: len(found[kind]) for kind in ("changed", "removed", "added")})


def by_daff(old: Records, new: Records) -> str:
    import daff

    tables = [daff.PythonTableView([list(COLUMNS), *([row[key] for key in COLUMNS] for row in rows(side))]) for side in (old, new)]
    flags = daff.CompareFlags()
    flags.addPrimaryKey("id")
    flags.unchanged_context = 0
    result: list[list[Any]] = []
    daff.TableDiff(daff.compareTables(*tables, flags).align(), flags).hilite(daff.PythonTableView(result))
    marks = [row[0] for row in result]
    return _counts({"changed": sum("->" in str(mark) for mark in marks), "removed": marks.count("---"), "added": marks.count("+++")})


def by_deepdiff(old: Records, new: Records) -> str:
    import deepdiff

    found = deepdiff.DeepDiff(*({row.pop("id"): row for row in rows(side)} for side in (old, new)))
    return _counts({kind: len(found.get(key, ())) for kind, key in
                    (("values changed", "values_changed"), ("removed", "dictionary_item_removed"), ("added", "dictionary_item_added"))})


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "nothing"


TOOLS: dict[str, Callable[[Records, Records], str]] = {
    "this diff": by_us, "csv-diff": by_csv_diff, "daff": by_daff, "deepdiff": by_deepdiff,
}

ENERGY, POWER, FOREST = "单位GDP能耗", "风电装机容量", "森林覆盖率"
DOWN = {"measure": "change", "direction": "decrease"}
CASES = {
    "tightened": ([record(ENERGY, 14, "%", 2020, base_year=2015, **DOWN)], [record(ENERGY, 15, "%", 2020, base_year=2015, **DOWN)]),
    "relaxed": ([record(FOREST, 24, "%", 2020, comparator="ge")], [record(FOREST, 23, "%", 2020, comparator="ge")]),
    "moved": ([record(FOREST, 24, "%", 2020)], [record(FOREST, 24, "%", 2022)]),
    "base_changed": ([record(ENERGY, 14, "%", 2020, base_year=2015, **DOWN)], [record(ENERGY, 14, "%", 2020, base_year=2010, **DOWN)]),
    "changed": ([record("常住人口", 2400, "万人", 2020)], [record("常住人口", 2450, "万人", 2020)]),
    "dropped": ([record(FOREST, 24, "%", 2020), record(POWER, 3, "吉瓦", 2020)], [record(FOREST, 24, "%", 2020)]),
    "added": ([record(FOREST, 24, "%", 2020)], [record(FOREST, 24, "%", 2020), record(POWER, 3, "吉瓦", 2020)]),
    "restated": ([record(POWER, 3, "吉瓦", 2020)], [record(POWER, 300, "万千瓦", 2020)]),
    "reordered": ([record(FOREST, 24, "%", 2020), record(FOREST, 25, "%", 2020)], [record(FOREST, 25, "%", 2020), record(FOREST, 24, "%", 2020)]),
}


def main(count: int) -> None:
    """Print the times and what each tool says."""
    tools = {}
    for name, tool in TOOLS.items():
        try:
            tool(*CASES["moved"])
            tools[name] = tool
        except ImportError as error:
            print(f"{name}: left out, {error}; pip install --require-hashes -r benchmarks/requirements.txt")
    old, new = revisions(count)
    print(f"{len(old):,} records against {len(new):,}, one core")
    times: dict[str, float] = {}
    plans = plan(old), plan(new)  # what is read from plan.json; the others' rows are made within their time
    for name, tool in tools.items():
        start = time.perf_counter()
        said = _counts(compare(*plans)["summary"]) if tool is by_us else tool(old, new)
        times[name] = time.perf_counter() - start
        print(f"  {name:10} {times[name]:7.2f} s  {times[name] / times['this diff']:6.1f} × this diff  {said}")
    print("what each says of one revision of each kind")
    for kind, pair in CASES.items():
        print(f"  {kind}")
        for name, tool in tools.items():
            print(f"    {name:10} {tool(*pair)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
