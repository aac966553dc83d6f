"""Repeated scraped text → every sentence once, in reading order, with all its places.

The seed's true order is marked by hand (`gold/seed.json`, `order`: the offset of each sentence's first occurrence). Other
interleavings are made here from marked plans, with other speeds, gaps and record lengths.
"""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.knowledge import knowledge
from pipeline.records import Source
from pipeline.restore import restore

ROOT = Path(__file__).parents[1]
SEED = (ROOT / "raw/nmg-2016-2020-energy-saving/plan.txt").read_text(encoding="utf-8")
EXCERPTS = ROOT / "tests/gold"
CHOSEN = [EXCERPTS / f"dev-{name}.txt" for name in ("datong-environment-145", "fujian-energy-145", "hefei-power-145")]
PLANS = CHOSEN + sorted(set(EXCERPTS.glob("dev-*.txt")) - set(CHOSEN))


def restored(text):
    return restore(Source("a.txt", "text/plain", "utf-8", "0" * 64, text), knowledge())


def bare(text):
    return "".join(text.split())


def sentences_of(path, count):
    """Different sentences of a marked plan, in its order, without line breaks and the brackets of duties behind them."""
    found = [re.sub("(?<=。)（.*", "", bare(s.text)) for s in restored(path.read_text(encoding="utf-8")).sentences]
    kept = [s for s in dict.fromkeys(found) if len(s) > 12 and s.endswith("。")]
    return kept[:count]


def tau(order):
    """Kendall's tau of a permutation against its sorted order."""
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1:]]
    return 1 - 2 * sum(a > b for a, b in pairs) / max(1, len(pairs))


def neighbours(order):
    """The share of true neighbours that are neighbours in a permutation."""
    return sum(b == a + 1 for a, b in zip(order, order[1:])) / max(1, len(order) - 1)


def skipping(sentences, chance, share):
    """The sentences but for stretches of one to six that a copy skips."""
    kept, k = list(sentences[:4]), 4
    while k < len(sentences):
        if chance.random() < share / 3.5:
            k += chance.randint(1, 6)
        else:
            kept.append(sentences[k])
            k += 1
    return kept


def records(lead, lag, chance, size):
    """Lines of about `size` characters: the leading copy's next sentence, a run of the lagging copy, a run of the leading."""
    position = {s: k for k, s in enumerate(dict.fromkeys(lead + lag))}
    share = sum(map(len, lag)) / sum(map(len, lead + lag))
    lines, a, b = [], 0, 0
    while a < len(lead) or b < len(lag):
        line = lead[a:a + 1]
        a += 1
        most = share * size * chance.uniform(0.6, 1.4) + len("".join(line))
        while b < len(lag) and len("".join(line)) < most and (a >= len(lead) or lag[b] not in position or lag[b] not in lead[a:]):
            line.append(lag[b])
            b += 1
        while a < len(lead) and len("".join(line)) < size:
            line.append(lead[a])
            a += 1
        lines.append("".join(line))
    return "\n".join(lines) + "\n"


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


def test_the_seeds_sentences_have_their_true_neighbours():
    gold = json.loads((ROOT / "tests/gold/seed.json").read_text(encoding="utf-8"))
    starts = [min(place.span.start for place in s.places) for s in restored(SEED).sentences]
    rank = {offset: k for k, offset in enumerate(offset for offset in gold["order"] if offset in starts)}
    assert neighbours([rank[start] for start in starts if start in rank]) >= 0.97


@pytest.mark.parametrize("joint", ["", "\n"])
def test_the_seed_without_its_records_is_nearly_in_order(joint):
    found = [bare(s.text) for s in restored(SEED.replace("\n", "").replace("。", "。" + joint)).sentences]
    true = [bare(s.text) for s in restored(SEED).sentences]
    assert tau([true.index(s) for s in found if s in true]) >= 0.92


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


KINDS = {  # which copy skips, how far the lagging one comes, the length of a record
    "the lagging copy is complete": (0.2, 0.0, 0.5, 430), "short records": (0.2, 0.0, 0.5, 220), "long records": (0.2, 0.0, 0.5, 900),
    "a fast lagging copy": (0.2, 0.0, 0.9, 430), "a slow lagging copy": (0.2, 0.0, 0.3, 430),
    "the leading copy is complete": (0.0, 0.2, 0.5, 430), "both copies skip": (0.15, 0.15, 0.6, 430),
}


