"""Word documents: paragraphs, list numbers, footnotes and text boxes as text, tables as grids in their place.

Tables come as they stand in the file, one `Table` per `w:tbl`; joining the pieces of one printed table and finding its
caption is the grid stage's work, the same for every format. A box around text (a table of one column) is text.
python-docx opens the package and gives the parts; its cells are slow and lose merged ones, so the XML is walked here, once.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import docx
from lxml.etree import XMLSyntaxError

from pipeline.read.archive import Package, PackageError
from pipeline.read.docx_numbering import read_numbering
from pipeline.read.docx_table import RawTable, children, fill, read_table
from pipeline.read.docx_text import VAL, W, read_paragraph
from pipeline.records import PlanWarning, Source, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_LIMIT = 32 * 2**20  # characters, as of a text file
MAX_BOXES = 2000
_FAULTS = {
    "nested_too_deep": "a table lies in more tables than are read; the innermost are left out",
    "too_wide": "a table has cells wider than any table; they are cut to its columns",
    "too_large": "a table has more cells than are read; its last rows are left out",
}


def read_docx(name: str, data: bytes) -> tuple[Source, tuple[PlanWarning, ...]]:
    """A .docx as a source; what cannot be read is a warning, and a broken file a source without text."""
    digest = sha256(data).hexdigest()
    try:
        reader = _Reader(name, Package(data))
        text, tables, warnings = reader.read()
    except PackageError as error:
        return Source(name, MEDIA_TYPE, None, digest, ""), (PlanWarning(error.code, f"{name} {error}", name),)
    if not text and not tables:
        warnings += (PlanWarning("empty", f"{name} holds no text; scanned pages must be recognised first", name),)
    return Source(name, MEDIA_TYPE, "utf-8", digest, text, tables), warnings


class _Reader:
    """The state of one walk over a body: the paragraphs so far, their length, the tables and what was wrong."""

    def __init__(self, name: str, package: Package):
        self.name, self.package = name, package
        try:
            part = docx.Document(package.text_parts()).part
        except XMLSyntaxError as error:
            raise PackageError("damaged", f"cannot be parsed ({error}); save the document again") from error
        self.root = part.element
        related = {relation.rId: relation.target_part.element for relation in part.rels.values()}
        self.numbering = read_numbering(related.get("numbering"), related.get("styles"))
        self.contents_styles = _contents_styles(related.get("styles"))
        self.notes = {kind: _notes(related.get(kind + "s"), kind) for kind in ("footnote", "endnote")}
        self.lines: list[str] = []
        self.length = 0
        self.tables: list[Table] = []
        self.faults: set[str] = set()
        self.pending, self.boxes = "", 0

    def read(self) -> tuple[str, tuple[Table, ...], tuple[PlanWarning, ...]]:
        body = self.root.find(W + "body")
        if body is None:
            raise PackageError("damaged", "holds no document body; save the document again")
        self._walk(body)
        self._line("")
        text = "\n".join(self.lines)
        tables = tuple(replace(table, offset=min(table.offset, len(text))) for table in self.tables)
        warnings = [PlanWarning("unsafe_xml", f"{self.name}: {part} declares entities, which no word processor writes; "
                                "they are left out, check where the file comes from", self.name)
                    for part in self.package.doctypes]
        warnings += [PlanWarning(fault, f"{self.name}: {_FAULTS[fault]}", self.name) for fault in sorted(self.faults)]
        return text, tables, tuple(warnings)

    def _walk(self, container) -> None:
        for node in children(container, {W + "p", W + "tbl"}):
            if node.tag == W + "p":
                self._paragraph(node)
            else:
                self._table(read_table(node, self._cell_text))

    def _paragraph(self, node) -> None:
        if self._is_contents(node):
            return
        paragraph = read_paragraph(node)
        number = self.numbering.next_number(node)
        text = self.pending + (number if paragraph.text else "") + paragraph.text
        self.pending = text if paragraph.open_end else ""
        if not paragraph.open_end:
            self._line(text)
        for kind, note in paragraph.notes:
            self._line(self.notes[kind].get(note, ""))
        for box in paragraph.boxes:
            self.boxes += 1
            if self.boxes <= MAX_BOXES:
                self._walk(box)

    def _line(self, text: str) -> None:
        """Add a paragraph; empty ones separate nothing that the line feed does not."""
        if self.pending and not text:
            text, self.pending = self.pending, ""
        if text:
            self.lines.append(text)
            self.length += len(text) + 1
            if self.length > TEXT_LIMIT:
                raise PackageError("too_large", f"has more than {TEXT_LIMIT:,} characters; split it into plans")

    def _cell_text(self, node) -> str:
        number = self.numbering.next_number(node)
        text = read_paragraph(node).text
        return number + text if text else number.strip(".、．")

    def _table(self, raw: RawTable) -> None:
        """A frame's cells are paragraphs in their place; a table stands between the paragraphs around it."""
        self.faults |= raw.faults
        if raw.is_frame:
            for cell in (cell for row in raw.rows for cell in row.cells):
                self._line(cell.text)
                for nested in cell.tables:
                    self._table(nested)
            return
        grid = fill(raw)
        self.faults |= raw.faults
        if any(any(row) for row in grid.rows):
            number = f"t{len(self.tables) + 1}"
            self.tables.append(Table(number, self.name, None, None, grid.header_rows, grid.rows, self.length,
                                     merges=grid.merges))
        for nested in (table for row in raw.rows for cell in row.cells for table in cell.tables):
            self._table(nested)

    def _is_contents(self, node) -> bool:
        """A table of contents repeats the headings with page numbers; it is made, not written."""
        style = node.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(VAL, "") in self.contents_styles


def _contents_styles(styles) -> frozenset[str]:
    nodes = () if styles is None else styles.findall(W + "style")
    return frozenset(node.get(W + "styleId", "") for node in nodes
                     if (name := node.find(W + "name")) is not None and name.get(VAL, "").lower().startswith("toc "))


def _notes(root, kind: str) -> dict[str, str]:
    """Footnote texts by id; the separator lines that Word keeps among them have a type."""
    if root is None:
        return {}
    return {node.get(W + "id", ""): " ".join(read_paragraph(p).text for p in node.iter(W + "p")).strip()
            for node in root.findall(W + kind) if node.get(W + "type") is None}
