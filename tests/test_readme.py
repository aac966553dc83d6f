"""The README is true: its commands run, its example is real, its tables are complete, its files exist."""

import contextlib
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli import FAILED, FINE, TROUBLE, parser
from pipeline.extraction import extract_plan
from pipeline.printed import print_plan
from pipeline.write import write_plan

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "schemas" / "plan.schema.json").read_text(encoding="utf-8"))
SEED = ROOT / "raw" / "nmg-2016-2020-energy-saving"


def fenced(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line.split("  #")[0].strip() for block in fenced("sh") for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def plan():
    return extract_plan(SEED.name, (SEED / "plan.txt",))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one(command):
    words = shlex.split(command)
    if words[0] == "make":
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        assert words[1] in targets
        assert all("=" in word for word in words[2:])
        return
    assert words[:3] == ["python", "-m", "pipeline"]
    with contextlib.redirect_stderr(io.StringIO()):
        assert parser().parse_args(words[3:])


def test_the_example_is_a_record_of_the_user_s_document(plan):
    (example,) = map(json.loads, fenced("json"))
    printed = print_plan(plan)
    assert example in printed["targets"]
    sentence = next(block["text"] for block in printed["blocks"] if block["id"] == example["evidence"][0]["block"])
    assert f"> {sentence}\n" in README
    in_sentence = [record for record in printed["targets"] if record["evidence"][0]["block"] == example["evidence"][0]["block"]]
    assert len(in_sentence) == 4 and in_sentence[-1] == example


def test_the_python_example_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    for code in fenced("python"):
        exec(compile(code, "README.md", "exec"), {})
    assert "能源消费总量 le 2.25 亿吨标准煤 2020" in capsys.readouterr().out


def test_every_field_of_a_record_is_explained_in_order():
    fields = re.search(r"## The fields of a record\n(.*?)\n## ", README, re.DOTALL)[1]
    assert re.findall(r"^\| `(\w+)` \|", fields, re.MULTILINE) == list(SCHEMA["$defs"]["record"]["properties"])


def test_every_file_that_is_written_is_listed(plan, tmp_path):
    write_plan(plan, tmp_path)
    assert set(re.findall(r"^\| `(\w+\.\w+)` \|", README, re.MULTILINE)) == {path.name for path in tmp_path.iterdir()}


def test_the_exit_statuses_are_the_real_ones():
    assert re.findall(r"^\| (\d) \|", README, re.MULTILINE) == [str(FINE), str(FAILED), str(TROUBLE)]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:pipeline|tests|schemas|raw)/[\w./*-]+)`", README))))
def test_every_path_exists(path):
    assert list(ROOT.glob(path.rstrip("/"))), f"{path} is not there"


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
