"""The vocabulary of indicators: wording does not matter, meaning does."""

import pytest

from pipeline.knowledge import knowledge
from pipeline.knowledge.indicators import vocabulary

TOPICS = {"energy", "climate", "environment", "industry", "transport", "building", "agriculture", "forestry", "economy", "society",
          "science", "digital", "water", "safety", "health", "education"}


@pytest.fixture(scope="module")
def words():
    return vocabulary(knowledge())


def the_id(words, name):
    entry = words.lookup(name)
    return entry and entry.id


@pytest.mark.parametrize(("names", "expected"), [
    ("单位GDP能耗 万元GDP能耗 单位地区生产总值能耗 单位国内生产总值能源消耗 全区万元地区生产总值能耗 单位地区生产总值能源消耗降低（%） 单位地区生产总值能耗强度", "energy_intensity_gdp"),
    ("能源消费总量 全区能源消费总量 一次能源消费总量 能源消耗总量 能耗总量 能源消费总量增速", "energy_consumption_total"),
    ("非化石能源占能源消费总量的比重 非化石能源消费占比 非化石能源占一次能源消费比例（%） 非化石能源消费比重", "nonfossil_share_consumption"),
    ("煤炭消费比重 能源消费结构中煤炭消费占比 煤炭（不含焦炭）占能源消费总量的比重", "coal_share_consumption"),
    ("风电装机 风电累计并网装机 风电装机容量 风电总装机规模", "wind_capacity"),
    ("可再生能源发电装机规模 可再生能源累计发电装机规模 可再生能源装机容量", "renewable_capacity"),
    ("化学需氧量排放总量 化学需氧量排放量 化学需氧量排放量减少比例(%)", "cod_emissions"),
    ("细颗粒物（PM2.5）浓度 PM2.5年均浓度 PM₂.₅浓度 地级城市细颗粒物浓度下降比例(%)", "pm25"),
    ("地表水考核断面好于III类水体比例（%） 地表水达到或优于Ⅲ类水体比例 地表水质量达到或好于Ⅲ类水体比例", "surface_water_good"),
    ("地级城市空气质量优良天数比率(%) 优良天数比例 空气质量优良天数比率", "good_air_days_ratio"),
    ("农村牧区生活污水治理率 农村生活污水治理率 行政村农村生活污水有效治理比例（%）", "rural_sewage_rate"),
    ("规模以上工业增加值 规上工业增加值 规模以上工业增加值增速", "industrial_value_added"),
    ("地区生产总值 GDP 生产总值 国内生产总值年均增长", "gdp"),
    ("一般工业固体废弃物综合利用率 一般工业固废综合利用率 工业固体废物综合利用率", "industrial_waste_use_rate"),
    ("万元工业增加值用水量 单位工业增加值用水量 万元工业增加值水耗", "water_intensity_industry"),
    ("营运车辆单位周转量二氧化碳排放较2020 年下降（%） 营运车辆单位运输周转量二氧化碳排放", "carbon_vehicles"),
    ("供电煤耗 煤电机组平均供电煤耗 供电标准煤耗", "coal_power_rate"),
    ("森林覆盖率 全省森林覆盖率 （9）森林覆盖率（%） 合肥市森林覆盖率 12、森林覆盖率", "forest_coverage_rate"),
    ("500千伏变电站变电容量 220千伏公用变电站变电容量 变电容量", "substation_capacity"),
    ("城镇绿色建筑占新建建筑的比例 绿色建筑占新建建筑比重", "green_building_share"),
])
def test_wordings_of_one_indicator(words, names, expected):
    printed = names.replace("2020 年", "2020年").split()
    assert {name: the_id(words, name) for name in printed} == dict.fromkeys(printed, expected)


