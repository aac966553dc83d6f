"""Places: the table of codes is complete and dated, names are read in their context, and words are not taken for places."""

import pytest

from pipeline.knowledge import knowledge
from pipeline.knowledge.regions import NATION, gazetteer
from pipeline.records import Region

NMG = Region("内蒙古自治区", "150000")
LEAGUES = {
    "呼和浩特市": "150100", "包头市": "150200", "乌海市": "150300", "赤峰市": "150400", "通辽市": "150500", "鄂尔多斯市": "150600",
    "呼伦贝尔市": "150700", "巴彦淖尔市": "150800", "乌兰察布市": "150900", "兴安盟": "152200", "锡林郭勒盟": "152500", "阿拉善盟": "152900",
}
PROVINCES = {
    "北京市": "110000", "天津市": "120000", "河北省": "130000", "山西省": "140000", "内蒙古自治区": "150000", "辽宁省": "210000",
    "吉林省": "220000", "黑龙江省": "230000", "上海市": "310000", "江苏省": "320000", "浙江省": "330000", "安徽省": "340000",
    "福建省": "350000", "江西省": "360000", "山东省": "370000", "河南省": "410000", "湖北省": "420000", "湖南省": "430000",
    "广东省": "440000", "广西壮族自治区": "450000", "海南省": "460000", "重庆市": "500000", "四川省": "510000", "贵州省": "520000",
    "云南省": "530000", "西藏自治区": "540000", "陕西省": "610000", "甘肃省": "620000", "青海省": "630000", "宁夏回族自治区": "640000",
    "新疆维吾尔自治区": "650000",
}
SHORT_PROVINCES = {"内蒙古": "150000", "广西": "450000", "西藏": "540000", "宁夏": "640000", "新疆": "650000", "吉林": "220000", "海南": "460000"}
PREFECTURES = {
    "330000": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "620000": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南",
    "650000": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰",
}


@pytest.fixture(scope="module")
def places():
    return gazetteer(knowledge())


def found(places, text, context=None):
    return [(text[start:end], region.code) for start, end, region in places.find(text, context)]


@pytest.mark.parametrize(("name", "code"), LEAGUES.items())
def test_leagues_and_cities_by_full_and_short_name(places, name, code):
    assert places.region_of(name, NMG) == Region(name, code)
    assert places.region_of(name[:-1], NMG) == Region(name, code)
    assert places.region_of(name, None).code == code


@pytest.mark.parametrize(("name", "code"), [("锡盟", "152500"), ("阿盟", "152900"), ("呼市", "150100"), ("康巴什区", "150603"),
                                            ("康巴什", "150603"), ("达茂旗", "150223"), ("满洲里", "150781"), ("鄂温克旗", "150724")])
def test_forms_of_inner_mongolia(places, name, code):
    assert places.region_of(name, NMG).code == code


def test_children_of_inner_mongolia_are_the_twelve(places):
    assert {r.name: r.code for r in places.children("150000")} == LEAGUES


@pytest.mark.parametrize(("name", "code"), (PROVINCES | SHORT_PROVINCES | {"香港": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}).items())
def test_provinces(places, name, code):
    assert places.region_of(name, None).code == code


@pytest.mark.parametrize(("province", "names"), PREFECTURES.items())
def test_prefectures_of_a_province_are_complete(places, province, names):
    short = names.split()
    codes = {r.code for r in places.children(province) if r.code.endswith("00")}
    assert {places.region_of(name, Region("", province)).code for name in short} == codes
    assert len(codes) == len(short)


def test_the_table_counts_what_the_country_has(places):
    provinces = places.children("")
    prefectures = [p for province in provinces for p in places.children(province.code) if p.code.endswith("00")]
    assert (len(provinces), len(prefectures)) == (34, 333)


def test_one_name_many_places(places):
    assert places.region_of("兴安", NMG) == Region("兴安盟", "152200")
    assert places.region_of("兴安", Region("广西壮族自治区", "450000")) == Region("兴安县", "450325")
    assert places.region_of("兴安", None) == Region("兴安", None)
    assert places.region_of("海南", Region("青海省", "630000")).code == "632500"
    assert places.region_of("朝阳区", None) == Region("朝阳区", None)
    assert places.region_of("朝阳区", Region("北京市", "110000")).code == "110105"
    assert places.region_of("鼓楼区", Region("江苏省", "320000")) == Region("鼓楼区", None)
    assert places.region_of("鼓楼区", Region("南京市", "320100")).code == "320106"


def test_short_names_of_counties_need_their_own_context(places):
    assert places.region_of("肥东", Region("合肥市", "340100")).code == "340122"
    assert places.region_of("肥东", None).code is None
    assert places.region_of("肥东", NMG).code is None


