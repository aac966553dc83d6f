"""The annexes that a text names, and the files beside it."""

from pathlib import Path

import pytest

from pipeline.annexes import match_annexes
from pipeline.extraction import extract_plan
from pipeline.grid import assemble
from pipeline.knowledge import knowledge
from pipeline.outline import outline
from pipeline.read import read_bytes, read_source
from pipeline.records import Block, BlockKind, Place, Source, TableEvidence
from pipeline.restore import restore
from tests.made_docx import ENERGY_TITLE, LEAGUES, POLLUTANT_TITLE, document_of, energy_annex, pollutant_annex

SEED = Path(__file__).parents[1] / "raw" / "nmg-2016-2020-energy-saving" / "plan.txt"


def blocks_of(*texts):
    blocks, at = [], 0
    for k, text in enumerate(texts):
        blocks.append(Block(f"b{k}", None, BlockKind.SENTENCE, text, (Place("plan.txt", ((0, at, len(text)),)),), k))
        at += len(text) + 1
    return blocks


def plain(name, text=""):
    return Source(name, "text/plain", "utf-8", "0" * 64, text)


def names(blocks, *files):
    annexes, warnings = match_annexes(blocks, [plain("plan.txt"), *files])
    assert len(warnings) == sum(annex.source is None for annex in annexes)
    return [(annex.title, annex.source) for annex in annexes]


@pytest.fixture(scope="module")
def seed():
    source, _ = read_source(SEED, "plan.txt")
    return source, outline(restore(source, knowledge()).sentences, knowledge())[1]


def test_the_seed_names_two_annexes_that_are_not_there(seed):
    source, blocks = seed
    annexes, warnings = match_annexes(blocks, [source])
    assert [(annex.title, annex.source) for annex in annexes] == [(ENERGY_TITLE, None), (POLLUTANT_TITLE, None)]
    assert [warning.code for warning in warnings] == ["missing-annex"] * 2
    assert [source.text[w.start:w.end] for w in warnings] == [ENERGY_TITLE, POLLUTANT_TITLE]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("first, second", [("annex-1.docx", "annex-2.docx"), ("能耗双控.docx", "主要污染物减排.docx"), ("a.docx", "b.docx")])
def test_the_made_up_annexes_beside_the_seed_fill_its_list(seed, order, first, second):
    source, blocks = seed
    files = [assemble(read_bytes(first, energy_annex())[0]), assemble(read_bytes(second, pollutant_annex())[0])]
    annexes, warnings = match_annexes(blocks, [source, *files[::order]])
    assert [(annex.title, annex.source) for annex in annexes] == [(ENERGY_TITLE, first), (POLLUTANT_TITLE, second)]
    assert warnings == ()


def test_the_seed_with_its_annexes_is_a_plan_without_missing_annex(tmp_path):
    (tmp_path / "plan.txt").write_bytes(SEED.read_bytes())
    (tmp_path / "annex-1.docx").write_bytes(energy_annex())
    (tmp_path / "annex-2.docx").write_bytes(pollutant_annex())
    plan = extract_plan("seed", tuple(tmp_path / name for name in ("plan.txt", "annex-1.docx", "annex-2.docx")))
    assert [annex.source for annex in plan.document.annexes] == ["annex-1.docx", "annex-2.docx"]
    assert "missing-annex" not in {warning.code for warning in plan.warnings}
    cells = [r for r in (*plan.targets, *plan.results) if isinstance(r.evidence[0], TableEvidence)]
    assert len(cells) == 186 and {r.region.code for r in cells} == {"150000", *(code for _, _, code in LEAGUES)}
    assert all(check.ok for check in plan.checks if check.rule == "table-sum")


def test_the_content_decides_where_names_mislead(seed):
    source, blocks = seed
    files = [assemble(read_bytes("annex-2.docx", energy_annex())[0]), assemble(read_bytes("annex-1.docx", pollutant_annex())[0])]
    annexes, _ = match_annexes(blocks, [source, *files])
    assert [annex.source for annex in annexes] == ["annex-2.docx", "annex-1.docx"]


def test_a_file_that_is_no_annex_is_not_taken(seed):
    source, blocks = seed
    other = read_bytes("说明.docx", document_of("起草说明", "本规划由有关部门起草，现将情况说明如下。"))[0]
    annexes, warnings = match_annexes(blocks, [source, other])
    assert [annex.source for annex in annexes] == [None, None] and len(warnings) == 2


def test_a_list_over_several_paragraphs():
    blocks = blocks_of("完成任务。", "附件：1.2021年各县（市）区投资预期目标", "2.领导小组成员名单", "3.重点项目清单", "—8—", "2021年4月1日")
    assert names(blocks) == [("2021年各县（市）区投资预期目标", None), ("领导小组成员名单", None), ("重点项目清单", None)]


def test_an_annex_that_stands_in_the_text_is_not_missing():
    blocks = blocks_of("附件：1.各县投资预期目标", "2.领导小组成员名单", "附件1", "各县投资预期目标", "附件2", "领导小组", "成员名单", "组长：某某")
    assert names(blocks) == [("各县投资预期目标", "plan.txt"), ("领导小组成员名单", "plan.txt")]


def test_an_annex_without_number():
    assert names(blocks_of("特此通知。", "附件：各地区“十四五”能耗强度下降目标"), plain("annex.txt", "各地区“十四五”能耗强度下降目标\n表")) == [
        ("各地区“十四五”能耗强度下降目标", "annex.txt")]


def test_links_alone_name_annexes():
    blocks = blocks_of("附件：《“十四五”可再生能源发展规划》.pdf")
    assert names(blocks) == [("“十四五”可再生能源发展规划", None)]


@pytest.mark.parametrize("text", ["具体目标详见附件1。", "成立领导小组（附件2），负责工作。", "附件1", "附件", "按照附件要求执行：1、做好工作。"])
def test_mentions_are_no_list(text):
    assert names(blocks_of(text, "其他。")) == []


def test_a_long_text_with_many_annex_words_is_read_in_time():
    blocks = blocks_of(*["附件：" + "附件" * 200 for _ in range(400)])
    assert len(names(blocks)) < 400