@pytest.mark.parametrize("kind", KINDS)
def test_copies_at_other_speeds_with_other_gaps_and_records(kind):
    lead_skips, lag_skips, reach, size = KINDS[kind]
    taus, neighbourly = [], []
    for path in PLANS[:6]:
        sentences, chance = sentences_of(path, 90), random.Random(f"{kind} {path.stem}")
        lead = skipping(sentences, chance, lead_skips)
        lag = skipping(sentences[:int(reach * len(sentences))], chance, lag_skips)
        printed = set(lead) | set(lag)
        asked = [s for s in sentences if s in printed]
        found = [bare(s.text) for s in restored(records(lead, lag, chance, size)).sentences]
        assert sorted(found) == sorted(asked)
        order = [asked.index(s) for s in found]
        taus.append(tau(order))
        neighbourly.append(neighbours(order))
    assert sum(taus) / len(taus) >= 0.95 and sum(neighbourly) / len(neighbourly) >= 0.92, (taus, neighbourly)


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


@pytest.mark.parametrize("size, step", [(500, 400), (430, 400), (900, 300)])
def test_windows_of_characters_are_joined_where_they_overlap(size, step):
    sentences = sentences_of(PLANS[2], 60)
    flat = "".join(sentences)
    text = "\n".join(flat[k:k + size] for k in range(0, len(flat), step)) + "\n"
    found = restored(text).sentences
    assert [bare(s.text) for s in found] == sentences
    assert all(s.text[at:at + length] == text[start:start + length]
               for s in found for place in s.places for at, start, length in place.runs)
    assert sum(len(s.places) > 1 for s in found) >= 5 * (size - step > 90)


def test_copies_inside_copies_are_folded():
    sentences, lines = sentences_of(PLANS[1], 40), []
    for k in range(0, 40, 20):
        lines.append("".join(sentences[k:k + 20]))
        for j in range(k, k + 20, 4):
            lines += ["".join(sentences[j:j + 4]), *sentences[j:j + 4]]
    found = restored("\n".join(lines) + "\n")
    assert [bare(s.text) for s in found.sentences] == sentences and all(len(s.places) == 3 for s in found.sentences)


@pytest.mark.parametrize("first, second", [(7, 0), (0, 5), (7, 5), (4, 3)])
@pytest.mark.parametrize("path", PLANS[:8], ids=lambda path: path.stem)
def test_what_only_one_copy_of_a_page_prints_stands_where_it_stood(path, first, second):
    sentences = sentences_of(path, 60)
    kept = [[s for k, s in enumerate(sentences) if not gap or k % gap != gap - 1] for gap in (first, second)]
    found = [bare(s.text) for s in restored("".join(kept[0]) + "\n" + "".join(kept[1]) + "\n").sentences]
    assert sorted(found) == sorted(set(kept[0]) | set(kept[1]))
    assert tau([sentences.index(s) for s in found]) >= 0.99


def test_a_sentence_that_the_plan_says_in_two_places_stays_in_both():
    sentences = sentences_of(PLANS[0], 30)
    sentences.insert(25, sentences[5])
    found = restored("\n".join(sentences) + "\n")
    assert [bare(s.text) for s in found.sentences] == sentences and found.repeated == 0


def test_a_long_sentence_printed_twice_at_once_is_a_fault():
    sentences = sentences_of(PLANS[0], 10)
    found = restored("".join(sentences[:4]) + sentences[3] + "".join(sentences[4:]) + "\n")
    assert [bare(s.text) for s in found.sentences] == sentences and found.repeated == 1


def test_copies_with_other_white_space_are_one_sentence_and_every_character_has_its_place():
    sentences = sentences_of(PLANS[1], 12)
    text = "\n".join((*sentences, *(s.replace("年", " 年 ").replace("，", "， ") for s in sentences))) + "\n"
    found = restored(text).sentences
    assert [bare(s.text) for s in found] == sentences
    for sentence in found:
        assert len(sentence.places) == 2
        for place in sentence.places:
            for k in range(len(sentence.text)):
                span = place.locate(k, k + 1)
                assert text[span.start:span.end] == sentence.text[k]


