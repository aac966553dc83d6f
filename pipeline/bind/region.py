"""The region of each record: its subject's place, its clause's, or the one that the sentence is about."""

from __future__ import annotations

from pipeline.bind.clause import clause_start
from pipeline.bind.draft import State
from pipeline.bind.phrase import Named, Phrase
from pipeline.bind.place import Located, place_of_clause
from pipeline.knowledge import Knowledge, pattern
from pipeline.knowledge.divisions import prefix
from pipeline.knowledge.regions import gazetteer
from pipeline.records import Region


def regions_of(located: Located, named: Named, phrase: Phrase, state: State, context: Region,
               known: Knowledge) -> tuple[Region | None, ...]:
    """The region of each record: its subject's, the name's or the clause's; within one clause the last number's."""
    clause = clause_start(phrase.text, phrase.group[0].left)
    scene = bool(pattern(known, "phrase.sets-scene").match(phrase.text, clause))
    acts = _sure(located, scene) and (scene or not (phrase.found.verb and located.name))  # 建成潍坊电站: a place of its object
    if (located.region is None or named.takes_behind) and not named.regions:
        whole = place_of_clause(phrase.text[clause:phrase.group[0].left], context, known)
        if phrase.start > clause and state.drafts:
            located = located if located.region else Located("", state.drafts[-1].region)
        elif whole.listed or located.region is None:
            located, acts = whole, _sure(whole, scene)
    if not named.regions:
        located = _in_place(located, acts, phrase, state, context, known)
    if len(located.listed) == len(phrase.group) > 1:  # 南宁市、柳州市优良天数比例分别达到95%、94%: a number for each place
        return located.listed
    return (located.region,) * max(len(phrase.group), len(named.names)) if located.region else named.regions


def _sure(located: Located, scene: bool) -> bool:
    """Whether a place may hold for later numbers too: a division, or what 在 sets the scene in."""
    return bool(located.region and (located.region.code or scene))


def _in_place(located: Located, acts: bool, phrase: Phrase, state: State, context: Region, known: Knowledge) -> Located:
    """A number without a place of its own holds for the one that the sentence is about: 长春市已建成换电站46座，推广汽车2654辆."""
    if located.region or located.listed:
        state.place = located.region if acts and not state.whole else None
        return located
    if not state.drafts and state.previous and phrase.text.startswith("其中"):
        return Located(located.name, state.previous.region)
    since = phrase.text[state.drafts[-1].quantity.right if state.drafts else 0:phrase.group[0].left]
    opened, rest = _opened(since, context, known)
    leaves = pattern(known, "phrase.leaves-place").search(rest)
    if opened and not leaves and not pattern(known, "phrase.tries-out").search(since):
        state.place = opened
    elif leaves or gazetteer(known).find(since, context):
        state.place = _city_meant(phrase.text[:phrase.group[0].left], since, context, known)
    return Located(located.name, state.place)


def _opened(since: str, context: Region, known: Knowledge) -> tuple[Region | None, str]:
    """The place that the last clause with one is about (长乐区要以…为重点，|回用率…), and the words behind that clause.

    Of several places only those that 在 sets the scene in, and no clause that goes on to another place.
    """
    opened, behind, rest = None, since, since
    while stop := pattern(known, "phrase.clause-stop").search(rest):
        clause, rest = rest[:stop.start()], rest[stop.end():]
        found = place_of_clause(clause, context, known) if pattern(known, "phrase.opens-with").match(clause) else None
        if found and found.region and _about(found, clause, context, known):
            opened, behind = found.region, rest
    return opened, behind


def _about(found: Located, clause: str, context: Region, known: Knowledge) -> bool:
    """Whether the clause says what is done in the place, which neither holds the document's own region nor is one of more."""
    code = found.region.code
    if code and context.code and context.code.startswith(prefix(code)):
        return False  # 省里下达…
    scene = pattern(known, "phrase.sets-scene").match(clause)
    return bool(scene or not found.listed) and not gazetteer(known).find(found.name, context)


def _city_meant(before: str, since: str, context: Region, known: Knowledge) -> Region | None:
    """The city that 全市 means in a province's plan: 支持长沙加快建设，到2026年全市充电桩达到4万个."""
    if "全市" not in since or context.name.endswith("市"):
        return None
    cities = [region for *_, region in gazetteer(known).find(before, context) if region.name.endswith("市") and region != context]
    return cities[-1] if cities else None
