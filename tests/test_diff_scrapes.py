"""One plan, scraped in other ways, is one plan: other repetition, line breaks, encoding and numbering change nothing.

The scrapes are made from the seed's own restored text, so they say nothing that the seed does not say.
"""

import re
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from pipeline import diff
from pipeline.extraction import extract_plan

SEED = Path(__file__).parents[1] / "raw" / "nmg-2016-2020-energy-saving" / "plan.txt"


@cache
def seed():
    return extract_plan("nmg-2016-2020-energy-saving", (SEED,))


def paragraphs():
    """The restored text: headings alone, sentences that stood together together."""
    return ["".join(block.text for block in group)
            for _, group in groupby(seed().blocks, key=lambda block: block.id if block.kind == "heading" else block.section)]


def sentences():
    return [block.text for block in seed().blocks]


def wrapped(ems):
    """Lines as on paper: so wide, no number broken, no punctuation at the head of a line."""
    lines = []
    for paragraph in paragraphs():
        line = ""
        for word in re.findall(r"[!-~]+[，。、；：）”%]*|.[，。、；：）”％]*", paragraph):
            if sum(0.5 if char.isascii() else 1 for char in line + word) > ems:
                lines, line = [*lines, line], ""
            line += word
        lines.append(line)
    return "\r\n".join(lines)


def overlapping(size, step):
    """Windows of sentences that repeat the end of the one before."""
    return "\n".join("".join(sentences()[start:start + size]) for start in range(0, len(sentences()), step))


SCRAPES = {
    "once, a paragraph a line": lambda: "\n".join(paragraphs()),
    "the page twice": lambda: "\n".join(paragraphs() * 2),
    "each paragraph twice": lambda: "\n".join(paragraph for paragraph in paragraphs() for _ in "12"),
    "lines as on paper": lambda: wrapped(38),
    "overlapping windows": lambda: overlapping(6, 4),
    "navigation around it": lambda: "\n".join(["首页", "政务公开", *paragraphs(), "打印", "关闭窗口"]),
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("scrape", SCRAPES)
def test_a_scrape_in_another_form_changes_nothing(scrape, encoding, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(SCRAPES[scrape]().encode(encoding))
    again = extract_plan("nmg-2016-2020-energy-saving", (path,))
    changes = [(change["kind"], change["message"]) for change in diff(seed(), again)["changes"]]
    assert changes == []
