"""From the tables of a file to the tables that were printed: pieces joined, headings found, surroundings attached."""

import pytest

from pipeline.grid import assemble
from pipeline.grid.cells import is_value, tidy
from pipeline.read.docx import read_docx
from pipeline.records import Source, Table
from tests.made_docx import document_of, package, p, tbl, tc, tr

HEAD = ("指标", "2020年", "2025年", "属性")


def tables(*parts, heads=0):
    source, warnings = read_docx("plan.docx", document_of(*parts, heads=heads))
    assert warnings == ()
    return assemble(source).tables


def of_xml(body):
    return assemble(read_docx("plan.docx", package(body))[0]).tables


def row(name, value="23.5"):
    return (name, "23.0", value, "约束性")


# --- surroundings ---------------------------------------------------------------------------------------------------------

def test_caption_unit_and_notes_come_from_the_paragraphs_around():
    (table,) = tables("前文。", "表1 主要指标", "单位：万吨、%", [HEAD, row("森林覆盖率")], "注：1.“—”表示没有。", "2.[ ]内为五年累计值。", "后文。")
    assert (table.caption, table.unit) == ("表1 主要指标", "万吨、%")
    assert table.notes == ("注：1.“—”表示没有。", "2.[]内为五年累计值。")
    assert (table.id, table.header_rows) == ("t1", 1)


@pytest.mark.parametrize("above, caption, unit", [
    (["附件1", "各盟市目标"], "各盟市目标", None),
    (["表3 新开工建筑面积（万平方米）"], "表3 新开工建筑面积（万平方米）", "万平方米"),
    (["表3 投资目标（单位：亿元）", "3"], "表3 投资目标（单位：亿元）", "亿元"),
    (["“十四五”规划共设置指标28项，其中约束性指标21项。"], "“十四五”规划共设置指标28项，其中约束性指标21项。", None),
    (["大力推进生态文明建设，林麝、水獭等103种动物得到保护，绿水青山就是金山银山的理念深入人心。"], None, None),
    (["附件1"], None, None),
])
def test_captions(above, caption, unit):
    (table,) = tables("开头。", *above, [HEAD, row("森林覆盖率")])
    assert (table.caption, table.unit) == (caption, unit)


def test_title_unit_and_note_rows_inside_the_table():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{}</w:tc>'
    (table,) = of_xml(tbl(tr(wide.format(p("专栏1 主要指标"))), tr(wide.format(p("单位：万吨"))), tr(tc("指标"), tc("2020年"), tc("2025年")),
                          tr(tc("化学需氧量"), tc("5"), tc("4")), tr(wide.format(p("注：（ ）为累计值。")))))
    assert (table.caption, table.unit, table.header_rows) == ("专栏1 主要指标", "万吨", 3)
    assert table.notes == ("注：（）为累计值。",)
    assert len(table.rows) == 5


def test_a_numbered_caption_above_stands_before_the_name_of_the_first_group():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>'
    (table,) = of_xml(p("专栏七 电网项目") + tbl(tr(wide.format(p("特高压站（1项）"))), tr(tc("项目名称"), tc("开工年份")), tr(tc("合肥站"), tc("5"))))
    assert table.caption == "专栏七 电网项目"


def test_a_caption_drawn_as_a_table():
    (table,) = tables([("表1-12", "水质情况表")], "", [HEAD, row("森林覆盖率")])
    assert table.caption == "表1-12 水质情况表"


# --- headings -------------------------------------------------------------------------------------------------------------

def test_headings_of_two_rows_are_found_without_a_mark():
    (table,) = of_xml(tbl(tr(tc("序号", down="restart"), tc("县区", down="restart"), tc("2021年投资目标", 2)),
                          tr(tc("", down="continue"), tc("", down="continue"), tc("总量（亿元）"), tc("比增（%）")),
                          tr(tc("全市", 2), tc("1120"), tc("12")), tr(tc("1"), tc("鼓楼区"), tc("21"), tc("9"))))
    assert table.header_rows == 2


def test_headings_of_three_rows_and_a_row_of_column_numbers():
    (table,) = of_xml(tbl(tr(tc("地区", down="restart"), tc("能源", 4)), tr(tc("", down="continue"), tc("总量", 2), tc("强度", 2)),
                          tr(tc("", down="continue"), tc("2015年"), tc("2020年"), tc("2015年"), tc("2020年")),
                          tr(tc("1"), tc("2"), tc("3"), tc("4"), tc("5")),
                          tr(tc("包头市"), tc("10"), tc("20"), tc("3"), tc("4"))))
    assert table.header_rows == 4


def test_rows_that_the_file_marks_are_believed():
    (table,) = tables([("甲", "乙"), ("丙", "丁"), ("包头", "市")], heads=2)
    assert table.header_rows == 2


def test_a_first_row_of_numbers_is_no_heading():
    (table,) = tables([("（1）森林覆盖率（%）", "23", "24", "约束性"), ("（2）湿地保护率（%）", "60", "60", "约束性")])
    assert table.header_rows == 0


def test_headings_printed_again_inside_are_dropped():
    (table,) = tables([HEAD, row("甲率"), HEAD, row("乙率")])
    assert [r[0] for r in table.rows] == ["指标", "甲率", "乙率"]


