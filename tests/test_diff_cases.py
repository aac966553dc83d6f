"""Hand-made revisions of real sentences, read and compared from end to end: every kind, and what looks like it."""

import tomllib
from pathlib import Path

import pytest

from pipeline import diff
from pipeline.difference import Kind
from pipeline.extraction import extract_plan

CASES = [case for path in sorted((Path(__file__).parent / "diff" / "cases").glob("*.toml"))
         for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]


def plan_of(folder, side, case):
    period = case.get(f"{side}_period") or case.get("period")
    path = folder / f"{side}.txt"
    path.write_text(case[side].strip(), encoding="utf-8")
    return extract_plan(f"内蒙古自治区“{period}”节能减排规划" if period else "内蒙古自治区节能减排方案", (path,))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_revision_is_told_as_an_analyst_would(case, tmp_path):
    old, new = plan_of(tmp_path, "old", case), plan_of(tmp_path, "new", case)
    found = diff(old, new, case.get("across_periods", False))["changes"]
    told = sorted((change["kind"], change["message"], name_of(change)) for change in found)
    expected = sorted(case["changes"])
    assert [kind for kind, _, _ in told] == [kind for kind, _ in expected], told
    for kind, name in expected:
        assert any(kind == other and name in names for other, _, names in told), told
    for words in case.get("says", []):
        assert any(words in message for _, message, _ in told), told


def name_of(change):
    return " ".join(record["indicator"]["name"] for record in (change["old"], change["new"]) if record)


def test_there_are_enough_cases_of_every_kind():
    kinds = [kind for case in CASES for kind, _ in case["changes"]]
    assert len(CASES) >= 40
    assert set(Kind) == set(kinds)
