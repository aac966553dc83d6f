"""What the first page says: lines as they are printed in real plans, reports and notices."""

import pytest

from pipeline.document import describe, reported
from pipeline.knowledge import knowledge
from pipeline.knowledge.regions import NATION, UNKNOWN
from pipeline.records import Block, BlockKind, Period, Place, Region


def read(*lines, name="文件"):
    """The document of these lines, of which one that begins with 一、 is a chapter's heading."""
    blocks = tuple(Block(f"b{k}", *((line[0], BlockKind.HEADING) if line[1:2] == "、" else (None, BlockKind.SENTENCE)), line,
                         (Place("a.txt", ((0, 0, len(line)),)),), k) for k, line in enumerate(lines))
    return describe(name, (), blocks, knowledge())


NOTICE = read("甘肃省人民政府关于印发甘肃省", "“十四五”节能减排综合工作方案的通知", "甘政发〔2022〕41 号", "各市、自治州人民政府：",
              "现将《甘肃省“十四五”节能减排综合工作方案》印发给你们，请结合实际，抓好贯彻落实。", "甘肃省人民政府", "2022 年6 月24 日",
              "根据国务院《“十四五”节能减排综合工作方案》（国发〔2021〕33 号），制定本方案。")
REPORT = read("首页", ">", "2026年宁夏回族自治区政府工作报告", "发表时间：", "2026-02-09 09:45:30", "政府工作报告",
              "——2026年2月3日在宁夏回族自治区第十三届人民代表大会第四次会议上")
COVER = read("附件", "内蒙古自治区", "“十四五”可再生能源发展规划", "内蒙古自治区能源局", "二〇二二年三月", "目录")
JOINT = read("自然资源部 生态环境部 住房和城乡建设部", "农业农村部 中国气象局 国家林业和草原局", "关于印发“十四五”可再生能源发展规划的通知",
             "发改能源〔2021〕1445 号")
OPINION = read("省政府办公厅关于江苏省", "“十四五”全社会节能的实施意见", "（苏政办发〔2021〕105 号）")
COUNTY = read("政 府 工 作 报 告", "——2016年2月19日在海拉尔区第十四届人民代表大会第五次会议上", "海拉尔区人民政府区长　　杜联合")
SCRAPE = read("内蒙古自治区人民政府关于印发自治区节能减排“十三五”规划的通知发布日期:2018-03-28来源：自治区人民政府办公厅"
              "各盟行政公署：现将《内蒙古自治区节能减排“十三五”规划》印发给你们，请认真贯彻实施。")


@pytest.mark.parametrize("document, title, issuer, number, published", [
    (NOTICE, "甘肃省“十四五”节能减排综合工作方案", "甘肃省人民政府", "甘政发〔2022〕41号", "2022-06-24"),
    (REPORT, "2026年宁夏回族自治区政府工作报告", None, None, "2026-02-09"),
    (COVER, "内蒙古自治区“十四五”可再生能源发展规划", "内蒙古自治区能源局", None, "2022-03"),
    (JOINT, "“十四五”可再生能源发展规划",
     "自然资源部、生态环境部、住房和城乡建设部、农业农村部、中国气象局、国家林业和草原局", "发改能源〔2021〕1445号", None),
    (OPINION, "省政府办公厅关于江苏省“十四五”全社会节能的实施意见", "省政府办公厅", "苏政办发〔2021〕105号", None),
    (COUNTY, "政府工作报告", "海拉尔区人民政府", None, "2016-02-19"),
    (SCRAPE, "内蒙古自治区节能减排“十三五”规划", "内蒙古自治区人民政府", None, "2018-03-28"),
])
def test_the_first_page_names_the_document(document, title, issuer, number, published):
    assert (document.title, document.issuer, document.number, document.published) == (title, issuer, number, published)


@pytest.mark.parametrize("document, region, period", [
    (NOTICE, Region("甘肃省", "620000"), Period(2021, 2025)),
    (REPORT, Region("宁夏回族自治区", "640000"), Period(2026, 2026)),
    (JOINT, Region("全国", None), Period(2021, 2025)),
    (COUNTY, Region("海拉尔区", "150702"), Period(2016, 2016)),
    (SCRAPE, Region("内蒙古自治区", "150000"), Period(2016, 2020)),
])
def test_region_and_period_come_from_the_title_and_the_issuer(document, region, period):
    assert (document.region, document.period) == (region, period)


