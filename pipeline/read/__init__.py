"""Files to sources. A file that cannot be read is a source without text and a warning, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import file_digest, sha256
from importlib import import_module
from pathlib import Path

from pipeline.records import PlanWarning, Source

LIMIT = 64 * 2**20  # bytes; larger files are not loaded
Read = tuple[Source, tuple[PlanWarning, ...]]

# Warnings of this kind mean that a file was not read, or not whole: the exit status tells.
FAULTS = frozenset({"binary", "damaged", "empty", "unreadable", "not_supported", "too_large", "undecodable"})

SIGNATURES = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"\xd0\xcf\x11\xe0", "doc"))
SUFFIXES = {".docx": "docx", ".doc": "doc", ".pdf": "pdf", ".html": "html", ".htm": "html"}
NOT_YET = {
    "doc": ("application/msword", "old Word files are not read; save it as .docx"),
    "html": ("text/html", "HTML is not yet read; save the page's text as .txt"),
    "pdf": ("application/pdf", "PDF is not yet read; save its text as .txt (pdftotext -layout)"),
}
READERS = {"docx": "pipeline.read.docx:read_docx", "txt": "pipeline.read.txt:read_txt"}


def read_source(path: Path, name: str) -> Read:
    """Read one file; `name` is what evidence calls it. What the bytes are decides, then the suffix."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return _unread(name, "", "unreadable", f"{name} is no regular file; give a document")
        if size > LIMIT:
            return _unread(name, hash_of(path), "too_large", f"{name} has {size:,} bytes, more than the {LIMIT:,} that "
                           "are read; split it or save its text as .txt")
        data = path.read_bytes()
    except OSError as error:
        return _unread(name, "", "unreadable", f"{name} cannot be opened ({error.strerror}); check the path and its rights")
    return read_bytes(name, data)


def read_bytes(name: str, data: bytes) -> Read:
    """Read a file's bytes in the format that they show, else in the one that the name's suffix tells."""
    if not data:
        return _unread(name, sha256(data).hexdigest(), "empty", f"{name} is empty; put the document into it")
    kind = sniff(name, data)
    if kind in NOT_YET:
        media_type, message = NOT_YET[kind]
        return _unread(name, sha256(data).hexdigest(), "not_supported", f"{name}: {message}", media_type)
    return _reader(kind)(name, data)


def sniff(name: str, data: bytes) -> str:
    """The format: txt, docx, doc, html or pdf.

    >>> sniff("plan.txt", b"%PDF-1.7"), sniff("plan.htm", b"19%"), sniff("plan", "能耗".encode())
    ('pdf', 'html', 'txt')
    """
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    return SUFFIXES.get(Path(name).suffix.lower(), "txt")


def _reader(kind: str) -> Callable[[str, bytes], Read]:
    """The reader, imported when first asked for: a text file need not wait for the libraries of the others."""
    module, function = READERS[kind].split(":")
    return getattr(import_module(module), function)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal, read in chunks."""
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def _unread(name: str, digest: str, code: str, message: str, media_type: str = "application/octet-stream") -> Read:
    return Source(name, media_type, None, digest, ""), (PlanWarning(code, message, name),)
