"""Headings in all common schemes, apart from their text, as a tree of numbered sections."""

import json
from pathlib import Path

import pytest

from pipeline.knowledge import knowledge
from pipeline.outline import outline
from pipeline.records import BlockKind, Source
from pipeline.restore import restore

ROOT = Path(__file__).parents[1]


def read(text):
    return outline(restore(Source("a.txt", "text/plain", "utf-8", "0" * 64, text), knowledge()).sentences, knowledge())


CASES = {
    "chapters, sections, items": (
        "第一章 发展基础\n第一节 主要成效\n能耗下降14%。\n一、产业\n结构优化。\n第二章 总体要求\n第一节 指导思想\n坚持绿色发展。\n",
        [("1", "发展基础"), ("1.1", "主要成效"), ("1.1.1", "产业"), ("2", "总体要求"), ("2.1", "指导思想")]),
    "Chinese numbers and bracketed ones, which run on through the chapters": (
        "一、总体要求\n（一）指导思想。坚持绿色发展。\n（二）主要目标。到2025年，能耗下降14%。\n二、重点任务\n（三）推进工业绿色升级。巩固去产能成果。\n",
        [("1", "总体要求"), ("1.1", "指导思想"), ("1.2", "主要目标"), ("2", "重点任务"), ("2.3", "推进工业绿色升级")]),
    "decimal headings": (
        "第四章 重点任务\n4.1 水环境\n完善管网。\n4.2 大气环境质量改善\n4.2.1 推进能源结构调整\n煤炭消费下降5%。\n",
        [("4", "重点任务"), ("4.1", "水环境"), ("4.2", "大气环境质量改善"), ("4.2.1", "推进能源结构调整")]),
    "the annex that is the plan itself": (
        "附件\n某省能源发展规划\n一、发展现状\n装机规模持续扩大。\n二、主要目标\n能耗下降14%。\n",
        [("1", "发展现状"), ("2", "主要目标")]),
    "numbers in running text": (
        "一、目标\n处理能力2.1万吨/日，1.5亿立方米用于灌溉。\n其中，第一产业增长3%，附件1所列项目全部建成。\n",
        [("1", "目标")]),
}


@pytest.mark.parametrize("name", CASES)
def test_sections(name):
    text, asked = CASES[name]
    sections, _ = read(text)
    assert [(section.id, section.title) for section in sections] == asked


def test_a_table_of_contents_is_no_tree():
    contents = "目  录\n第一章 发展基础 ………………… 1\n第二章 主要目标 ………………… 8\n"
    sections, _ = read(contents + "第一章 发展基础\n成效显著。\n第二章 主要目标\n能耗下降14%。\n")
    assert [section.id for section in sections] == ["1", "2"]


def test_a_run_in_heading_and_its_text_are_two_blocks():
    _, blocks = read("一、总体要求\n（一）主要目标。到2025年，能耗下降14%。\n")
    assert [(block.kind, block.section) for block in blocks] == [
        (BlockKind.HEADING, "1"), (BlockKind.HEADING, "1.1"), (BlockKind.SENTENCE, "1.1")]
    assert blocks[-1].text == "到2025年，能耗下降14%。"


def test_text_before_the_first_heading_stands_in_no_section():
    _, blocks = read("为贯彻落实国家部署，制定本方案。\n一、目标\n能耗下降14%。\n")
    assert blocks[0].section is None and blocks[-1].section == "1"


def test_the_seed_has_its_chapters_and_sections_where_a_reader_sees_them():
    gold = json.loads((ROOT / "tests/gold/seed.json").read_text(encoding="utf-8"))
    _, blocks = read((ROOT / "raw/nmg-2016-2020-energy-saving/plan.txt").read_text(encoding="utf-8"))
    asked = {int(offset): path for offset, path in gold["sections"].items() if path and "*" not in path}
    found = {place.span.start: block.section for block in blocks for place in block.places}
    both = [(found[offset] or "", path) for offset, path in asked.items() if offset in found]
    right = sum(section == path or section.startswith(path + ".") for section, path in both)
    assert len(both) > 80 and right >= 0.98 * len(both)


def test_block_ids_and_section_ids_are_unique():
    sections, blocks = read("一、目标\n（一）能耗。下降14%。\n二、任务\n（一）能耗。改造。\n一、目标\n重复。\n")
    assert len({block.id for block in blocks}) == len(blocks) and len({section.id for section in sections}) == len(sections)
