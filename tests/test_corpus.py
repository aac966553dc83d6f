"""Many plans: which files are plans, what is done again, and that one bad document does not stop the others."""

import json
import os
import random

import pytest

from pipeline import corpus
from pipeline.corpus import CorpusError, collect, find_plans, job_of, run, stamp

SENTENCE = "到2020年，全区能源消费总量控制在2.25亿吨标准煤以内。\n"


def write(path, text=SENTENCE):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def names(jobs):
    return [(job.name, [path.name for path in job.files]) for job in jobs]


def test_files_and_folders_of_a_collection_are_plans(tmp_path):
    for name in ("b.txt", "a/plan.txt", "a/annex-2.docx", "a/附件1.docx", "a/说明.txt", ".hidden.txt", "~$b.docx", "empty/.keep",
                 "__MACOSX/x.txt"):
        write(tmp_path / name)
    assert names(find_plans(tmp_path)) == [("a", ["plan.txt", "说明.txt", "annex-2.docx", "附件1.docx"]), ("b", ["b.txt"])]


def test_a_plan_folder_by_itself_is_one_plan(tmp_path):
    write(tmp_path / "nmg" / "plan.txt"), write(tmp_path / "nmg" / "annex-1.docx")
    assert names(find_plans(tmp_path / "nmg")) == [("nmg", ["plan.txt", "annex-1.docx"])]
    assert names(find_plans(tmp_path / "nmg" / "plan.txt")) == [("nmg", ["plan.txt"])]
    assert names([job_of(tmp_path / "nmg" / "plan.txt")]) == [("nmg", ["plan.txt", "annex-1.docx"])]


def test_two_files_of_one_stem_keep_apart(tmp_path):
    write(tmp_path / "x.txt"), write(tmp_path / "x.docx")
    assert [job.name for job in collect([tmp_path])[0]] == ["x.docx", "x.txt"]


def test_two_plans_of_one_name_are_an_error(tmp_path):
    write(tmp_path / "a" / "x.txt"), write(tmp_path / "b" / "x.txt")
    with pytest.raises(CorpusError, match="both be written as x.txt"):
        collect([tmp_path / "a", tmp_path / "b"])


def test_a_path_given_twice_is_one_plan(tmp_path):
    path = write(tmp_path / "x.txt")
    assert len(collect([path, tmp_path, path])[0]) == 1


def test_paths_that_hold_nothing_are_named_and_the_others_found(tmp_path):
    write(tmp_path / "x.txt")
    (tmp_path / "void").mkdir()
    jobs, complaints = collect([tmp_path / "gone", tmp_path / "x.txt", tmp_path / "void"])
    assert [job.name for job in jobs] == ["x"]
    assert ["gone" in complaints[0], "void" in complaints[1]] == [True, True]


@pytest.fixture
def extracted(tmp_path, monkeypatch):
    """Three plans, extracted once; `again()` runs once more and says which plans were read."""
    for name in "abc":
        write(tmp_path / "raw" / f"{name}.txt", f"{name}。" + SENTENCE)

    def again(**options):
        outcomes = run(collect([tmp_path / "raw"])[0], tmp_path / "out", **options)
        return [outcome.name for outcome in outcomes if outcome.fresh]

    assert again() == ["a", "b", "c"]
    return tmp_path, again


def test_a_second_run_does_nothing(extracted):
    folder, again = extracted
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")}
    assert again() == []
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*")} == before


def test_only_what_changed_is_read_again(extracted):
    folder, again = extracted
    write(folder / "raw" / "b.txt", "新。" + SENTENCE)
    assert again() == ["b"]


def test_the_same_bytes_written_again_are_no_change(extracted):
    folder, again = extracted
    write(folder / "raw" / "b.txt", "b。" + SENTENCE)
    os.utime(folder / "raw" / "b.txt", (1, 1))
    assert again() == []


def test_a_new_annex_is_a_change(extracted):
    folder, again = extracted
    write(folder / "raw" / "d" / "plan.txt")
    assert again() == ["d"]
    write(folder / "raw" / "d" / "annex-1.txt", "附件1\n")
    assert again() == ["d"]


@pytest.mark.parametrize("name", ["plan.json", "records.csv", ".stamp"])
def test_an_output_that_was_changed_or_lost_is_made_again(extracted, name):
    folder, again = extracted
    good = (folder / "out" / "a" / name).read_bytes()
    (folder / "out" / "a" / name).write_text("{}")
    assert again() == ["a"]
    (folder / "out" / "a" / name).unlink()
    assert again() == ["a"]
    if name != ".stamp":
        assert (folder / "out" / "a" / name).read_bytes() == good


