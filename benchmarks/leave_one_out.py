"""How much the scores owe to what one marked-up document taught: each left out in turn, as a drop of strict F1.

The rules are not trained, so leaving a mark-up out changes nothing by itself. What a document may have taught are the
words of the lexicons and the rules that no other marked-up document needs. For each document those are taken away (a
lexicon row whose surface only its text prints, a rule that fired in it alone), and it is scored again.
Usage: python benchmarks/leave_one_out.py [GOLD …]
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.bind import bind  # noqa: E402
from pipeline.document import describe  # noqa: E402
from pipeline.evaluate import Gold, Score, load_gold, score  # noqa: E402
from pipeline.extraction import context_of, extract_plan, read_files, read_numbers, restore_text  # noqa: E402
from pipeline.knowledge import Knowledge, knowledge  # noqa: E402
from pipeline.printed import print_plan  # noqa: E402

LEXICONS = ("heads", "indicators", "words")
RULES = ("comparators", "modifiers", "predicates", "roles", "status")  # those that are tried in turn, none by its name


def fired(gold: Gold, known: Knowledge) -> set[str]:
    """The ids of the rules that decided something in the document."""
    sources, _ = read_files((gold.document(),))
    sections, blocks, _ = restore_text(sources, known)
    readings = read_numbers(blocks, known)
    found = bind(readings, context_of(describe(gold.name, sources, blocks, known), sections, readings), known, blocks)
    named = {rule for reasons in found.reasons for value in reasons.values() for rule in (value or "").split()}
    return named | {unread.reason for unread in found.unread}


def without(known: Knowledge, text: str, others: str, rules: set[str]) -> Knowledge:
    """The knowledge less the lexicon rows that `text` prints and `others` do not, and less `rules`."""
    lexicon = {name: tuple(row for row in rows if name not in LEXICONS or row["surface"] not in text or row["surface"] in others)
               for name, rows in known.lexicon.items()}
    kept = {name: tuple(rule for rule in entries if name not in RULES or rule.id not in rules)
            for name, entries in known.rules.items()}
    return replace(known, rules=MappingProxyType(kept), lexicon=MappingProxyType(lexicon))


def scored(gold: Gold, known: Knowledge) -> Score:
    document = gold.document()
    return score(gold, print_plan(extract_plan(gold.name, (document,), known)), document.name)


def main(paths: list[Path]) -> None:
    known = knowledge()
    golds = [load_gold(path) for path in paths]
    texts = {gold.name: gold.document().read_text(encoding="utf-8") for gold in golds}
    rules = {gold.name: fired(gold, known) for gold in golds}
    print("document\tstrict F1\twithout it\tdrop")
    before, after = Score(), Score()
    for gold in golds:
        others = "\n".join(text for name, text in texts.items() if name != gold.name)
        own = rules[gold.name].difference(*(found for name, found in rules.items() if name != gold.name))
        full, less = scored(gold, known), scored(gold, without(known, texts[gold.name], others, own))
        before, after = before + full, after + less
        print(f"{gold.name}\t{full.strict_f1:.3f}\t{less.strict_f1:.3f}\t{full.strict_f1 - less.strict_f1:.3f}", flush=True)
    print(f"all\t{before.strict_f1:.3f}\t{after.strict_f1:.3f}\t{before.strict_f1 - after.strict_f1:.3f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((ROOT / "tests" / "gold").glob("*.json")))
