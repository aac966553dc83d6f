"""How fast the stages are: characters per second on one core, at 10,000 and at 1,000,000 characters, and the cold start.

The text is made of the marked-up excerpts' clauses in a new order, so that it is as dense in numbers as a plan and no
sentence repeats another. Usage: python benchmarks/stages.py [CHARACTERS …]
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline import extraction, quantities  # noqa: E402
from pipeline.bind import bind  # noqa: E402
from pipeline.check import check  # noqa: E402
from pipeline.document import describe  # noqa: E402
from pipeline.identify import identify, quote_records  # noqa: E402
from pipeline.knowledge import knowledge  # noqa: E402
from pipeline.order import in_reading_order  # noqa: E402
from pipeline.outline import outline  # noqa: E402
from pipeline.read import read_bytes  # noqa: E402
from pipeline.records import Plan, Status  # noqa: E402
from pipeline.restore import restore  # noqa: E402
from pipeline.write import write_plan  # noqa: E402


def text_of(characters: int) -> str:
    """Sentences made of the excerpts' clauses in a new order, five to a paragraph, cut at `characters`."""
    draw = random.Random(1)
    excerpts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "gold").glob("dev-*.txt")))
    clauses = [clause for text in excerpts for clause in re.split("[，。；：\\s]+", text) if 4 <= len(clause) <= 60]
    weights = [0.65 if re.search(r"\d", clause) else 1.0 for clause in clauses]  # 11 numbers in 1,000 characters, as in plans
    parts, length = [], 0
    while length < characters:
        sentence = "，".join(draw.choices(clauses, weights, k=draw.randint(2, 6))) + "。" + ("\n" if draw.random() < 0.2 else "")
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)[:characters]


def measure(characters: int) -> dict[str, float]:
    """Seconds per stage."""
    seconds: dict[str, float] = {}

    def timed(name: str, run: Callable, *args):
        started = time.perf_counter()
        result = run(*args)
        seconds[name] = time.perf_counter() - started
        return result

    known = knowledge()
    source, _ = timed("read", read_bytes, "plan.txt", text_of(characters).encode())
    restored = timed("restore", restore, source, known)
    sections, blocks = timed("outline", outline, restored.sentences, known)
    document = timed("document", describe, "plan", (source,), blocks, known)
    readings = timed("quantities", lambda: tuple(reading for block in blocks if quantities.may_hold(block.text, known)
                                                 and (reading := quantities.read(block, known))))
    context = extraction.context_of(document, sections)
    bound = timed("bind", bind, readings, context, known, blocks)
    records = timed("normalise", extraction.comparable, bound.records, context, known)
    named = timed("identify", lambda: identify(in_reading_order(quote_records(records, (source,)), (), blocks)))
    plan = Plan(document, sections, blocks, (), tuple(r for r in named if r.status is Status.TARGET),
                tuple(r for r in named if r.status is Status.ACTUAL))
    plan = replace(plan, checks=timed("check", check, plan))
    with tempfile.TemporaryDirectory() as folder:
        timed("write", write_plan, plan, Path(folder))
    return seconds


def cold_start() -> float:
    """Seconds from the command line to the written output of the seed, the best of three."""
    times = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            subprocess.run([sys.executable, "-m", "pipeline", "extract", "raw", "-o", folder], cwd=ROOT, check=True,
                           capture_output=True)
            times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 1_000_000]
    measure(5_000)  # patterns and lexicons are loaded once, before the clock runs
    columns = [measure(size) for size in sizes]
    print(f"{'stage':12}" + "".join(f"{f'{size:,} characters':>26}" for size in sizes))
    for name in columns[0]:
        print(f"{name:12}" + "".join(f"{column[name]:12.3f} s {size / column[name]:>10,.0f}/s" for size, column in zip(sizes, columns)))
    for title, left_out in (("stages", {"write"}), ("all", set())):
        totals = [sum(seconds for name, seconds in column.items() if name not in left_out) for column in columns]
        print(f"{title:12}" + "".join(f"{total:12.3f} s {size / total:>10,.0f}/s" for size, total in zip(sizes, totals)))
    print(f"\ncold start to the seed's written output: {cold_start():.2f} s")


if __name__ == "__main__":
    main()
