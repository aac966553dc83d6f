"""Laws of the difference that hold for all plans, and what its rows promise."""

import json
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.difference import MIRROR, Kind, compare, same
from pipeline.difference.views.rows import rows
from pipeline.knowledge.units import canonical
from pipeline.validate import validate

VERBS = {("level", None): "达到", ("change", "decrease"): "下降", ("change", "increase"): "增长",
         ("annual_rate", "increase"): "年均增长"}
NAMES = {"单位GDP能耗": "energy_intensity_gdp", "能源消费总量": "energy_consumption_total", "森林覆盖率": "forest_coverage",
         "单位电石生产综合能耗": None, "单位合成氨生产综合能耗": None, "投资": None, "风电装机容量": "wind_capacity",
         "海上风电装机容量": None, "重点镇污水处理率": None}


def plan_of(records, period=(2016, 2020)):
    """A printed plan of the records, each in a sentence of its own."""
    blocks, offset = [], 0
    for number, record in enumerate(records):
        text = f"{record.pop('before', '')}到{record['year']}年，{record['scope'] or ''}{record['indicator']['name']}" \
               f"{VERBS[record['measure'], record['direction']]}{record['value']:g}{record['unit']}。"
        number_text = f"{record['value']:g}{record['unit']}"
        start = text.rindex(number_text)
        record["evidence"] = [{"source": "plan.txt", "start": offset + start, "end": offset + start + len(number_text),
                               "text": number_text, "block": f"b{number}"}]
        blocks.append({"id": f"b{number}", "section": None, "kind": "sentence", "text": text,
                       "spans": [{"source": "plan.txt", "start": offset, "end": offset + len(text)}]})
        offset += len(text)
    return {
        "schema_version": "1.0",
        "document": {"id": "plan", "title": None, "issuer": None, "number": None, "published": None,
                     "region": {"name": "内蒙古自治区", "code": "150000"},
                     "period": {"start": period[0], "end": period[1]} if period else None, "sources": [], "annexes": []},
        "sections": [], "blocks": blocks, "tables": [],
        "targets": [record for record in records if record["status"] == "target"],
        "results": [record for record in records if record["status"] == "actual"],
        "checks": [], "warnings": [],
    }


def record_of(name="森林覆盖率", value=24.0, unit="%", year=2020, **other):
    amount = canonical(value, None, unit)
    record = {
        "id": f"{name}/{year}", "indicator": {"name": name, "id": NAMES.get(name), "topic": None}, "scope": None,
        "region": {"name": "内蒙古自治区", "code": "150000"}, "status": "target", "measure": "level", "direction": None,
        "comparator": "eq", "value": value, "upper": None, "unit": unit,
        "canonical": {"value": amount.value, "upper": None, "unit": amount.unit}, "year": year, "year_implicit": False,
        "base_year": None, "base_implicit": False, "base_value": None, "commitment": None, "responsible": [],
        "section": None,
    }
    return {**record, **other}


def kinds_of(old, new, **options):
    return [change["kind"] for change in compare(old, new, **options)["changes"]]


@st.composite
def records(draw):
    measure, direction = draw(st.sampled_from(list(VERBS)))
    region = draw(st.sampled_from([("内蒙古自治区", "150000"), ("包头市", "150200")]))
    return record_of(
        draw(st.sampled_from(list(NAMES))), draw(st.sampled_from([1.0, 5.0, 14.0, 15.0, 22500.0])),
        draw(st.sampled_from(["%", "万吨标准煤", "亿吨标准煤", "套"])), draw(st.sampled_from([2015, 2020, 2025, 2030])),
        measure=measure, direction=direction, status=draw(st.sampled_from(["target", "target", "actual"])),
        comparator=draw(st.sampled_from(["eq", "ge", "le", "approx"])), scope=draw(st.sampled_from([None, "现役机组"])),
        region={"name": region[0], "code": region[1]}, base_year=draw(st.sampled_from([None, 2015, 2010])),
        commitment=draw(st.sampled_from([None, "aspirational"])), before=draw(st.sampled_from(["", "通过上述措施，", "力争"])),
    )


untimed = settings(deadline=None)  # the first comparison loads what the others find loaded
plans = st.builds(plan_of, st.lists(records(), max_size=12), st.sampled_from([(2016, 2020), (2021, 2025), None]))


@untimed
@given(plans)
def test_a_plan_against_itself_is_empty(plan):
    difference = compare(plan, plan)
    assert difference["changes"] == []
    assert difference["summary"]["unchanged"] == len(plan["targets"]) + len(plan["results"])


