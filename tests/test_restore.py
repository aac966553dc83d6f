"""Repeated scraped text → every sentence once, in reading order, with all its places.

The seed's true order is marked by hand (`gold/seed.json`, `order`: the offset of each sentence's first occurrence). Other
interleavings are made here from marked plans, with other speeds, gaps and record lengths.
"""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.knowledge import knowledge
from pipeline.records import Source
from pipeline.restore import restore

ROOT = Path(__file__).parents[1]
SEED = (ROOT / "raw/nmg-2016-2020-energy-saving/plan.txt").read_text(encoding="utf-8")
PLANS = sorted((ROOT / "tests/gold").glob("dev-*.txt"))


def restored(text):
    return restore(Source("a.txt", "text/plain", "utf-8", "0" * 64, text), knowledge())


def bare(text):
    return "".join(text.split())


def sentences_of(path, count):
    """Different sentences of a marked plan, in its order, without line breaks."""
    found = [bare(s.text) for s in restored(path.read_text(encoding="utf-8")).sentences]
    kept = [s for s in dict.fromkeys(found) if len(s) > 12 and s.endswith("。")]
    return kept[:count]


def tau(order):
    """Kendall's tau of a permutation against its sorted order."""
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1:]]
    return 1 - 2 * sum(a > b for a, b in pairs) / max(1, len(pairs))


def interleave(sentences, chance):
    """Two copies at different speeds: a line is the leading copy's next sentence, a run of the lagging copy, a run of the leading."""
    lead = [s for k, s in enumerate(sentences) if k < 4 or chance.random() < 0.8]
    lag = sentences[:int(len(sentences) * chance.uniform(0.5, 0.7))]
    lines, a, b = [], 0, 0
    while a < len(lead) or b < len(lag):
        line = lead[a:a + 1]
        a += 1
        runs = chance.randint(1, 3)
        line += lag[b:b + runs]
        b += runs
        rest = chance.randint(1, 3)
        line += lead[a:a + rest]
        a += rest
        lines.append("".join(line))
    printed = set(lead) | set(lag)
    return "\n".join(lines) + "\n", [s for s in sentences if s in printed]


def test_the_seed_comes_out_in_its_true_order():
    gold = json.loads((ROOT / "tests/gold/seed.json").read_text(encoding="utf-8"))
    starts = [min(place.span.start for place in s.places) for s in restored(SEED).sentences]
    asked = [offset for offset in gold["order"] if offset in starts]
    assert len(asked) >= 0.9 * len(gold["order"])  # others begin behind a heading that was cut off
    rank = {offset: k for k, offset in enumerate(asked)}
    assert tau([rank[start] for start in starts if start in rank]) >= 0.995


def test_nothing_is_lost_and_nothing_printed_twice():
    found = restored(SEED)
    texts = [bare(s.text) for s in found.sentences if len(bare(s.text)) >= 12]
    assert len(set(texts)) == len(texts) and found.repeated > 40
    covered = {k for s in found.sentences for place in s.places for start in (place.span,) for k in range(start.start, start.end)}
    assert not bare("".join(char for k, char in enumerate(SEED) if k not in covered))


def test_every_place_holds_the_sentence():
    for sentence in restored(SEED).sentences:
        for place in sentence.places:
            assert bare(SEED[place.span.start:place.span.end]) == bare(sentence.text)


@pytest.mark.parametrize("path", PLANS[:6], ids=lambda path: path.stem)
def test_interleavings_of_other_plans_are_put_in_order(path):
    sentences = sentences_of(path, 60)
    scores = []
    for number in range(3):
        text, asked = interleave(sentences, random.Random(f"{path.stem} {number}"))
        found = [bare(s.text) for s in restored(text).sentences]
        rank = {s: k for k, s in enumerate(asked)}
        assert sorted(found) == sorted(asked)
        scores.append(tau([rank[s] for s in found]))
    assert sum(scores) / len(scores) >= 0.9, scores


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_an_unrepeated_plan_comes_out_untouched(path):
    text = path.read_text(encoding="utf-8")
    starts = [s.places[0].span.start for s in restored(text).sentences if len(bare(s.text)) > 20]
    assert starts == sorted(starts) and restored(text).repeated <= 2


@pytest.mark.parametrize("times", [2, 3])
def test_a_page_printed_again_is_read_once(times):
    text = PLANS[0].read_text(encoding="utf-8").rstrip("\n") + "\n"
    once, again = restored(text).sentences, restored(text * times).sentences
    assert [s.text for s in again] == [s.text for s in once]
    assert all(len(s.places) >= times for s in again if len(s.text) > 20)


def test_paragraphs_inside_their_parents_and_alone_are_folded():
    sentences = sentences_of(PLANS[1], 20)
    parents = ["".join(sentences[k:k + 5]) for k in range(0, 20, 5)]
    text = "\n".join("\n".join((parent, *sentences[5 * k:5 * k + 5])) for k, parent in enumerate(parents)) + "\n"
    assert [bare(s.text) for s in restored(text).sentences] == sentences


def test_overlapping_windows_are_folded():
    sentences = sentences_of(PLANS[2], 30)
    text = "\n".join("".join(sentences[k:k + 6]) for k in range(0, 26, 3)) + "\n"
    assert [bare(s.text) for s in restored(text).sentences] == sentences


def test_near_duplicates_stay_apart():
    text = ("到2020年，单位电石生产综合能耗由1.1吨标准煤/吨降至1.05吨标准煤/吨。\n"
            "到2020年，单位合成氨生产综合能耗由1.46吨标准煤/吨降至1.15吨标准煤/吨。\n")
    assert len(restored(text).sentences) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["能耗下降14%。", "森林覆盖率达到23%。", "推进改造。", "一、目标", "1."]), max_size=30),
       st.sampled_from(["\n", ""]))
def test_any_repetition_keeps_every_different_sentence(parts, joint):
    text = joint.join(parts)
    found = "".join(bare(s.text) for s in restored(text).sentences)
    assert all(part in found for part in set(parts) if part.endswith("。"))
