"""What digits and words of a sentence are quantities, and what they say. Sentences are data: `cases/quantities.toml`."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import quantities
from pipeline.knowledge import knowledge
from pipeline.records import Block, BlockKind, Place

CASES = tomllib.loads((Path(__file__).parent / "cases/quantities.toml").read_text(encoding="utf-8"))["case"]
KNOWN = knowledge()


def reading(text):
    return quantities.read(Block("b1", None, BlockKind.SENTENCE, text, (Place("s", ((0, 0, len(text)),)),)), KNOWN)


def printed(text):
    read = reading(text)
    lines = []
    for q in read.quantities if read else ():
        start, end = read.printed(q.start, q.end)
        upper = f" {q.upper:g}" if q.upper is not None else ""
        lines.append(f"{text[start:end]} = {q.value:g} {q.unit} {q.comparator}{upper}")
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_quantities_of_a_sentence(case):
    assert printed(case["text"]) == case["found"]


@given(st.text(alphabet="0123456789.,%万亿吨 年月的至—（）《》“”、，PMCO", max_size=60))
def test_any_text_is_read_without_an_error_and_stays_in_order(text):
    read = reading(text)
    found = read.quantities if read else ()
    assert all(0 <= q.left <= q.start < q.end <= q.right <= len(read.text) for q in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))


@given(st.integers(1, 10**7), st.sampled_from(["万吨", "%", "个百分点", "公里", "亿千瓦时", "万立方米/日"]))
def test_a_level_is_read_back_exactly(value, unit):
    assert printed(f"规模达到{value}{unit}。") == [f"{value}{unit} = {value:g} {unit} eq"]
