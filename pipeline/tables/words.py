"""Asking the rules of `rules/tables.toml` by their part."""

from __future__ import annotations

from functools import cache

import regex

from pipeline.knowledge import Rule, knowledge


@cache
def rules_of(part: str) -> tuple[Rule, ...]:
    """The rules of one part, in the file's order."""
    return tuple(rule for rule in knowledge().rules["tables"] if rule.data["part"] == part)


def first(part: str, text: str) -> tuple[Rule, regex.Match] | None:
    """The first rule of a part that the text holds, and where."""
    for rule in rules_of(part):
        found = rule.pattern.search(text)
        if found:
            return rule, found
    return None


def holds(part: str, text: str) -> bool:
    return first(part, text) is not None
