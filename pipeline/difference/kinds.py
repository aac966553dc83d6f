"""What can have become of a commitment between two revisions, in the words of the diff schema."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """In the order in which an analyst reads them: what bites first, mere rewording last."""

    MISSED = "missed"
    MET = "met"
    RELAXED = "relaxed"
    TIGHTENED = "tightened"
    MOVED = "moved"
    BASE_CHANGED = "base_changed"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"
    RESTATED = "restated"


LABELS = {
    Kind.MISSED: "未完成", Kind.MET: "完成", Kind.RELAXED: "放宽", Kind.TIGHTENED: "收紧", Kind.MOVED: "调整年份",
    Kind.BASE_CHANGED: "基期调整", Kind.CHANGED: "变化", Kind.DROPPED: "取消", Kind.ADDED: "新增", Kind.RESTATED: "改述",
}
ORDER = {kind: rank for rank, kind in enumerate(Kind)}

# diff(new, old) from diff(old, new): these kinds change places, the others stay.
MIRROR = {kind: kind for kind in Kind} | {
    Kind.RELAXED: Kind.TIGHTENED, Kind.TIGHTENED: Kind.RELAXED, Kind.ADDED: Kind.DROPPED, Kind.DROPPED: Kind.ADDED,
}


def doubtful(change: Mapping[str, Any]) -> bool:
    """Whether a printed change of one record alone names a counterpart that it may have."""
    return change["score"] is not None and None in (change["old"], change["new"])


def summarise(changes: list[dict[str, Any]], unchanged: int) -> dict[str, int]:
    """The counts of printed changes, as a difference sums them up."""
    return {**{str(kind): sum(change["kind"] == kind for change in changes) for kind in Kind},
            "doubtful": sum(map(doubtful, changes)), "unchanged": unchanged}
