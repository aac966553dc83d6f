"""Rules that are asked of every number or sentence, behind a gate: characters that a match must hold.

Most rules match few texts, and a search costs more than a look at the text's set of characters. Search engines call this a
literal prefilter (RE2's FilteredRE2, Rust's regex crate). What a pattern needs is read off its parse tree by the standard
library; a pattern that it cannot parse has no gate.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from re import IGNORECASE, VERBOSE, _constants as op, _parser, compile  # the parse tree has no public name

from pipeline.knowledge import Rule

_MOST = 40  # characters of a class that may still be a gate
_FEW = 6  # rules are searched sooner than a gate is looked up
_NAME = compile(r"\(\?P<\w{1,20}>")  # of a group; alternatives may share one there
_NESTED = compile(r"(?<!\\)\[(?:\\.|[^\]\\\[])*+\[")  # a set within a set, which is plain text to the standard library
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class Gated:
    """Rules in their file's order, each behind its gate."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        usual = Counter(chain.from_iterable(example for rule in self.rules for example in rule.examples + rule.near_misses))
        self._gates = tuple((gate_of(rule.pattern.pattern, usual), rule) for rule in self.rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def first(self, text: str) -> Rule | None:
        """The first rule whose pattern is found in `text`."""
        return next((rule for rule in self.open_to(text) if rule.pattern.search(text)), None)

    def open_to(self, text: str) -> Sequence[Rule]:
        """The rules that can match somewhere in `text`, in order."""
        if len(self.rules) < _FEW:
            return self.rules
        characters = set(text)
        return [rule for gate, rule in self._gates if gate is None or not gate.isdisjoint(characters)]


def gate_of(pattern: str, usual: Counter | None = None) -> frozenset[str] | None:
    """Characters of which every match's text holds at least one, the least `usual` choice; None where there are none.

    >>> sorted(gate_of("(?:由|从)[^，]{0,9}到")), gate_of("[^，]{0,9}")
    (['到'], None)
    """
    if _NESTED.search(pattern):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what looks like an operation on sets is one here
            tree = _parser.parse(_NAME.sub("(?:", pattern.replace(r"\p{Han}", r"\w")), VERBOSE)
    except (_parser.error, FutureWarning, DeprecationWarning):
        return None
    return None if tree.state.flags & IGNORECASE else _rarest(tree, usual or Counter())


def _rarest(tree: Iterable, usual: Counter) -> frozenset[str] | None:
    """Of all characters that a sequence needs the least usual ones."""
    sets = [found for code, argument in tree if (found := _needs(code, argument, usual))]
    return min(sets, key=lambda each: sum(usual[char] + 1 for char in each), default=None)


def _needs(code, argument, usual: Counter) -> frozenset[str] | None:
    if code is op.LITERAL:
        return frozenset(chr(argument))
    if code is op.IN:
        return _of_class(argument)
    if code is op.BRANCH:
        each = [_rarest(branch, usual) for branch in argument[1]]
        return frozenset().union(*each) if all(each) else None
    if code is op.SUBPATTERN:
        return None if argument[1] else _rarest(argument[3], usual)  # flags of its own
    if code in _REPEATS:
        return _rarest(argument[2], usual) if argument[0] else None
    if code is op.ATOMIC_GROUP:
        return _rarest(argument, usual)
    return _rarest(argument[1], usual) if code is op.ASSERT else None


def _of_class(items: list) -> frozenset[str] | None:
    found: set[str] = set()
    for code, argument in items:
        if code is op.LITERAL:
            found.add(chr(argument))
        elif code is op.RANGE and argument[1] - argument[0] < _MOST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _MOST else None
