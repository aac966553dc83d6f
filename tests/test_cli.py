"""The commands as a user types them: what they print, where, and the exit status."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import run

ROOT = Path(__file__).parents[1]
SEED = ROOT / "raw" / "nmg-2016-2020-energy-saving"
SENTENCE = "到2020年，全区能源消费总量控制在2.25亿吨标准煤以内。\n"


def cli(*args):
    stdout, stderr = io.StringIO(), io.StringIO()
    status = run([str(arg) for arg in args], stdout, stderr)
    return status, stdout.getvalue(), stderr.getvalue()


@pytest.fixture
def raw(tmp_path):
    for name in ("方案.txt", "规划/plan.txt"):
        (tmp_path / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / name).write_text(SENTENCE, encoding="utf-8")
    return tmp_path / "raw"


def test_extract_tells_what_it_read_and_where_it_is(tmp_path):
    status, stdout, stderr = cli("extract", SEED, "-o", tmp_path)
    assert status == 0 and stderr == ""
    assert str(tmp_path / SEED.name / "plan.json") in stdout
    for word in ("sentences 句子", "repeated", "restored", "targets 目标", "results 结果", "unread.csv", "checks 核对", "warnings 提示"):
        assert word in stdout


def test_a_second_extract_says_that_nothing_was_to_do(raw, tmp_path):
    assert cli("extract", raw, "-o", tmp_path / "out")[0] == 0
    status, stdout, _ = cli("extract", raw, "-o", tmp_path / "out")
    assert (status, stdout) == (0, "nothing to do 无需更新: 2 plans unchanged since the last run\n")


def test_an_output_whose_document_was_taken_away_is_told_and_kept(raw, tmp_path):
    cli("extract", raw, "-o", tmp_path / "out")
    (raw / "方案.txt").unlink()
    status, stdout, _ = cli("extract", raw, "-o", tmp_path / "out")
    assert status == 0 and f"left over 剩余: {tmp_path / 'out' / '方案'} " in stdout and "规划" not in stdout.split("left over")[1]
    assert (tmp_path / "out" / "方案" / "plan.json").is_file()


def test_progress_goes_to_standard_error(raw, tmp_path):
    _, stdout, stderr = cli("extract", raw, "-o", tmp_path / "out", "--jobs", "1")
    assert "[1/2]" in stderr and "[2/2]" in stderr and "[1/2]" not in stdout


def test_files_and_folders_mix_and_an_unchanged_one_is_said_to_be(raw, tmp_path):
    cli("extract", raw / "方案.txt", "-o", tmp_path / "out")
    status, stdout, stderr = cli("extract", raw / "方案.txt", raw / "规划", "-o", tmp_path / "out")
    assert status == 0 and "方案: unchanged" in stderr and "1 plan read, 1 unchanged" in stdout


@pytest.mark.parametrize("data, code", [(b"", "empty"), (b"\0\1\2\3", "binary"), (b"\x81\xff" * 9 + "能".encode(), "undecodable")])
def test_a_bad_document_is_told_and_the_others_are_done(raw, tmp_path, data, code):
    (raw / "坏.txt").write_bytes(data)
    status, stdout, _ = cli("extract", raw, "-o", tmp_path / "out")
    assert status == 1 and f"{code}: 坏.txt" in stdout and "1 with a file that could not be read" in stdout
    assert (tmp_path / "out" / "方案" / "plan.json").exists() and (tmp_path / "out" / "规划" / "plan.json").exists()
    assert cli("extract", raw, "-o", tmp_path / "out")[0] == 1, "a bad document stays bad on the second run"


def test_a_hundred_megabytes_of_one_character_end_at_once(raw, tmp_path):
    with (raw / "huge.txt").open("wb") as handle:
        for _ in range(100):
            handle.write(b"a" * 2**20)
    status, stdout, _ = cli("extract", raw, "-o", tmp_path / "out")
    assert status == 1 and "too_large: huge.txt has 104,857,600 bytes" in stdout


def test_a_missing_path_is_told_and_the_others_are_done(raw, tmp_path):
    status, _, stderr = cli("extract", raw / "gone.txt", raw / "方案.txt", "-o", tmp_path / "out")
    assert status == 2 and "gone.txt: there is no such file or folder; check the path" in stderr
    assert (tmp_path / "out" / "方案" / "plan.json").exists()


def test_an_output_folder_that_cannot_be_written_is_told(raw, tmp_path):
    (tmp_path / "file").write_text("")
    status, stdout, stderr = cli("extract", raw, "-o", tmp_path / "file" / "out")
    assert status == 2 and stdout == "" and "cannot be written" in stderr and "-o" in stderr


@pytest.mark.parametrize("args", [(), ("extract",), ("nonsense",), ("extract", "x", "--jobs", "0"), ("evaluate",), ("explain",)])
def test_a_wrong_call_shows_the_usage(args):
    status, stdout, stderr = cli(*args)
    assert status == 2 and stdout == "" and "usage:" in stderr


def test_help_teaches_by_example_and_lists_the_exit_statuses():
    status, stdout, _ = cli("--help")
    assert status == 0 and "python -m pipeline extract raw -o output" in stdout and "exit status: 0 fine" in stdout
    assert cli("extract", "--help")[0] == 0 and "OUT" in cli("extract", "--help")[1]


def test_a_wrong_rule_is_a_wrong_set_up(raw, tmp_path, monkeypatch):
    from pipeline import corpus
    from pipeline.knowledge import KnowledgeError

    def broken(*_):
        raise KnowledgeError("units.csv:7: wrong number of columns; quote cells that hold a comma")

    monkeypatch.setattr(corpus, "extract_plan", broken)
    status, _, stderr = cli("extract", raw / "方案.txt", "-o", tmp_path / "out")
    assert status == 2 and "units.csv:7" in stderr


def test_explain_shows_every_number_of_a_sentence():
    status, stdout, _ = cli("explain", "到2020年，全区能源消费总量控制在2.25亿吨标准煤以内。")
    assert status == 0
    for word in ("2.25亿吨标准煤", "能源消费总量", "target", "level", "2020", "←"):
        assert word in stdout


def test_explain_takes_region_and_years_from_a_title():
    sentence = "全区单位GDP能耗下降14%。"
    assert "内蒙古自治区" not in cli("explain", sentence)[1]
    stdout = cli("explain", sentence, "--title", "内蒙古自治区节能减排“十三五”规划")[1]
    assert "内蒙古自治区" in stdout and "2020" in stdout


def test_a_document_does_not_steer_the_terminal(tmp_path):
    name = "x\x1b[31m.txt"
    (tmp_path / name).write_bytes(b"")
    _, stdout, stderr = cli("extract", tmp_path / name, "-o", tmp_path / "out")
    assert "\x1b" not in stdout + stderr


def test_the_module_runs_from_the_command_line_and_survives_a_closed_pipe(tmp_path):
    command = f"{sys.executable} -m pipeline extract {SEED} -o {tmp_path} | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True)
    assert "Traceback" not in done.stderr and SEED.name in done.stdout


def test_a_terminal_without_chinese_gets_escapes_instead_of_a_crash(raw, tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-m", "pipeline", "extract", raw / "方案.txt", "-o", tmp_path / "out"], cwd=ROOT,
                          capture_output=True, env=environment)
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert json.loads((tmp_path / "out" / "方案" / "plan.json").read_text("utf-8"))["document"]["id"] == "方案"
