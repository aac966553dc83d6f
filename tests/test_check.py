"""The checks, on the sentences that they were written for. A record stands for one number of such a sentence."""

import pytest

from pipeline.check import CHECKS, check
from pipeline.knowledge.units import canonical
from pipeline.records import (Block, BlockKind, Comparator, Direction, Document, Indicator, Measure, Place, Plan, Record,
                              Region, Status, TextEvidence)

REGION = Region("内蒙古自治区", "150000")
UP, DOWN = Direction.INCREASE, Direction.DECREASE


def record(name, text, value, unit, year, *, measure=Measure.LEVEL, direction=None, base=None, base_value=None,
           comparator=Comparator.EQ, upper=None, block="b1", known=None, status=Status.ACTUAL):
    evidence = TextEvidence("plan.txt", 0, len(text), text, block)
    return Record(Indicator(name, known), None, REGION, status, measure, direction, comparator, value, upper, unit,
                  canonical(value, upper, unit), year, False, base, False, base_value, None, (), None, (evidence,),
                  id=f"{name}/{measure}/{year}/{block}")


def change(name, text, value, unit, year, direction, base, **more):
    return record(name, text, value, unit, year, measure=Measure.CHANGE, direction=direction, base=base, **more)


def checks(*records, sentence="", rule=None):
    block = Block("b1", None, BlockKind.SENTENCE, sentence, (Place("plan.txt", ((0, 0, max(1, len(sentence))),)),))
    document = Document("p", None, None, None, None, REGION, None, (), ())
    found = check(Plan(document, blocks=(block,), results=records))
    return [one for one in found if rule in (None, one.rule)]


COD = record("化学需氧量排放量", "83.56万吨", 83.56, "万吨", 2015)


def test_a_change_that_follows_from_its_levels_holds():
    found = checks(COD, record("化学需氧量排放量", "77.63万吨", 77.63, "万吨", 2020),
                   change("化学需氧量排放量", "7.1%", 7.1, "%", 2020, DOWN, 2015))
    assert [(one.rule, one.ok, one.expected) for one in found] == [("change_follows_levels", True, 7.0967)]


def test_a_change_that_does_not_follow_names_its_three_records():
    broken = checks(COD, record("化学需氧量排放量", "75.63万吨", 75.63, "万吨", 2020),
                    change("化学需氧量排放量", "7.1%", 7.1, "%", 2020, DOWN, 2015))
    assert [(one.ok, len(one.records)) for one in broken] == [(False, 3)]
    assert "75.63万吨" in broken[0].message and "7.1%" in broken[0].message


def test_levels_in_different_multiples_compare():
    found = checks(record("能源消费总量", "1.89亿吨标准煤", 1.89, "亿吨标准煤", 2015),
                   record("能源消费总量", "22500万吨标准煤", 22500, "万吨标准煤", 2020),
                   change("能源消费总量", "3600万吨标准煤", 3600, "万吨标准煤", 2020, UP, 2015))
    assert [one.ok for one in found] == [True]


def test_percentage_points_are_a_difference_of_percentages():
    levels = record("城镇化率", "60.3%", 60.3, "%", 2015), record("城镇化率", "65%", 65, "%", 2020)
    assert [one.ok for one in checks(*levels, change("城镇化率", "4.7个百分点", 4.7, "个百分点", 2020, UP, 2015))] == [True]
    assert [one.ok for one in checks(*levels, change("城镇化率", "7.7个百分点", 7.7, "个百分点", 2020, UP, 2015))] == [False]


@pytest.mark.parametrize("records", [
    (record("生产总值", "1.7万亿元", 1.7, "万亿元", 2015), record("生产总值", "2.5万亿元", 2.5, "万亿元", 2020),
     change("生产总值", "30%", 30, "%", 2020, UP, 2015)),  # real growth beside nominal levels
    (COD, record("化学需氧量排放量", "60万吨左右", 60, "万吨", 2020, comparator=Comparator.APPROX),
     change("化学需氧量排放量", "7.1%", 7.1, "%", 2020, DOWN, 2015)),
    (COD, record("氨氮排放量", "4.37万吨", 4.37, "万吨", 2020), change("化学需氧量排放量", "7.1%", 7.1, "%", 2020, DOWN, 2015)),
])
def test_what_cannot_be_computed_is_not_judged(records):
    assert checks(*records) == []


def test_a_yearly_rate_leads_from_base_to_level():
    level = record("公共财政预算收入", "15.07亿元", 15.07, "亿元", 2015, base=2010, base_value=5.24)
    good, bad = (record("公共财政预算收入", text, value, "%", 2015, measure=Measure.ANNUAL_RATE, direction=UP)
                 for text, value in (("23.53%", 23.53), ("13.53%", 13.53)))
    assert [one.ok for one in checks(level, good, rule="rate_compounds")] == [True]
    assert [one.ok for one in checks(level, bad, rule="rate_compounds")] == [False]


def test_the_printed_base_is_the_level_of_that_year():
    level = record("服务业增加值比重", "40%", 40, "%", 2015, block="b0")
    for base, ok in ((40, True), (45, False)):
        target = record("服务业增加值比重", "48%", 48, "%", 2020, base=2015, base_value=base)
        assert [one.ok for one in checks(level, target, rule="base_is_the_earlier_level")] == [ok]


@pytest.mark.parametrize("sentence, base_value, broken", [
    ("服务业增加值比重由2015年的40%提高到45%。", 40, False),
    ("服务业增加值比重由2015年的50%提高到45%。", 50, True),
    ("服务业增加值比重由2015年的40%下降到45%。", 40, True),
    ("服务业增加值比重由2015年的40%调整为45%。", 50, False),
])
def test_the_verb_says_which_way_the_numbers_go(sentence, base_value, broken):
    target = record("服务业增加值比重", "45%", 45, "%", 2020, base=2015, base_value=base_value)
    assert bool(checks(target, sentence=sentence, rule="verb_agrees_with_base")) is broken


def test_a_share_is_at_most_the_whole_but_a_task_may_be_overfulfilled():
    assert [one.rule for one in checks(record("第三产业占比", "140%", 140, "%", 2015))] == ["share_within_the_whole"]
    assert checks(record("完成任务占比", "138%", 138, "%", 2015)) == []
    assert checks(record("装机容量", "140%", 140, "%", 2015)) == []


def test_a_range_ascends():
    backwards = record("增速", "8%—5%", 8, "%", 2020, upper=5, comparator=Comparator.BETWEEN)
    assert [one.rule for one in checks(backwards)] == ["range_ascends"]


def test_two_sentences_that_give_one_level_differently_are_named():
    known = {"known": "energy_consumption"}
    one = record("能源消费总量", "2.25亿吨标准煤", 2.25, "亿吨标准煤", 2020, block="b1", **known)
    same = record("能源消费总量", "22500万吨标准煤", 22500, "万吨标准煤", 2020, block="b2", **known)
    other = record("能源消费总量", "2.52亿吨标准煤", 2.52, "亿吨标准煤", 2020, block="b3", **known)
    assert checks(one, same) == []
    assert [found.rule for found in checks(one, other)] == ["one_value_for_one_thing"]


def test_every_check_says_why_it_is_there():
    assert all(run.__doc__ for run in CHECKS)
