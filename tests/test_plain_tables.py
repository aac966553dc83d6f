"""Tables that stand in plain text, one cell to a line or several: found, rebuilt, read, or left alone and said so.

Values are made up where nothing else is said; short excerpts of real plans show how their pages came out as text.
"""

import json
import random
from time import perf_counter

import pytest

from pipeline.extraction import extract_plan
from pipeline.grid import assemble, without_tables
from pipeline.records import Source, TableEvidence
from pipeline.tables import bind_tables
from tests.printed_tables import cut
from tests.test_tables import HOME, context_of, facts, wrong_fields

HEAD = ["专栏1", "“十四五”主要指标", "指标", "单位", "2020年", "2025年", "属性"]
A = ["森林覆盖率", "%", "23.0", "23.5", "约束性"]
B = ["非化石能源消费比重", "%", "9.2", "≥18", "预期性"]
C = ["用水总量", "亿立方米", "—", "190", "约束性"]


def source(*lines):
    return assemble(Source("plan.txt", "text/plain", "utf-8", "", "\n".join(lines)))


def rebuilt(*lines):
    (table,) = source(*lines).tables
    return table


def rows(table):
    return [list(row) for row in table.rows[table.header_rows:]]


def plan_of(tmp_path, *lines):
    path = tmp_path / "内蒙古自治区“十四五”能源规划.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return extract_plan(path.stem, (path,))


# --- shapes ---------------------------------------------------------------------------------------------------------------

def test_one_cell_to_a_line():
    table = rebuilt("前文。", *HEAD, *A, *B, *C, "后文。")
    assert (table.caption, table.header_rows, rows(table)) == ("专栏1 “十四五”主要指标", 1, [A, B, C])
    assert table.rows[0] == ("指标", "单位", "2020年", "2025年", "属性")


def test_several_cells_to_a_line_with_labels_that_go_on_below():
    table = rebuilt("表2      2025年主要目标", "  类别         单位    2020年   2025年   属性",
                    "1.1 可再生能源电力总量消", "            %     28.8    33   预期性", "纳责任权重",
                    "1.2 可再生能源发电量   万亿千瓦时  2.2   3.3  预期性", "1.3 用水总量 亿立方米 160 190 约束性")
    assert table.caption == "表2 2025年主要目标"
    assert rows(table) == [["1.1", "可再生能源电力总量消纳责任权重", "%", "28.8", "33", "预期性"],
                           ["1.2", "可再生能源发电量", "万亿千瓦时", "2.2", "3.3", "预期性"],
                           ["1.3", "用水总量", "亿立方米", "160", "190", "约束性"]]


@pytest.mark.parametrize("lines", [
    ["                “十三五”规划     “十三五”", "  目标指标                                完成情况", "                  目标        末现状"],
    ["  目标指标                “十三五”末    完成情况", "            规划目标        现状"],
])
def test_headings_whose_lines_stand_beside_each_other_are_not_put_in_an_order(lines):
    (table,) = source("表1-2 指标完成情况", *lines, "  森林覆盖率（%）   23   24   完成", "  污水处理率（%）   90   91   完成").tables
    assert table.header_rows == 0 and len(table.unread) == 4


def test_values_of_a_row_that_stand_on_several_lines_beside_others_are_left():
    table = rebuilt("表1 目标", "指标     2020年    2025年    属性", "森林覆盖率（%）    达到要求", "        23     约束性", "用水总量（亿立方米）   180   190   约束性",
                    "非化石能源消费比重（%）   9   18   预期性", "城镇化率（%）   60   65   预期性")
    assert [row[1:3] for row in rows(table)][1:] == [["180", "190"], ["9", "18"], ["60", "65"]] and table.left == (1,)


