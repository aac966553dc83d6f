"""What tables mean: two made-up annexes cell by cell, eight real tables marked by hand, and the shapes plans use."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.grid import assemble
from pipeline.read.docx import read_docx
from pipeline.records import Commitment, Comparator, Direction, Measure, Period, Region, Source, Status, Table
from pipeline.tables import TableContext, bind_tables
from pipeline.tables.phrases import read_phrase
from pipeline.tables.values import read_value
from tests.made_docx import (LEAGUES, POLLUTANTS, document_of, energy_annex, energy_values, pollutant_annex,
                             pollutant_values)

HOME = Path(__file__).parent / "tables"
REGION = Region("内蒙古自治区", "150000")
PLAN = TableContext(REGION, Period(2016, 2020), 2018, "内蒙古自治区节能减排“十三五”规划")
NEXT = TableContext(REGION, Period(2021, 2025), 2021)
A, T = Status.ACTUAL, Status.TARGET


def grid(*rows, caption=None, unit=None, heads=1, notes=(), merges=()):
    return Table("t1", "annex.docx", caption, unit, heads, tuple(map(tuple, rows)), 0, tuple(notes), tuple(merges))


def bind(*rows, context=NEXT, **more):
    return bind_tables([grid(*rows, **more)], context)


def brief(record):
    return record.indicator.name, record.region.name, record.value, record.unit, record.status, record.year


# --- the two annexes that the seed names, made up -------------------------------------------------------------------------

def annex(data):
    source = assemble(read_docx("annex.docx", data)[0])
    bound = bind_tables(source.tables, PLAN)
    assert bound.warnings == () and bound.unread == ()
    return source.tables, bound.records


def fields(record):
    return (record.region, record.indicator.name, record.indicator.id, record.status, record.measure, record.direction,
            record.comparator, record.value, record.upper, record.unit, record.year, record.base_year, record.base_implicit,
            record.base_value, record.commitment, record.scope, record.responsible)


def expected(region, name, key, status, measure, direction, value, unit, year, base, implicit, commitment):
    return (region, name, key, status, measure, direction, Comparator.EQ, value, None, unit, year, base, implicit, None,
            commitment, None, ())


def test_every_cell_of_the_energy_annex_is_right_in_every_field():
    (table,), records = annex(energy_annex())
    tce, rise, fall = "万吨标准煤", Direction.INCREASE, Direction.DECREASE
    values = energy_values()
    whole = (sum(v[0] for v in values.values()), sum(v[1] for v in values.values()), 14)
    wanted = []
    for region, (a, b, c) in [(REGION, whole)] + [(Region(name, code), values[printed]) for printed, name, code in LEAGUES]:
        wanted += [
            expected(region, "能源消费总量", "energy_consumption_total", A, Measure.LEVEL, None, a, tce, 2015, None, False, None),
            expected(region, "能耗增量", "energy_consumption_increment", T, Measure.CHANGE, rise, b, tce, 2020, 2015, True, None),
            expected(region, "能耗强度", "energy_intensity_gdp", T, Measure.CHANGE, fall, c, "%", 2020, 2015, True, None)]
    assert [fields(record) for record in records] == wanted
    for record in records:
        (place,) = record.evidence
        assert table.rows[place.row][place.column] == place.text
        assert (place.source, place.table) == ("annex.docx", table.id)


def test_every_cell_of_the_pollutant_annex_is_right_in_every_field():
    (table,), records = annex(pollutant_annex())
    assert (table.caption, table.unit, table.header_rows) == ("各盟市“十三五”主要污染物减排预期目标", "万吨、%", 2)
    fall, bound = Direction.DECREASE, Commitment.EXPECTED
    keys = ("cod", "nh3n", "so2", "nox")
    rows = {printed: values for printed, values in pollutant_values().items()}
    sums = [(round(sum(row[p][0] for row in rows.values()), 2), 8.5, round(sum(row[p][2] or 0 for row in rows.values()), 3))
            for p in range(len(POLLUTANTS))]
    wanted = []
    for region, values in [(REGION, sums)] + [(Region(name, code), rows[printed]) for printed, name, code in LEAGUES]:
        for name, key, (emitted, share, amount) in zip(POLLUTANTS, keys, values):
            wanted.append(expected(region, name + "排放量", key + "_emissions", A, Measure.LEVEL, None, emitted, "万吨", 2015, None, False, None))
            wanted.append(expected(region, name + "减排比例", key + "_emissions", T, Measure.CHANGE, fall, share, "%", 2020, 2015, False, bound))
            if amount is not None:
                wanted.append(expected(region, name + "重点工程减排量", key + "_reduction", T, Measure.CHANGE, fall, amount, "万吨", 2020, 2015, True, bound))
    assert [fields(record) for record in records] == wanted


# --- real tables, marked by hand ------------------------------------------------------------------------------------------

@cache
def real(name):
    data = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))
    tables = [Table(t["id"], f"{name}.docx", t["caption"], t["unit"], t["header_rows"], tuple(map(tuple, t["rows"])), 0,
                    tuple(t["notes"]), tuple(map(tuple, t["merges"]))) for t in data["tables"]]
    return bind_tables(tables, context_of(data))


def context_of(data):
    period = data["period"] and Period(data["period"]["start"], data["period"]["end"])
    return TableContext(Region(**data["region"]), period, data["published"], data["title"])


def facts(name, printed=True):
    every = json.loads((HOME / "facts.json").read_text(encoding="utf-8"))
    return [fact for fact in every if fact["file"] == name and (not printed or not fact.get("picture"))]


def wrong_fields(record, fact):
    pairs = {
        "indicator": fact["key"] in record.indicator.name, "unit": record.unit == fact["unit"],
        "year": record.year == fact["year"], "status": record.status == fact["status"],
        "measure": record.measure == fact["measure"], "direction": record.direction == fact["direction"],
        "comparator": record.comparator == fact["comparator"], "commitment": record.commitment == fact["commitment"],
        "base": "base_year" not in fact or record.base_year == fact["base_year"],
        "code": record.region.code == fact["code"],
    }
    return [name for name, right in pairs.items() if not right]


def compare(records, marked):
    """The number of facts that are right in all fields, and for each other fact what is wrong with the nearest record."""
    left, right, faults = list(records), 0, []
    for fact in marked:
        same = [r for r in left if r.value == fact["value"] and r.region.name == fact["region"]]
        best = min(same, key=lambda r: len(wrong_fields(r, fact)), default=None)
        if best is None:
            faults.append((fact["key"], fact["value"], "missing"))
            continue
        left.remove(best)
        wrong = wrong_fields(best, fact)
        right += not wrong
        if wrong:
            faults.append((fact["key"], fact["value"], *wrong))
    return right, faults, left


@pytest.mark.parametrize("name", ["464", "67", "125", "146", "428", "149", "213"])
def test_indicator_tables_are_right_in_at_least_95_of_100_numbers(name):
    marked = facts(name)
    right, faults, more = compare(real(name).records, marked)
    assert right >= 0.95 * len(marked), faults
    assert not more, [(r.indicator.name, r.value) for r in more]


def test_all_numbers_of_the_county_table_are_right():
    marked = facts("404")
    right, faults, more = compare(real("404").records, marked)
    assert (right, faults, more) == (26, [], [])


@pytest.mark.parametrize("name", ["538", "463", "572", "179"])
def test_tables_that_only_look_like_targets_are_left_alone(name):
    bound = real(name)
    assert bound.records == ()
    assert not [warning for warning in bound.warnings if warning.code == "target-without-number"]


def test_numbers_below_headings_that_are_a_picture_are_listed_and_not_guessed():
    lost = [fact for fact in facts("428", printed=False) if fact.get("picture")]
    unread = [unread for unread in real("428").unread if unread.reason == "table.no-heading"]
    assert sorted(float(u.text) for u in unread) == sorted(float(fact["value"]) for fact in lost)
    assert "table-without-headings" in {warning.code for warning in real("428").warnings}


def test_targets_in_words_are_counted_with_their_place():
    words = [w for w in real("125").warnings if w.code == "target-without-number"]
    assert len(words) == 12
    assert words[0].source == "125.docx" and words[0].start == 0
    assert words[0].message == "125.docx t1 row 1, column 4: 地级及以上城市空气质量优良天数比率: 完成省考核目标"


# --- shapes ---------------------------------------------------------------------------------------------------------------

def test_places_across_and_indicators_down():
    bound = bind(("指标", "全区", "包头", "兴安"), ("能源消费总量（万吨标准煤）", "900", "500", "400"), ("能耗强度降低（%）", "14", "15", "13"),
                 caption="2025年各盟市能耗双控目标")
    assert [(r.region.name, r.region.code, r.value, r.unit, r.measure) for r in bound.records] == [
        ("内蒙古自治区", "150000", 900, "万吨标准煤", "level"), ("包头市", "150200", 500, "万吨标准煤", "level"),
        ("兴安盟", "152200", 400, "万吨标准煤", "level"), ("内蒙古自治区", "150000", 14, "%", "change"),
        ("包头市", "150200", 15, "%", "change"), ("兴安盟", "152200", 13, "%", "change")]
    assert {(r.status, r.year) for r in bound.records} == {(T, 2025)}


def test_a_document_that_names_no_place_has_the_one_its_places_lie_in():
    nation = TableContext(Region("全国"), None, 2021)
    bound = bind(("县（市）区", "2021年投资目标（亿元）"), ("全市", "60"), ("鼓楼区", "10"), ("台江区", "10"), ("仓山区", "10"), ("闽侯县", "20"), ("永泰县", "10"),
                 context=nation)
    assert [(r.region.name, r.region.code) for r in bound.records][:2] == [("福州市", "350100"), ("鼓楼区", "350102")]
    provinces = bind(("地区", "2025年目标（%）"), ("全国", "14"), ("北京", "15"), ("天津", "15"), ("河北", "16"), ("山西", "15"),
                     caption="能耗强度下降目标", context=nation)
    assert [r.region.code for r in provinces.records] == [None, "110000", "120000", "130000", "140000"]


def test_a_table_turned_round_has_years_down_and_places_across():
    bound = bind(("年份", "包头市", "赤峰市"), ("2020年", "40", "30"), ("2025年", "45", "35"),
                 caption="表2 各盟市非化石能源消费比重", unit="%")
    assert [brief(r) for r in bound.records] == [
        ("非化石能源消费比重", "包头市", 40, "%", A, 2020), ("非化石能源消费比重", "赤峰市", 30, "%", A, 2020),
        ("非化石能源消费比重", "包头市", 45, "%", T, 2025), ("非化石能源消费比重", "赤峰市", 35, "%", T, 2025)]


def test_places_down_and_years_across_take_the_indicator_from_the_caption():
    bound = bind(("地区", "2020年", "2025年"), ("呼和浩特市", "62", "68"), caption="附表2 各盟市污水处理率目标（%）", unit="%")
    assert [brief(r) for r in bound.records] == [("污水处理率", "呼和浩特市", 62, "%", A, 2020), ("污水处理率", "呼和浩特市", 68, "%", T, 2025)]


def test_a_unit_column_and_an_attribute_column():
    bound = bind(("序号", "指标", "单位", "2020年", "2025年", "属性", "责任单位"),
                 ("1", "粮食综合生产能力", "万吨", "3600", "≥3850", "约束性", "农牧厅、发展改革委"),
                 ("2", "森林覆盖率", "%", "23.0", "23.5", "预期性", "林草局"))
    records = bound.records
    assert [brief(r) for r in records] == [
        ("粮食综合生产能力", "内蒙古自治区", 3600, "万吨", A, 2020), ("粮食综合生产能力", "内蒙古自治区", 3850, "万吨", T, 2025),
        ("森林覆盖率", "内蒙古自治区", 23.0, "%", A, 2020), ("森林覆盖率", "内蒙古自治区", 23.5, "%", T, 2025)]
    assert [r.commitment for r in records] == [None, "binding", None, "expected"]
    assert records[1].responsible == ("农牧厅", "发展改革委")
    assert (records[1].base_year, records[1].base_value, records[1].comparator) == (2020, 3600, "ge")


def test_units_of_the_caption_go_each_to_its_columns():
    bound = bind(("盟市", "2020年化学需氧量排放量", "2025年减排比例"), ("包头市", "2.5", "8"), unit="万吨、%", caption="化学需氧量减排目标")
    assert [(r.indicator.name, r.unit) for r in bound.records] == [("化学需氧量排放量", "万吨"), ("化学需氧量减排比例", "%")]


def test_annual_rates_and_totals_in_brackets():
    bound = bind(("指标", "2020年", "2025年", "年均增速（%）"), ("全社会用电量（亿千瓦时）", "900", "1100", "4.1"),
                 ("非化石能源消费比重（%）", "15", "20", "[5]"), ("粗钢产量（万吨）", "3000", "2900", "-0.7"),
                 notes=("注：[ ]内为五年累计数。",))
    rates = [r for r in bound.records if r.evidence[0].column == 3]
    assert [(r.measure, r.direction, r.value, r.unit, r.year) for r in rates] == [
        ("annual_rate", "increase", 4.1, "%", 2025), ("change", "increase", 5, "%", 2025), ("annual_rate", "decrease", 0.7, "%", 2025)]


def test_brackets_mean_what_the_note_says():
    rows = (("指标", "2020年", "2025年"), ("单位GDP能耗（%）", "（12）", "13.5"))
    plain = bind(*rows).records[0]
    told = bind(*rows, notes=("注：（）内为五年累计下降数。",)).records[0]
    assert (plain.measure, told.measure, told.direction, told.base_year) == ("level", "change", "decrease", 2015)


def test_inner_rows_keep_their_parent():
    bound = bind(("指标", "2025年"), ("电力装机容量（万千瓦）", "20000"), ("其中：风电", "8900"), ("光伏", "4500"),
                 ("人均可支配收入（元）", "45000"))
    assert [(r.indicator.name, r.unit) for r in bound.records][:2] == [("电力装机容量", "万千瓦"), ("风电电力装机容量", "万千瓦")]
    places = bind(("县区", "投资目标（亿元）"), ("闽侯县", "122"), ("其中：高新区", "34"), caption="2025年工业投资目标",
                  context=TableContext(Region("福州市", "350100"), Period(2021, 2025)))
    assert [(r.region, r.scope) for r in places.records] == [(Region("闽侯县", "350121"), None), (Region("高新区"), "闽侯县")]


def test_members_of_a_class_take_its_name_and_unit():
    bound = bind(("指标", "指标", "2025年", "属性"), ("主要污染物重点工程减排量（万吨）", "化学需氧量", "8.1", "约束性"),
                 ("主要污染物重点工程减排量（万吨）", "氨氮", "0.4", "约束性"), ("生态保护", "森林覆盖率（%）", "23.5", "约束性"),
                 merges=((0, 0, 1, 2), (1, 0, 2, 1)))
    assert [(r.indicator.name, r.unit, r.measure) for r in bound.records] == [
        ("化学需氧量重点工程减排量", "万吨", "change"), ("氨氮重点工程减排量", "万吨", "change"), ("森林覆盖率", "%", "level")]


def test_a_row_without_values_heads_the_rows_without_number_below_it():
    bound = bind(("序号", "指标", "2025年"), ("1", "森林覆盖率（%）", "24"), ("2", "主要污染物排放总量减少（%）", ""), ("", "化学需氧量", "8"),
                 ("", "氨氮", "9"), ("3", "生态质量指数（EQI）", "62"))
    assert [(r.indicator.name, r.measure, r.unit) for r in bound.records] == [
        ("森林覆盖率", "level", "%"), ("化学需氧量排放总量", "change", "%"), ("氨氮排放总量", "change", "%"), ("生态质量指数（EQI）", "level", "")]


def test_the_national_table_of_yearly_rates_and_totals_in_one_column():
    bound = bind(("类别", "指标", "2020年", "2025年", "年均/累计", "属性"), ("民生", "8.城镇调查失业率（%）", "5.2", "—", "<5.5", "预期性"),
                 ("民生", "9.劳动年龄人口平均受教育年限（年）", "10.8", "11.3", "〔0.5〕", "约束性"), ("经济", "1.国内生产总值增长（%）", "2.3", "—", "6左右", "预期性"),
                 ("绿色", "13.单位GDP能源消耗降低（%）", "—", "—", "〔13.5〕", "约束性"), notes=("注：〔〕内为5年累计数。",))
    last = [r for r in bound.records if r.evidence[0].column == 4]
    assert [(r.measure, r.direction, r.comparator, r.value, r.unit, r.year) for r in last] == [
        ("level", None, "lt", 5.5, "%", 2025), ("change", "increase", "eq", 0.5, "年", 2025), ("annual_rate", "increase", "approx", 6, "%", 2025),
        ("change", "decrease", "eq", 13.5, "%", 2025)]


def test_a_growth_in_percent_is_over_the_year_before():
    bound = bind(("指标", "2020年"), ("地区生产总值增长（%）", "2.3"), ("单位GDP能耗降低（%）", "12"), ("新增造林（万亩）", "900"))
    assert [(r.base_year, r.base_implicit) for r in bound.records] == [(None, False), (2015, True), (2015, True)]


def test_headings_that_only_divide_a_row_are_its_scope():
    bound = bind(("指标", "2025年", "2025年"), ("指标", "城镇", "农村"), ("居民人均可支配收入（元）", "55000", "24000"), heads=2)
    assert [(r.indicator.name, r.scope, r.value) for r in bound.records] == [("居民人均可支配收入", "城镇", 55000), ("居民人均可支配收入", "农村", 24000)]


def test_a_group_of_columns_names_what_its_columns_leave_open():
    bound = bind(("盟市", "化学需氧量", "化学需氧量", "二氧化硫"), ("盟市", "2015年排放基数（万吨）", "2020年减排目标（%）", "2020年控制量（万吨）"),
                 ("兴安", "1.6", "12", "2.0"), heads=2, context=PLAN, merges=((0, 0, 2, 1), (0, 1, 1, 2)))
    assert [(r.indicator.name, r.status, r.measure) for r in bound.records] == [
        ("化学需氧量排放", A, "level"), ("化学需氧量", T, "change"), ("二氧化硫控制量", T, "level")]


def test_a_narrow_table_set_twice_side_by_side():
    bound = bind(("地区", "2025年目标（%）", "地区", "2025年目标（%）"), ("包头市", "14", "赤峰市", "13"), caption="各盟市能耗强度下降目标")
    assert [(r.region.name, r.value, r.indicator.name) for r in bound.records] == [("包头市", 14, "能耗强度"), ("赤峰市", 13, "能耗强度")]


def test_a_second_kind_of_target_is_about_what_stands_left_of_it():
    bound = bind(("地区", "“十四五”能耗强度降低基本目标（%）", "激励目标（%）"), ("包头", "14", "14.5"))
    assert [(r.indicator.name, r.measure, r.value, r.year) for r in bound.records] == [("能耗强度", "change", 14, 2025), ("能耗强度", "change", 14.5, 2025)]


def test_a_year_in_brackets_behind_the_number():
    bound = bind(("指标", "现状值", "2025年"), ("森林蓄积量（亿立方米）", "15.27（2018年）", "16"))
    assert [(r.year, r.value, r.base_year) for r in bound.records] == [(2018, 15.27, None), (2025, 16, 2018)]


def test_places_with_a_remark_and_units_that_are_places():
    bound = bind(("单位", "任务（万亩）"), ("呼和浩特市（含和林格尔新区）", "14"), ("自治区本级", "2"), ("二连浩特", "1"), caption="2022年造林任务")
    assert [(r.region.name, r.region.code) for r in bound.records] == [("呼和浩特市", "150100"), ("自治区本级", None), ("二连浩特市", "152501")]


def test_a_row_over_the_full_width_groups_and_gives_its_attribute():
    bound = bind(("指标", "2025年"), ("一、约束性指标", "一、约束性指标"), ("森林覆盖率（%）", "23.5"),
                 ("二、预期性指标", "二、预期性指标"), ("城镇化率（%）", "69"))
    assert [r.commitment for r in bound.records] == ["binding", "expected"]


def test_statistics_of_the_past_are_results():
    bound = bind(("盟市", "2018年", "2019年", "2020年"), ("包头市", "81", "83", "85.5"), caption="表3 各盟市优良天数比率完成情况", unit="%")
    assert {(r.status, r.indicator.name) for r in bound.records} == {(A, "优良天数比率")}
    assert [r.year for r in bound.records] == [2018, 2019, 2020]


def test_a_column_that_is_compared_with_the_year_before_has_no_base_year():
    bound = bind(("地区", "2025年比上年增长（%）"), ("包头市", "7"), ("赤峰市", "6"), caption="地区生产总值目标")
    assert {(r.measure, r.direction, r.base_year, r.year) for r in bound.records} == {("change", "increase", None, 2025)}


def test_dashes_and_list_numbers_are_no_values():
    bound = bind(("序号", "指标", "2020年", "2025年"), ("1", "森林覆盖率（%）", "—", "23.5"), ("2", "湿地保护率（%）", "/", "-"),
                 ("3", "草原综合植被盖度（%）", "", "46"))
    assert [(r.indicator.name, r.value) for r in bound.records] == [("森林覆盖率", 23.5), ("草原综合植被盖度", 46)]
    assert bound.unread == () and bound.warnings == ()


def test_cells_with_words_that_are_not_understood_are_listed():
    bound = bind(("指标", "2020年", "2025年"), ("城市黑臭水体比例（%）", "全区13个达到国家目标要求", "0"))
    assert [(u.text, u.reason) for u in bound.unread] == [("全区13个达到国家目标要求", "table.words")]


def test_the_same_records_in_whatever_order_the_tables_come():
    tables = [grid(("指标", "2025年"), ("森林覆盖率（%）", "23.5")), grid(("指标", "2025年"), ("城镇化率（%）", "69"))]
    forth, back = bind_tables(tables, NEXT), bind_tables(tables[::-1], NEXT)
    assert set(forth.records) == set(back.records)


# --- cells and headings ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("cell, value, comparator", [
    ("98", 98, "eq"), ("≥98", 98, "ge"), ("＜27.0", 27, "lt"), ("13左右", 13, "approx"), ("90以上", 90, "ge"), ("1,120", 1120, "eq"),
    ("不低于85", 85, "ge"), ("65.3①", 65.3, "eq"), ("73.5*", 73.5, "eq"), ("12¹", 12, "eq"), ("稳定在45", 45, "eq"), ("5%—8%", 5, "between"),
    ("≥90，无危险废物", 90, "ge"), ("16.41（累计下降）", 16.41, "eq"), ("１２．５％", 12.5, "eq"), ("2 022", 2022, "eq"), ("[-3.4]", 3.4, "eq"),
])
def test_cells_that_are_values(cell, value, comparator):
    read = read_value(cell)
    assert (read.value, read.comparator) == (value, comparator)


@pytest.mark.parametrize("cell", ["", "—", "/", "完成省定目标", "2×1000", "2022年", "全区13个达到国家目标要求", "120\n350", "Ⅲ", "约束性", "（12", "12个盟市的3个"])
def test_cells_that_are_none(cell):
    assert read_value(cell) is None


@pytest.mark.parametrize("heading, text, unit, last, base, status, measure", [
    ("2020年比2015年减排比例（%）", "减排比例", "%", 2020, 2015, None, "change"),
    ("“十三五”能耗增量控制目标（万吨标准煤）", "能耗增量", "万吨标准煤", 2020, None, T, "change"),
    ("2015年实际值", "", None, 2015, None, A, None), ("2025年目标", "", None, 2025, None, T, None), ("年均增速", "", None, None, None, None, "annual_rate"),
    ("“十四五”新增（万千瓦）", "", "万千瓦", 2025, None, None, "change"), ("PM2.5年均浓度（微克/立方米）", "PM2.5年均浓度", "微克/立方米", None, None, None, None),
    ("工业增加值（亿元）", "工业增加值", "亿元", None, None, None, None), ("完成情况（2020年）", "", None, 2020, None, A, None),
    ("地级城市细颗粒物（PM2.5）浓度（μg/m³）", "地级城市细颗粒物（PM2.5）浓度", "μg/m3", None, None, None, None),
])
def test_headings_are_taken_apart(heading, text, unit, last, base, status, measure):
    phrase = read_phrase(heading)
    assert (phrase.text, phrase.unit, phrase.last, phrase.base, phrase.status, phrase.measure) == (text, unit, last, base, status, measure)


def test_a_split_table_is_read_as_one():
    head = ("指标", "2020年", "2025年", "属性")
    first, second = [head, ("森林覆盖率（%）", "23.0", "23.5", "约束性")], [head, ("城镇化率（%）", "67", "69", "预期性")]
    source = assemble(read_docx("a.docx", document_of("表1 主要指标", first, "— 12 —", "续表", second))[0])
    bound = bind_tables(source.tables, NEXT)
    assert [(r.indicator.name, r.value, r.commitment) for r in bound.records if r.status == T] == [
        ("森林覆盖率", 23.5, "binding"), ("城镇化率", 69, "expected")]


# --- whatever stands in a table -------------------------------------------------------------------------------------------

WORDS = ("指标", "单位", "属性", "地区", "盟市", "序号", "类别", "年份", "2020年", "2025年目标", "“十四五”新增（万吨）", "年均增速", "年均/累计", "备注", "包头市", "兴安",
         "全区", "合计", "其中：工业", "森林覆盖率（%）", "单位GDP能耗降低（%）", "化学需氧量", "万吨", "%", "约束性", "预期性", "98", "≥98", "[5]", "（-3.8）", "13左右",
         "1,120", "5%—8%", "—", "/", "", "完成国家下达目标", "全区13个", "2×240", "65.3①", "120\n350", "是", "1", "2", "3", "注：[ ]内为累计值。", "（）", "[", "年", "（")
cells = st.one_of(st.sampled_from(WORDS), st.text(max_size=6))
grids = st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=7))


@settings(max_examples=150, deadline=None)
@given(rows=grids, heads=st.integers(0, 3), caption=st.sampled_from([None, "表1 各盟市能耗强度下降目标（%）", "重点项目表", "主要指标", "", "（"]),
       unit=st.sampled_from([None, "万吨、%", "亿元"]), context=st.sampled_from([NEXT, PLAN, TableContext(Region("全国"))]))
def test_any_table_is_read_and_every_record_shows_its_cell(rows, heads, caption, unit, context):
    source = Source("a.docx", "x", None, "0" * 64, "前文。", (Table("x", "a.docx", caption, unit, min(heads, len(rows)), tuple(map(tuple, rows))),))
    tables = assemble(source).tables
    bound = bind_tables(tables, context)
    at = {table.id: table for table in tables}
    for record in bound.records:
        (place,) = record.evidence
        assert at[place.table].rows[place.row][place.column] == place.text
        assert record.indicator.name and record.year is None or 1900 < record.year < 2101
        assert (record.direction is None) == (record.measure is Measure.LEVEL)
    assert bind_tables(tables, context) == bound


def test_only_rows_that_depend_on_a_heading_move_with_it():
    bound = bind(["类别", "指标", "单位", "2025年"], ["污染治理水平提高", "再生水利用率", "%", "25"], ["主要污染物排放总量减少", "氨氮", "%", "8"],
                 ["节能", "能源强度降低", "%", "—"], ["节能", "新能源汽车保有量", "万辆", "80"])
    assert [(r.indicator.name, r.measure, r.direction) for r in bound.records] == [
        ("再生水利用率", Measure.LEVEL, None), ("氨氮排放总量", Measure.CHANGE, Direction.DECREASE),
        ("新能源汽车保有量", Measure.LEVEL, None)]


@pytest.mark.parametrize("label", ["※森林覆盖率（%）", "★1.森林覆盖率（%）", "【森林覆盖率（%）】", "#森林覆盖率（%）", "森林覆盖率（%）△"])
def test_a_mark_is_no_part_of_a_name(label):
    assert read_phrase(label).text == "森林覆盖率"
