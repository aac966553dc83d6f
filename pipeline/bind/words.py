"""Words of plan language: cut by jieba with our own small dictionary, looked up in `lexicon/words.csv`.

An own Tokenizer, never the global one: its words are the lexicon's, so a verb inside a noun (建成 in 建成区) is not
seen as a verb, and loading costs milliseconds. Unknown stretches fall apart into characters.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

from pipeline.knowledge import Knowledge
from pipeline.records import Direction, Measure

# jieba asks pkg_resources where its own dictionary lies; it is not used here, and its import costs more than all of jieba
_resources = sys.modules.setdefault("pkg_resources", None)
import jieba  # noqa: E402

if _resources is None:
    del sys.modules["pkg_resources"]

jieba.setLogLevel("ERROR")

# longer words weigh more, fewer words weigh more than longer ones
_HEAVIEST, _PER_WORD = 6, 10


@dataclass(frozen=True, slots=True)
class Word:
    """`role`: lead (says nothing at the left of a name), place, act (a verb with an object), noun (kept whole).

    `keep`: the verb belongs to the name (淘汰落后产能), or is one `alone` (节能). `strong`: a verb even inside a clause
    (工业企业淘汰产能); `light`: so, and it says nothing itself (完成, 实现).
    """

    surface: str
    role: str
    measure: Measure | None
    direction: Direction | None
    keep: str
    strong: str


@cache
def words(known: Knowledge) -> dict[str, Word]:
    return {row["surface"]: Word(row["surface"], row["role"], Measure(row["measure"]) if row["measure"] else None,
                                 Direction(row["direction"]) if row["direction"] else None, row["keep"], row["strong"])
            for row in known.lexicon["words"]}


class _Tokenizer(jieba.Tokenizer):
    """Weighs words in whole numbers, so that no other word of the dictionary tips a tie: the longer first word wins it."""

    def calc(self, sentence: str, DAG: dict[int, list[int]], route: dict[int, tuple[int, int]]) -> None:
        route[len(sentence)] = (0, 0)
        for start in range(len(sentence) - 1, -1, -1):
            route[start] = max((self._weight(sentence[start:end + 1]) + route[end + 1][0], end) for end in DAG[start])

    def _weight(self, word: str) -> int:
        return (min(len(word), _HEAVIEST) if self.FREQ.get(word) else 0) - _PER_WORD


@cache
def _tokenizer(known: Knowledge) -> jieba.Tokenizer:
    surfaces = set(words(known)) | {row["surface"] for row in known.lexicon["heads"]}
    verbs = tuple(word.surface for word in words(known).values() if word.role in ("act", "lead", "place") and len(word.surface) > 1)
    surfaces |= {row["surface"] for row in known.lexicon["indicators"]
                 if 1 < len(row["surface"]) <= 8 and not row["surface"].startswith(verbs)}
    entries = "\n".join(f"{s} 1" for s in sorted(surfaces) if " " not in s)
    tokenizer = _Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(_Named(entries.encode()))
    tokenizer.initialized = True
    return tokenizer


class _Named(BytesIO):
    name = "lexicon/words.csv"


@lru_cache(maxsize=4096)
def cut(text: str, known: Knowledge) -> tuple[str, ...]:
    """The words of a folded text, in order; they join to the text again."""
    return tuple(_tokenizer(known).cut(text, HMM=False))


def first_word(text: str, known: Knowledge) -> str:
    """The longest word of the dictionary that a text begins with, else its first character.

    Much cheaper than cutting, and the same word wherever words do not overlap.
    """
    entries = _tokenizer(known).FREQ
    return next((text[:size] for size in range(min(8, len(text)), 1, -1) if entries.get(text[:size])), text[:1])