def test_a_value_is_printed_with_its_base(tmp_path):
    # an excerpt of 大同市's plan
    plan = plan_of(tmp_path, "表1-8", "指标完成情况一览表", "类别", "序", "号", "指标", "规划", "目标", "“十三五”", "末现状", "完成", "情况", "指标", "性质", "主要", "污染", "1",
                   "化学需氧量排放总量（万吨）", "相较", "2015 年", "降低", "19.91%", "相较2015", "年降低", "26.32%", "完成", "约束性", "2", "城市黑臭水体比例（%）",
                   "＜10", "0", "完成", "预期性")
    assert [(r.value, r.unit, r.measure, r.direction, r.base_year, r.year) for r in (*plan.targets, *plan.results)
            if r.measure == "change"] == [(19.91, "%", "change", "decrease", 2015, 2020), (26.32, "%", "change", "decrease", 2015, 2020)]


def test_labels_wrap_where_their_column_is_full_and_upright_words_stand_beside_them():
    # an excerpt of 通辽市's plan: 1 / 0 is the list number 10
    table = rebuilt("专栏1 主要指标目标", "指       标 ", "2020 年 ", "现状值 ", "2025 年 ", "目标值 ", "属性 ", "8 ", "非化石能源消费比重（%） ", "—— ",
                    "≥14% ", "预期性 ", "9 ", "主", "要 ", "污", "染 ", "物", "减 ", "排 ", "氮氧化物排放减少比例", "（%） ", "（18.6） ", "达到自治区 ",
                    "考核目标 ", "约束性 ", "1", "0 ", "挥发性有机物排放减少比", "例（%） ", "—— ", "达到自治区 ", "考核目标 ", "约束性 ", "1", "1 ", "化学需氧量排放减少比例",
                    "（%） ", "（3.44） ", "达到自治区 ", "考核目标 ", "约束性 ")
    assert table.rows[0] == ("指标", "指标", "指标", "2020年现状值", "2025年目标值", "属性")
    assert [row[2:] for row in rows(table)][1:] == [
        ["氮氧化物排放减少比例（%）", "（18.6）", "达到自治区考核目标", "约束性"],
        ["挥发性有机物排放减少比例（%）", "——", "达到自治区考核目标", "约束性"],
        ["化学需氧量排放减少比例（%）", "（3.44）", "达到自治区考核目标", "约束性"]]


def test_labels_before_the_values_of_all():
    # an excerpt of 内蒙古自治区's plan: a page's first column, then its labels, then its values
    table = rebuilt("专栏1 主要指标", "指      标", "2020年", "现状值", "2025年", "目标值", "属 性", "1", "2", "3", "环境", "风险", "防范", "受污染耕地安全利用率(%)",
                    "污染地块安全利用率(%)", "放射源辐射事故发生率", "(起/每万枚)", "98", "≥98", "预期性", "90以上", "≥92", "预期性", "0", "0", "预期性")
    assert [[row[0], *row[2:]] for row in rows(table)] == [
        ["1", "受污染耕地安全利用率(%)", "98", "≥98", "预期性"], ["2", "污染地块安全利用率(%)", "90以上", "≥92", "预期性"],
        ["3", "放射源辐射事故发生率(起/每万枚)", "0", "0", "预期性"]]


def test_a_table_without_attributes_below_a_heading_over_two_columns():
    # an excerpt of 福州市's county table
    table = rebuilt("附件1", "2021 年各县（市）区工业技改投资预期目标", "序号", "县（市）区", "2021 年工业技改投资预期目标", "总量（亿元）", "比增（%）", "全市", "1120",
                    "12", "1", "鼓楼区", "21", "9", "2", "台江区", "/", "/", "3", "仓山区", "22.5", "10", "其中：高新区", "34", "13")
    assert table.rows[:2] == (("序号", "县（市）区", "2021年工业技改投资预期目标", "2021年工业技改投资预期目标"),
                              ("序号", "县（市）区", "总量（亿元）", "比增（%）"))
    assert rows(table) == [["", "全市", "1120", "12"], ["1", "鼓楼区", "21", "9"], ["2", "台江区", "/", "/"],
                           ["3", "仓山区", "22.5", "10"], ["", "其中：高新区", "34", "13"]]