def test_a_span_in_the_title_is_the_period():
    assert read("包头市林业草原碳汇三年行动计划（2021—2023年）").period == Period(2021, 2023)


def test_a_peaking_plan_runs_from_its_publication():
    document = read("国务院关于印发2030 年前碳达峰行动方案的通知", "2021 年10 月24 日")
    assert document.period == Period(2021, 2030)


def test_the_year_before_which_an_aim_is_due_does_not_begin_the_plan():
    assert read("2030年前碳达峰行动方案").period is None
    assert read("面向2035年的交通发展纲要", "2024年5月3日").period == Period(2024, 2035)


SPEECH = "现在，我代表市人民政府，向大会报告工作，请予审议。"


@pytest.mark.parametrize("lines, year", [
    (("某某市长在甲市第十四届人民代表大会第四次会议上的政府工作报告（2016年）", "市政府制定了《甲市第十三个五年规划纲要（草案）》，提请审议。"), 2016),
    ((SPEECH, "一、2016年工作回顾", "2016年是不平凡的一年。", "二、今后五年目标任务"), 2017),
    ((SPEECH, "一、过去五年工作回顾", "过去五年，极不平凡。", "二、2017年工作目标任务"), 2017),
    (("——2016年12月28日在甲市第八届人民代表大会第一次会议上", SPEECH, "一、过去五年工作回顾", "过去五年，极不平凡。", "二、2017年重点工作"), 2017),
    (("一、过去五年工作回顾", "过去五年，极不平凡。", "三、2017年工作安排"), 2017),
    (("——2017年1月8日在甲市第八届人民代表大会第一次会议上", SPEECH), 2017),
])
def test_a_work_report_without_a_title_tells_the_year_it_plans(lines, year):
    assert read(*lines).period == Period(year, year)


def test_a_cited_document_lends_neither_number_nor_issuer():
    document = read("城乡建设领域碳达峰实施方案", "为深入贯彻落实党中央、国务院关于碳达峰碳中和决策部署，"
                    "按照《工作意见》（国发〔2021〕4号），制定本实施方案。")
    assert (document.title, document.issuer, document.number) == ("城乡建设领域碳达峰实施方案", None, None)


def test_the_name_stands_in_for_a_title_and_places_the_document():
    document = read("一、2025年工作回顾", name="2026_浙江省_政府工作报告")
    assert document.title == "2026_浙江省_政府工作报告"
    assert document.region == Region("浙江省", "330000")
    assert document.period == Period(2026, 2026)


@pytest.mark.parametrize("lines, year", [
    (["2008年某省人民政府工作报告", "2008年工作回顾", "2009年工作安排"], 2009),
    (["政府工作报告", "——2006年12月28日在某市第十四届人民代表大会第一次会议上", "生产总值增长12%。"], 2007),
    (["政府工作报告", "（二〇〇五年一月十一日）", "一、2004年工作回顾", "二、主要任务"], 2005),
    (["2011年《政府工作报告》", "请连同《某省国民经济和社会发展第十二个五年规划纲要（草案）》一并审议。"], 2011),
    (["政府工作报告  ——2005年5月28日在某市第四届人民代表大会第一次会议上", "一、过去五年工作回顾"], 2005),
    (["推进跨越式发展", "现在，我代表市人民政府向大会作政府工作报告。", "一、2006年的工作回顾", "二、今后五年工作展望和2007年工作建议"], 2007),
])
def test_the_year_of_a_work_report_is_the_one_that_its_headings_plan(lines, year):
    assert read(*lines).period == Period(year, year)


@pytest.mark.parametrize("line", ["——2012年1月5日在武威市第三届人民代表大会第一次会议上", "现在，我代表武威市人民政府，向大会报告工作，请予审议。"])
def test_a_work_report_is_placed_by_the_congress_that_heard_it(line):
    assert read("政府工作报告", line, "全省排名第一。").region.name == "武威市"


def test_a_local_text_without_a_place_on_its_page_is_placed_by_what_it_speaks_of():
    document = read("节能工作要点", "全市能耗下降，我市煤炭消费减少。", "合肥市新增光伏，合肥市供热扩大。")
    assert document.region.name == "合肥市"


