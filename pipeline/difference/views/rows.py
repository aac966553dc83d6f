"""What every view shows of a change: its names, both numbers, both sentences, and which of their words differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import regex
from rapidfuzz.distance import Indel, Opcode

from pipeline.difference.kinds import LABELS, Kind, doubtful
from pipeline.difference.statement import Printed, Sentences
from pipeline.difference.wording import amount, named

LONGEST = 4_000  # words of a sentence; a longer one is no sentence, and is shown without marks
ONE_SENTENCE = 0.5  # closeness from which two sentences are shown as one, revised
_WORD = regex.compile(r"[A-Za-z]+|\d[\d.,，]*\s?[%％‰]?|\s+|.", regex.DOTALL)

Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One change for people. `before` and `after` are the sentences in parts, True for those that differ."""

    kind: Kind
    label: str
    indicator: str
    region: str
    year: str
    old_amount: str
    new_amount: str
    score: float | None
    doubtful: bool
    message: str
    before: Marked
    after: Marked
    old: Printed | None
    new: Printed | None


def rows(difference: Printed, old: Printed, new: Printed) -> list[Row]:
    """The rows of all changes; sentences come from the plans, since a difference holds records only."""
    own = {side["document"]["region"]["name"] for side in (old, new)}
    first, second = Sentences(old), Sentences(new)
    return [_row(change, first, second, own) for change in difference["changes"]]


def _row(change: Printed, first: Sentences, second: Sentences, own: set[str]) -> Row:
    old, new = change["old"], change["new"]
    record = new or old
    before, after = marked(old and first.of(old), new and second.of(new), old, new)
    region = record["region"]["name"]
    return Row(
        kind=Kind(change["kind"]), label=LABELS[Kind(change["kind"])], indicator=named(record),
        region="" if region in own else region, year=" → ".join(dict.fromkeys(str(r["year"] or "—") for r in (old, new) if r)),
        old_amount=amount(old) if old else "", new_amount=amount(new) if new else "", score=change["score"],
        doubtful=doubtful(change), message=change["message"],
        before=before, after=after, old=old, new=new,
    )


def marked(before: str | None, after: str | None, old: Printed | None, new: Printed | None) -> tuple[Marked, Marked]:
    """Both sentences in parts. Where they are no revisions of each other only the numbers are marked."""
    if before and after:
        first, second = _WORD.findall(before), _WORD.findall(after)
        if max(len(first), len(second)) <= LONGEST and Indel.normalized_similarity(first, second) >= ONE_SENTENCE:
            steps = [(first[s.src_start:s.src_end], second[s.dest_start:s.dest_end], differs)
                     for s, differs in _differing(list(Indel.opcodes(first, second)))]
            return _parts((step[0], step[2]) for step in steps), _parts((step[1], step[2]) for step in steps)
    return _number(before, old), _number(after, new)


def _differing(steps: list[Opcode]) -> Iterator[tuple[Opcode, bool]]:
    """Each step and whether it differs; one word that two different passages share by chance is no common ground."""
    for place, step in enumerate(steps):
        chance = step.src_end - step.src_start == 1 and 0 < place < len(steps) - 1
        yield step, step.tag != "equal" or chance


def _parts(pieces: Iterator[tuple[list[str], bool]]) -> Marked:
    """Neighbours that differ alike become one part.

    >>> _parts(iter([(["1"], True), (["4"], True), (["%"], False)]))
    (('14', True), ('%', False))
    """
    return tuple((text, differs) for differs, group in groupby(pieces, key=lambda piece: piece[1])
                 if (text := "".join("".join(words) for words, _ in group)))


def _number(sentence: str | None, record: Printed | None) -> Marked:
    if not sentence or not record:
        return ()
    number = record["evidence"][0]["text"]
    start = sentence.find(number)
    if start < 0 or not number:
        return ((sentence, False),)
    parts = ((sentence[:start], False), (number, True), (sentence[start + len(number):], False))
    return tuple((text, differs) for text, differs in parts if text)


def counted(difference: Printed) -> str:
    """The summary in one line: what there is, and how many."""
    words = [f"{count} {kind.replace('_', ' ')}" for kind, count in difference["summary"].items() if count]
    return ", ".join(words) or "nothing to compare"