@pytest.mark.parametrize("printed, read", [
    (["规划目标", "“十三五”末", "现状", "完成情况"], ("规划目标", "“十三五”末现状", "完成情况")),
    (["“十三五”规划", "目标", "“十三五”", "末现状", "完成情况"], ("“十三五”规划目标", "“十三五”末现状", "完成情况")),
    (["规划", "目标", "“十三五”末现状", "情况", "完成", "情况"], ("规划目标", "“十三五”末现状情况", "完成情况")),
])
def test_headings_are_cut_as_the_rows_say(printed, read):
    table = rebuilt("表1 指标完成情况", "目标指标", *printed, "细颗粒物浓度（微克/立方米）", "35", "31", "完成", "森林覆盖率（%）", "23", "24", "完成")
    assert table.rows[0] == ("目标指标", *read)


def test_pages_between_and_headings_again():
    table = rebuilt(*HEAD, *A, "—", "2", "1", "—", "\f" + HEAD[2], *HEAD[3:], *B, "— 22 —", "\f", *C, "后文。")
    assert rows(table) == [A, B, C]


# --- what does not fit ----------------------------------------------------------------------------------------------------

def test_a_row_that_lost_a_cell_is_left_and_shifts_no_other(tmp_path):
    plan = plan_of(tmp_path, "前文。", *HEAD, *A, *B[:2], *B[3:], *C, "后文。")
    assert {(r.indicator.name, r.value) for r in (*plan.targets, *plan.results)} == {
        ("森林覆盖率", 23.0), ("森林覆盖率", 23.5), ("用水总量", 190)}
    assert [(unread.text, unread.reason) for unread in plan.unread] == [("≥18", "table.unfit")]
    assert [warning.code for warning in plan.warnings] == ["table-rows-not-read"]


def test_a_list_number_is_no_value_where_one_is_lost():
    table = rebuilt("表1 目标", "序号", "地区", "2020年", "2025年", "1", "包头市", "5", "6", "2", "赤峰市", "5", "3", "通辽市", "6", "7", "4", "乌海市", "7", "8")
    assert ["2", "赤峰市", "5", "3"] not in rows(table)
    assert ["4", "乌海市", "7", "8"] in rows(table)


def test_a_table_that_cannot_be_rebuilt_is_kept_line_by_line_and_not_read(tmp_path):
    # made after a list of works: cells of words between the numbers, merged cells left out
    lines = ["序号", "项目名称", "建设规模", "（兆瓦时）", "开工", "建设年限", "1", "40 兆瓦/40 兆瓦h 储能项目", "40", "2021 年", "2", "50 兆瓦h 储能项目", "50"]
    plan = plan_of(tmp_path, "前文。", "专栏九 储能重点项目", *lines, "3", "60", "2022 年", "后文，到2025年，用水总量控制在190亿立方米。")
    assert [(r.indicator.name, r.value) for r in plan.targets] == [("用水总量", 190)]
    assert plan.tables[0].rows[1] == ("项目名称",) and plan.tables[0].header_rows == 0
    assert {unread.reason for unread in plan.unread} == {"table.unfit"}
    assert [warning.code for warning in plan.warnings] == ["table-not-read"]


@pytest.mark.parametrize("prose", [
    ["指标", "到2025年，森林覆盖率达到23.5%。", "2030年达到25%。"],
    ["主要任务", "2025年目标", "（一）推进节能", "10", "加快产业升级，到2025年淘汰落后产能20万吨", "11"],
    ["目标", "2025年", "森林覆盖率达到23.5%", "用水总量控制在190亿立方米", "能耗强度下降14%"],
    ["类别", "指标", "单位", "附件2"],
])
def test_running_text_is_no_table(prose):
    assert source("前文。", *prose, "后文。").tables == ()


def test_the_text_around_a_table_stays_and_its_cells_are_no_sentences():
    found = source("到2020年，能耗下降14%。", *HEAD, *A, *B, "三、后面的标题", "到2025年，用水总量控制在190亿立方米。")
    left = without_tables(found)
    assert len(left.text) == len(found.text)
    assert left.text.split() == ["到2020年，能耗下降14%。", "专栏1", "“十四五”主要指标", "三、后面的标题", "到2025年，用水总量控制在190亿立方米。"]


