"""The options of `diff`, and what it does with two plans: compare, choose, print, and say whether they differ."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.difference import compare, same
from pipeline.difference.kinds import Kind, summarise
from pipeline.difference.statement import Printed, plain
from pipeline.difference.wording import named
from pipeline.validate import validate

FORMATS = ("table", "markdown", "html", "csv", "json")
SUFFIXES = {".md": "markdown", ".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}
SAME, DIFFERENT = 0, 1
ABOUT = """\
OLD and NEW are plan.json files, folders of extracted plans, or documents, which are read on the way. Records are matched
by what they say, not by their words or place: 2.25亿吨标准煤 = 22500万吨标准煤, and a moved sentence is no change.
exit status: 0 the same (restated counts as the same), 1 different, 2 trouble
"""


def add_options(command: argparse.ArgumentParser) -> None:
    """OLD, NEW, what to show, and how."""
    command.add_argument("old", metavar="OLD", type=Path, help="a plan.json, the folder of a plan, or a document")
    command.add_argument("new", metavar="NEW", type=Path, help="the later revision")
    command.add_argument("--across-periods", action="store_true",
                         help="NEW is the plan of the next period: say which targets of OLD it reports as met or missed")
    command.add_argument("--only", metavar="KIND", type=_kinds, action="extend", default=[],
                         help=f"show these kinds only (comma-separated): {', '.join(Kind)}")
    command.add_argument("--indicator", metavar="NAME", action="append", default=[],
                         help="show indicators whose name or canonical id holds NAME (may be repeated)")
    command.add_argument("--region", metavar="PLACE", action="append", default=[],
                         help="show places whose name holds PLACE or whose code begins with it (may be repeated)")
    command.add_argument("--format", choices=FORMATS, help="default: by the ending of FILE, else table")
    command.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of the terminal")


def _kinds(text: str) -> list[Kind]:
    try:
        return [Kind(word.strip().replace("-", "_")) for word in text.split(",") if word.strip()]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; the kinds are {', '.join(Kind)}") from error


def differ(options: argparse.Namespace, old: Printed, new: Printed) -> tuple[bytes, int]:
    """The rendered difference of two printed plans and the exit status, both of what the options choose."""
    from pipeline.difference.views import render  # here, since the options are read on every call of the program

    difference = chosen(compare(old, new, options.across_periods), options.only, options.indicator, options.region)
    validate(difference, "diff")
    form = options.format or SUFFIXES.get(options.output.suffix.lower() if options.output else "", "table")
    return render(difference, old, new, form), SAME if same(difference) else DIFFERENT


def chosen(difference: Printed, only: list[Kind], indicators: list[str], regions: list[str]) -> dict[str, Any]:
    """The difference with the wanted changes alone, and a summary that counts these."""
    changes = [change for change in difference["changes"]
               if (not only or change["kind"] in only)
               and _any(indicators, change, _is_indicator) and _any(regions, change, _is_place)]
    return {**difference, "changes": changes, "summary": summarise(changes, difference["summary"]["unchanged"])}


def _any(wanted: list[str], change: Printed, fits: Callable[[str, Printed], bool]) -> bool:
    records = [record for record in (change["old"], change["new"]) if record]
    return not wanted or any(fits(word, record) for word in wanted for record in records)


def _is_indicator(word: str, record: Printed) -> bool:
    return plain(word) in plain(named(record)) or word in (record["indicator"]["id"] or "")


def _is_place(word: str, record: Printed) -> bool:
    region = record["region"]
    return word in region["name"] or (word.isdigit() and (region["code"] or "").startswith(word.rstrip("0") or word))
