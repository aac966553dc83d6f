"""The diff command: what it takes, what it prints, how it ends; and that no document can steer what shows it."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from pipeline import diff
from pipeline.cli import run
from pipeline.corpus import plan_at
from pipeline.difference.views import render
from pipeline.difference.views.lines import fitted, width
from pipeline.difference.views.rows import marked, rows
from pipeline.printed import to_bytes
from pipeline.validate import validate

OLD = "到2020年，万元GDP能耗比2015年下降14%。到2020年，包头市森林覆盖率达到20%。到2020年，能源消费总量控制在2.25亿吨标准煤以内。"
NEW = "到2020年，万元GDP能耗比2015年下降15%。到2020年，农膜回收率达80%以上。到2020年，能源消费总量控制在22500万吨标准煤以内。"


@pytest.fixture
def files(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="gb18030")
    return old, new


def call(*arguments):
    out, errors = io.StringIO(), io.StringIO()
    return run(["diff", *map(str, arguments)], out, errors), out.getvalue(), errors.getvalue()


def changes(*arguments):
    return [change["kind"] for change in json.loads(call(*arguments, "--format", "json")[1])["changes"]]


def test_the_status_is_that_of_diff(files, tmp_path):
    old, new = files
    assert call(old, new)[0] == 1
    assert call(old, old)[0] == 0
    assert call(old, tmp_path / "missing.txt")[0] == 2
    assert call(old, new, "--only", "restated")[0] == 0
    assert call(old, new, "--only", "nonsense")[0] == 2


def test_documents_folders_and_plan_json_are_all_taken(files, tmp_path):
    old, new = files
    folder = tmp_path / "raw" / "方案"
    folder.mkdir(parents=True)
    (folder / "plan.txt").write_text(OLD, encoding="utf-8")
    assert run(["extract", str(new), "-o", str(tmp_path / "out")], io.StringIO(), io.StringIO()) == 0
    expected = changes(old, new)
    assert expected == ["tightened", "dropped", "added", "restated"]
    for first in (old, folder, folder / "plan.txt"):
        for second in (new, tmp_path / "out" / "new", tmp_path / "out" / "new" / "plan.json"):
            assert changes(first, second) == expected
    renamed = tmp_path / "final.json"
    renamed.write_bytes((tmp_path / "out" / "new" / "plan.json").read_bytes())
    assert changes(old, renamed) == expected


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema_version": "9"}', b"[" * 100_000, b"\xff\xfe\x00"])
def test_a_broken_plan_json_is_trouble_with_a_word(content, files, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_bytes(content)
    status, out, errors = call(files[0], broken)
    assert (status, out) == (2, "") and "broken.json" in errors and "Traceback" not in errors


def test_several_plans_are_trouble(files, tmp_path):
    status, _, errors = call(files[0], tmp_path)
    assert status == 2 and "name one plan" in errors


@pytest.mark.parametrize("options, expected", [
    (["--only", "tightened"], ["tightened"]),
    (["--only", "added,dropped"], ["dropped", "added"]),
    (["--indicator", "GDP能耗"], ["tightened"]),
    (["--indicator", "energy_intensity_gdp"], ["tightened"]),
    (["--indicator", "农膜", "--indicator", "森林"], ["dropped", "added"]),
    (["--region", "包头"], ["dropped"]),
    (["--region", "150200"], ["dropped"]),
    (["--indicator", "没有"], []),
])
def test_the_options_choose(options, expected, files):
    assert changes(*files, *options) == expected


def test_a_file_gets_the_format_of_its_ending(files, tmp_path):
    starts = {"md": b"# old", "html": b"<!DOCTYPE html>", "csv": b"\xef\xbb\xbfkind,", "json": b"{\n", "txt": "收紧".encode()}
    for suffix, start in starts.items():
        path = tmp_path / f"diff.{suffix}"
        status, out, _ = call(*files, "-o", path)
        assert (status, out) == (1, "") and path.read_bytes().startswith(start)
    assert call(*files, "-o", tmp_path / "nowhere" / "diff.md")[0] == 2


def test_json_is_what_the_function_gives(files):
    printed = json.loads(call(*files, "--format", "json")[1])
    validate(printed, "diff")
    assert printed == diff(*map(plan_at, files))


def test_the_terminal_shows_kinds_names_and_numbers(files):
    text = call(*files)[1]
    assert "收紧 tightened (1)" in text and "下降14% → 下降15%: tighter by 1 percentage point" in text
    assert "［包头市］" in text and text.endswith("1 tightened, 1 dropped, 1 added, 1 restated\n")


def test_csv_has_both_records_in_a_row(files):
    table = list(csv.DictReader(io.StringIO(call(*files, "--format", "csv")[1])))
    first = table[0]
    assert (first["kind"], first["old_value"], first["new_value"], first["old_evidence"]) == ("tightened", "14", "15", "14%")
    assert first["new_sentence"].endswith("下降15%。") and table[1]["new_value"] == ""


class Page(HTMLParser):
    """The tags of a page, and what they would load."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.loads, self.marked = set(), [], {"del": "", "ins": "", "mark": ""}
        self.open = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.open = tag if tag in self.marked else self.open
        self.loads += [value for key, value in attributes if key in ("src", "srcset", "action", "style") or key.startswith("on")]
        self.loads += [value for key, value in attributes if key == "href" and not value.startswith("#")]

    def handle_endtag(self, tag):
        self.open = None if tag == self.open else self.open

    def handle_data(self, data):
        if self.open:
            self.marked[self.open] += data