def test_a_text_without_tables_is_untouched():
    plain = source("到2020年，能耗下降14%。")
    assert plain.tables == () and without_tables(plain) is plain


# --- records --------------------------------------------------------------------------------------------------------------

def test_a_record_s_evidence_is_the_cell_s_own_characters(tmp_path):
    lines = ["前文。", *HEAD, *A, *B, *C, "后文。"]
    plan = plan_of(tmp_path, *lines)
    text = plan.document.sources[0].text
    cells = [record.evidence[0] for record in (*plan.targets, *plan.results)]
    assert len(cells) == 5 and all(isinstance(cell, TableEvidence) for cell in cells)
    assert [text[cell.start:cell.end] for cell in cells] == [cell.text for cell in cells]
    (target,) = [r for r in plan.targets if r.value == 18]
    assert (target.indicator.name, target.unit, target.comparator, target.year, target.base_value, target.commitment) == (
        "非化石能源消费比重", "%", "ge", 2025, 9.2, "expected")
    assert plan.unread == ()


def test_list_numbers_say_what_stands_above_a_row(tmp_path):
    # an excerpt of 内蒙古自治区's renewables plan
    plan = plan_of(tmp_path, "专栏1", "2025 年可再生能源开发利用主要指标", "序号", "类别", "单位", "2020 年2025 年", "属性", "二", "可再生能源发电装机", "2.1", "风电", "万千瓦",
                   "3785", "8900", "预期性", "2.1.1", "本地", "万千瓦", "3200", "5700", "预期性", "2.2", "太阳能发电", "2.1.1", "光伏发电", "万千瓦", "1238", "4500",
                   "预期性", "外送", "万千瓦", "0", "700", "预期性", "2.3", "水电", "万千瓦", "242", "242", "预期性", "抽水蓄能", "万千瓦", "120", "120", "预期性",
                   "总计", "亿千瓦", "0.53", ">1.35", "预期性", "三", "可再生能源发电量", "3.1", "光热发电", "亿千瓦时", "/", "20", "预期性")
    assert [(r.indicator.name, r.scope, r.value, r.unit, r.comparator) for r in plan.targets] == [
        ("风电装机", None, 8900, "万千瓦", "eq"), ("风电装机", "本地", 5700, "万千瓦", "eq"), ("光伏发电装机", None, 4500, "万千瓦", "eq"),
        ("光伏发电装机", "外送", 700, "万千瓦", "eq"), ("水电装机", None, 242, "万千瓦", "eq"), ("抽水蓄能装机", None, 120, "万千瓦", "eq"),
        ("可再生能源发电装机", None, 1.35, "亿千瓦", "gt"), ("光热发电量", None, 20, "亿千瓦时", "eq")]


def test_a_part_whose_whole_is_not_read_is_not_read(tmp_path):
    plan = plan_of(tmp_path, "专栏1", "2025年主要指标", "序号", "类别", "单位", "2020 年", "2025 年", "属性", "1", "用水总量", "亿立方米", "180", "190", "约束性",
                   "2", "风电装机", "万千瓦", "8900", "预期性", "2.1", "本地", "万千瓦", "3200", "5700", "预期性", "3", "森林覆盖率", "%", "23", "24", "约束性",
                   "4", "城镇化率", "%", "60", "65", "预期性")
    assert {r.indicator.name for r in plan.targets} == {"用水总量", "森林覆盖率", "城镇化率"}
    assert {unread.text: unread.reason for unread in plan.unread} == {
        "2": "table.unfit", "8900": "table.unfit", "3200": "table.no-whole", "5700": "table.no-whole"}


