"""Paragraphs of a Word document as plain text: runs, breaks, tracked changes, raised figures, text boxes.

Inserted text is read and deleted text is not: the document as it stands if all changes are accepted. Raised digits become
Unicode superscripts (m³, and a footnote mark 12¹ stays apart from its number); lowered ones stay plain (PM2.5).
"""

from __future__ import annotations

from dataclasses import dataclass, field

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SUPERSCRIPT = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_FIXED = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
# Deleted or moved away, properties (tab stops!), field codes, and the reading aid over a word.
_SKIPPED = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "sdtPr", W + "instrText", W + "delText", W + "rt"}
_PROPERTIES, _RUN_PROPERTIES = W + "pPr", W + "rPr"
_RUN, _TEXT, _BOX, _FALLBACK = W + "r", {W + "t", _M + "t"}, W + "txbxContent", _MC + "Fallback"


@dataclass(slots=True)
class Paragraph:
    """`notes` are footnotes referred to, `(kind, id)`; `boxes` text box contents; `open_end` its mark is deleted."""

    text: str
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list = field(default_factory=list)
    open_end: bool = False


def is_on(element) -> bool:
    """Whether a toggle property stands and is not switched off (`w:val="0"`)."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")


def read_paragraph(node) -> Paragraph:
    """A paragraph's own text, as Word shows it. Keeps a stack of its own, so depth costs no Python frames."""
    out: list[str] = []
    paragraph = Paragraph("")
    stack = [(iter(node), False)]
    while stack:
        children, raised = stack[-1]
        for element in children:
            tag = element.tag
            if tag in _TEXT:
                text = (element.text or "") + "".join(child.tail or "" for child in element)  # unresolved entities
                out.append(text.translate(_SUPERSCRIPT) if raised else text)
            elif tag in _FIXED:
                out.append(_FIXED[tag])
            elif tag in _NOTES:
                paragraph.notes.append((_NOTES[tag], element.get(W + "id", "")))
            elif tag == _BOX:
                paragraph.boxes.append(element)
            elif _walks(element, tag):
                stack.append((iter(element), _raised(element) if tag == _RUN else raised))
                break
        else:
            stack.pop()
    paragraph.text = "".join(out).strip(" \t\n\u3000")
    properties = node.find(_PROPERTIES)
    paragraph.open_end = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
    return paragraph


def _walks(element, tag) -> bool:
    if tag in _SKIPPED or not len(element):
        return False
    if tag == _RUN:
        properties = element.find(_RUN_PROPERTIES)
        return properties is None or not is_on(properties.find(W + "vanish"))
    # A drawing stands twice, for new and for old programs; the old form counts where it stands alone.
    return tag != _FALLBACK or next(element.itersiblings("*", preceding=True), None) is None


def _raised(run) -> bool:
    properties = run.find(_RUN_PROPERTIES)
    mark = None if properties is None else properties.find(W + "vertAlign")
    return mark is not None and mark.get(VAL) == "superscript"