def test_a_running_header_is_kept_once_with_all_its_places():
    lines, header = PLANS[0].read_text(encoding="utf-8").split("\n")[:80], "某市“十四五”专项规划"
    text = "\f".join(f"{header}\n" + "\n".join(lines[k:k + 16]) + "\n" for k in range(0, 80, 16))
    found = [s for s in restored(text).sentences if s.text == header]
    assert len(found) == 1 and len(found[0].places) == 5


def test_many_copies_of_one_sentence_and_a_sentence_without_end_are_bounded():
    many = restored("到2025年，单位地区生产总值能耗下降13.5%。" * 3000)
    assert len(many.sentences) == 1 and len(many.sentences[0].places) == 3000 and many.repeated == 2999
    endless = restored("电" * 300_000)
    assert max(len(s.text) for s in endless.sentences) <= 5000
    assert [warning.code for warning in endless.warnings] == ["long_sentence"]


def test_near_duplicates_stay_apart():
    text = ("到2020年，单位电石生产综合能耗由1.1吨标准煤/吨降至1.05吨标准煤/吨。\n"
            "到2020年，单位合成氨生产综合能耗由1.46吨标准煤/吨降至1.15吨标准煤/吨。\n")
    assert len(restored(text).sentences) == 2


ACTS = ("推进节能改造", "实施能效提升计划", "淘汰落后产能", "推广清洁能源", "完善计量体系", "加强监督考核", "开展清洁生产审核")
statement = st.builds(lambda act, other, year, share: f"到{year}年，{act}，{other}，能耗下降{share}%。", st.sampled_from(ACTS),
                      st.sampled_from(ACTS), st.integers(2016, 2035), st.integers(1, 99))


@settings(max_examples=60, deadline=None)
@given(st.lists(statement, max_size=30, unique=True), st.sampled_from(["\n", ""]))
def test_any_unrepeated_sentences_come_out_in_their_order(sentences, joint):
    found = restored(joint.join(sentences))
    assert [bare(s.text) for s in found.sentences] == sentences and found.repeated == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(statement, min_size=2, max_size=25, unique=True), st.randoms(use_true_random=False), st.sampled_from([60, 150, 400]))
def test_any_interleaving_keeps_each_sentence_once_with_its_places(sentences, chance, size):
    lead, lag = skipping(sentences, chance, 0.2), sentences[:max(1, len(sentences) // 2)]
    text = records(lead, lag, chance, size)
    found = restored(text).sentences
    texts = [bare(s.text) for s in found]
    assert set(texts) == set(lead) | set(lag)
    for sentence in found:
        for place in sentence.places:
            assert all(sentence.text[at:at + length] == text[start:start + length] for at, start, length in place.runs)
    covered = sorted((place.span.start, place.span.end) for s in found for place in s.places)
    assert all(before <= start for (_, before), (start, _) in zip(covered, covered[1:]))
    assert sum(end - start for start, end in covered) == len(bare(text))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["能耗下降14%。", "森林覆盖率达到23%。", "推进改造。", "一、目标", "1."]), max_size=30),
       st.sampled_from(["\n", ""]))
def test_any_repetition_keeps_every_different_sentence(parts, joint):
    text = joint.join(parts)
    found = "".join(bare(s.text) for s in restored(text).sentences)
    assert all(part in found for part in set(parts) if part.endswith("。"))


def test_the_bracket_of_duties_belongs_to_the_sentence_before_it():
    text = "能效提升率达到95%。（责任单位：省能源局，配合单位：省住建厅（人防办）等）强化治理，处理率达到90%。（省水利厅负责）（见专栏）完成改造。"
    assert [sentence.text for sentence in restored(text).sentences] == [
        "能效提升率达到95%。（责任单位：省能源局，配合单位：省住建厅（人防办）等）", "强化治理，处理率达到90%。（省水利厅负责）", "（见专栏）完成改造。"]
