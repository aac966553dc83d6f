"""What lands on the disk: exact bytes, files that other programs open, and nothing at all when something is wrong."""

import csv
import io
import json
from dataclasses import replace

import pandas
import pytest

from pipeline.printed import print_plan, to_bytes
from pipeline.records import Comparator, Indicator, Measure, Period
from pipeline.validate import ContractError
from pipeline.write import COLUMNS, to_csv, to_markdown, write_plan

FILES = ["plan.json", "records.csv", "text.md", "unread.csv"]


def read_csv(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_all_files_and_nothing_else(plan, tmp_path):
    write_plan(plan, tmp_path / "new" / "p")
    assert sorted(path.name for path in (tmp_path / "new" / "p").iterdir()) == FILES


def test_plan_json_is_utf8_without_mark_and_ends_with_a_line_feed(plan, tmp_path):
    write_plan(plan, tmp_path)
    data = (tmp_path / "plan.json").read_bytes()
    assert data.startswith(b"{\n") and data.endswith(b"}\n")
    assert "能源消费总量".encode() in data and b"\\u" not in data
    assert data == to_bytes(json.loads(data))


def test_numbers_are_printed_as_people_type_them(plan):
    text = to_bytes(print_plan(plan)).decode()
    assert '"value": 14,' in text and '"value": 2.25,' in text and '"value": 225000000,' in text
    assert ".0," not in text and ".0\n" not in text


def test_internal_things_stay_inside(plan):
    printed = print_plan(plan)
    assert "unread" not in printed and "paragraph" not in printed["blocks"][0]
    assert list(printed["tables"][0]) == ["id", "source", "caption", "unit", "header_rows", "rows"]


def test_records_csv_opens_in_excel_and_in_pandas(plan, tmp_path):
    write_plan(plan, tmp_path)
    assert (tmp_path / "records.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    rows = read_csv(tmp_path / "records.csv")
    assert tuple(rows[0]) == COLUMNS and len(rows) == 3
    assert rows[0]["indicator"] == "能源消费总量" and rows[0]["region_code"] == "150000"
    assert rows[0]["value"] == "2.25" and rows[0]["canonical_value"] == "225000000" and rows[0]["year"] == "2020"
    assert rows[0]["sentence"].startswith("到2020年") and rows[0]["responsible"] == "省发展改革委"
    assert rows[1]["value"] == "14" and rows[1]["base_year"] == "2015" and rows[1]["upper"] == ""
    assert rows[2]["table"] == "t1" and rows[2]["sentence"] == "包头市 | 4,170"
    frame = pandas.read_csv(tmp_path / "records.csv", dtype={"region_code": str})
    assert frame["value"].sum() == pytest.approx(2.25 + 14 + 4170)


def test_evidence_in_the_csv_is_the_place_in_the_source(plan, tmp_path):
    write_plan(plan, tmp_path)
    row = read_csv(tmp_path / "records.csv")[0]
    assert plan.document.sources[0].text[int(row["start"]):int(row["end"])] == row["evidence"]


def test_a_cell_never_runs_as_a_formula():
    data = to_csv(("text", "value"), iter([{"text": '=HYPERLINK("x")', "value": -5}, {"text": "能耗", "value": 1}]))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["text", "value"], ["'=HYPERLINK(\"x\")", "-5"], ["能耗", "1"]]


def test_numbers_without_a_record_are_listed_with_reason_and_place(plan, tmp_path):
    write_plan(plan, tmp_path)
    row = read_csv(tmp_path / "unread.csv")[0]
    assert row["text"] == "14%" and row["reason"] == "unbound"
    assert plan.document.sources[0].text[int(row["start"]):int(row["end"])] == "14%"


def test_the_text_is_readable_markdown(plan):
    assert to_markdown(plan) == (
        "# 节能规划\n\n## 第一章 目标\n\n到2020年，能源消费总量控制在2.25亿吨标准煤以内，单位GDP能耗下降14%。\n\n"
        "**各盟市目标**（单位：万吨标准煤）\n\n| 地区 | 2015年能耗 |\n| --- | --- |\n| 包头市 | 4,170 |\n")


def test_text_of_the_document_does_not_become_markup(plan):
    block = replace(plan.blocks[1], text="# 下降*14*<b>")
    assert "\\# 下降\\*14\\*\\<b>" in to_markdown(replace(plan, blocks=(block,), tables=()))


@pytest.mark.parametrize("broken, why", [
    (lambda r: replace(r, value=float("nan")), "value"),
    (lambda r: replace(r, measure=Measure.CHANGE, direction=None, unit=None), "unit"),
    (lambda r: replace(r, comparator=Comparator.BETWEEN), "upper"),
    (lambda r: replace(r, indicator=Indicator("")), "indicator"),
    (lambda r: replace(r, section="9.9"), "9.9"),
    (lambda r: replace(r, evidence=()), "evidence"),
    (lambda r: replace(r, evidence=(replace(r.evidence[0], start=0, end=3),)), "第一章"),
    (lambda r: replace(r, evidence=(replace(r.evidence[0], block="b9"),)), "b9"),
])
def test_a_wrong_record_is_never_written_and_is_named(plan, tmp_path, broken, why):
    write_plan(plan, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    wrong = replace(plan, targets=(broken(plan.targets[0]), plan.targets[1]))
    with pytest.raises(ContractError) as error:
        write_plan(wrong, tmp_path)
    assert "targets[0]" in str(error.value) and "energy_consumption_total/150000" in str(error.value)
    assert why in str(error.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("broken", [
    lambda p: replace(p, results=p.targets[:1]),
    lambda p: replace(p, targets=p.targets + p.targets[:1]),
    lambda p: replace(p, blocks=p.blocks + p.blocks[:1]),
    lambda p: replace(p, checks=(replace(p.checks[0], records=("nothing",)),)),
    lambda p: replace(p, tables=()),
    lambda p: replace(p, document=replace(p.document, period=Period(16, 20))),
])
def test_a_plan_that_contradicts_itself_is_never_written(plan, tmp_path, broken):
    with pytest.raises(ContractError):
        write_plan(broken(plan), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_halfway_leaves_the_former_files(plan, tmp_path, monkeypatch):
    write_plan(plan, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError):
        write_plan(plan, tmp_path)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
