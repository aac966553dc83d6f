"""Loads `rules/*.toml` and `lexicon/*.csv` once into a frozen `Knowledge`. A fault in them is an exception.

A rule file holds `[[rule]]` tables: `id`, `why`, `pattern` (a bounded regular expression), `examples` that the pattern
must find, `near_misses` that it must leave, and whatever else its stage needs (the production), kept in `Rule.data`.
Parts that several patterns of a file have in common stand in its `[shared]` table; a pattern names them in braces: `{built}`.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Mapping

import regex

HOME = Path(__file__).parents[1]
REQUIRED = ("id", "why", "pattern", "examples", "near_misses")
_SHARED = regex.compile(r"\{([a-z]{2,20})\}")


class KnowledgeError(Exception):
    """A rule or lexicon file is wrong; the message names the file, the entry and the remedy."""


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    why: str
    pattern: regex.Pattern
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Compared and hashed by identity, so that lookups built from it can be cached on it.

    `rules[file stem]` keeps the file's order; `lexicon[file stem]` holds one mapping per row."""

    rules: Mapping[str, tuple[Rule, ...]]
    lexicon: Mapping[str, tuple[Mapping[str, str], ...]]


def load_rules(path: Path) -> tuple[Rule, ...]:
    try:
        page = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path.name}: not valid TOML ({error}); mend the file") from error
    return tuple(_rule(path, entry, page.get("shared", {})) for entry in page.get("rule", []))


def _rule(path: Path, entry: dict[str, Any], shared: Mapping[str, str]) -> Rule:
    missing = [key for key in REQUIRED if key not in entry]
    if missing:
        raise KnowledgeError(f"{path.name}: rule {entry.get('id', '?')} lacks {', '.join(missing)}; add them")
    try:
        pattern = regex.compile(_SHARED.sub(lambda name: shared[name[1]], entry["pattern"]), regex.V1 | regex.VERBOSE)
    except KeyError as error:
        raise KnowledgeError(f"{path.name}: rule {entry['id']} names {error}, which [shared] lacks; add it") from error
    except regex.error as error:
        raise KnowledgeError(f"{path.name}: rule {entry['id']}: bad pattern ({error}); mend it") from error
    data = {key: value for key, value in entry.items() if key not in REQUIRED}
    return Rule(entry["id"], entry["why"], pattern, tuple(entry["examples"]), tuple(entry["near_misses"]),
                MappingProxyType(data))


def load_lexicon(path: Path) -> tuple[Mapping[str, str], ...]:
    """The rows of a lexicon, one mapping per surface form."""
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle, strict=True)
    for line, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise KnowledgeError(f"{path.name}:{line}: wrong number of columns; quote cells that hold a comma")
    return tuple(MappingProxyType(dict(zip(header, row))) for row in rows)


@cache
def knowledge(home: Path = HOME) -> Knowledge:
    """All rules and lexicons below `home`, loaded once."""
    rules = {path.stem: load_rules(path) for path in sorted((home / "rules").glob("*.toml"))}
    lexicon = {path.stem: load_lexicon(path) for path in sorted((home / "lexicon").glob("*.csv"))}
    return Knowledge(MappingProxyType(rules), MappingProxyType(lexicon))


@cache
def pattern(known: Knowledge, rule_id: str) -> regex.Pattern:
    """The pattern of the one rule with this id, for code that asks for a rule by name."""
    found = next((rule for rules in known.rules.values() for rule in rules if rule.id == rule_id), None)
    if found is None:
        raise KnowledgeError(f"no rule file has a rule {rule_id!r}, which the code asks for; put it back")
    return found.pattern
