"""The difference as one self-contained page: both sentences side by side, the changed words marked.

It loads nothing and runs nothing; its policy forbids both. All text of the documents is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from pipeline.difference.kinds import Kind
from pipeline.difference.statement import Printed
from pipeline.difference.views.rows import Marked, Row, counted

TEMPLATE = Path(__file__).with_name("page.html")


def to_page(difference: Printed, found: list[Row]) -> str:
    """HTML 5, readable without a network."""
    groups = [(kind, list(group)) for kind, group in groupby(found, key=lambda row: row.kind)]
    old, new = (escape(difference[side]["title"] or difference[side]["id"]) for side in ("old", "new"))
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=f"{old} → {new}", old=old, new=new, summary=escape(counted(difference)) + ".",
        links="\n".join(f'<a href="#{kind}">{_heading(kind, members)}</a>' for kind, members in groups),
        sections="\n".join(_section(kind, members) for kind, members in groups),
    )


def _heading(kind: Kind, members: list[Row]) -> str:
    return f"{members[0].label} {kind.replace('_', ' ')} <small>{len(members)}</small>"


def _section(kind: Kind, members: list[Row]) -> str:
    return f'<section id="{kind}">\n<h2>{_heading(kind, members)}</h2>\n' + "\n".join(map(_article, members)) + "\n</section>"


def _article(row: Row) -> str:
    score = "" if row.score is None else f"score {row.score:.2f}" + (" (doubtful)" if row.doubtful else "")
    facts = " · ".join(fact for fact in (row.region, row.year, score) if fact)
    return (f"<article>\n<header><strong>{escape(row.indicator)}</strong> "
            f'<span class="message">{escape(row.message)}</span> <span class="faint">{escape(facts)}</span></header>\n'
            f'<div class="sides">\n{_side("old", "del", row.old, row.before, row)}\n{_side("new", "ins", row.new, row.after, row)}\n</div>\n'
            "</article>")


def _side(name: str, tag: str, record: Printed | None, parts: Marked, row: Row) -> str:
    if record is None:
        return f'<div class="{name}"></div>'
    tag = tag if row.old and row.new else "mark"
    text = "".join(f"<{tag}>{escape(text)}</{tag}>" if differs else escape(text) for text, differs in parts)
    return f'<div class="{name}"><p>{text}</p><p class="place">{escape(" · ".join(_places(record)))}</p></div>'


def _places(record: Printed) -> Iterator[str]:
    """Where to look it up: section, file, and the characters or the cell."""
    if record["section"]:
        yield f"§ {record['section']}"
    first = record["evidence"][0]
    where = f"row {first['row'] + 1}, column {first['column'] + 1} of {first['table']}" if "table" in first else \
        f"characters {first['start']}–{first['end']}"
    yield f"{first['source']}, {where}"
    if len(record["evidence"]) > 1:
        yield f"and {len(record['evidence']) - 1} more places"
