"""The main job on the user's own document, end to end, and what holds for every output."""

import json
from pathlib import Path

import pytest

from pipeline import extract, read_plan
from pipeline.extraction import extract_plan
from pipeline.printed import print_plan, to_bytes
from pipeline.records import TableEvidence, TextEvidence
from pipeline.write import write_plan

ROOT = Path(__file__).parents[1]
SEED = ROOT / "raw" / "nmg-2016-2020-energy-saving" / "plan.txt"
EXCERPTS = sorted((ROOT / "tests" / "gold").glob("*.txt"))
DOCUMENTS = [SEED, *EXCERPTS]


@pytest.fixture(scope="module")
def plans():
    return {path: extract_plan(path.stem, (path,)) for path in DOCUMENTS}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_evidence_equals_its_place_in_the_source(plans, path):
    plan = plans[path]
    text = plan.document.sources[0].text
    assert text == path.read_bytes().decode("utf-8")
    evidence = [one for record in (*plan.targets, *plan.results) for one in record.evidence]
    assert evidence
    for one in evidence:
        printed = text[one.start:one.end]
        assert one.text == (printed if isinstance(one, TextEvidence) else "".join(printed.split()))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_plan_can_be_written(plans, path, tmp_path):
    write_plan(plans[path], tmp_path)
    assert json.loads((tmp_path / "plan.json").read_bytes()) == print_plan(plans[path])


def test_the_same_bytes_on_every_run(plans):
    for path in (SEED, EXCERPTS[0]):
        assert to_bytes(print_plan(extract_plan(path.stem, (path,)))) == to_bytes(print_plan(plans[path]))


def test_records_stand_in_reading_order(plans):
    for plan in plans.values():
        order = {block.id: index for index, block in enumerate(plan.blocks)}
        for records in (plan.targets, plan.results):
            firsts = [record.evidence[0] for record in records]
            places = [order[first.block] for first in firsts if isinstance(first, TextEvidence)]
            assert places == sorted(places)
            cells = [first.start for first in firsts if isinstance(first, TableEvidence)]
            assert cells == sorted(cells)


def test_ids_are_unique_readable_and_free_of_values(plans):
    for plan in plans.values():
        records = (*plan.targets, *plan.results)
        assert len({record.id for record in records}) == len(records)
        assert all(str(record.status) in record.id and str(record.measure) in record.id for record in records)


def test_ids_do_not_depend_on_what_else_stands_in_the_document(tmp_path):
    one = tmp_path / "a.txt"
    one.write_text("到2020年，全区能源消费总量控制在2.25亿吨标准煤以内。\n", encoding="utf-8")
    two = tmp_path / "b.txt"
    two.write_text("到2020年，化学需氧量排放量下降7.1%。\n到2020年，全区能源消费总量控制在2.2亿吨标准煤以内。\n", encoding="utf-8")
    ids = [[record.id for record in extract_plan("p", (path,)).targets] for path in (one, two)]
    assert len(ids[0]) == 1 and ids[0][0] in ids[1]


def test_a_plan_with_annexes_reads_all_its_files(tmp_path):
    (tmp_path / "plan.txt").write_text("一、目标\n到2020年，能源消费总量控制在2亿吨标准煤以内。\n", encoding="utf-8")
    (tmp_path / "annex-1.txt").write_text("一、重点\n到2020年，化学需氧量排放量下降7.1%。\n", encoding="utf-8")
    plan = extract_plan("p", (tmp_path / "plan.txt", tmp_path / "annex-1.txt"))
    assert [source.name for source in plan.document.sources] == ["plan.txt", "annex-1.txt"]
    assert {record.evidence[0].source for record in plan.targets} == {"plan.txt", "annex-1.txt"}
    write_plan(plan, tmp_path / "out")


@pytest.mark.parametrize("text, codes", [("节能要点\n森林覆盖率达到23%。\n", ["unknown-region"]), ("合肥市节能规划\n森林覆盖率达到23%。\n", [])])
def test_a_document_that_does_not_tell_its_place_is_warned_of(tmp_path, text, codes):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    plan = extract_plan("a", (tmp_path / "a.txt",))
    assert [warning.code for warning in plan.warnings] == codes
    assert plan.document.region.name == ("全国" if codes else "合肥市")


def test_windows_line_ends_and_a_byte_order_mark_move_no_evidence(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "目标。\r\n到2020年，能源消费总量控制在2.25亿\r\n吨标准煤以内。\r\n".encode())
    evidence = extract_plan("a", (path,)).targets[0].evidence[0]
    assert evidence.text == "2.25亿\r\n吨标准煤" and evidence.start == "目标。\r\n到2020年，能源消费总量控制在".__len__()


def test_the_public_api_extracts_and_reads_back(tmp_path):
    plan = extract(SEED.parent)
    assert plan.document.id == "nmg-2016-2020-energy-saving" and plan.targets
    write_plan(plan, tmp_path)
    assert read_plan(tmp_path / "plan.json") == read_plan(tmp_path) == print_plan(plan)


def test_the_public_api_refuses_a_path_that_is_no_plan(tmp_path):
    with pytest.raises(FileNotFoundError, match="gone"):
        extract(tmp_path / "gone")
    (tmp_path / "a.txt").write_text("a"), (tmp_path / "b.txt").write_text("b")
    with pytest.raises(ValueError, match="2 plans"):
        extract(tmp_path)