def test_brackets_in_a_column_of_rates_are_totals(tmp_path):
    # an excerpt of 合肥市's power plan
    plan = plan_of(tmp_path, "专栏二“十三五”电力工业发展情况", "类别", "指标", "2015 年", "2020 年", "年均增速", "电力", "需求", "全社会用电量（亿千瓦时）", "236.44",
                   "382.55", "10.10%", "电源", "结构", "可再生能源发电装机比重", "12.47%", "33.51%", "[21.04%]", "综合线损率", "7.46%", "4.2%", "[-3.26%]")
    moved = [(r.indicator.name, r.value, r.unit, r.measure, r.direction) for r in plan.results if r.measure != "level"]
    assert moved == [("全社会用电量", 10.1, "%", "annual_rate", "increase"), ("可再生能源发电装机比重", 21.04, "%", "change", "increase"),
                     ("综合线损率", 3.26, "%", "change", "decrease")]


def test_goals_of_a_plan_that_is_reviewed_fell_due_with_its_results(tmp_path):
    plan = plan_of(tmp_path, "表1-7", "环境安全指标完成情况一览表", "目标指标", "规划目标", "“十三五”", "末现状", "完成情况", "危险废物处置率（%）", "100", "99", "完成",
                   "放射源收贮率（%）", "98", "97", "完成")
    assert {(r.value, r.year) for r in plan.targets} == {(100, 2020), (98, 2020)}
    assert {(r.value, r.year) for r in plan.results} == {(99, 2020), (97, 2020)}


# --- real tables, printed as lines ----------------------------------------------------------------------------------------

def printed(table, width):
    """The cells of a marked table one below the other, wrapped at `width` characters; merged ones once."""
    merges = {(r, c): (height, wide) for r, c, height, wide in table["merges"]}
    inside = {(r + i, c + j) for (r, c), (height, wide) in merges.items() for i in range(height) for j in range(wide) if i or j}
    for r, row in enumerate(table["rows"]):
        for c, cell in enumerate(row):
            if (r, c) not in inside:
                size = 2 if merges.get((r, c), (1, 1))[0] > 2 else width
                yield from cut(cell, size) if cell else ()


FLOORS = {"464": 20, "67": 24, "125": 33, "146": 15, "149": 15, "213": 37, "404": 26}


@pytest.mark.parametrize("width", [12, 16, 40])
@pytest.mark.parametrize("name", FLOORS)
def test_the_numbers_of_real_tables_are_right_or_listed(name, width):
    data = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))
    (table,) = data["tables"]
    title = [] if table["header_rows"] > 1 and name != "404" else [table["caption"]]
    bound = bind_tables(source("前文。", *title, *printed(table, width), *table["notes"], "后文。").tables, context_of(data))
    marked = facts(name)
    assert not [record for record in bound.records if all(fact["value"] != record.value or wrong_fields(record, fact)
                                                          for fact in marked)]
    assert len(bound.records) >= FLOORS[name]


@pytest.mark.parametrize("name", ["538", "463", "572", "179"])
def test_tables_that_only_look_like_targets_are_left_alone(name):
    data = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))
    lines = [line for table in data["tables"] for line in ("前文。", table["caption"] or "", *printed(table, 16), "后文。")]
    assert bind_tables(source(*lines).tables, context_of(data)).records == ()


# --- bounds ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("piece", ["指标\n1\n", "指标\n2025年\n1\n2\n3\n", "指标（\n2025年（\n1\n", "序\n号\n", "\n".join(HEAD + A) + "\n"])
def test_time_grows_with_the_lines_alone(piece):
    def seconds(count):
        started = perf_counter()
        source(piece * count)
        return perf_counter() - started

    seconds(10)
    assert seconds(8_000) < 12 * max(seconds(2_000), 0.05)


def test_any_order_of_cells_is_read_or_left():
    cells = [*HEAD[2:], *A, *B, *C, "（", "1.1", "一", "[5]", "—"]
    for seed in range(200):
        shuffled = [*HEAD[2:], *random.Random(seed).sample(cells, len(cells))]
        for table in source("专栏1 指标", *shuffled).tables:
            assert all(len(row) == len(table.rows[0]) for row in table.rows)
