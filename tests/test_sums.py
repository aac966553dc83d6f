"""Totals against their parts, and what is no part."""

import pytest

from pipeline.check.sums import sum_checks
from pipeline.identify import identify
from pipeline.records import Period, Region, Table
from pipeline.tables import TableContext, bind_tables
from tests.test_tables import grid, real

CONTEXT = TableContext(Region("内蒙古自治区", "150000"), Period(2021, 2025), 2021)
HEAD = ("盟市", "2025年投资（亿元）")


def checks(*rows, **more):
    table = grid(*rows, **more)
    records = identify(bind_tables([table], CONTEXT).records)
    return sum_checks([table], records)


def found(*rows, **more):
    return [(check.ok, check.expected, check.found) for check in checks(*rows, **more)]


def test_a_total_that_its_rows_make_up():
    (check,) = checks(HEAD, ("全区", "60"), ("包头市", "10"), ("赤峰市", "20"), ("通辽市", "30"))
    assert (check.rule, check.ok, check.expected, check.found) == ("table-sum", True, 60, 60)
    assert len(check.records) == 4 and all(check.records)


def test_a_wrong_total_names_its_row():
    (check,) = checks(HEAD, ("包头市", "10"), ("赤峰市", "20"), ("通辽市", "30"), ("合计", "61"))
    assert not check.ok
    assert check.message == ("annex.docx t1, row 4 (合计), column 1 (2025年投资（亿元）): the total 61 is not the sum of its 3 parts, 60")


def test_the_fault_of_the_county_table_is_found():
    """Published as it is: 全市 1120, its counties sum to 1121, 高新区 being part of 闽侯县."""
    table, records = county_table()
    (check,) = sum_checks([table], records)
    assert (check.ok, check.expected, check.found) == (False, 1120, 1121)
    assert "row 2 (全市), column 2 (总量（亿元）)" in check.message


def county_table():
    from tests.test_tables import HOME
    import json
    data = json.loads((HOME / "404.json").read_text(encoding="utf-8"))["tables"][0]
    table = Table(data["id"], "404.docx", data["caption"], data["unit"], data["header_rows"], tuple(map(tuple, data["rows"])),
                  0, tuple(data["notes"]), tuple(map(tuple, data["merges"])))
    return table, identify(real("404").records)


def test_inner_rows_are_no_addends():
    assert found(HEAD, ("全区", "30"), ("包头市", "10"), ("其中：高新区", "4"), ("赤峰市", "20")) == [(True, 30, 30)]


def test_rows_that_share_their_parents_list_number_are_inner():
    rows = (("序号", "盟市", "2025年投资（亿元）"), ("", "全区", "30"), ("1", "包头市", "10"), ("1", "稀土高新区", "4"), ("2", "赤峰市", "20"))
    assert found(*rows, merges=((2, 0, 2, 1),)) == [(True, 30, 30)]


def test_subtotals_and_averages_are_no_addends():
    rows = (HEAD, ("包头市", "10"), ("东部小计", "10"), ("赤峰市", "20"), ("平均", "15"), ("合计", "30"))
    assert found(*rows) == [(True, 30, 30)]


def test_two_blocks_with_totals_of_their_own():
    rows = (HEAD, ("东部合计", "30"), ("赤峰市", "10"), ("通辽市", "20"), ("西部合计", "8"), ("包头市", "5"), ("乌海市", "2"))
    assert found(*rows) == [(True, 30, 30), (False, 8, 7)]


def test_a_total_column():
    rows = (("盟市", "2025年投资（亿元）", "2025年投资（亿元）", "2025年投资（亿元）"), ("盟市", "合计", "工业", "农业"), ("包头市", "9", "5", "4"),
            ("赤峰市", "9", "3", "4"))
    assert found(*rows, heads=2, merges=((0, 0, 2, 1), (0, 1, 1, 3))) == [(True, 9, 9), (False, 9, 7)]


@pytest.mark.parametrize("heading", ["2025年森林覆盖率（%）", "2025年人均收入（元/人）", "2025年生态质量指数", "2025年年均增速（%）"])
def test_shares_rates_and_indices_are_not_added(heading):
    assert found(("盟市", heading), ("全区", "24"), ("包头市", "10"), ("赤峰市", "20")) == []


def test_rounded_parts_may_miss_the_total_by_their_rounding():
    parts = [(name, "1.04") for name in ("包头市", "赤峰市", "通辽市", "乌海市")]
    assert found(HEAD, ("全区", "4.17"), *parts)[0][0] and not found(HEAD, ("全区", "4.20"), *parts)[0][0]


def test_whole_numbers_must_agree():
    assert found(HEAD, ("全区", "31"), ("包头市", "10"), ("赤峰市", "20")) == [(False, 31, 30)]


def test_a_dash_is_nothing_to_add():
    assert found(HEAD, ("全区", "30"), ("包头市", "10"), ("赤峰市", "20"), ("乌海市", "—")) == [(True, 30, 30)]


def test_a_bound_is_no_sum():
    assert found(HEAD, ("全区", "≥30"), ("包头市", "10"), ("赤峰市", "20")) == []
