"""The line breaks of the page are undone, and only those: sentences are whole again, tables and headings stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.knowledge import knowledge
from pipeline.records import Source
from pipeline.restore.unwrap import paragraphs

PROSE = ("到2025年，全市单位地区生产总值能源消耗比2020年下降14.5%，能源消费总量得到合理控制，化学需氧量、氨氮重点工程减排量分别达到2.27万吨、0.03万吨，"
         "节能减排政策机制更加健全，重点行业能源利用效率和主要污染物排放控制水平基本达到国际先进水平，经济社会发展绿色转型取得显著成效。")
SUBJECTS = ["工业领域", "建筑领域", "交通运输领域", "公共机构", "农业农村", "商贸流通领域", "重点园区", "数据中心"]
ACTIONS = ["推进节能改造", "实施能效提升计划", "淘汰落后产能", "推广清洁能源", "完善计量体系", "加强监督考核", "开展清洁生产审核"]


def unwrapped(text):
    return [paragraph.text for paragraph in paragraphs(Source("a.txt", "text/plain", "utf-8", "0" * 64, text), knowledge())]


def wrapped(text, width):
    """The text on paper of `width` characters."""
    return "\n".join(text[k:k + width] for k in range(0, len(text), width))


def on_paper(texts, width, page=0):
    """Paragraphs in lines of `width`, with a page number and a form feed behind every `page` lines."""
    lines = [line for text in texts for line in wrapped(text, width).split("\n")]
    if not page:
        return "\n".join(lines) + "\n"
    pages = [lines[k:k + page] for k in range(0, len(lines), page)]
    return "\f".join("\n".join((*lines, f"— {number} —")) + "\n" for number, lines in enumerate(pages, 1))


sentence = st.builds(lambda subject, actions, year, share: f"{subject}{'，'.join(actions)}，到{year}年下降{share}%。",
                     st.sampled_from(SUBJECTS), st.lists(st.sampled_from(ACTIONS), min_size=3, max_size=7, unique=True),
                     st.integers(2016, 2035), st.integers(1, 99))
paragraph = st.lists(sentence, min_size=2, max_size=4).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(paragraph, min_size=4, max_size=8), st.integers(26, 48), st.sampled_from([0, 9, 25]))
def test_prose_on_paper_is_whole_again(texts, width, page):
    found = unwrapped(on_paper(texts, width, page))
    assert "".join(found) == "".join(texts)
    assert all(printed.endswith("%。") for printed in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(paragraph, min_size=1, max_size=8))
def test_a_paragraph_per_line_stays_as_it_is(texts):
    assert unwrapped("\n".join(texts)) == texts


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="能耗下降，。；1.5%（一）第章\n\f\r\t 　—-5", max_size=200))
def test_every_character_has_its_place_in_any_text(text):
    source = Source("a.txt", "text/plain", "utf-8", "0" * 64, text)
    for found in paragraphs(source, knowledge()):
        for start, at, length in found.place.runs:
            assert found.text[start:start + length] == text[at:at + length]
        assert sum(length for *_, length in found.place.runs) == len(found.text)


def test_a_number_that_the_paper_cut_is_whole_again():
    text = PROSE + PROSE.replace("14.5", "15.5")
    inside = [k for k in range(24, 45) if any(text[at - 1].isdigit() and text[at] in "0123456789." for at in range(k, len(text), k))]
    assert len(inside) > 3
    for width in inside:
        assert unwrapped(wrapped(text, width) + "\n") == [text]


@pytest.mark.parametrize("mark", ["— 5 —", "- 5 -", "—5—", "·5·", "第 5 页 共 20 页", "5/20"])
def test_a_page_number_does_not_stand_between_the_halves_of_a_sentence(mark):
    first, second = wrapped(PROSE, 30).split("\n", 1)
    assert unwrapped(f"{first}\n{mark}\n\f{second}\n")[0] == PROSE


def test_a_page_number_that_stands_upright_is_one():
    first, second = wrapped(PROSE, 30).split("\n", 1)
    assert unwrapped(f"{first}\n—\n4\n8\n—\n\f{second}\n") == [PROSE]


def test_cells_between_dashes_are_no_page_number():
    assert unwrapped(wrapped(PROSE, 30) + "\n能耗\n—\n36\n—\n水耗\n17\n")[1:] == ["能耗", "—", "36", "—", "水耗", "17"]


@pytest.mark.parametrize("printed", ["平均浓度低于30μg/m\n3，优良天数达到88%。", "全市用水总量控制在3.85 亿m\n3以内，水位逐年回升。",
                                     "最大的河流是桑干河（8487 km\n2）和御河。", "削减二氧化硫（SO\n2）1.2万吨、氮氧化物2万吨。"])
def test_a_raised_digit_belongs_to_its_unit(printed):
    assert unwrapped(wrapped(PROSE, 30) + f"\n{printed}\n" + wrapped(PROSE, 30) + "\n") == [PROSE, printed.replace("\n", ""), PROSE]


def test_a_number_that_its_line_waits_for_is_not_left_alone_where_lines_are_paragraphs():
    first, second = "建成现代配电网，城市、农村供电可靠率分别提高至", "99.996%和99.955%，综合电压合格率达到99.99%。"
    assert unwrapped(f"{first}\n{second}\n") == [first + second]
    assert unwrapped(f"推进节能改造，完善政策体系\n{second}\n") == ["推进节能改造，完善政策体系", second]


def test_a_paragraph_that_a_converter_cut_behind_a_comma_is_whole_again():
    first, second = "用地供应向自由贸易港亟需的基础设施、产业发展、民生需求等倾斜，", "大幅减少外销住宅项目用地。"
    assert unwrapped(f"{first}\n{second}\n") == [first + second]


def test_a_title_with_commas_is_no_cut_paragraph():
    texts = ["着力扩大有效需求，推动经济稳中向好，奋力开创新局面", PROSE, PROSE * 2]
    assert unwrapped("\n".join(texts)) == texts


def test_the_piece_that_a_printer_broke_off_a_line_which_is_not_quite_full_goes_on():
    broken = f"{PROSE[:44]}\n{PROSE[44:46]}\n" + wrapped(PROSE[46:], 52)
    assert "".join(unwrapped(f"{wrapped(PROSE, 52)}\n{broken}\n{wrapped(PROSE, 52)}\n")).count(PROSE) == 3
    assert all(text.endswith("。") for text in unwrapped(f"{wrapped(PROSE, 52)}\n{broken}\n{wrapped(PROSE, 52)}\n"))


def test_a_list_number_below_a_unit_is_no_exponent():
    assert unwrapped(wrapped(PROSE, 30) + "\n改造管网500km\n2、加强管护\n")[1:] == ["改造管网500km", "2、加强管护"]


def test_text_beside_a_wider_box_is_whole_again():
    box = "（一）" + PROSE.replace("，", "、") * 2
    found = unwrapped("\f".join([(wrapped(PROSE * 2, 28) + "\n"), wrapped(PROSE, 28) + "\n" + wrapped(box, 35) + "\n",
                                 wrapped(PROSE * 2, 28) + "\n"]))
    assert found == [PROSE * 2, PROSE, box, PROSE * 2]


def test_ascii_commas_tell_that_a_sentence_has_begun():
    prose = PROSE.replace("，", ",")
    short = "加强自治区、盟市空气质量预测预报能力建设,实现城市\n7—10天预报。"
    found = unwrapped(wrapped(prose, 30) + f"\n{short}\n" + wrapped(prose, 30) + "\n")
    assert any(paragraph.endswith(short.replace("\n", "")) for paragraph in found)


def test_bare_numbers_at_the_edges_of_pages_are_page_numbers_if_they_count_the_pages():
    pages = [wrapped(PROSE.replace("14.5", f"{k}.5"), 30) for k in range(11, 16)]
    found = unwrapped("\f".join(f"{page}\n{number}\n" for number, page in enumerate(pages, 1)))
    assert not any(len(text) < 3 for text in found)


def test_bare_numbers_in_a_table_are_no_page_numbers():
    table = "指标\n数值\n能耗\n36\n水耗\n17\n"
    found = unwrapped("\f".join([wrapped(PROSE, 30) + "\n" + table, wrapped(PROSE, 30) + "\n"]))
    assert {"36", "17"} <= set(found)


def test_cells_of_a_table_are_not_glued_to_each_other_or_to_the_text():
    cells = ["指标", "2020年", "2025年", "属性", "非化石能源占能源消费", "15.3%", "18%", "预期性", "单位地区生产总值能耗", "—", "[14.5]", "约束性"]
    found = unwrapped(wrapped(PROSE, 30) + "\n表1主要指标\n" + "\n".join(cells) + "\n一、重点任务\n" + wrapped(PROSE, 30) + "\n")
    assert found[0] == PROSE and found[-1] == PROSE
    assert found[2:-2] == cells


def test_a_caption_that_fills_its_line_is_no_part_of_the_first_cell():
    caption = "表3“十四五”大气环境质量与污染防治主要指标完成情况一览表"
    found = unwrapped(wrapped(PROSE, 29) + f"\n{caption}\n目标指标\n现状\n36\n")
    assert found[1:] == [caption, "目标指标", "现状", "36"]


def test_a_heading_alone_in_its_line_is_not_glued_to_the_text():
    heading = "三、优化发展方式，大规模开发可再生能源"
    assert unwrapped(f"{heading}\n" + wrapped(PROSE, 30) + "\n")[0] == heading


def test_a_number_alone_in_its_line_has_its_title_in_the_next():
    found = unwrapped("第一章\n现状与形势\n" + wrapped(PROSE, 30) + "\n第二章\n总体要求\n" + wrapped(PROSE, 30) + "\n")
    assert found == ["第一章现状与形势", PROSE, "第二章总体要求", PROSE]


def test_a_box_number_is_not_glued_to_a_year():
    assert "专栏 1" in unwrapped(wrapped(PROSE, 30) + "\n专栏 1\n2025年可再生能源开发利用主要目标\n" + wrapped(PROSE, 30) + "\n")


def test_lines_of_a_table_of_contents_stay_apart():
    contents = ["一、总体要求................................................2", "（一）指导思想..............................................12"]
    assert unwrapped("\n".join(contents) + "\n" + wrapped(PROSE, 30) + "\n") == [*contents, PROSE]


def test_a_running_header_is_marked_and_does_not_cut_the_sentence():
    pages = [wrapped(PROSE.replace("14.5", f"{k}.5"), 30).split("\n") for k in range(11, 16)]
    lines = [line for page in pages for line in page]
    text = "\f".join("某市“十四五”节能规划\n" + "\n".join(lines[k:k + 4]) + "\n" for k in range(0, len(lines), 4))
    found = paragraphs(Source("a.txt", "text/plain", "utf-8", "0" * 64, text), knowledge())
    assert sum(paragraph.furniture for paragraph in found) == text.count("\f") + 1
    assert "".join(p.text for p in found if not p.furniture) == "".join(lines)