@settings(deadline=None, max_examples=150)
@given(plans, plans)
def test_the_other_way_round_is_the_mirror_image(old, new):
    def content(record):  # which of two equal sentences is meant plays no part
        return record and json.dumps({**record, "evidence": []})

    def rows(difference, sides=("old", "new"), kind=str):
        return Counter((kind(change["kind"]), change["score"], *(content(change[side]) for side in sides))
                       for change in difference["changes"])

    assert rows(compare(old, new)) == rows(compare(new, old), ("new", "old"), lambda kind: str(MIRROR[Kind(kind)]))


@untimed
@given(plans, plans, st.randoms(use_true_random=False))
def test_the_order_of_the_text_changes_nothing(old, new, chance):
    moved = {**new, "targets": chance.sample(new["targets"], len(new["targets"])),
             "results": chance.sample(new["results"], len(new["results"])),
             "blocks": chance.sample(new["blocks"], len(new["blocks"]))}
    assert kinds_of(new, moved) == []
    assert Counter(kinds_of(old, new)) == Counter(kinds_of(old, moved))


@untimed
@given(plans, plans, st.booleans())
def test_every_difference_keeps_its_contract(old, new, across):
    difference = compare(old, new, across)
    validate(difference, "diff")
    for kind in Kind:
        assert difference["summary"][kind] == sum(change["kind"] == kind for change in difference["changes"])
    assert difference == compare(old, new, across)


@untimed
@given(plans, plans)
def test_every_record_is_accounted_for_once(old, new):
    difference = compare(old, new)
    for side, plan in (("old", old), ("new", new)):
        listed = [id(change[side]) for change in difference["changes"] if change[side]]
        assert len(listed) == len(set(listed))
        assert len(listed) + difference["summary"]["unchanged"] <= len(plan["targets"]) + len(plan["results"])


def test_ids_and_places_play_no_part():
    old = plan_of([record_of(value=24.0), record_of("单位GDP能耗", 14.0, measure="change", direction="decrease")])
    new = plan_of([record_of("单位GDP能耗", 14.0, measure="change", direction="decrease", id="x~2", section="7.1"),
                   record_of(value=24.0, id="y", section="7.2")])
    assert kinds_of(old, new) == []


def test_a_doubtful_counterpart_is_named_and_not_forced():
    old = plan_of([record_of("风电装机容量", 2800.0, "万千瓦")])
    new = plan_of([record_of("海上风电装机容量", 1500.0, "万千瓦")])
    difference = compare(old, new)
    assert [change["kind"] for change in difference["changes"]] == ["dropped", "added"]
    assert difference["summary"]["doubtful"] == 2
    assert all(0 < change["score"] < 0.7 and "doubtful" in change["message"] for change in difference["changes"])
    assert "海上风电装机容量" in difference["changes"][0]["message"]


def test_the_same_target_in_two_sentences_is_matched_one_to_one():
    first, second = "推进绿化，", "完善制度，"
    old = plan_of([record_of(value=24.0, before=first), record_of(value=24.0, before=second)])
    new = plan_of([record_of(value=24.0, before=second), record_of(value=25.0, before=first)])
    difference = compare(old, new)
    assert [(change["kind"], change["new"]["value"]) for change in difference["changes"]] == [("tightened", 25.0)]
    assert difference["summary"]["unchanged"] == 1


def test_the_best_assignment_is_the_best_of_all_together():
    """The closest pair first would pair 20 with 21 and leave 10 with 40."""
    def wind(*values):
        return plan_of([record_of("风电装机容量", value, "万千瓦") for value in values])
    changes = compare(wind(10.0, 20.0), wind(21.0, 12.0))["changes"]
    assert sorted((change["old"]["value"], change["new"]["value"]) for change in changes) == [(10.0, 12.0), (20.0, 21.0)]


def test_a_phrase_parted_into_scope_and_name_in_two_ways_is_one():
    old = plan_of([record_of("污水处理率", 95.0, scope="设市城市")])
    new = plan_of([record_of("设市城市污水处理率", 96.0)])
    assert kinds_of(old, new) == ["tightened"]


def test_clauses_of_one_pattern_may_speak_of_two_things():
    """The words beside the number are the same, but the names stand too far off to be among them."""
    clause = "按照国家下达的年度计划认真组织实施并确保如期完成各项工作任务，"
    old = plan_of([record_of("x", 95.0, before=clause)])
    new = plan_of([record_of("x", 80.0, before=clause)])
    for plan, name in ((old, "电石"), (new, "水泥")):
        plan["targets"][0]["indicator"] = {"name": name, "id": name, "topic": None}
    assert sorted(kinds_of(old, new)) == ["added", "dropped"]