@pytest.mark.parametrize(("one", "other"), [
    ("化学需氧量排放量", "化学需氧量减排量"), ("化学需氧量排放量", "化学需氧量减排任务完成率"), ("能源消费总量", "能耗增量"),
    ("煤炭消费总量", "煤炭消费比重"), ("煤炭消费总量", "煤炭消费削减量"), ("可再生能源装机", "可再生能源装机占比"),
    ("新能源装机", "新增新能源装机"), ("单位GDP能耗", "单位工业增加值能耗"), ("单位GDP能耗", "单位GDP二氧化碳排放"),
    ("风电装机", "风电发电量"), ("研发经费投入", "研发经费投入强度"), ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
    ("城市污水处理率", "县城污水处理率"), ("湿地保护率", "自然湿地保护率"), ("单位电石生产综合能耗", "单位合成氨生产综合能耗"),
    ("绿色建筑面积", "装配式建筑面积"), ("常住人口城镇化率", "户籍人口城镇化率"), ("空气质量优良天数", "空气质量优良天数比例"),
    ("光伏发电装机", "太阳能发电装机"), ("可再生能源电力总量消纳责任权重", "可再生能源电力非水电消纳责任权重"),
    ("单位GDP能耗", "单位GDP能耗（扣除原料用能和非化石能源）"),
])
def test_neighbours_stay_apart(words, one, other):
    assert the_id(words, one) and the_id(words, other) and the_id(words, one) != the_id(words, other)


@pytest.mark.parametrize("name", ["能耗", "处理能力", "项目", "", "的", "投资", "战略性新兴产业增加值比重", "比重", "某" * 500])
def test_a_doubtful_phrase_has_no_entry(words, name):
    assert words.lookup(name) is None


@pytest.mark.parametrize("name", ["关中5市PM2.5浓度", "市中心城区和旗县城关镇空气质量优良天数比率（%）", "宁波舟山港集装箱吞吐量", "市区、县城清洁取暖率"])
def test_any_scope_may_precede_a_head(words, name):
    assert words.lookup(name) is not None


@pytest.mark.parametrize("name", ["人均供电煤耗", "优良天数目标任务完成的PM2.5浓度", "乡村森林覆盖率增量"])
def test_what_changes_the_meaning_is_no_scope(words, name):
    assert words.lookup(name) is None


def test_bare_names_need_their_unit(words):
    assert words.needs_unit("风电") and words.needs_unit("氨氮") and words.needs_unit("化学需氧量（COD）")
    assert not words.needs_unit("风电装机") and not words.needs_unit("氨氮排放量")


def test_entry_by_id(words):
    assert words.entry("pm25") is words.lookup("PM2.5浓度")
    assert words.entry("nothing") is None


def test_an_entry_says_what_it_is(words):
    entry = words.lookup("森林覆盖率")
    assert (entry.topic, entry.polarity, entry.zh, entry.en, entry.unit) == ("forestry", "higher", "森林覆盖率", "Forest coverage rate", "%")
    assert words.lookup("PM2.5浓度").polarity == "lower"


@pytest.mark.parametrize(("name", "section", "topic"), [
    ("某项改造", "大力发展可再生能源", "energy"), ("脱硝改造", None, "environment"), ("农村公路养护", "能源", "transport"),
    ("新能源汽车补贴", None, "transport"), ("某数", None, None), ("某数", "总体要求", None), ("学校运动场", None, "education"),
])
def test_topic_by_keyword_of_the_phrase_then_of_the_section(words, name, section, topic):
    assert words.topic_of(name, section) == topic


def test_topics_are_a_closed_list(words):
    known = knowledge()
    assert {row["topic"] for row in known.lexicon["topics"]} == TOPICS
    assert {row["topic"] for row in known.lexicon["indicators"] if row["topic"]} == TOPICS


def test_every_surface_leads_to_its_own_id(words):
    rows = knowledge().lexicon["indicators"]
    assert [row["surface"] for row in rows if the_id(words, row["surface"]) != row["id"]] == []


def test_rules_of_folding():
    for rule in knowledge().rules["indicators"]:
        assert rule.data["step"] in ("fold", "prefix", "suffix", "scope", "bar")
        assert (rule.data["step"] == "fold") == ("replace" in rule.data)
        assert [text for text in rule.examples if not rule.pattern.search(text)] == []
        assert [text for text in rule.near_misses if rule.pattern.search(text)] == []
