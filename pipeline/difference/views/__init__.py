"""A difference for people: in the terminal, as Markdown, as a page, as a sheet; each format is one function."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.difference.statement import Printed
from pipeline.difference.views.lines import to_lines
from pipeline.difference.views.markdown import to_markdown
from pipeline.difference.views.page import to_page
from pipeline.difference.views.rows import Row, rows
from pipeline.difference.views.sheet import to_sheet
from pipeline.printed import to_bytes

_RENDER: dict[str, Callable[[Printed, list[Row]], bytes]] = {
    "table": lambda difference, found: to_lines(difference, found).encode("utf-8"),
    "markdown": lambda difference, found: to_markdown(difference, found).encode("utf-8"),
    "html": lambda difference, found: to_page(difference, found).encode("utf-8"),
    "csv": lambda difference, found: to_sheet(found),
    "json": lambda difference, found: to_bytes(difference),
}

def render(difference: Printed, old: Printed, new: Printed, form: str) -> bytes:
    """The difference of the printed plans `old` and `new` in a format of the command, in UTF-8."""
    return _RENDER[form](difference, rows(difference, old, new))
