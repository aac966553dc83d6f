"""The closed words of a record: what it is, how it is measured, how firmly it is meant."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    TARGET = "target"
    ACTUAL = "actual"


class Measure(StrEnum):
    LEVEL = "level"
    CHANGE = "change"
    ANNUAL_RATE = "annual_rate"


class Direction(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"


class Comparator(StrEnum):
    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"
    BETWEEN = "between"


class Commitment(StrEnum):
    BINDING = "binding"
    EXPECTED = "expected"
    ASPIRATIONAL = "aspirational"


class BlockKind(StrEnum):
    HEADING = "heading"
    SENTENCE = "sentence"