def test_the_page_marks_what_changed_and_loads_nothing(files):
    page = Page(call(*files, "--format", "html")[1])
    assert "14%" in page.marked["del"] and "15%" in page.marked["ins"] and "80%" in page.marked["mark"]
    assert not page.loads and not page.tags & {"script", "link", "img", "iframe", "object", "form"}


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</p></main><iframe src=//x>", "$title ${old}",
           "[x](javascript:alert(1))|`*_", "\x1b[2J\x1b]0;x\x07", "\u202eabc", "=cmd|' /C calc'!A0", "@SUM(1)", "\x00\x0b"]


def hostile_plans(words):
    old, new = (plan_at_text(f"{amount}%") for amount in (14, 15))
    for plan, value in ((old, 14), (new, 15)):
        plan["document"]["title"] = plan["document"]["id"] = words
        record = plan["targets"][0]
        record["indicator"] = {"name": words, "id": "same", "topic": None}
        record["scope"] = record["section"] = words
        record["responsible"] = [words, str(value)]
        record["evidence"][0]["source"] = words
        plan["blocks"][0]["spans"][0]["source"] = words
        plan["blocks"][0]["text"] = f"{words}到2020年，达到{value}%。{words}"
    return old, new


def plan_at_text(amount):
    evidence = {"source": "plan.txt", "start": 8, "end": 11, "text": amount, "block": "b1"}
    record = {"id": "x", "indicator": None, "scope": None, "region": {"name": "内蒙古自治区", "code": "150000"}, "status": "target",
              "measure": "level", "direction": None, "comparator": "eq", "value": float(amount[:-1]), "upper": None, "unit": "%",
              "canonical": {"value": float(amount[:-1]), "upper": None, "unit": "%"}, "year": 2020, "year_implicit": False,
              "base_year": None, "base_implicit": False, "base_value": None, "commitment": None, "responsible": [],
              "section": None, "evidence": [evidence]}
    block = {"id": "b1", "section": None, "kind": "sentence", "text": "", "spans": [{"source": "plan.txt", "start": 0, "end": 40}]}
    document = {"id": "x", "title": None, "issuer": None, "number": None, "published": None, "sources": [], "annexes": [],
                "region": {"name": "内蒙古自治区", "code": "150000"}, "period": None}
    return {"document": document, "sections": [], "blocks": [block], "tables": [], "targets": [record], "results": []}


@pytest.mark.parametrize("words", HOSTILE)
def test_no_document_steers_what_shows_it(words):
    old, new = hostile_plans(words)
    difference = diff(old, new)
    assert [change["kind"] for change in difference["changes"]] == ["tightened"]
    shown = {form: render(difference, old, new, form).decode("utf-8-sig") for form in ("table", "markdown", "html", "csv", "json")}
    page = Page(shown["html"])
    assert not page.loads and not page.tags & {"script", "img", "iframe"}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", shown["table"])
    assert not re.search(r"(?<!\\)[<>`|]", shown["markdown"].replace("| ", "").replace(" |", ""))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(shown["csv"])) for cell in row)
    assert json.loads(shown["json"]) == json.loads(to_bytes(difference))


def test_two_sentences_that_are_no_revisions_are_not_torn_to_pieces():
    old, new = plan_at_text("14%"), plan_at_text("15%")
    before, after = marked("推进绿化，森林覆盖率达到14%。", "加快建设现代能源体系和统一市场，比重为15%。", old["targets"][0], new["targets"][0])
    assert [text for text, differs in before if differs] == ["14%"] and [text for text, differs in after if differs] == ["15%"]


def test_a_sentence_of_a_million_characters_is_shown_without_delay():
    old, new = plan_at_text("14%"), plan_at_text("15%")
    for plan in (old, new):
        plan["targets"][0]["indicator"] = {"name": "森林覆盖率", "id": None, "topic": None}
    old["blocks"][0]["text"], new["blocks"][0]["text"] = "林" * 1_000_000 + "14%", "业" * 1_000_000 + "15%"
    found = rows(diff(old, new), old, new)
    assert found[0].before[-1] == ("14%", True)


def test_columns_count_chinese_characters_twice():
    assert width("能耗14%") == 7
    assert [width(fitted(text, 9)) for text in ("", "能耗", "单位国内生产总值能耗", "a" * 30)] == [9] * 4
