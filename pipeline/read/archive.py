"""The gate before python-docx: a bounded copy of the few parts of a Word package that are read, where no stated size is believed.

python-docx inflates every related member whole, images and all, and stops at the first that is not there. So the parts are
inflated here, in chunks up to a limit (an archive whose directory lies, or a bomb, costs no more than that), and python-docx
opens a package of nothing but them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

import regex
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml
from docx.opc.packuri import PACKAGE_URI, PackURI
from lxml.etree import XMLSyntaxError

MEMBER_LIMIT = 48 * 2**20  # bytes of one part; the longest plan seen has 3 MB of document.xml
MARKUP_LIMIT = 3_000_000  # tags and attributes of one part; each costs about 150 bytes of memory when parsed
ENTRY_LIMIT = 10_000
CHUNK = 2**16

# The relationships of the main document that lead to text, or to what numbers it.
_KINDS = ("styles", "numbering", "footnotes", "endnotes")
_MAIN = RELATIONSHIP_TYPE.OFFICE_DOCUMENT
_RELATION = f'<Relationship Id="{{0}}" Type="{_MAIN.rsplit("/", 1)[0]}/{{0}}" Target="/word/{{0}}.xml"/>'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
# One type for all parts: python-docx then parses each, footnotes too, and macro files and templates are documents as others.
_TYPES = (f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="'
          f'{CONTENT_TYPE.OPC_RELATIONSHIPS}"/><Default Extension="xml" ContentType="{CONTENT_TYPE.WML_DOCUMENT_MAIN}"/></Types>')
_DECLARATION = regex.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}>")
# Strict files differ from the usual ones in namespaces only.
_STRICT = ((b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
           (b"http://purl.oclc.org/ooxml/officeDocument/math",
            b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
           (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"))


class PackageError(Exception):
    """The package cannot be read; `code` is the warning's, the message says what is wrong and what to do."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


class Package:
    """The parts of one Office file. `doctypes` names the parts that declare a DTD, which no word processor writes."""

    def __init__(self, data: bytes):
        if data.count(b"PK\x01\x02") > ENTRY_LIMIT:
            raise PackageError("too_large", f"has more than {ENTRY_LIMIT:,} members; save the document again")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename: info for info in self._archive.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise PackageError("damaged", f"is no whole docx package ({error}); fetch or save it again") from error
        self.doctypes: list[str] = []

    def text_parts(self) -> io.BytesIO:
        """A package of the main document and the parts that its text needs, each within bounds: safe to open as a whole."""
        main = self._related(PACKAGE_URI).get("officeDocument", PackURI("/word/document.xml"))
        related = self._related(main)
        parts = {"officeDocument": self._part(main)} | {kind: self._part(related.get(kind)) for kind in _KINDS}
        if parts["officeDocument"] is None:
            raise PackageError("damaged", f"holds no {main.membername}, so it is no Word document; check the file")
        parts = {kind: data for kind, data in parts.items() if data is not None}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("[Content_Types].xml", _TYPES)
            package.writestr("_rels/.rels", _RELATIONS.format(_RELATION.format("officeDocument")))
            package.writestr("word/_rels/officeDocument.xml.rels",
                             _RELATIONS.format("".join(_RELATION.format(kind) for kind in _KINDS if kind in parts)))
            for kind, data in parts.items():
                package.writestr(f"word/{kind}.xml", data)
        return buffer

    def _related(self, part: PackURI) -> dict[str, PackURI]:
        """The first part of each kind (the last word of a relationship's type) that `part` relates to."""
        data = self._part(part.rels_uri)
        try:
            nodes = [] if data is None else [node.attrib for node in parse_xml(data).iter("{*}Relationship")]
        except XMLSyntaxError as error:
            raise PackageError("damaged", f"{part.rels_uri} cannot be parsed ({error}); save the document again") from error
        return {node.get("Type", "").rsplit("/", 1)[-1]: PackURI.from_rel_ref(part.baseURI, node.get("Target", ""))
                for node in reversed(nodes) if node.get("TargetMode") != "External"}

    def _part(self, part: PackURI | None) -> bytes | None:
        """A part's XML as UTF-8 with the usual namespaces, None where the package has no such part."""
        if part is None or part.membername not in self._names:
            return None
        data = self._read(part.membername)
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            data = data.decode("utf-16", "replace").encode()
        # Packages are UTF-8 or UTF-16; another declared encoding could hide tags and DTDs from these looks at the bytes.
        data = _DECLARATION.sub(b"", data)
        if data.count(b"<") + data.count(b"=") > MARKUP_LIMIT:
            raise PackageError("too_large", f"{part.membername} has more than {MARKUP_LIMIT:,} tags; split the document")
        if b"<!DOCTYPE" in data:
            self.doctypes.append(part.membername)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data

    def _read(self, part: str) -> bytes:
        info = self._names[part]
        # Only these two inflate piecemeal in the standard library; packages use no others.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError("not_supported", f"{part} is compressed in a way that docx does not allow; save it again")
        if info.flag_bits & 1:
            raise PackageError("not_supported", f"{part} is encrypted; save the document without a password")
        chunks, size = [], 0
        try:
            with self._archive.open(info) as handle:
                while chunk := handle.read(CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    if size > MEMBER_LIMIT:
                        raise PackageError("too_large", f"{part} inflates to more than {MEMBER_LIMIT:,} bytes; "
                                           "split the document, or do not trust the file")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise PackageError("damaged", f"{part} cannot be inflated ({error}); fetch or save it again") from error
        return b"".join(chunks)
