"""A small plan by hand: one sentence with two targets, one table with a result, everything that is printed filled in."""

from hashlib import sha256

import pytest

from pipeline.records import (Annex, Block, BlockKind, Canonical, Check, Commitment, Comparator, Direction, Document,
                              Indicator, Measure, Period, Place, Plan, PlanWarning, Record, Region, Section, Source,
                              Status, Table, TableEvidence, TextEvidence, Unread)

TEXT = "第一章 目标\n到2020年，能源消费总量控制在2.25亿吨\n标准煤以内，单位GDP能耗下降14%。"
REGION = Region("内蒙古自治区", "150000")


def _place(text):
    start = TEXT.index(text)
    return start, start + len(text)


def _evidence(text, block="b2"):
    return (TextEvidence("plan.txt", *_place(text), text, block),)


@pytest.fixture
def plan():
    source = Source("plan.txt", "text/plain", "utf-8", sha256(TEXT.encode()).hexdigest(), TEXT)
    annex = Source("annex-1.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None,
                   sha256(b"").hexdigest(), "")
    table = Table("t1", "annex-1.docx", "各盟市目标", "万吨标准煤", 1, (("地区", "2015年能耗"), ("包头市", "4,170")))
    heading, sentence = _place("第一章 目标"), (TEXT.index("到2020"), len(TEXT))
    total = Record(
        Indicator("能源消费总量", "energy_consumption_total", "energy"), None, REGION, Status.TARGET, Measure.LEVEL, None,
        Comparator.LE, 2.25, None, "亿吨标准煤", Canonical(225000000.0, None, "tce"), 2020, False, None, False, None,
        Commitment.BINDING, ("省发展改革委",), "1", _evidence("2.25亿吨\n标准煤"), "energy_consumption_total/150000/target/level/2020")
    intensity = Record(
        Indicator("单位GDP能耗"), "现役机组", REGION, Status.TARGET, Measure.CHANGE, Direction.DECREASE, Comparator.EQ, 14.0,
        None, "%", Canonical(14.0, None, "%"), 2020, False, 2015, True, None, None, (), "1", _evidence("14%"),
        "单位GDP能耗/现役机组/150000/target/change/2020")
    city = Record(
        Indicator("能耗"), None, Region("包头市", "150200"), Status.ACTUAL, Measure.LEVEL, None, Comparator.EQ, 4170.0, None,
        "万吨标准煤", Canonical(41700000.0, None, "tce"), 2015, False, None, False, None, None, (), None,
        (TableEvidence("annex-1.docx", "t1", 1, 1, "4,170"),), "能耗/150200/actual/level/2015")
    return Plan(
        document=Document("p", "节能规划", "人民政府", "内政发〔2018〕1号", "2018-03-28", REGION, Period(2016, 2020), (source, annex),
                          (Annex("各盟市目标", "annex-1.docx"), Annex("重点项目", None))),
        sections=(Section("1", "第一章", "目标", 1),),
        blocks=(Block("b1", "1", BlockKind.HEADING, "第一章 目标", (Place("plan.txt", ((0, heading[0], 6),)),), 0),
                Block("b2", "1", BlockKind.SENTENCE, TEXT[slice(*sentence)].replace("\n", ""),
                      (Place("plan.txt", ((0, sentence[0], 22), (22, sentence[0] + 23, sentence[1] - sentence[0] - 23))),), 1)),
        tables=(table,),
        targets=(total, intensity),
        results=(city,),
        checks=(Check("change_follows_levels", True, (total.id,), 7.1, 7.1, "it follows"),),
        warnings=(PlanWarning("missing_annex", "the annex 重点项目 is not there", "plan.txt", 0, 6),),
        unread=(Unread("14%", "unbound", "plan.txt", *_place("14%")),),
    )