def test_an_unknown_unit_is_compared_as_printed():
    old, new, other = (plan_of([record_of("示范项目", value, unit)]) for value, unit in ((3.0, "套"), (4.0, "套"), (3.0, "枚")))
    assert compare(old, old)["changes"] == []
    assert kinds_of(old, new) == ["tightened"]
    assert kinds_of(old, other) == ["changed"]


def test_a_sentence_that_stands_in_another_chapter_is_no_change():
    """Whether it is a promise or a report was told by its chapter, and that is not what it says."""
    sentence = {"before": "全区监测的地表水国控断面中，"}
    old = plan_of([record_of("水质优良比例", 57.6, status="actual", **sentence)])
    new = plan_of([record_of("水质优良比例", 57.6, **sentence)])
    difference = compare(old, new)
    assert [change["kind"] for change in difference["changes"]] == ["restated"]
    assert "read as a result → a target" in difference["changes"][0]["message"]
    other = plan_of([record_of("水质优良比例", 60.0, **sentence)])
    assert sorted(kinds_of(old, other)) == ["added", "dropped"]


def test_a_sentence_printed_once_more_elsewhere_is_no_change():
    sentence = {"before": "全区监测的地表水国控断面中，"}
    old = plan_of([record_of("水质优良比例", 57.6, status="actual", **sentence)])
    new = plan_of([record_of("水质优良比例", 57.6, status="actual", **sentence), record_of("水质优良比例", 57.6, **sentence)])
    assert kinds_of(old, new) == kinds_of(new, old) == []


def test_restated_counts_as_the_same():
    old = plan_of([record_of("能源消费总量", 2.25, "亿吨标准煤")])
    new = plan_of([record_of("能源消费总量", 22500.0, "万吨标准煤")])
    difference = compare(old, new)
    assert [change["kind"] for change in difference["changes"]] == ["restated"] and same(difference)
    assert not same(compare(old, plan_of([])))


def test_results_are_not_compared_across_periods():
    old = plan_of([record_of(value=21.0, year=2015, status="actual"), record_of(value=23.0)])
    new = plan_of([record_of(value=22.8, status="actual"), record_of(value=23.5, year=2025)], (2021, 2025))
    changes = compare(old, new, across_periods=True)["changes"]
    assert [(change["kind"], change["new"]["value"]) for change in changes] == [("missed", 22.8), ("tightened", 23.5)]
    assert "missed by 0.2 percentage points" in changes[0]["message"]


@pytest.mark.parametrize("seed", range(3))
def test_many_records_of_one_topic_are_matched_within_bounds(seed):
    """A thousand records that differ in their numbers only are more than can be compared each with each."""
    chance = random.Random(seed)
    numbers = [float(number) for number in range(1, 1001)]
    old = plan_of([record_of("风电装机容量", number, "万千瓦") for number in numbers])
    new = plan_of([record_of("风电装机容量", number + 0.5, "万千瓦") for number in chance.sample(numbers, 1000)])
    changes = compare(old, new)["changes"]
    assert len(changes) == 1000 and {change["kind"] for change in changes} == {"tightened"}


def table_plan(*values):
    """A plan with one table: a row per league, energy consumption in 2020."""
    places = [("呼和浩特市", "150100"), ("包头市", "150200"), ("乌海市", "150300")]
    rows = [["地区", "能源消费总量（万吨标准煤）"], *([name, f"{value:g}"] for (name, _), value in zip(places, values))]
    plan = plan_of([])
    plan["tables"] = [{"id": "t1", "source": "annex.docx", "caption": "目标", "unit": None, "header_rows": 1, "rows": rows}]
    for number, ((name, code), value) in enumerate(zip(places, values), 1):
        evidence = {"source": "annex.docx", "table": "t1", "row": number, "column": 1, "text": f"{value:g}"}
        plan["targets"].append(record_of("能源消费总量", value, "万吨标准煤", region={"name": name, "code": code}, evidence=[evidence]))
    return plan


def test_a_cell_of_a_table_is_compared_as_a_sentence_is():
    old, new = table_plan(500.0, 600.0, 300.0), table_plan(500.0, 580.0, 310.0)
    difference = compare(old, new)
    validate(difference, "diff")
    told = [(change["kind"], change["new"]["region"]["name"]) for change in difference["changes"]]
    assert told == [("relaxed", "乌海市"), ("tightened", "包头市")]
    first = rows(difference, old, new)[0]
    assert ("".join(text for text, _ in first.before), first.region) == ("乌海市 | 300", "乌海市")
    assert ("310", True) in first.after


def test_a_target_that_moves_from_a_sentence_into_a_table_is_no_change():
    old, new = plan_of([record_of("能源消费总量", 500.0, "万吨标准煤", region={"name": "呼和浩特市", "code": "150100"})]), table_plan(500.0)
    assert kinds_of(old, new) == []
