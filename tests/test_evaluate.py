"""The measure itself. `cases/evaluate` holds outputs that were damaged on purpose in every field, with the scores that the
project's outside measure gave them: ours must be the same numbers.
"""

import io
import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.evaluate import Gold, GoldError, Score, load_gold, score
from pipeline.evaluate.fields import FIELDS, amount, same_indicator
from pipeline.evaluate.report import compare, report

ROOT = Path(__file__).parents[1]
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests/cases/evaluate").glob("*.json")}
NAMES = {"value", "unit", "status", "measure", "direction", "comparator", "year", "year_implicit", "base_year",
         "base_implicit", "base_value", "upper", "commitment", "indicator", "chapter", "region"}


def scored(name):
    case = CASES[name]
    return score(Gold(Path(f"{name}.json"), case["gold"]), case["plan"]), case["expected"]


@pytest.mark.parametrize("name", CASES)
def test_the_numbers_are_those_of_the_outside_measure(name):
    ours, expected = scored(name)
    assert (ours.gold, ours.predicted, ours.found, ours.false, ours.strict) == tuple(
        expected[key] for key in ("gold", "predicted", "tp", "fp", "strict"))
    assert tuple(round(value, 3) for value in (ours.precision, ours.recall, ours.f1, ours.strict_f1)) == tuple(
        expected[key] for key in ("P", "R", "F1", "strict_F1"))
    assert {key: f"{right}/{asked}" for key, (right, asked) in ours.fields.items() if asked and key in NAMES} == expected["attrs"]


def test_scores_add_up():
    one, two = (scored(name)[0] for name in CASES)
    total = one + two
    assert total.gold == one.gold + two.gold and total.strict == one.strict + two.strict
    assert total.fields["unit"] == tuple(a + b for a, b in zip(one.fields["unit"], two.fields["unit"]))
    assert (one + Score()) == one


ITEM = {"start": 10, "end": 15, "q": "2.25亿吨", "value": 2.25, "upper": None, "unit": "亿吨", "indicator": "能源消费总量", "alts": [],
        "scope": None, "region": None, "status": "target", "measure": "level", "direction": None, "comparator": "le",
        "year": 2020, "year_implicit": False, "base_year": None, "base_implicit": False, "base_value": None,
        "commitment": None, "section": "2.3", "optional": False}


def item(**changes):
    return {**ITEM, **changes}


def record(start=10, end=15, source="plan.txt", **changes):
    base = {"id": "r", "indicator": {"name": "能源消费总量"}, "scope": None, "region": {"name": "内蒙古自治区"}, "status": "target",
            "measure": "level", "direction": None, "comparator": "le", "value": 2.25, "upper": None, "unit": "亿吨", "year": 2020,
            "base_year": None, "base_value": None, "commitment": None, "responsible": [], "section": "2.3.1",
            "evidence": [{"source": source, "start": start, "end": end, "text": "2.25亿吨"}]}
    return {**base, **changes}


def measure(items, records, window=(0, 1000), ignore=(), source=None, name="g"):
    gold = Gold(Path(f"{name}.json"), {"items": items, "window": list(window), "ignore": list(ignore), "source": "a.txt"})
    return score(gold, {"targets": records, "results": []}, source)


def wrong(items, records):
    return {miss.kind for miss in measure(items, records).misses}


def test_a_right_record_is_strictly_right():
    result = measure([item()], [record()])
    assert (result.f1, result.strict_f1, result.misses) == (1.0, 1.0, ())


@pytest.mark.parametrize("change, kind", [
    ({"value": 2.52}, "value"), ({"unit": "亿立方米"}, "unit"), ({"status": "actual"}, "status"), ({"measure": "change"}, "measure"),
    ({"comparator": "eq"}, "comparator"), ({"year": 2015}, "year"), ({"indicator": {"name": "用水量"}}, "indicator"),
    ({"section": "2.30"}, "chapter"),
])
def test_each_wrong_field_is_named(change, kind):
    assert wrong([item()], [record(**change)]) == {kind}


@pytest.mark.parametrize("gold, change, kind", [
    ({"measure": "change", "direction": "decrease"}, {"measure": "change", "direction": "increase"}, "direction"),
    ({"upper": 3, "comparator": "between"}, {"comparator": "between"}, "upper"),
    ({"base_value": 40}, {"base_value": 41}, "base_value"),
    ({"base_year": 2015}, {"base_year": 2010}, "base_year"),
    ({"commitment": "binding"}, {}, "commitment"),
    ({"region": "包头"}, {}, "region"),
    ({"scope": "现役机组"}, {}, "scope"),
    ({"responsible": ["省发展改革委"]}, {}, "responsible"),
])
def test_fields_that_only_some_records_have(gold, change, kind):
    assert wrong([item(**gold)], [record(**change)]) == {kind}


def test_what_follows_from_the_context_is_not_demanded_by_strict_f1():
    result = measure([item(year_implicit=True, base_year=2015, base_implicit=True, commitment="binding")],
                     [record(year=2015, base_year=2010)])
    assert result.strict_f1 == 1.0 and result.fields["year_implicit"] == (0, 1) and result.fields["base_implicit"] == (0, 1)


def test_a_second_record_of_one_number_is_false():
    result = measure([item()], [record(), record()])
    assert (result.found, result.false, result.precision) == (1, 1, 0.5)