def test_a_changed_rule_lexicon_schema_or_module_makes_everything_anew(extracted, monkeypatch):
    monkeypatch.setattr(stamp, "code_digest", lambda: "other")
    assert extracted[1]() == ["a", "b", "c"]


def test_the_digest_counts_code_rules_lexicons_and_schemas(tmp_path, monkeypatch):
    files = [write(tmp_path / name) for name in ("home/a.py", "home/bind/b.py", "home/rules/r.toml", "home/lexicon/l.csv",
                                                 "schemas/plan.schema.json")]
    monkeypatch.setattr(stamp, "HOME", tmp_path / "home")
    monkeypatch.setattr(stamp, "FOLDERS", (tmp_path / "schemas",))
    digests = set()
    for path in (None, *files):
        if path:
            path.write_text("changed")
        digests.add(stamp.code_digest.__wrapped__())
    assert len(digests) == len(files) + 1


def test_again_reads_everything(extracted):
    assert extracted[1](again=True) == ["a", "b", "c"]


def test_an_unchanged_bad_document_still_counts_as_bad(tmp_path):
    write(tmp_path / "raw" / "bad.txt", b"\0\0\0")
    first, second = (run(collect([tmp_path / "raw"])[0], tmp_path / "out")[0] for _ in range(2))
    assert first.fresh and first.failed and not second.fresh and second.failed
    assert first.warnings == second.warnings


def test_a_bad_document_leaves_its_warning_in_plan_json(tmp_path):
    write(tmp_path / "raw" / "bad.txt", b"")
    run(collect([tmp_path / "raw"])[0], tmp_path / "out")
    plan = json.loads((tmp_path / "out" / "bad" / "plan.json").read_text())
    assert plan["warnings"][0]["code"] == "empty" and plan["targets"] == []


def test_a_failing_plan_does_not_stop_the_others(tmp_path, monkeypatch):
    for name in "abc":
        write(tmp_path / "raw" / f"{name}.txt")
    real = corpus.extract_plan

    def failing(name, files):
        if name == "b":
            raise RuntimeError("the parser fell over")
        return real(name, files)

    monkeypatch.setattr(corpus, "extract_plan", failing)
    outcomes = run(collect([tmp_path / "raw"])[0], tmp_path / "out")
    assert [outcome.failed for outcome in outcomes] == [False, True, False]
    assert "the parser fell over" in outcomes[1].error
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "c"]


def test_a_killed_worker_costs_one_plan(tmp_path, monkeypatch):
    for name in "abcd":
        write(tmp_path / "raw" / f"{name}.txt")
    real = corpus.extract_plan

    def killed(name, files):
        return os._exit(9) if name == "b" else real(name, files)

    monkeypatch.setattr(corpus, "extract_plan", killed)
    outcomes = run(collect([tmp_path / "raw"])[0], tmp_path / "out", workers=2)
    assert [(outcome.name, outcome.failed) for outcome in outcomes] == [("a", False), ("b", True), ("c", False), ("d", False)]
    assert "killed" in outcomes[1].error


def test_an_output_folder_that_cannot_be_written_is_told_before_any_work(tmp_path):
    write(tmp_path / "raw" / "a.txt")
    blocked = write(tmp_path / "blocked")
    with pytest.raises(CorpusError, match="cannot be written.*give another folder with -o"):
        run(collect([tmp_path / "raw"])[0], blocked / "out")


def test_one_plan_s_folder_that_cannot_be_written_is_its_own_failure(tmp_path):
    for name in "ab":
        write(tmp_path / "raw" / f"{name}.txt")
    write(tmp_path / "out" / "a", "a file where the folder should be")
    outcomes = run(collect([tmp_path / "raw"])[0], tmp_path / "out")
    assert [outcome.failed for outcome in outcomes] == [True, False]
    assert "cannot be written" in outcomes[0].error


def test_the_same_bytes_from_every_order_and_number_of_workers(tmp_path):
    for name in "abcdef":
        write(tmp_path / "raw" / f"{name}.txt", f"{name}。" + SENTENCE)
    jobs = collect([tmp_path / "raw"])[0]
    written = []
    for seed, workers in ((1, 1), (2, 1), (3, 2)):
        shuffled = random.Random(seed).sample(jobs, len(jobs))
        out = tmp_path / f"out{seed}"
        assert [outcome.name for outcome in run(shuffled, out, workers)] == [job.name for job in shuffled]
        written.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*.*")
                        if path.is_file() and path.name != ".stamp"})
    assert written[0] == written[1] == written[2] and len(written[0]) == 24
