"""Plain text files."""

from __future__ import annotations

from hashlib import sha256

from pipeline.read.decode import decode, is_binary
from pipeline.records import PlanWarning, Source

LIMIT = 32 * 2**20  # bytes; the longest plan known has 1 MB, and the stages hold a text several times in memory


def read_txt(name: str, data: bytes) -> tuple[Source, tuple[PlanWarning, ...]]:
    """A text file as a source, its characters untouched (CRLF stays). A file that holds no text has empty `text`."""
    if is_binary(data):
        return _blank(name, data), (PlanWarning("binary", f"{name} is no text (it holds zero bytes); save it as "
                                                "UTF-8 text or .docx", name),)
    if len(data) > LIMIT:
        return _blank(name, data), (PlanWarning("too_large", f"{name} has {len(data):,} bytes of text, more than the "
                                                f"{LIMIT:,} that are read; split it into plans", name),)
    text, encoding, replaced = decode(data)
    source = Source(name, "text/plain", encoding, sha256(data).hexdigest(), text)
    if not text.strip():
        return source, (PlanWarning("empty", f"{name} is empty; put the document's text into it", name),)
    return source, _replaced(name, text, encoding, replaced)


def _blank(name: str, data: bytes) -> Source:
    return Source(name, "application/octet-stream", None, sha256(data).hexdigest(), "")


def _replaced(name: str, text: str, encoding: str, count: int) -> tuple[PlanWarning, ...]:
    if not count:
        return ()
    start = text.index("\ufffd")
    message = (f"{name} is neither UTF-8 nor GB18030; read as {encoding}, {count:,} unreadable places replaced by "
               "\ufffd; save it as UTF-8")
    return (PlanWarning("undecodable", message, name, start, start + 1),)
