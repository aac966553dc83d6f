"""How surely two records are one commitment in two revisions: a score from 0 to 1, and whether it may be asserted.

The score weighs name, words, number, year and measure. It alone is not enough: 单位电石综合能耗 and 单位合成氨综合能耗 stand
in the same sentence with the same number and are as close as two printings of one name, so a pair whose names differ
is asserted only where the words or the number leave no choice, and is doubtful else.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from pipeline.difference.statement import Statement, masked, plain

NAME, WORDS, NUMBER, YEAR, MEASURE = 0.45, 0.2, 0.15, 0.1, 0.1
DOUBTFUL = 0.5  # below it two records have nothing to do with each other
DOUBT_CEILING = 0.69  # the score of a pair that cannot be asserted
SAME_SENTENCE = 0.6  # closeness of words from which two sentences are one, revised
LONG_ENOUGH = 8  # letters before a number that do not come together by chance
LIKELY = 0.3  # closeness of two numbers that can be one target in other words; below it one is 2.7 times the other
SPECIFIC = 5  # characters of a name that say what is measured; 投资 or 面积 alone do not


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, `score`, and `firm` False where they can only be suspected to be one commitment."""

    old: Statement
    new: Statement
    score: float
    firm: bool


def pair(old: Statement, new: Statement, shift: int = 0) -> Pair | None:
    """The pair of two records of one region, None where it is none; `shift` years lie between the plans' periods.

    The same both ways: pair(a, b, k).score == pair(b, a, -k).score.
    """
    words = ratio(old.words, new.words) / 100 if old.left and new.left else None
    name = _names(old, new)
    if not name or _other_status(old, new) or _other_observation(old, new, words):
        return None
    score = (NAME * name + WORDS * (0.5 if words is None else words) + NUMBER * _numbers(old, new)
             + YEAR * _years(old, new, shift) + MEASURE * _measures(old, new))
    firm = _firm(old, new, name, words or 0.0, shift)
    score = round(score if firm else min(score, DOUBT_CEILING), 4)
    return Pair(old, new, score, firm) if firm or score >= DOUBTFUL else None


def _names(old: Statement, new: Statement) -> float:
    """1 for one indicator and scope; 0 for two that the vocabulary tells apart or that no printing explains."""
    first, second = old.record["indicator"]["id"], new.record["indicator"]["id"]
    if _one_name(old, new):
        vague = first is None and len(old.label) < SPECIFIC
        return 0.5 + 0.1 * len(old.label) if vague else 1.0
    if _one_sentence(old, new):
        return 0.9
    if first and second and first != second:
        return 0.0
    common = LCSseq.similarity(old.label, new.label)
    shorter, longer = sorted((len(old.label), len(new.label)))
    return 0.0 if common * 2 <= shorter else common / shorter * (0.4 + 0.5 * common / longer)


def _one_name(old: Statement, new: Statement) -> bool:
    """One indicator and scope, or one phrase that was parted into them in two ways."""
    return (old.indicator, old.scope) == (new.indicator, new.scope) or old.label == new.label


def same_words(old: Statement, new: Statement) -> bool:
    """Whether both numbers stand between the very same words, long enough to be no chance."""
    return old.words == new.words and long_enough(old)


def long_enough(statement: Statement) -> bool:
    """Whether the words before the number are so many that another number has them only by being the same."""
    return sum(map(str.isalpha, statement.left)) >= LONG_ENOUGH


def _one_sentence(old: Statement, new: Statement) -> bool:
    """Whether the same words leave no doubt, whatever name was read from them.

    They hold one of the names, or the number is the same; else two clauses of one pattern may speak of two things.
    """
    return same_words(old, new) and (_one_name(old, new) or same_amount(old, new) or _named_beside(old) or _named_beside(new))


def _named_beside(statement: Statement) -> bool:
    return masked(statement.label) in plain(statement.left)


def same_amount(old: Statement, new: Statement) -> bool:
    return (old.value, old.upper, old.unit) == (new.value, new.upper, new.unit)


def comparable(old: Statement, new: Statement) -> bool:
    """Whether the two numbers measure the same in the same unit."""
    return old.measure == new.measure and old.unit == new.unit


def _says_more(first: str, second: str) -> bool:
    """Whether one name holds the other whole, and that is no mere head such as 利用率."""
    shorter, longer = sorted((first, second), key=len)
    return SPECIFIC <= len(shorter) and len(longer) <= 2 * len(shorter) and LCSseq.similarity(first, second) == len(shorter)


def _numbers(old: Statement, new: Statement) -> float:
    if old.unit != new.unit:
        return 0.0
    largest = max(abs(old.value), abs(new.value))
    return 1.0 if same_amount(old, new) else 0.8 * max(0.0, 1 - abs(old.value - new.value) / (largest or 1.0))


def _years(old: Statement, new: Statement, shift: int) -> float:
    if old.year is None or new.year is None:
        return 1.0 if old.year == new.year else 0.6
    gap = new.year - old.year
    return 1.0 if not gap else 0.95 if gap == shift else max(0.2, 0.9 - 0.1 * abs(gap))


def _measures(old: Statement, new: Statement) -> float:
    if old.measure != new.measure:
        return 0.2
    alike = 1.0 if old.direction == new.direction else 0.5
    return alike if (old.commitment == "aspirational") == (new.commitment == "aspirational") else alike - 0.3


def _other_status(old: Statement, new: Statement) -> bool:
    """A promise is no report, unless it is one sentence, unchanged, that stands in another chapter now."""
    return old.status != new.status and not (same_words(old, new) and same_amount(old, new))


def _other_observation(old: Statement, new: Statement, words: float | None) -> bool:
    """Results of two years are two facts, unless one sentence only corrects the year of its number."""
    if "target" in (old.status, new.status) or old.year == new.year or None in (old.year, new.year):
        return False
    return not same_amount(old, new) or (words or 0.0) < SAME_SENTENCE


def _firm(old: Statement, new: Statement, name: float, words: float, shift: int) -> bool:
    """Whether the pair may be asserted."""
    if _one_sentence(old, new):
        return True
    same_year = old.year == new.year
    if not _one_name(old, new):  # a name that only says more, with the same number, due in the same year
        alike = same_amount(old, new) and comparable(old, new) and old.direction == new.direction
        return alike and same_year and _says_more(old.label, new.label)
    if words >= SAME_SENTENCE:
        return True
    if not comparable(old, new):
        return False
    if same_amount(old, new) and (same_year or name == 1.0):
        return True
    succeeds = shift and None not in (old.year, new.year) and new.year - old.year == shift
    return name == 1.0 and bool(same_year or succeeds) and _numbers(old, new) >= LIKELY
