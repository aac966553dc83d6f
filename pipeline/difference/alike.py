"""Which names of one list are like which names of another, without comparing more than memory and time allow."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

CLOSENESS = (55, 70, 85, 95)  # of 100; the first is tried, the others where it finds too many
EACH = 16  # like names per name, on the average, that are not too many
ROWS = 512  # names compared with all others at once: 512 × 10,000 bytes


def alike(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """The pairs of like names, the same whichever list comes first.

    >>> alike(["煤炭消费量", "森林覆盖率"], ["煤炭消费量占比", "湿地保护率"])
    [('煤炭消费量', '煤炭消费量占比')]
    """
    import numpy
    from rapidfuzz.process import cdist  # here, since two revisions mostly have like names only, and numpy loads slowly

    limit = EACH * (len(old) + len(new))
    for cutoff in CLOSENESS if new else ():
        found: list[tuple[str, str]] = []
        for start in range(0, len(old), ROWS):
            part = old[start:start + ROWS]
            hits = numpy.argwhere(cdist(part, new, scorer=ratio, score_cutoff=cutoff, dtype=numpy.uint8))
            if len(found) + len(hits) > limit:
                break
            found += [(part[row], new[column]) for row, column in hits.tolist()]
        else:
            return found
    return []
