"""A text that a converter cut at a fixed number of characters, inside words and numbers, says what it said before."""

from pathlib import Path

import pytest

from pipeline.extraction import extract_plan

ROOT = Path(__file__).parents[1]


def said(path):
    plan = extract_plan("plan", (path,))
    return sorted((r.indicator.name, r.value, r.unit, r.status, r.measure, r.year or 0) for r in (*plan.targets, *plan.results))


@pytest.fixture(scope="module")
def restored(tmp_path_factory):
    """The seed as a scrape with every sentence once, and what it says."""
    plan = extract_plan("plan", (ROOT / "raw/nmg-2016-2020-energy-saving/plan.txt",))
    path = tmp_path_factory.mktemp("restored") / "plan.txt"
    path.write_text("\n".join(block.text for block in plan.blocks), encoding="utf-8")
    return path.read_text(encoding="utf-8"), said(path)


@pytest.mark.parametrize("length", [20, 33, 38, 50, 60])
def test_lines_cut_at_a_count_are_joined(restored, length, tmp_path):
    text, asked = restored
    cut = "\n".join("\n".join(line[k:k + length] for k in range(0, len(line), length)) for line in text.split("\n"))
    (tmp_path / "plan.txt").write_text(cut, encoding="utf-8")
    assert said(tmp_path / "plan.txt") == asked