# --- pieces ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("between", [[], ["— 12 —"], ["17"], ["续表"], ["表1 主要指标（续）"], ["-9-", "续表1", "单位：%"]])
def test_a_table_over_two_pages_is_one(between):
    pieces = tables("表1 主要指标", [HEAD, row("甲率")], *between, [HEAD, row("乙率")], "后文。")
    assert [[r[0] for r in table.rows] for table in pieces] == [["指标", "甲率", "乙率"]]
    assert pieces[0].caption == "表1 主要指标"


def test_a_second_half_without_headings_goes_on():
    (table,) = tables([HEAD, row("甲率")], "— 12 —", [row("乙率"), row("丙率")])
    assert [r[0] for r in table.rows] == ["指标", "甲率", "乙率", "丙率"]


def test_a_piece_that_lacks_a_column_is_aligned_where_its_numbers_stand():
    head = ("类别", "序号", "指标", "2020年", "2025年", "属性")
    (table,) = tables([head], [("环境", "9", "甲率（%）", "5", "6", "约束性")], [("10", "乙率（%）", "7.7", "≥10", "预期性")])
    assert table.rows[1:] == (("环境", "9", "甲率（%）", "5", "6", "约束性"), ("", "10", "乙率（%）", "7.7", "≥10", "预期性"))


def test_a_page_number_drawn_as_a_table_is_none():
    (table,) = tables([HEAD, row("甲率")], [("—", "1 2", "—")], [HEAD, row("乙率")])
    assert len(table.rows) == 3


@pytest.mark.parametrize("between", [["表2 另一张表"], ["下面是另一回事。"]])
def test_two_tables_stay_two(between):
    first, second = tables("表1 指标", [HEAD, row("甲率")], *between, [HEAD, row("乙率")])
    assert (first.id, second.id) == ("t1", "t2")
    assert second.offset > first.offset


def test_two_tables_with_other_headings_stay_two():
    assert len(tables([HEAD, row("甲率")], [("地区", "2020年", "2025年", "增长"), ("包头市", "1", "2", "3")])) == 2


def test_tables_of_any_reader_are_assembled():
    """The grid stage knows nothing of Word: bare tables of an html or pdf reader are joined the same way."""
    text = "表1 指标\n— 3 —\n注：无。"
    source = Source("a.html", "text/html", "utf-8", "0" * 64, text, (
        Table("x", "a.html", None, None, 0, (HEAD, row("甲率")), 6), Table("y", "a.html", None, None, 0, (HEAD, row("乙率")), 12)))
    (table,) = assemble(source).tables
    assert (table.caption, table.notes, len(table.rows)) == ("表1 指标", ("注：无。",), 3)


# --- rows drawn at lines of text --------------------------------------------------------------------------------------------

def test_rows_that_a_converter_drew_at_lines_of_text_are_drawn_anew():
    (table,) = of_xml(tbl(
        tr(tc("（1）甲率（%）"), tc("1"), tc("约束性")),
        tr(tc("（2）乙率", down="restart"), tc("2", down="restart"), tc("约束性", down="restart")),
        tr(tc("", down="continue"), tc("", down="continue"), tc("", down="continue")),
        tr(tc("（%）"), tc("", down="continue"), tc("", down="continue")),
        tr(tc("（3）丙量（吨）"), tc("3", down="restart"), tc("预期性")),
        tr(tc("（4）丁量（吨）", down="restart"), tc("", down="continue"), tc("约束性")),
        tr(tc("", down="continue"), tc("500"), tc("约束性", down="restart")),
        tr(tc("（5）戊率（%）"), tc("其中：机动车400"), tc("", down="continue")),
        tr(tc("（6）己率（%）"), tc("6"), tc("预期性"))))
    assert [r[:2] for r in table.rows] == [("（1）甲率（%）", "1"), ("（2）乙率（%）", "2"), ("（3）丙量（吨）", "3"), ("（4）丁量（吨）", "500"),
                                           ("（5）戊率（%）", "其中：机动车400"), ("（6）己率（%）", "6")]


def test_a_cell_that_holds_for_two_rows_stays_in_both():
    (table,) = of_xml(tbl(tr(tc("指标"), tc("2020年"), tc("2025年目标")), tr(tc("甲率（%）"), tc("27"), tc("完成省定目标", down="restart")),
                          tr(tc("乙率（%）"), tc("12"), tc("", down="continue"))))
    assert [r[2] for r in table.rows[1:]] == ["完成省定目标"] * 2
    assert table.merges == ((1, 2, 2, 1),)


# --- cells ----------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("printed, text", [
    ("指       标", "指标"), ("2020 年\n（基准数）", "2020年（基准数）"), ("2 022", "2022"), ("10 0%", "100%"), ("1 \n0", "10"), ("１２．５％", "12.5%"),
    ("120\n350", "120\n350"), ("Total Energy", "Total Energy"), ("污染\n防治", "污染防治"),
])
def test_cells_are_tidied(printed, text):
    assert tidy(printed) == text


@pytest.mark.parametrize("cell, value", [("2025年", False), ("2025", True), ("≥98", True), ("[5]", True), ("约束性", False), ("12个盟市", False), ("-3.4", True)])
def test_what_a_value_looks_like(cell, value):
    assert is_value(cell) is value


def test_assembling_twice_changes_nothing():
    source, _ = read_docx("plan.docx", document_of("表1 指标", [HEAD, row("甲率")], "续表", [HEAD, row("乙率")]))
    once = assemble(source)
    assert assemble(once).tables == once.tables
