"""Who answers for a task: the agencies in brackets behind it, as printed."""

from __future__ import annotations

import regex

from pipeline.knowledge import Knowledge, knowledge, pattern

_SEPARATORS = regex.compile(r"[、，；;](?![^（]*）|[^〔]*〕)|(?<=[会局委厅办府部])和(?=\p{Han}{2,20}(?:府|会|局|委|厅|办|部|院|司)(?:$|[、，]))")


def agencies(text: str, known: Knowledge) -> tuple[str, ...]:
    """The agencies of the last such bracket of a folded text, in order; empty where it has none.

    （省发展改革委牵头，省生态环境厅等按职责分工负责） → 省发展改革委, 省生态环境厅.
    """
    duties = list(pattern(known, "responsible.bracket").finditer(text))
    plain = None if duties else pattern(known, "responsible.plain-bracket").search(text)
    if not duties and not plain:
        return ()
    listed = pattern(known, "responsible.duty").sub("", (duties[-1] if duties else plain)["list"])
    names = [name.strip("等：:。 ") for name in _SEPARATORS.split(listed)]
    found = tuple(name for name in _with_tails(names, known) if pattern(known, "responsible.agency").search(name))
    alone = len(names) == 1 and not pattern(known, "responsible.sole").search(names[0])
    return found if duties or len(found) == len(names) and not alone else ()


def _with_tails(names: list[str], known: Knowledge) -> list[str]:
    """甲市、乙县|人民政府: the bare places right before a government share its tail.

    >>> _with_tails(["县水利局", "甲和市", "乙山县人民政府"], knowledge())
    ['县水利局', '甲和市人民政府', '乙山县人民政府']
    """
    shared, tail = [], ""
    for name in reversed(names):
        own = pattern(known, "responsible.shared-tail").match(name)
        bare = tail and not own and pattern(known, "responsible.shared-tail").match(name + tail)
        tail = own["tail"] if own else tail if bare else ""
        shared.append(name + tail if bare else name)
    return shared[::-1]