def test_the_record_with_the_right_value_is_taken_first():
    assert measure([item()], [record(value=9.0), record()]).strict == 1


def test_optional_numbers_are_neither_credited_nor_punished():
    result = measure([item(optional=True)], [record()])
    assert (result.gold, result.found, result.false) == (0, 0, 0)


def test_only_the_window_without_what_is_ignored_counts():
    assert measure([], [record(start=5, end=9)], window=(10, 20)).predicted == 0
    assert measure([], [record()], ignore=[(8, 12)]).predicted == 0
    assert measure([], [record()]).false == 1


def test_evidence_of_another_source_does_not_count_where_one_is_named():
    assert measure([item()], [record(source="annex.docx")], source="plan.txt").found == 0


@pytest.mark.parametrize("one, other", [((2.25, "亿吨标准煤"), (22500, "万吨标准煤")), ((5, "％"), (5, "%")), ((3, "千克/天"), (3, "千克/日")),
                                        ((8, "百万千瓦"), (800, "万千瓦")), ((7, "万亿元"), (70000, "亿元")), ((3, "吨以上"), (3, "吨"))])
def test_amounts_that_are_the_same(one, other):
    assert amount(*one) == amount(*other)


@pytest.mark.parametrize("name, same", [("能源消费总量", True), ("全区能源消费总量", True), ("能源消费", True), ("消费", False), ("", False), (None, False)])
def test_names_that_are_the_same(name, same):
    assert same_indicator(name, item()) is same


def lines(rows, verbose=False):
    return "\n".join(report(rows, verbose))


def gold_named(name, items):
    return Gold(Path(f"{name}.json"), {"items": items, "window": [0, 1000], "ignore": [], "source": "a.txt"})


def test_the_report_groups_the_misses_by_field():
    gold = gold_named("dev-a", [item()])
    text = lines([(gold, score(gold, {"targets": [record(year=2015)], "results": []}))], verbose=True)
    assert "year (1)" in text and "should be 2020, is 2015" in text and "能源消费总量" in text


def test_the_misses_of_a_held_out_document_stay_hidden():
    gold = gold_named("held-a", [item()])
    text = lines([(gold, score(gold, {"targets": [], "results": []}))], verbose=True)
    assert "能源消费总量" not in text and "held out" in text and "0.000" in text


def test_held_out_documents_have_their_own_total():
    rows = [(gold, score(gold, {"targets": records, "results": []}))
            for gold, records in ((gold_named("dev-a", [item()]), [record()]), (gold_named("held-a", [item()]), []))]
    tuned, held, both = lines(rows).splitlines()[3:6]
    assert ("1.000" in tuned, "held out: 1" in held, "0.000" in held, "all 2" in both) == (True,) * 4


def test_compare_names_what_was_won_and_lost():
    gold = gold_named("dev-a", [item(), item(start=20, end=25, indicator="用水量")])
    right, wrong_ = record(), record(unit="吨")
    second = record(start=20, end=25, indicator={"name": "用水量"})
    old = score(gold, {"targets": [right], "results": []})
    new = score(gold, {"targets": [wrong_, second], "results": []})
    text = "\n".join(compare([(gold, new)], [(gold, old)]))
    assert text.index("won (1)") < text.index("用水量") < text.index("lost (1)") < text.index("能源消费总量")


def test_every_field_of_the_report_has_one_name():
    assert len({entry.name for entry in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize("text, why", [("{", "no gold file"), ("{}", "no gold file"), (None, "cannot be read")])
def test_a_file_that_is_no_gold_is_named(tmp_path, text, why):
    path = tmp_path / "g.json"
    if text:
        path.write_text(text)
    with pytest.raises(GoldError, match=why):
        load_gold(path)


def evaluate(*args):
    stdout, stderr = io.StringIO(), io.StringIO()
    status = run(["evaluate", *map(str, args)], stdout, stderr)
    return status, stdout.getvalue(), stderr.getvalue()


def test_the_command_extracts_and_scores_and_reads_what_was_extracted(tmp_path):
    gold = ROOT / "tests" / "gold" / "seed.json"
    status, fresh, _ = evaluate(gold)
    assert status == 0 and "document" in fresh and "seed" in fresh and "indicator" in fresh
    stdout = io.StringIO()
    assert run(["extract", str(ROOT / "raw"), "-o", str(tmp_path)], stdout, stdout) == 0
    assert evaluate(gold, "--output", tmp_path)[1] == fresh
    assert "won (0)" in evaluate(gold, "--compare", tmp_path)[1]


def test_the_command_takes_a_folder_of_marked_up_documents(tmp_path):
    for suffix in (".json", ".txt"):
        shutil.copy(ROOT / "tests" / "gold" / f"d1{suffix}", tmp_path)
    assert evaluate(tmp_path) == evaluate(tmp_path / "d1.json")
    (tmp_path / "empty").mkdir()
    status, _, complaint = evaluate(tmp_path / "empty")
    assert status == 2 and "no marked-up documents" in complaint


def test_the_command_names_an_output_that_is_not_there(tmp_path):
    status, _, stderr = evaluate(ROOT / "tests" / "gold" / "seed.json", "--output", tmp_path)
    assert status == 2 and "extract the plan into" in stderr
