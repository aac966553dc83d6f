"""Headings in all common schemes, apart from their text, as a tree of numbered sections."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_title_that_is_the_subject_of_its_sentence_is_left_to_it():
    sections, blocks = read("（一）2024年主要预期目标是：城镇化率达到60%。\n（二）重点任务\n")
    assert [section.title for section in sections] == ["2024年主要预期目标", "重点任务"]
    assert [block.text for block in blocks][:2] == ["（一）", "2024年主要预期目标是：城镇化率达到60%。"]


def test_a_list_item_that_heads_nothing_is_one_sentence():
    items = ["1.对列入省级循环经济的示范企业并通过验收的，每家奖励20 万元。", "2.对首次通过能源管理体系认证并取得认证证书的企业，每家奖励5 万元。"]
    _, blocks = read("（六）绿色发展建设奖励\n" + "".join(f"{item}\n" for item in items))
    assert [block.text for block in blocks[1:]] == items


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


GLUED = ("第二章总体要求第一节指导思想以十九大精神为统领，牢固树立绿色发展理念，坚持节约优先和保护环境基本国策。第二节基本原则——强化约束，倒逼转型。不断强化节能减排法规标准。"
         "实施能效提升计划，推进节能重点工程建设，开展节能监察，加强水污染减排，推进重点流域综合治理。实施工业能效赶超行动，推进节能。推动工业领域节能，加快建设。"
         "第三章促进重点领域节能，提高能效水平以完成约束性指标为导向，坚持高起点控制增量与高标准改造存量相结合。第二节深化工业领域节能实施工业能效赶超行动，推进节能重点工程建设，"
         "在重点行业推行能效对标。第三节加强水污染减排推进重点流域综合治理。\n")


def test_a_title_that_the_scrape_glued_to_its_text_is_cut_off():
    sections, blocks = read(GLUED)
    assert [(s.id, s.title) for s in sections] == [
        ("2", "总体要求"), ("2.1", "指导思想"), ("2.2", "基本原则"), ("3", "促进重点领域节能，提高能效水平"),
        ("3.2", "深化工业领域节能"), ("3.3", "加强水污染减排")]
    assert "以完成约束性指标为导向，坚持高起点控制增量与高标准改造存量相结合。" in [block.text for block in blocks]


def test_a_title_of_the_table_of_contents_is_known_where_it_is_glued():
    contents = "目录\n第一章 绿色转型新局面…………………1\n第二章 能源保供再上台阶…………………9\n"
    sections, _ = read(contents + "第一章绿色转型新局面各县区节能成效显著，能耗强度下降。\n第二章能源保供再上台阶煤电装机增长，外送电量创新高。\n")
    assert [(s.id, s.title) for s in sections] == [("1", "绿色转型新局面"), ("2", "能源保供再上台阶")]


def test_the_blocks_together_are_the_sentences_and_every_place_fits():
    source = Source("a.txt", "text/plain", "utf-8", "0" * 64, GLUED)
    sentences = restore(source, knowledge()).sentences
    _, blocks = outline(sentences, knowledge())
    assert "".join(block.text for block in blocks) == "".join(s.text for s in sentences)
    for block in blocks:
        for place in block.places:
            assert GLUED[place.span.start:place.span.end] == block.text


MORE = {
    "parts above chapters": (
        "第一部分 2025年工作回顾\n一、经济\n增长5%。\n第二部分 2026年工作安排\n一、产业\n加快转型。\n",
        [("1", "2025年工作回顾"), ("1.1", "经济"), ("2", "2026年工作安排"), ("2.1", "产业")]),
    "items beneath items": (
        "一、任务\n（一）工业\n1.推进节能改造。加快淘汰落后产能。\n（1）钢铁行业\n改造高炉。\n（2）水泥行业\n改造窑炉。\n2.发展循环经济。推进园区改造。\n（二）建筑\n推广绿色建筑。\n",
        [("1", "任务"), ("1.1", "工业"), ("1.1.1", "推进节能改造"), ("1.1.1.1", "钢铁行业"), ("1.1.1.2", "水泥行业"),
         ("1.1.2", "发展循环经济"), ("1.2", "建筑")]),
    "a box heads no section of the text behind it": (
        "一、目标\n（一）能耗\n能耗下降14%。\n专栏1 重点工程\n（一）改造工程\n改造锅炉。\n（二）示范工程\n建设园区。\n（三）支撑工程\n建设平台。\n（二）水耗\n水耗下降16%。\n",
        [("1", "目标"), ("1.1", "能耗"), ("1.1.专栏1", "重点工程"), ("1.2", "水耗")]),
    "a box printed on over the page": (
        "一、目标\n能耗下降14%。\n专栏2 重点工程\n改造锅炉。\n专栏2 重点工程\n建设园区。\n",
        [("1", "目标"), ("1.专栏2", "重点工程")]),
    "an annex behind the text counts anew": (
        "一、目标\n能耗下降14%。\n附件1 重点工程\n一、锅炉\n改造锅炉。\n二、园区\n建设园区。\n",
        [("1", "目标"), ("附件1", "重点工程"), ("附件1.1", "锅炉"), ("附件1.2", "园区")]),
    "a list of annexes": ("一、目标\n能耗下降14%。\n附件：1.能耗目标2.减排目标\n", [("1", "目标")]),
    "a list of annexes over several lines": (
        "一、目标\n能耗下降14%。\n附件：1.能耗目标\n2.减排目标\n3.重点工程\n", [("1", "目标")]),
    "a box whose title stands below its number": (
        "一、目标\n能耗下降14%。\n专栏 1\n2025年主要指标\n水耗下降16%。\n", [("1", "目标"), ("1.专栏1", "2025年主要指标")]),
    "annexes named one below the other": ("一、目标\n能耗下降14%。\n附件1：能耗目标\n附件2：减排目标\n", [("1", "目标")]),
    "unnumbered lead-ins": ("一、任务\n电力行业。推进超低排放改造。\n煤炭行业。严控新增产能。\n", [("1", "任务")]),
    "a numbered statement is no title": (
        "一、目标\n1.到2025年，单位GDP能耗比2020年下降14.5%。\n2.到2025年，非化石能源消费比重达到18%。\n", [("1", "目标")]),
    "a glued goal behind a known title": (
        "一、总体要求\n（一）指导思想坚持绿色发展，推动高质量发展，建设美丽家园，促进人与自然和谐共生。\n（二）主要目标到2025年，能耗下降14%，用水量下降16%，达到国内先进水平。\n",
        [("1", "总体要求"), ("1.1", "指导思想"), ("1.2", "主要目标")]),
    "numbers that repeat": ("一、目标\n下降14%。\n二、任务\n改造。\n一、目标\n下降15%。\n", [("1", "目标"), ("2", "任务"), ("1~2", "目标")]),
    "a page mark between two chapters": (
        "第一章\n现状\n成效显著。\n— 3 —\n第二章\n目标\n能耗下降14%。\n", [("1", "现状"), ("2", "目标")]),
}


@pytest.mark.parametrize("name", MORE)
def test_more_sections(name):
    text, asked = MORE[name]
    sections, _ = read(text)
    assert [(section.id, section.title) for section in sections] == asked


def test_levels_and_numbers_are_as_printed():
    sections, _ = read("第三章 任务\n第二节 工业\n一、钢铁\n改造高炉。\n")
    assert [(s.id, s.number, s.level) for s in sections] == [("3", "第三章", 1), ("3.2", "第二节", 2), ("3.2.1", "一、", 3)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="一二三、（）第章节12.专栏附件：目标能耗下降，。%“”——\n", max_size=120))
def test_any_text_keeps_its_characters_and_its_ids_are_unique(text):
    sentences = restore(Source("a.txt", "text/plain", "utf-8", "0" * 64, text), knowledge()).sentences
    sections, blocks = outline(sentences, knowledge())
    assert "".join("".join(b.text.split()) for b in blocks) == "".join("".join(s.text.split()) for s in sentences)
    assert len({s.id for s in sections}) == len(sections)
    assert {b.section for b in blocks} - {None} <= {s.id for s in sections}
