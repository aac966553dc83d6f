"""A record becomes comparable: canonical value, indicator id and topic, region code; doubtful answers stay null."""

from dataclasses import replace

import pytest

from pipeline.knowledge import knowledge
from pipeline.normalise import normalise
from pipeline.records import Canonical, Comparator, Direction, Indicator, Measure, Record, Region, Status

NMG = Region("内蒙古自治区", "150000")


def record(name, value, unit, measure=Measure.LEVEL, region=NMG, upper=None):
    direction = None if measure is Measure.LEVEL else Direction.DECREASE
    return Record(Indicator(name), None, region, Status.TARGET, measure, direction, Comparator.EQ, value, upper, unit,
                  Canonical(None, None, ""), 2020, False, None, False, None, None, (), None, ())


def normal(*args, own=NMG, section=None, year=None, **more):
    return normalise(record(*args, **more), knowledge(), own, section, year)


def test_value_unit_indicator_topic_and_region():
    found = normal("能源消费总量", 2.25, "亿吨标准煤", region=Region("锡盟"))
    assert found.canonical == Canonical(225000000.0, None, "tce")
    assert found.indicator == Indicator("能源消费总量", "energy_consumption_total", "energy")
    assert found.region == Region("锡林郭勒盟", "152500")


def test_nothing_else_is_touched():
    given = record("森林覆盖率", 23.5, "%")
    found = normalise(given, knowledge(), NMG)
    same = dict(canonical=given.canonical, indicator=given.indicator, region=given.region)
    assert replace(found, **same) == given


def test_upper_bound_is_converted_too():
    assert normal("风电装机容量", 5, "万千瓦", upper=8).canonical == Canonical(50000.0, 80000.0, "kW")


def test_a_name_may_have_an_id_of_its_own_with_its_scope():
    given = replace(record("污水处理率", 95, "%"), scope="县城")
    assert normalise(given, knowledge(), NMG).indicator == Indicator("污水处理率", "sewage_treatment_rate_county", "environment")


def test_an_unknown_unit_has_no_canonical_value():
    assert normal("森林覆盖率", 3, "串").canonical == Canonical(None, None, "串")


@pytest.mark.parametrize(("name", "unit", "measure", "expected"), [
    ("煤炭消费", "万吨", Measure.LEVEL, "coal_consumption"),
    ("煤炭消费", "%", Measure.LEVEL, None),
    ("煤炭消费", "%", Measure.CHANGE, "coal_consumption"),
    ("可再生能源装机", "%", Measure.LEVEL, None),
    ("PM2.5浓度", "%", Measure.CHANGE, "pm25"),
    ("PM2.5浓度", "微克/立方米", Measure.LEVEL, "pm25"),
    ("森林覆盖率", "个百分点", Measure.CHANGE, "forest_coverage_rate"),
    ("人均地区生产总值", "万元", Measure.LEVEL, "gdp_per_capita"),
    ("抽水蓄能电站", "座", Measure.LEVEL, None),
    ("单位GDP能耗", "吨标准煤", Measure.LEVEL, "energy_intensity_gdp"),
    ("污水处理能力", "万吨/日", Measure.LEVEL, "sewage_capacity"),
    ("煤炭产能", "亿吨/年", Measure.LEVEL, "coal_capacity"),
    ("二氧化硫排放量", "微克/立方米", Measure.LEVEL, None),
    ("煤炭产量", "", Measure.LEVEL, "coal_production"),
    ("生产总值", "万亿", Measure.LEVEL, "gdp"),
    ("风电", "万千瓦", Measure.LEVEL, "wind_capacity"),
    ("风电", "亿千瓦时", Measure.LEVEL, None),
    ("风电", "%", Measure.CHANGE, None),
    ("氨氮", "万吨", Measure.LEVEL, "nh3n_emissions"),
    ("氨氮", "毫克/升", Measure.LEVEL, None),
])
def test_an_id_only_where_the_unit_can_measure_it(name, unit, measure, expected):
    assert normal(name, 1, unit, measure).indicator.id == expected


def test_an_id_from_an_earlier_stage_is_kept_where_its_unit_agrees():
    def of(unit, measure):
        given = replace(record("化学需氧量", 10, unit, measure), indicator=Indicator("化学需氧量", "cod_emissions", "environment"))
        return normalise(given, knowledge(), NMG).indicator.id
    assert of("%", Measure.CHANGE) == "cod_emissions"
    assert of("%", Measure.LEVEL) is None


def test_topic_without_id_comes_from_phrase_or_section():
    assert normal("某项光伏工程", 3, "项").indicator == Indicator("某项光伏工程", None, "energy")
    assert normal("某事", 3, "件", section="推进污水处理").indicator == Indicator("某事", None, "environment")
    assert normal("某事", 3, "件").indicator == Indicator("某事", None, None)


@pytest.mark.parametrize(("printed", "own", "expected"), [
    (NMG, NMG, NMG),
    (Region("内蒙古自治区"), NMG, NMG),
    (Region("全区"), NMG, NMG),
    (Region("全国"), NMG, Region("全国", None)),
    (Region("兴安"), NMG, Region("兴安盟", "152200")),
    (Region("京津冀"), NMG, Region("京津冀", None)),
    (Region("某新区"), NMG, Region("某新区", None)),
    (Region("全国", None), Region("全国", None), Region("全国", None)),
    (Region("包头市", "150200"), Region("全国", None), Region("包头市", "150200")),
])
def test_regions(printed, own, expected):
    assert normal("森林覆盖率", 1, "%", region=printed, own=own).region == expected


def test_codes_are_those_of_the_documents_year():
    hefei = Region("安徽省", "340000")
    assert normal("森林覆盖率", 1, "%", region=Region("巢湖市"), own=hefei, year=2008).region.code == "341400"
    assert normal("森林覆盖率", 1, "%", region=Region("巢湖市"), own=hefei, year=2021).region.code == "340181"
