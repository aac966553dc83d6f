"""The difference as Markdown: a table for each kind, both sentences with the changed words struck out or bold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import regex

from pipeline.difference.statement import Printed
from pipeline.difference.views.rows import Marked, Row, counted

_MARKUP = regex.compile(r"([\\`*_~<>\[\]|#&])")


def to_markdown(difference: Printed, found: list[Row]) -> str:
    """A page that a forge or an editor renders; nothing of the document becomes markup."""
    return "\n".join(_lines(difference, found)) + "\n"


def _lines(difference: Printed, found: list[Row]) -> Iterator[str]:
    yield f"# {_title(difference['old'])} → {_title(difference['new'])}"
    yield ""
    yield counted(difference) + "."
    for kind, group in groupby(found, key=lambda row: row.kind):
        members = list(group)
        yield from ("", f"## {members[0].label} {kind.replace('_', ' ')} ({len(members)})", "")
        yield "| indicator | year | what | score | old | new |"
        yield "| --- | --- | --- | --- | --- | --- |"
        yield from map(_row, members)


def _title(side: Printed) -> str:
    return escape(side["title"] or side["id"])


def _row(row: Row) -> str:
    name = f"{row.indicator}［{row.region}］" if row.region else row.indicator
    score = "" if row.score is None else f"{row.score:.2f}" + ("?" if row.doubtful else "")
    cells = (escape(name), row.year, escape(row.message), score, _sentence(row.before, "~~"), _sentence(row.after, "**"))
    return f"| {' | '.join(cells)} |"


def _sentence(parts: Marked, mark: str) -> str:
    """White space stays outside of the marks, since within them it keeps them from being marks."""
    return "".join(f"{mark}{escape(text.strip())}{mark}" if differs and text.strip() else escape(text) for text, differs in parts)


def escape(text: str) -> str:
    """The text without markup and in one line.

    >>> escape("a|b <i>*c*")
    'a\\\\|b \\\\<i\\\\>\\\\*c\\\\*'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