def test_a_province_that_names_only_its_cities_is_their_province():
    document = read("节能工作要点", "全省能耗下降，我省煤炭消费减少。", "支持合肥市新增光伏，芜湖市、合肥市供热扩大。")
    assert document.region.name == "安徽省"


def test_a_plan_that_is_to_be_made_is_not_the_document():
    assert read("建立绿色低碳发展体系若干措施", "加快编制《氢能产业发展规划》。").title == "建立绿色低碳发展体系若干措施"


@pytest.mark.parametrize("lines, region", [
    (["“十四五”发展规划", "我国综合交通网突破600万公里，居全国前列。"], NATION),
    (["节能工作要点", "森林覆盖率达到23%。"], UNKNOWN),
    (["节能工作要点", "全市能耗下降，我市煤炭消费减少。"], UNKNOWN),
])
def test_a_document_that_does_not_tell_its_place_has_none(lines, region):
    assert read(*lines).region == region


@pytest.mark.parametrize("title, region, period", [
    ("武威市政府工作报告（2021年）", "武威市", (2021, 2021)),
    ("2021年政府工作报告（武威市）", "武威市", (2021, 2021)),
    ("关于武威市2020年国民经济和社会发展计划执行情况与2021年国民经济和社会发展计划草案的报告", "武威市", (2021, 2021)),
    ("广州市加快推进卫生强市建设实施意见", "广州市", None),
    ("关于福州市2023年预算执行情况和2024年预算草案的报告", "福州市", (2024, 2024)),
    ("福州市财政局2023年工作情况和2024年工作安排的报告", "福州市", (2024, 2024)),
    ("关于福州市2023年生态环境状况和目标完成情况的报告", "福州市", None),
    ("福州市2024年重点工作任务清单", "福州市", (2024, 2024)),
    ("2019政府工作报告（福州市）", "福州市", (2019, 2019)),
])
def test_titles_as_reports_and_opinions_print_them(title, region, period):
    found = read(title, "全面推进各项工作。")
    assert (found.title, found.region.name) == (title, region)
    assert (found.period and (found.period.start, found.period.end)) == period


def test_a_first_line_without_a_titles_form_places_the_document():
    assert read("福州市2020年交通运输发展", "新建公路100公里。").region.name == "福州市"
    assert read("福州市新建公路100公里。", "桥梁3座。").region == UNKNOWN


def test_a_numbered_line_is_no_title():
    assert read("二、实施六大人才行动计划", "全面推进各项工作。").title == "文件"


def test_a_cited_notice_lends_neither_title_nor_region():
    document = read("安徽省“十四五”节能减排实施方案", "为贯彻落实《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号）精神，制定本方案。")
    assert (document.title, document.region.name) == ("安徽省“十四五”节能减排实施方案", "安徽省")


@pytest.mark.parametrize("lines, title, told", [
    (("福州市2022年生态环境状况公报[1]", "福州市生态环境局", "2023年6月5日"), "福州市2022年生态环境状况公报", (2022, 2022)),
    (("福州市", "2016年国民经济和社会发展统计公报"), "福州市2016年国民经济和社会发展统计公报", (2016, 2016)),
    (("“十三五”规划实施情况总结评估报告",), "“十三五”规划实施情况总结评估报告", (2016, 2020)),
    (("福州市“十四五”规划实施情况中期评估报告",), "福州市“十四五”规划实施情况中期评估报告", (2021, 2022)),
    (("福州市第七次全国人口普查公报（第二号）", "2021年5月28日"), "福州市第七次全国人口普查公报", (2020, 2020)),
    (("关于福州市2023年工作情况和2024年工作安排的报告",), "关于福州市2023年工作情况和2024年工作安排的报告", None),
    (("福州市林业行动计划", "2020年工作总结"), "福州市林业行动计划", None),
])
def test_a_document_that_only_reports_tells_of_the_years_in_its_title(lines, title, told):
    found = read(*lines, "森林覆盖率达到60%。")
    assert found.title == title
    assert not told or found.period is None
    span = reported(found.title, found.published, knowledge())
    assert (span and (span.start, span.end)) == told
