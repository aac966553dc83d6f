"""The commands. `run(args, stdout, stderr)` returns the exit status and never exits by itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

FINE, FAILED, TROUBLE = 0, 1, 2


def run(args: list[str], stdout: TextIO, stderr: TextIO) -> int:
    parser = argparse.ArgumentParser(prog="pipeline")
    commands = parser.add_subparsers(required=True, dest="command")
    command = commands.add_parser("extract")
    command.add_argument("paths", nargs="+", type=Path)
    command.add_argument("-o", "--output", type=Path, default=Path("output"))
    options = parser.parse_args(args)
    from pipeline import corpus

    jobs, messages = corpus.collect(options.paths)
    for outcome in corpus.run(jobs, options.output):
        print(outcome, file=stdout)
    return FINE
