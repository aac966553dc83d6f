"""What a sentence's numbers say, field by field. Sentences are data: `cases/bind.toml`."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import quantities
from pipeline.bind import Context, bind, horizon, written_after
from pipeline.knowledge import knowledge
from pipeline.knowledge.regions import gazetteer
from pipeline.records import Block, BlockKind, Period, Place, Region, Section

CASES = tomllib.loads((Path(__file__).parent / "cases/bind.toml").read_text(encoding="utf-8"))["case"]
KNOWN = knowledge()
REGION = gazetteer(KNOWN).region_of("内蒙古自治区", None)


def block(text, number=1, section=None, paragraph=0):
    return Block(f"b{number}", section, BlockKind.SENTENCE, text, (Place("s", ((0, 0, len(text)),)),), paragraph)


def bound(*blocks, period=(2021, 2025), sections=None, published=None):
    readings = [r for b in blocks if (r := quantities.read(b, KNOWN))]
    return bind(readings, Context(REGION, period and Period(*period), published, sections or {}), KNOWN, blocks)


def plain(record, name):
    value = getattr(record, name)
    if name in ("indicator", "region"):
        return value.name
    return list(value) if name == "responsible" else "none" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_records_of_a_sentence(case):
    found = bound(block(case["text"]), period=case.get("period", (2021, 2025))).records
    asked = case["records"]
    assert [{name: plain(record, name) for name in fields} for record, fields in zip(found, asked)] == asked
    assert len(found) == len(asked)


MARKS = "，。；：、（）“”%《》〔〕0123456789年月五十万亿个项同比增长下降达到由从较其中分别均各超过以上以下—～. "


@given(case=st.sampled_from(CASES), chance=st.randoms(use_true_random=False))
@settings(deadline=None, derandomize=True, max_examples=200)
@example(case={"text": "以甲为龙头，带动本地配套率从）40个农产品2021年的28%提高至2025年的45%，完成投资8亿元。"}, chance=None)
def test_no_scrape_fault_breaks_a_sentence(case, chance):
    characters = list(case["text"])
    for _ in range(chance.randint(1, 30) if chance else 0):
        at, deed = chance.randrange(len(characters)), chance.random()
        characters[at:at + (deed > 0.3)] = chance.choice(MARKS) * chance.choice((0, 1, 1, 9))
        characters = characters or ["，"]
    found = bound(block("".join(characters)))
    assert len(found.records) == len(found.reasons)


def test_every_number_is_a_record_or_listed_with_its_reason():
    text = "对标5个方面，35蒸吨/小时以上燃煤锅炉全部淘汰，森林覆盖率达到23%。"
    found = bound(block(text))
    assert [r.evidence[0].text for r in found.records] == ["23%"]
    assert [(u.text, u.reason) for u in found.unread] == [("5个", "role.group.apposition"), ("35蒸吨/小时", "role.threshold.boiler")]


def test_every_record_says_which_rule_decided():
    found = bound(block("到2025年，森林覆盖率比2020年提高1个百分点以上。"))
    why = found.reasons[0]
    assert (why["indicator"], why["measure"], why["year"], why["base_year"], why["comparator"]) == (
        "indicator.subject", "predicate.change.up", "year.year", "base.printed", "comparator.ge.after")


def test_the_heading_says_whether_a_section_reports():
    sections = {"1": Section("1", "第一章", "“十三五”取得的成效", 1), "2": Section("2", "第二章", "主要目标", 1)}
    blocks = (block("森林覆盖率达到23%。", 1, "1", 1), block("森林覆盖率达到25%。", 2, "2", 2))
    first, second = bound(*blocks, sections=sections).records
    assert (first.status, first.year, first.section) == ("actual", 2020, "1")
    assert (second.status, second.year, second.section) == ("target", 2025, "2")


def test_a_document_that_only_reports_turns_where_a_heading_looks_ahead():
    sections = {"1": Section("1", "一、", "工业", 1), "2": Section("2", "二、", "主要举措", 1), "3": Section("3", "三、", "下一步打算", 1)}
    blocks = [block("规模以上工业增加值增长5%。", k, each, k) for k, each in enumerate(sections)]
    readings = [quantities.read(b, KNOWN) for b in blocks]
    found = bind(readings, Context(REGION, Period(2024, 2024), 2024, sections, Period(2023, 2023)), KNOWN, blocks).records
    assert [(r.status, r.year) for r in found] == [("actual", 2023), ("actual", 2023), ("target", 2024)]


def span(*texts, section=None, title="主要目标", term=0, until=0):
    blocks = [block(text, k, section) for k, text in enumerate(texts)]
    readings = filter(None, (quantities.read(each, KNOWN) for each in blocks))
    return horizon(readings, None, {"1": Section("1", "一、", title, 1)}, term, blocks, until)


def test_a_plan_without_years_in_its_title_speaks_for_the_year_that_most_goals_are_due():
    goals = ("到2025年，优良天数比例提高10%。", "粪污利用率达到85%，2025年认证产品达到2000个。", "2025年绿色建筑占比达到100%。", "2021年底达到100%。")
    assert span(*goals) == Period(2021, 2025)
    assert span(goals[0]) is None
    assert span(goals[0], "到2030年提高20%。", section="1") == Period(2021, 2025)
    assert span(goals[0], section="1", title="总体要求") is None
    assert span("2012年起5年内，引进人才2000名。", section="1") == Period(2012, 2016)
    assert span("2021年，改造10万户；2023年，取暖率达到85%。", section="1") == Period(2021, 2023)
    assert span("到2023年底，优良路率达到90%。", section="1", term=3) == Period(2021, 2023)
    assert span("十四五期间，能耗下降5%。", "“十五五”时期，下降3%。", section="1") == Period(2021, 2025)
    assert span("“十四五”期间，结构优化取得明显进展。", "能耗下降5%。", "“十五五”时期，下降3%。", section="1") == Period(2021, 2025)
    assert span("到2025年，能耗下降5%。", section="1", until=2030) == Period(2021, 2030)


def test_what_the_nation_promised_goes_on_in_the_next_sentence():
    blocks = (block("习近平总书记宣布中国将提高国家自主贡献力度。", 1), block("随后又宣布，到2030年碳强度下降65%以上。", 2),
              block("风电装机达到100万千瓦。", 3))
    assert [r.region.name for r in bound(*blocks).records] == ["全国", "内蒙古自治区"]


@pytest.mark.parametrize("title, status", [
    ("地表水环境质量状况", "actual"), ("“十三五”期间能力建设", "actual"), ("规划范围和期限", "actual"),
    ("建设基础", "actual"), ("夯实发展基础", "target"), ("处置设施补短板工程", "target"), ("生态环境质量评估与规划项目", "target"), ("着力解决突出问题", "target")])
def test_what_a_heading_stands_over(title, status):
    sections = {"1": Section("1", "第一章", title, 1)}
    assert [r.status for r in bound(block("监测点位71个。", 1, "1"), sections=sections).records] == [status]


def test_the_years_ahead_and_not_those_of_a_longer_goal_date_what_follows_them():
    blocks = (block("与到2035年基本实现现代化的目标相衔接，今后五年的主要目标是：", 1), block("城镇化率提高4个百分点。", 2))
    found = bound(*blocks).records[0]
    assert (found.year, found.base_year) == (2025, 2020)


def test_a_comparison_under_a_heading_of_goals_is_a_goal():
    sections = {"1": Section("1", "一、", "年度目标", 1)}
    found = bound(block("完成技改投资1120亿元以上，同比增长12%以上。", 1, "1"), sections=sections).records
    assert [r.status for r in found] == ["target", "target"]


def test_a_report_without_numbered_headings_turns_where_its_words_say_so():
    blocks = (block("过去五年，我们走过了极不平凡的历程。", 1, None, 1), block("刑事案件总量下降35.9%。", 2, None, 1),
              block("2026年工作安排", 3, None, 2), block("粮食产量达到1300万吨。", 4, None, 3))
    first, second = bound(*blocks, period=(2026, 2026)).records
    assert (first.status, first.year, first.base_year) == ("actual", 2025, 2020)
    assert (second.status, second.year) == ("target", 2026)


def test_five_years_in_a_report_that_plans_one_are_those_before_and_those_to_come():
    sections = {"1": Section("1", "一、", "过去五年工作回顾", 1), "2": Section("2", "二、", "今后五年奋斗目标", 1)}
    blocks = (block("研发投入强度提高0.4个百分点。", 1, "1"), block("研发投入强度提高0.5个百分点。", 2, "2", 1))
    found = bound(*blocks, period=(2018, 2018), sections=sections).records
    assert [(r.status, r.year, r.base_year) for r in found] == [("actual", 2017, 2012), ("target", 2022, 2017)]


def test_a_review_of_a_congress_term_counts_from_the_year_before_it():
    sections = {"1": Section("1", "一、", "过去五年回顾及2017年主要工作", 1)}
    blocks = (block("省十一届人大一次会议以来的五年，是奋力前行的五年。", 1, "1"), block("新增铁路459公里。", 2, "1", 1))
    assert [(r.year, r.base_year) for r in bound(*blocks, period=(2018, 2018), sections=sections).records] == [(2017, 2012)]


def test_the_five_years_to_come_hold_on_until_a_heading_names_a_year():
    sections = {"1": Section("1", "一、", "发展先进制造业", 1), "2": Section("2", "二、", "2018年重点任务", 1)}
    blocks = (block("今后五年，我市经济社会发展的主要目标是：城镇化率达到70%。", 1), block("建成泊位15个。", 2, "1", 1),
              block("建成泊位3个。", 3, "2", 2))
    assert [r.year for r in bound(*blocks, period=(2018, 2018), sections=sections).records] == [2022, 2022, 2018]


def test_the_five_years_to_come_end_where_the_text_turns_to_this_year():
    sections = {"1": Section("1", "一、", "2023年工作总体要求和重点任务", 1)}
    for turn in ("2023年是“十四五”规划承前启后的关键一年。", "今年，政府工作总体要求是：稳中求进。"):
        blocks = (block("今后五年，是建设现代化的重要时期。", 1, "1"), block(turn, 2, "1", 1), block("地区生产总值增长5%以上。", 3, "1", 2))
        assert [r.year for r in bound(*blocks, period=(2023, 2023), sections=sections).records] == [2023]


@pytest.mark.parametrize("sign, first, second, expected", [
    ("2025年工作回顾", "实体经济成效明显", "城乡品质提升", ("actual", "actual")),
    ("2026年重点工作", "在平稳运行上取得新进展", "城乡品质提升", ("target", "target")),
    ("2025年工作回顾", "2026年重点工作", "城乡品质提升", ("target", "target")),
    ("2026年重点工作", "面临的形势", "城乡品质提升", ("actual", "target")),
])
def test_a_chapter_line_without_a_number_stands_over_headings_that_do_not_turn(sign, first, second, expected):
    sections = {"1": Section("1", "（一）", first, 1), "2": Section("2", "（二）", second, 1)}
    blocks = (block(sign, 1), block("新建公园3个。", 2, "1", 1), block("新建公园5个。", 3, "2", 2))
    assert tuple(r.status for r in bound(*blocks, period=(2026, 2026), sections=sections).records) == expected


def test_the_opening_of_a_plan_is_its_first_year():
    sections = {"1": Section("1", "一、", "全力以赴做好“十三五”开局工作", 1), "2": Section("2", "二、", "“十三五”主要任务", 1)}
    blocks = (block("建成泊位15个。", 1, "1"), block("建成泊位3个。", 2, "2", 1))
    assert [r.year for r in bound(*blocks, period=(2016, 2016), sections=sections).records] == [2016, 2020]


def test_goals_are_not_a_review_though_their_plan_may_be_over():
    sections = {"1": Section("1", "一、", "主要目标", 1)}
    blocks = (block("“十四五”期间，结构优化取得明显进展。", 1, "1"), block("能耗水平下降1%以上。", 2, "1"))
    assert [r.status for r in bound(*blocks, period=(2026, 2030), sections=sections).records] == ["target"]


def test_the_goals_of_the_five_years_to_come_are_due_at_their_end_whatever_they_are_called():
    blocks = (block("今后五年的发展目标是：", 1), block("——城乡更加协调。城镇化率提高5个百分点。", 2, None, 1))
    assert [(r.year, r.base_year) for r in bound(*blocks, period=(2018, 2018)).records] == [(2022, 2017)]


def test_a_plan_that_is_over_and_what_was_so_at_a_date_say_what_follows_them_tells_of():
    blocks = (block("“十三五”时期，我们坚持绿色发展。", 1), block("新增绿地19公顷。", 2), block("截至2021年3月，有公园20个。", 3), block("共有绿道30公里。", 4))
    found = bound(*blocks, published=2021).records
    assert [(r.status, r.year, r.base_year) for r in found] == [("actual", 2020, 2015), ("actual", 2021, None), ("actual", 2021, None)]


def test_a_year_told_by_itself_among_five_is_compared_with_none():
    sections = {"1": Section("1", "一、", "过去五年工作回顾", 1)}
    found = bound(block("五年来，新增航线30条；去年，固定资产投资增长12%，新增航线8条。", 1, "1"), period=(2018, 2018), sections=sections).records
    assert [(r.status, r.base_year) for r in found] == [("actual", 2012), ("actual", None), ("actual", None)]


def test_a_single_year_that_opens_its_sentence_in_a_yearly_report_is_compared_with_none():
    sections = {"1": Section("1", "一、", "过去五年工作回顾", 1)}
    blocks = (block("研发投入强度提高0.8个百分点。", 1, "1"), block("2017年，地区生产总值增长8%。", 2, "1", 1))
    assert [r.base_year for r in bound(*blocks, period=(2018, 2018), sections=sections).records] == [2012, None]


def test_what_is_expected_goes_on_over_the_list_of_dashes_that_it_opens():
    blocks = (block("主要预期指标安排如下：", 1), block("——地区生产总值增长6%。", 2, None, 1), block("——粮食产量100万吨。", 3, None, 2),
              block("建成学校3所。", 4, None, 3))
    assert [r.commitment for r in bound(*blocks).records] == ["expected", "expected", None]


def test_an_aim_beyond_the_plan_that_is_prepared_for_dates_nothing_else():
    blocks = (block("经济稳步增长，为到2035年人均收入比2020年翻一番打好基础。", 1), block("研发投入年均增长7%。", 2, None, 1))
    assert [r.year for r in bound(*blocks).records] == [2035, 2025]


def test_a_year_within_the_five_to_come_dates_its_member_only():
    blocks = (block("今后五年，我市经济社会发展的主要目标是：能耗年均下降4%，2020年比2015年降低20%；资源利用率达到40%。"),)
    assert [r.year for r in bound(*blocks, period=(2018, 2018)).records] == [2022, 2020, 2022]


def test_the_end_of_an_earlier_five_year_plan_dates_the_rest_of_its_paragraph():
    blocks = (block("到2025年，能效达标产能比例达到30%。", 1), block("高效电机占比提高5个百分点。", 2), block("森林覆盖率达到26%。", 3, None, 1))
    found = bound(*blocks, period=(2021, 2030)).records
    assert [(r.year, r.base_year) for r in found] == [(2025, None), (2025, 2020), (2030, None)]


def test_the_own_title_of_a_plan_opens_no_section_of_goals():
    blocks = (block("甲行业绿色发展行动计划", 1), block("2023年，废水排放量10万吨，同比下降2%。", 2, None, 1),
              block("但压力仍然较大，达到标杆水平的产能不足15%。", 3, None, 1))
    assert [r.status for r in bound(*blocks, period=(2024, 2027)).records] == ["actual"] * 3


def test_a_chapter_without_a_number_speaks_for_the_numbered_sections_below_it():
    sections = {path: Section(path, "一、", title, 1) for path, title in (("1", "综合实力"), ("2", "生态环境"), ("1~2", "综合实力"))}
    blocks = (block("过去五年工作回顾", 1, None, 1), block("财政收入达到25亿元。", 2, "1", 2), block("森林覆盖率提高3个百分点。", 3, "2", 3),
              block("2026年重点工作", 4, "2", 4), block("财政收入达到26亿元。", 5, "1~2", 5))
    found = bound(*blocks, period=(2026, 2026), sections=sections).records
    assert [(r.status, r.year) for r in found] == [("actual", 2025), ("actual", 2025), ("target", 2026)]


def test_a_chapter_without_a_number_speaks_again_behind_a_sentence_and_a_heading_that_spoke_for_themselves():
    sections = {"1": "城乡面貌", "2": "以规划为龙头，推进重点工程和城市建设", "3": "人民生活"}
    sections = {path: Section(path, "一、", title, 1) for path, title in sections.items()}
    blocks = (block("过去五年工作回顾", 1, None, 1), block("五年来，新建公路200公里。", 2, "1", 2), block("建成污水厂14座。", 3, "2", 3),
              block("再就业27.8万人。", 4, "3", 4))
    assert [(r.status, r.year) for r in bound(*blocks, period=(2026, 2026), sections=sections).records] == [("actual", 2025)] * 3


def test_a_heading_of_two_spans_speaks_of_the_longer_one_first():
    sections = {"2": Section("2", "二、", "今后五年的奋斗目标和2026年工作建议", 1), "2.1": Section("2.1", "（一）", "农业农村", 2)}
    blocks = (block("新一届政府任期的五年，是我市发展的关键时期。", 1, "2", 1), block("污水处理率达到80%。", 2, "2", 2),
              block("今年是新一届政府的第一年。", 3, "2", 3), block("生产总值增长12%。", 4, "2", 4), block("建成水库3座。", 5, "2.1", 5))
    assert [r.year for r in bound(*blocks, period=(2026, 2026), sections=sections).records] == [2030, 2026, 2026]
    lines = (block("“十五五”时期奋斗目标及2026年工作安排", 1, None, 1), block("奋斗目标是：生产总值年均增长6%。", 2, None, 2),
             block("2026年主要预期目标是：生产总值增长5%。", 3, None, 3))
    assert [r.year for r in bound(*lines, period=(2026, 2026)).records] == [2030, 2026]


def test_this_year_dates_what_follows_it_behind_the_plan_that_it_begins():
    sections = {"3": Section("3", "三、", "2026年主要工作", 1)}
    blocks = (block("按照“十五五”产业布局的要求，今年确定重点项目95个。", 1, "3", 1), block("到2030年，提前达到国家2035年的目标。", 2, "3", 2),
              block("建成公园3个。", 3, "3", 3))
    assert [r.year for r in bound(*blocks, period=(2026, 2026), sections=sections).records] == [2026, 2026]


def test_the_year_of_a_chapter_on_work_tells_whether_it_was_done():
    sections = {path: Section(path, "一、", title, 1) for path, title in (("1", "2025年主要工作"), ("2", "2026年的主要工作"))}
    blocks = (block("公交分担率比上年提高3个百分点。", 1, "1", 1), block("公交分担率比上年提高4个百分点。", 2, "2", 2))
    found = bound(*blocks, period=(2026, 2026), sections=sections).records
    assert [(r.status, r.year) for r in found] == [("actual", 2025), ("target", 2026)]


def test_a_heading_that_aims_at_new_results_reports_nothing():
    sections = {"3": Section("3", "三、", "2026年主要任务", 1), "3.1": Section("3.1", "1.", "在改善人民生活上取得新成效", 2)}
    found = bound(block("新建公园10座。", 1, "3.1", 1), period=(2026, 2026), sections=sections).records[0]
    assert (found.status, found.year) == ("target", 2026)


@pytest.mark.parametrize("text", ["2025年是本届政府任期的第一年。", "2025年是实现“十五五”规划目标的关键一年。"])
def test_a_signpost_of_a_year_before_the_plan_reviews_it(text):
    blocks = (block(text, 1, None, 1), block("粮食产量达到1300万吨。", 2, None, 1))
    found = bound(*blocks, period=(2026, 2026)).records[0]
    assert (found.status, found.year) == ("actual", 2025)


def test_a_heading_outweighs_a_sentence_on_what_a_year_is():
    sections = {"1": Section("1", "一、", "2025年工作回顾", 1), "2": Section("2", "二、", "2026年工作安排", 1)}
    first = "2025年是我省实施国民经济和社会发展第十五个五年规划纲要编制工作的第一年。"
    blocks = (block(first, 1, "1"), block("粮食产量达到1300万吨。", 2, "1", 1), block("2025年，面对复杂形势，我们攻坚克难。", 3, "2", 2),
              block("建成泊位3个。", 4, "2", 3))
    found = bound(*blocks, period=(2026, 2026), sections=sections).records
    assert [(r.status, r.year) for r in found] == [("actual", 2025), ("target", 2026)]


def statuses(*texts, period=(2026, 2026), section=None):
    """The statuses in a paragraph; a text that begins with —— opens a paragraph of its own."""
    paragraphs = [sum(text.startswith("——") for text in texts[:k + 1]) for k in range(len(texts))]
    blocks = (block(text, k, section, paragraph) for k, (text, paragraph) in enumerate(zip(texts, paragraphs)))
    return [r.status for r in bound(*blocks, period=period, sections={"1": Section("1", "一、", "城乡建设", 1)}).records]


def test_a_paragraph_under_no_heading_reports_until_it_turns():
    report = "2025年，粮食产量达到1300万吨。"
    assert statuses(report, "森林覆盖率达到23%。") == ["actual", "actual"]
    assert statuses(report, "力争森林覆盖率达到23%。", "建成公园3个。") == ["actual", "target", "target"]
    assert statuses(report, "森林覆盖率达到23%。", section="1") == ["actual", "target"]
    assert statuses("——科技成果丰硕。", "高铁里程达到200公里。", "——生态环境改善。", "森林覆盖率达到23%。") == ["actual"] * 2
    assert statuses("——全面改善生态。", "森林覆盖率达到23%。", "——扩大就业。", "新增就业2万人。") == ["target"] * 2


def test_growth_over_years_in_the_plan_of_one_year_is_past():
    assert statuses("一般公共预算收入32亿元，年均增长6.8%。") == ["actual", "actual"]
    assert statuses("低保标准比“十三五”末提高50%。", period=(2026, 2030)) == ["actual"]
    assert statuses("一般公共预算收入年均增长6.8%。", "比“十四五”末提高5%。", period=(2026, 2030)) == ["target", "target"]


def test_a_text_was_written_after_what_it_tells_of():
    texts = ("截至2020年底，建成农田225万亩。", "到2019年产量达到3万吨。")
    assert written_after([quantities.read(block(text), KNOWN) for text in texts], KNOWN) == 2021
    assert written_after([quantities.read(block("截至2025年底前完成农田225万亩。"), KNOWN)], KNOWN) is None


@pytest.mark.parametrize("text, year, status", [
    ("抽水蓄能装机今年内达到30万千瓦。", 2022, "target"),
    ("今年完成投资7亿元，到2025年路网总里程达到3万公里。", 2022, "target"),
    ("截至去年，路网总里程达到3万公里。", 2021, "actual"),
    ("三年内建成公园3个。", 2025, "target"),
])
def test_this_year_is_that_of_publication(text, year, status):
    found = bound(block(text), period=(2022, 2025), published=2022).records[0]
    assert (found.year, found.year_implicit, found.status) == (year, True, status)


def test_a_date_goes_on_in_its_paragraph_where_nothing_else_tells_the_time():
    blocks = (block("到2020年，PM2.5浓度下降15%。", 1), block("与2015年相比，氨氮排放量减少4%。", 2), block("造林3万亩。", 3, None, 1))
    assert [(r.year, r.base_year) for r in bound(*blocks, period=None).records] == [(2020, 2015), (2020, 2015), (None, None)]


def headed(*titles):
    """The status of an undated number under headings, the outer one first."""
    ids = [".".join("1" * (k + 1)) for k in range(len(titles))]
    sections = {name: Section(name, "", title, k + 1) for k, (name, title) in enumerate(zip(ids, titles))}
    return bound(block("新增学位2万个。", 1, ids[-1]), period=(2025, 2025), sections=sections).records[0].status


def test_tasks_under_a_review_of_the_work_are_done_and_an_aim_reports_nothing():
    assert headed("2024年财政工作情况", "加强统筹，保障重大任务") == headed("预算执行情况", "抓好重点项目工作") == "actual"
    assert headed("2024年财政工作情况", "2025年重点任务") == headed("基本情况", "重点任务") == "target"
    assert headed("推动城乡发展取得新的更大进展") == headed("2025年重点任务", "推动改革取得新突破") == "target"
    assert headed("三、2025年重点工作", "在保持平稳运行上取得新进展") == headed("保障措施", "改革见成效") == "target"
    assert headed("2025年重点工作", "存在的问题") == headed("总体要求", "取得的成效") == "actual"
    assert headed("2024年工作回顾", "推动改革取得新突破") == headed("城乡发展取得新进展") == "actual"


def test_an_opening_date_dates_its_section_but_an_early_one_only_its_sentence():
    sections = {"1": Section("1", "一、", "主要目标", 1)}
    blocks = (block("到2030年，森林覆盖率达到26%。", 1, "1", 1), block("草原盖度达到45%。", 2, "1", 1),
              block("到2023年，湿地保护率达到50%。", 3, "1", 2), block("农膜回收率达到85%。", 4, "1", 2))
    assert [(r.year, r.year_implicit) for r in bound(*blocks, sections=sections).records] == [
        (2030, False), (2030, True), (2023, False), (2030, True)]


def test_an_estimate_sets_no_goals():
    texts = ("（一）电力需求预测", "每平方米建筑需要钢构件70kg。", "预计2025年全社会用电量达到1200亿千瓦时。", "（二）主要目标",
             "森林覆盖率达到23%。")
    blocks = [block(text, number, None, number) for number, text in enumerate(texts)]
    found = bound(*blocks)
    assert [r.evidence[0].text for r in found.records] == ["1200亿千瓦时", "23%"]
    assert [(u.text, u.reason) for u in found.unread] == [("70kg", "reckoning")]


def test_parts_of_what_an_estimate_expects_are_expected_too():
    texts = ("（一）充电需求预测", "预计2025年充电需求达到5亿千瓦时。", "其中，公交车充电需求达到3亿千瓦时。", "每车每年耗电2万千瓦时。",
             "其中，空调耗电3千千瓦时。")
    found = bound(*(block(text, number, None, min(number, 1)) for number, text in enumerate(texts)))
    assert [r.evidence[0].text for r in found.records] == ["5亿千瓦时", "3亿千瓦时"]


def test_the_sentence_that_reckons_looks_back_over_its_paragraph():
    blocks = (block("森林覆盖率达到23%。", 1, None, 1), block("新开工面积每年减少2%。", 2, None, 2),
              block("按照此原则估算各地的建设量。", 3, None, 2))
    assert [r.evidence[0].text for r in bound(*blocks).records] == ["23%"]


def test_evidence_is_the_number_with_its_unit_at_all_its_places():
    text = "规模达到1.\n63万吨。"
    found = bound(block(text)).records[0]
    assert (found.evidence[0].start, found.evidence[0].end, found.evidence[0].text) == (4, 11, "1.\n63万吨")
    assert (found.value, found.unit, found.canonical.value, found.canonical.unit) == (1.63, "万吨", 16300, "t")


def test_a_plan_without_a_period_leaves_undated_years_null():
    found = bind([quantities.read(block("森林覆盖率达到23%。"), KNOWN)], Context(Region("全国"), None), KNOWN).records[0]
    assert found.year is None and found.year_implicit
