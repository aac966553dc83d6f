"""How fast unwrap, restore and outline are together, and how they grow: characters per second, as ratios to the first row.

Texts of 10,000, 1,000,000 and 10,000,000 characters: printed once, on paper lines, twice, with two copies running through
each other, and as windows; then texts that nobody wrote. Each case runs in a process of its own, so that the memory is
its own. Usage: python benchmarks/restore.py [CHARACTERS …]
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from pipeline.knowledge import knowledge  # noqa: E402
from pipeline.outline import outline  # noqa: E402
from pipeline.records import Source  # noqa: E402
from pipeline.restore import restore  # noqa: E402
from stages import text_of  # noqa: E402


def on_paper(text: str) -> str:
    """Lines of 30 characters, 25 to a page, with page numbers."""
    lines = [line for paragraph in text.split("\n") for line in re.findall(".{1,30}", paragraph)]
    pages = [lines[k:k + 25] for k in range(0, len(lines), 25)]
    return "\f".join("\n".join((*page, f"— {number} —")) + "\n" for number, page in enumerate(pages, 1))


def interleaved(text: str) -> str:
    """Two copies: a line is the leading copy's next sentence, a run of the lagging copy, a run of the leading copy."""
    draw = random.Random(1)
    sentences = list(dict.fromkeys(re.findall("[^。\n]+。", text[:2 * len(text) // 3])))
    lead = [s for k, s in enumerate(sentences) if k % 23 not in (5, 6, 7, 8)]
    lag = sentences[:len(sentences) // 2]
    lines, a, b = [], 0, 0
    while a < len(lead) or b < len(lag):
        run, rest = draw.randint(2, 4), draw.randint(3, 5)
        lines.append("".join((*lead[a:a + 1], *lag[b:b + run], *lead[a + 1:a + rest])))
        a, b = a + rest, b + run
    return "\n".join(lines)


def windows(text: str) -> str:
    """Windows of 500 characters, each beginning with the last 100 of the one before."""
    flat = text.replace("\n", "")
    return "\n".join(flat[k:k + 500] for k in range(0, 4 * len(flat) // 5, 400))


CASES: dict[str, Callable[[int], str]] = {
    "once": text_of,
    "on paper": lambda size: on_paper(text_of(size)),
    "twice": lambda size: "\n".join([text_of(size // 2)] * 2),
    "interleaved": lambda size: interleaved(text_of(size)),
    "windows": lambda size: windows(text_of(size)),
    "one sentence again and again": lambda size: "到2025年，单位地区生产总值能耗下降13.5%。" * (size // 24),
    "one character": lambda size: "电" * size,
    "empty lines": lambda size: "\n" * size,
}


def measure(case: str, size: int) -> None:
    """Print the characters, seconds, sentences, copies and peak memory (MB above the text's own start) of one case."""
    known = knowledge()
    source = Source("plan.txt", "text/plain", "utf-8", "0" * 64, CASES[case](size))
    outline(restore(Source("warm.txt", "text/plain", "utf-8", "0" * 64, text_of(5_000)), known).sentences, known)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    restored = restore(source, known)
    outline(restored.sentences, known)
    seconds = time.perf_counter() - started
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(len(source.text), seconds, len(restored.sentences), restored.repeated, memory)


def main() -> None:
    if len(sys.argv) == 4 and sys.argv[1] == "--case":
        measure(sys.argv[2], int(sys.argv[3]))
        return
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 1_000_000, 10_000_000]
    print(f"{'text':30}{'characters':>12}{'seconds':>9}{'per second':>12}{'ratio':>7}{'sentences':>11}{'copies':>9}{'MB':>7}")
    for case in CASES:
        first = 0.0
        for size in sizes:
            command = [sys.executable, __file__, "--case", case, str(size)]
            printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            characters, seconds, sentences, copies, memory = (float(part) for part in printed)
            speed = characters / seconds
            first = first or speed
            print(f"{case:30}{characters:12,.0f}{seconds:9.3f}{speed:12,.0f}{speed / first:7.2f}{sentences:11,.0f}{copies:9,.0f}{memory:7.0f}")


if __name__ == "__main__":
    main()