@pytest.mark.parametrize("word", ["全区", "全省", "全市", "合计", "本市", "我区", "总 计"])
def test_words_for_the_whole_mean_the_document(places, word):
    assert places.region_of(word, NMG) == NMG


def test_nation_groups_and_unknown_names(places):
    assert places.region_of("全国", NMG) == NATION
    assert places.region_of("京津冀", NMG) == Region("京津冀", None)
    assert places.region_of("呼包鄂", NMG) == Region("呼包鄂", None)
    assert places.region_of("经开区（北区）", NMG).code is None


def test_names_of_their_time(places):
    assert places.region_of("巢湖市", None, 2008).code == "341400"
    assert places.region_of("巢湖市", None, 2020).code == "340181"
    assert places.region_of("密云县", None).code == "110228"
    assert places.region_of("襄樊市", Region("湖北省", "420000")).code == "420600"


def test_chains_and_parts_of_names(places):
    assert places.region_of("内蒙古鄂尔多斯市", None).code == "150600"
    assert places.region_of("包头市本级", NMG).code == "150200"
    assert places.region_of("儋州地区", Region("海南省", "460000")).code == "460400"


@pytest.mark.parametrize(("text", "context", "expected"), [
    ("安徽省合肥市肥东县和太原市小店区、迎泽区", None, [("安徽省合肥市肥东县", "340122"), ("太原市小店区", "140105"), ("迎泽区", "140106")]),
    ("锡林郭勒盟、兴安盟和呼包鄂地区", NMG, [("锡林郭勒盟", "152500"), ("兴安盟", "152200")]),
    ("辽宁朝阳、葫芦岛", None, [("辽宁朝阳", "211300"), ("葫芦岛", "211400")]),
    ("日照、青岛两市", Region("山东省", "370000"), [("日照", "371100"), ("青岛", "370200")]),
    ("陕西安全生产形势稳定", None, [("陕西", "610000")]),
    ("忠县和开州区", Region("重庆市", "500000"), [("忠县", "500233"), ("开州区", "500154")]),
])
def test_places_in_running_text(places, text, context, expected):
    assert found(places, text, context) == expected


@pytest.mark.parametrize(("text", "context"), [
    ("推进开发区、工业园区和中心城区污水处理", NMG),
    ("黄河南岸滩区、太湖北岸和渤海南部海域", None),
    ("大力推广安装屋顶光伏，供需平衡水资源，建成都市农业", None),
    ("年日照时数、白银产量和长治久安", None),
    ("北京大学与大庆油田、上海石化合作", None),
    ("老城区改造、城区绿地率、矿区修复、郊区公路", NMG),
    ("新城建设、城关供热、平安乡村、太平工程", NMG),
    ("滨江区域和吉林市场", None),
    ("扩大连片整治，入海口湿地，美丽新乡村", None),
])
def test_words_are_no_places(places, text, context):
    assert found(places, text, context) == []


@pytest.mark.parametrize(("title", "expected"), [
    ("内蒙古自治区人民政府关于印发自治区“十三五”节能减排综合工作方案的通知", NMG),
    ("2026_宁夏回族自治区_政府工作报告", Region("宁夏回族自治区", "640000")),
    ("通辽市“十四五”生态环境保护规划", Region("通辽市", "150500")),
    ("关于江苏省“十四五”全社会节能的实施意见", Region("江苏省", "320000")),
    ("阿坝藏族羌族自治州“十四五”生态环境保护规划", Region("阿坝藏族羌族自治州", "513200")),
    ("库伦旗国民经济和社会发展第十四个五年规划", Region("库伦旗", "150524")),
    ("朝阳区国民经济和社会发展第十四个五年规划", Region("朝阳区", None)),
    ("国务院关于印发2030年前碳达峰行动方案的通知", NATION),
    ("京津冀协同发展交通一体化规划", Region("京津冀", None)),
    ("城乡建设领域碳达峰实施方案", None),
])
def test_region_of_a_title(places, title, expected):
    assert places.of_title(title) == expected


def test_phrases_that_begin_with_a_place(places):
    assert places.leading("合肥市全社会用电量") == 3
    assert places.leading("推广安装屋顶光伏") == 0
    assert places.leading("") == 0


def test_rules_of_words_that_are_no_places():
    for rule in knowledge().rules["regions"]:
        assert rule.data["where"] in ("text", "after", "area")
        assert [text for text in rule.examples if not rule.pattern.search(text)] == []
        assert [text for text in rule.near_misses if rule.pattern.search(text)] == []
