"""Bounded reading of Office packages: a zip archive of XML parts, where no stated size is believed.

Members are inflated in chunks up to a limit, so an archive whose directory lies (or a bomb) costs no more than the limit.
python-docx inflates every member whole, images and all, before one look at them; so the few parts needed are read here.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

MEMBER_LIMIT = 48 * 2**20  # bytes of one part; the longest plan seen has 3 MB of document.xml
MARKUP_LIMIT = 3_000_000  # tags and attributes of one part; each costs about 150 bytes of memory when parsed
ENTRY_LIMIT = 10_000
CHUNK = 2**16

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
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

    def related(self, part: str, kind: str) -> str | None:
        """The part that `part` relates to as `kind` (the last word of the relationship's type)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            internal = relation.get("TargetMode") != "External"
            if internal and relation.get("Type", "").rsplit("/", 1)[-1] == kind:
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def xml(self, part: str | None) -> etree._Element | None:
        """The root of a part, None where the package has no such part. Entities are never resolved."""
        data = self._read(part) if part in self._names else None
        if data is None:
            return None
        if data.count(b"<") + data.count(b"=") > MARKUP_LIMIT:
            raise PackageError("too_large", f"{part} has more than {MARKUP_LIMIT:,} tags; split the document")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                                 remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise PackageError("damaged", f"{part} cannot be parsed ({error}); save the document again") from error
        if root.getroottree().docinfo.internalDTD is not None:
            self.doctypes.append(part)
        return root

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
