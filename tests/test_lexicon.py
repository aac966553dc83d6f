"""Every lexicon file: columns complete, sources noted, no surface form that means two things."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import pipeline
from pipeline.knowledge import knowledge

FOLDER = Path(pipeline.__file__).parent / "lexicon"
FILES = sorted(FOLDER.glob("*.csv"))


def rows(name):
    return knowledge().lexicon[name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_is_a_clean_table(path):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    with path.open(encoding="utf-8", newline="") as handle:
        header, *lines = list(csv.reader(handle, strict=True))
    assert header[0] == "surface" and len(set(header)) == len(header)
    assert [line for line in lines if len(line) != len(header)] == []
    assert [line for line in lines if not line[0] or any(cell != cell.strip() for cell in line)] == []


@pytest.mark.parametrize("name", ["regions", "region_words", "indicators", "topics", "agencies"])
def test_each_row_notes_its_source(name):
    assert [row["surface"] for row in rows(name) if not row["source"]] == []


def test_each_factor_notes_its_source():
    assert [row["surface"] for row in rows("units") if row["factor"] != "1" and not row["source"]] == []


def test_regions_columns_hold_what_they_say():
    levels = {"province": r"\d\d0000", "prefecture": r"\d{4}00", "county": r"\d{6}"}
    for row in rows("regions"):
        assert re.fullmatch(levels[row["level"]], row["code"]), row
        assert row["parent"] == "" if row["level"] == "province" else row["code"].startswith(row["parent"][:2]), row
        assert all(re.fullmatch(r"(?:20\d\d)?", row[key]) for key in ("valid_from", "valid_to")), row
        assert row["note"] in ("", "word"), row


def test_regions_have_one_full_name_at_a_time():
    full = defaultdict(list)
    for row in rows("regions"):
        if row["surface"] == row["name"]:
            full[row["code"]].append((int(row["valid_from"] or 0), int(row["valid_to"] or 9999)))
    for code, spans in full.items():
        spans.sort()
        assert all(before[1] < after[0] for before, after in zip(spans, spans[1:])), code


def test_regions_name_each_thing_once():
    counts = Counter((row["surface"], row["code"], row["name"]) for row in rows("regions"))
    assert [key for key, count in counts.items() if count > 1] == []
    codes = {row["code"] for row in rows("regions")}
    assert {row["parent"] for row in rows("regions")} - codes == {""}


def test_indicators_mean_one_thing_and_are_described_once():
    ids, described = defaultdict(set), Counter()
    for row in rows("indicators"):
        ids[row["surface"]].add(row["id"])
        described[row["id"]] += bool(row["zh"])
        assert re.fullmatch(r"[a-z][a-z0-9_]+", row["id"]), row
    assert [surface for surface, found in ids.items() if len(found) > 1] == []
    assert {count for count in described.values()} == {1}


def test_indicators_first_row_is_complete():
    seen = set()
    for row in rows("indicators"):
        if row["id"] not in seen:
            assert row["topic"] and row["zh"] and row["en"] and row["polarity"] in ("lower", "higher", "neutral"), row
            assert row["surface"] == row["zh"], row
        else:
            assert not any(row[key] for key in ("topic", "polarity", "unit", "zh", "en")), row
        seen.add(row["id"])
    assert len(seen) >= 1000


def test_indicators_offer_several_wordings():
    wordings = Counter(row["id"] for row in rows("indicators"))
    assert sum(count >= 3 for count in wordings.values()) / len(wordings) > 0.85


def test_units_of_indicators_are_known_units():
    from pipeline.knowledge.units import parse_unit
    odd = {row["unit"] for row in rows("indicators") if row["unit"] and parse_unit(row["unit"], knowledge()) is None}
    assert odd <= {"1/10万", "人/10万人", "起/每万枚", "千克标准油/吨"}


@pytest.mark.parametrize("name", ["topics", "region_words", "agencies"])
def test_keywords_stand_once(name):
    counts = Counter(row["surface"] for row in rows(name))
    assert [surface for surface, count in counts.items() if count > 1] == []


def test_kinds_are_closed_lists():
    assert {row["kind"] for row in rows("region_words")} == {"own", "national", "group", "zone"}
    assert {row["kind"] for row in rows("agencies")} == {"agency", "suffix", "role"}


def test_agencies_are_recognised_by_their_ends():
    ends = tuple(row["surface"] for row in rows("agencies") if row["kind"] in ("agency", "suffix"))
    names = ("省发展改革委", "自治区工业和信息化厅", "市生态环境局", "各盟市人民政府", "国家能源局", "国网内蒙古东部电力公司", "人行福州中心支行", "平潭综合实验区管委会")
    assert [name for name in names if not name.endswith(ends)] == []
