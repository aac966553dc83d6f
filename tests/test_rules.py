"""Every rule says why it exists, finds its examples and leaves its near misses; so a rule is read by its examples."""

from collections import Counter

import pytest

from pipeline.knowledge import HOME, Rule, knowledge
from pipeline.knowledge.gates import gate_of

RULES = [pytest.param(rule, id=f"{stem}:{rule.id}") for stem, rules in knowledge().rules.items() for rule in rules]


def test_every_rule_file_is_loaded_and_holds_rules():
    assert set(knowledge().rules) == {path.stem for path in (HOME / "rules").glob("*.toml")}
    assert all(knowledge().rules.values())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_examples(rule: Rule):
    assert rule.examples
    missed = [example for example in rule.examples if not rule.pattern.search(example)]
    assert not missed


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_its_near_misses(rule: Rule):
    taken = [near_miss for near_miss in rule.near_misses if rule.pattern.search(near_miss)]
    assert not taken


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_why_it_exists(rule: Rule):
    assert len(rule.why.split()) >= 2


@pytest.mark.parametrize("stem", sorted(knowledge().rules))
def test_rule_ids_are_unique(stem: str):
    count = Counter(rule.id for rule in knowledge().rules[stem])
    assert max(count.values()) == 1, count.most_common(3)


@pytest.mark.parametrize("stem", sorted(set(knowledge().rules) - {"regions"}))
def test_no_rule_names_a_place(stem: str):
    places = {row["surface"] for row in knowledge().lexicon["regions"] if row["level"] == "province" or len(row["surface"]) > 2}
    named = {rule.id: sorted(place for place in places if place in rule.pattern.pattern) for rule in knowledge().rules[stem]}
    assert not {rule: found for rule, found in named.items() if found}


@pytest.mark.parametrize("stem", sorted(knowledge().rules))
def test_a_gate_opens_to_all_that_its_rule_matches(stem: str):
    rules = knowledge().rules[stem]
    texts = {example for rule in rules for example in rule.examples + rule.near_misses}
    gates = {rule.id: gate_of(rule.pattern.pattern) for rule in rules}
    shut = [(rule.id, text) for rule in rules for text in texts if gates[rule.id] and rule.pattern.search(text)
            and gates[rule.id].isdisjoint(text)]
    assert not shut


@pytest.mark.parametrize("pattern, gate", [
    ("由(?!于)[^，]{0,9}到", {"由"}),  # the less usual of two that it needs
    ("(?:由|从)\\p{Han}{2}", {"由", "从"}),
    ("甲|乙?丙|[丁戊]", {"甲", "丙", "丁", "戊"}),
    ("(?<=甲)\\d+", {"甲"}),
    ("甲|[^乙]", None),
    ("(?!甲)\\d{1,2}", None),
    ("甲{0,2}\\d", None),
    ("(?i)a", None),
    ("[甲[乙丙]]", None),  # a set within a set
    ("甲(?P<n>乙)|(?P<n>丙)", {"乙", "丙"}),
])
def test_a_gate_is_what_every_match_needs(pattern: str, gate: set[str] | None):
    assert gate_of(pattern, Counter("到到到甲甲")) == gate
