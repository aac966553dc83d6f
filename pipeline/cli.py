"""The commands. `run(args, stdout, stderr)` returns the exit status and never ends the process by itself."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

from pipeline import corpus
from pipeline.difference import command as difference
from pipeline.evaluate import Gold, GoldError, Score, load_gold, score
from pipeline.evaluate.report import compare, report
from pipeline.knowledge import KnowledgeError
from pipeline.printed import Printed, print_plan
from pipeline.summary import clean, left_over, progress_line, summary
from pipeline.validate import SchemaError

FINE, FAILED, TROUBLE = 0, 1, 2
SET_UP = (corpus.CorpusError, GoldError, KnowledgeError, SchemaError)

ABOUT = """\
Reads the numeric targets and results of Chinese plan documents, each with its exact place in the source.
从规划、方案、政府工作报告中读取量化目标与完成情况，每个数字都可回到原文核对。

examples:
  python -m pipeline extract raw -o output            every plan under raw/
  python -m pipeline extract 方案.txt                  one document, into output/方案/
  python -m pipeline explain "到2020年，全区能源消费总量控制在2.25亿吨标准煤以内。"
  python -m pipeline evaluate tests/gold -v           how right it is, with the misses
  python -m pipeline diff OLD NEW                     what changed between two revisions

exit status: 0 fine; 1 a document could not be read or written, the others are done (diff: the plans differ);
             2 the call or the set-up is wrong (a path that is not there, a folder that cannot be written, a bad rule)
"""
EXTRACT = """\
A folder with a plan.* in it is one plan, its other files the annexes. In any other folder each file and each
folder is a plan. What has not changed since it was written (documents, rules, lexicons, schemas, code) is kept.
"""
EVALUATE = """\
Without --output the marked-up documents are extracted anew and nothing is written. With it OUT/<plan>/plan.json is
read. To see what a change does: extract into a folder first, change, then compare:
  python -m pipeline extract tests/gold/*.txt -o output/before
  python -m pipeline evaluate tests/gold --compare output/before
"""


def run(args: list[str], stdout: TextIO, stderr: TextIO) -> int:
    """Run one command; results go to `stdout`, progress and complaints to `stderr`."""
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            options = parser().parse_args(args)
        except SystemExit as end:
            return end.code
    try:
        return options.command(options, stdout, stderr)
    except SET_UP as error:
        print(clean_lines(f"pipeline: {error}"), file=stderr)
        return TROUBLE


def parser() -> argparse.ArgumentParser:
    """All commands with their options and help."""
    raw = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(prog="python -m pipeline", description=ABOUT, formatter_class=raw)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("extract", help="read documents into plan.json, records.csv and text.md",
                                  description=EXTRACT, formatter_class=raw)
    command.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a document or a folder")
    command.add_argument("-o", "--output", metavar="OUT", type=Path, default=Path("output"), help="default: output")
    command.add_argument("-j", "--jobs", metavar="N", type=_positive, default=_cores(), help="plans read at once")
    command.add_argument("--again", action="store_true", help="read also what has not changed")
    command.set_defaults(command=extract)

    command = commands.add_parser("explain", help="show how the numbers of a sentence are read, and by which rules")
    command.add_argument("sentence", metavar="一句话", help="a sentence of a plan")
    command.add_argument("--title", metavar="标题", default="", help="the plan's title, which tells its region and years")
    command.set_defaults(command=explain)

    command = commands.add_parser("evaluate", help="measure against marked-up documents", description=EVALUATE,
                                  formatter_class=raw)
    command.add_argument("gold", metavar="GOLD", nargs="+", type=Path, help="marked-up documents (schemas/gold.schema.json), or folders of them")
    command.add_argument("--output", metavar="OUT", type=Path, help="score what was extracted into this folder")
    command.add_argument("--compare", metavar="OLD", type=Path, help="show what was won and lost since this output folder")
    command.add_argument("-v", "--verbose", action="store_true", help="list the misses by field")
    command.set_defaults(command=evaluate)

    command = commands.add_parser("diff", help="show what changed between two revisions of a plan",
                                  description=difference.ABOUT, formatter_class=raw)
    difference.add_options(command)
    command.set_defaults(command=diff)
    return top


def extract(options: argparse.Namespace, stdout: TextIO, stderr: TextIO) -> int:
    """Extract what has changed; a path that holds nothing is told and does not stop the others."""
    jobs, complaints = corpus.collect(options.paths)
    for complaint in complaints:
        print(clean_lines(f"pipeline: {complaint}"), file=stderr)

    def progress(outcome: corpus.Outcome, count: int) -> None:
        if len(jobs) > 1:
            print(progress_line(outcome, count, len(jobs)), file=stderr, flush=True)

    outcomes = corpus.run(jobs, options.output, options.jobs, progress, options.again)
    if outcomes:
        _print(summary(outcomes, options.output), stdout)
    _print(left_over(corpus.left_over(options.output)), stdout)
    if complaints:
        return TROUBLE
    return FAILED if any(outcome.failed for outcome in outcomes) else FINE


def explain(options: argparse.Namespace, stdout: TextIO, stderr: TextIO) -> int:
    """Print how the numbers of one sentence are read."""
    from pipeline.explain import explain as explanation
    from pipeline.extraction import context_of_title

    print(clean_lines(explanation(options.sentence, context_of_title(options.title))), file=stdout)
    return FINE


def evaluate(options: argparse.Namespace, stdout: TextIO, stderr: TextIO) -> int:
    """Print scores, and what was won and lost since another output."""
    golds = [load_gold(path) for given in options.gold for path in (sorted(given.glob("*.json")) if given.is_dir() else [given])]
    if not golds:
        raise GoldError(f"{options.gold[0]} holds no marked-up documents (*.json); name a folder that does")
    rows = [(gold, _score(gold, options.output)) for gold in golds]
    _print(report(rows, options.verbose), stdout)
    if options.compare:
        print(file=stdout)
        _print(compare(rows, [(gold, _score(gold, options.compare)) for gold in golds]), stdout)
    return FINE


def _score(gold: Gold, out: Path | None) -> Score:
    """Score what `out` holds; without `out`, what the gold's document gives now."""
    job = corpus.job_of(Path(gold.source))
    path = gold.document()
    if out is not None:
        return score(gold, corpus.read_output(out / job.name), path and path.name)
    if path is None:
        raise GoldError(f"{gold.path}: its document {gold.source} is not there; put it beside the gold file")
    return score(gold, _extracted(path), path.name)


def _extracted(path: Path) -> Printed:
    from pipeline.extraction import extract_plan

    job = corpus.job_of(path)
    return print_plan(extract_plan(job.name, job.files))


def diff(options: argparse.Namespace, stdout: TextIO, stderr: TextIO) -> int:
    """Compare two plans; 0 where they are the same, 1 where they differ."""
    rendered, status = difference.differ(options, corpus.plan_at(options.old), corpus.plan_at(options.new))
    if options.output is None:
        print(rendered.decode("utf-8-sig"), end="", file=stdout)
        return status
    try:
        options.output.write_bytes(rendered)
    except OSError as error:
        raise corpus.CorpusError(f"{options.output} cannot be written ({error.strerror}); give another file with -o") from error
    return status


def _print(lines: Iterable[str], stream: TextIO) -> None:
    for line in lines:
        print(line, file=stream)


def clean_lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.splitlines())


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
