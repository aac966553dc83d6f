"""Files to text: what users really have on their disks, and what they have by mistake."""

import codecs

import pytest

from pipeline.read import FAULTS, LIMIT, read_bytes, read_source, sniff
from pipeline.read.decode import decode

PLAN = "到2020年，能源消费总量控制在2.25亿吨标准煤以内。\r\n第二行，全角１１％。\n"


@pytest.mark.parametrize("data, encoding", [
    (PLAN.encode("utf-8"), "utf-8"),
    (codecs.BOM_UTF8 + PLAN.encode("utf-8"), "utf-8"),
    (PLAN.encode("gb18030"), "gb18030"),
    (PLAN.encode("gbk"), "gb18030"),
    (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), "utf-16-le"),
    (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16-be"),
    (codecs.BOM_UTF32_LE + PLAN.encode("utf-32-le"), "utf-32-le"),
])
def test_text_is_decoded_to_the_same_characters(data, encoding):
    source, warnings = read_bytes("plan.txt", data)
    assert (source.text, source.encoding, warnings) == (PLAN, encoding, ())
    assert source.characters == len(PLAN)


def test_rare_characters_of_gb18030_survive():
    text = "㐀𠀀能耗"
    assert decode(text.encode("gb18030")) == (text, "gb18030", 0)


def test_line_ends_and_form_feeds_are_kept_since_offsets_count_them():
    text = "一\r\n二\r三\f四\n"
    assert read_bytes("a.txt", text.encode())[0].text == text


def test_text_in_no_known_encoding_is_read_with_a_warning_at_its_first_gap():
    data = PLAN.encode("utf-8") + b"\xff\xfe\xff" + "下降14%。".encode()
    source, (warning,) = read_bytes("plan.txt", data)
    assert "下降14%" in source.text and warning.code == "undecodable"
    assert source.text[warning.start:warning.end] == "\ufffd" and "UTF-8" in warning.message


@pytest.mark.parametrize("name, data, code", [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty"),
    ("mark.txt", codecs.BOM_UTF8, "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    ("zeros.txt", bytes(10_000), "binary"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "not_supported"),
    ("truncated.docx", b"PK\x03\x04\x14\0\0\0", "damaged"),
])
def test_what_is_no_document_is_a_source_without_text_and_a_clear_warning(name, data, code):
    source, warnings = read_bytes(name, data)
    assert source.text.strip() == "" and source.name == name
    assert [warning.code for warning in warnings] == [code] and code in FAULTS
    assert name in warnings[0].message and (";" in warnings[0].message or "," in warnings[0].message)


@pytest.mark.parametrize("name, data, kind", [
    ("plan.txt", "能耗".encode(), "txt"),
    ("plan", "能耗".encode("gb18030"), "txt"),
    ("plan.txt", b"PK\x03\x04", "docx"),
    ("plan.txt", b"%PDF-1.7", "pdf"),
    ("plan.txt", b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>", "html"),
    ("plan.HTM", b"<p>", "html"),
    ("plan.docx", b"no zip", "docx"),
])
def test_what_the_bytes_are_decides_before_the_suffix(name, data, kind):
    assert sniff(name, data) == kind


def test_a_huge_file_is_refused_before_it_is_loaded(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as handle:
        handle.truncate(100 * 2**20)
    source, (warning,) = read_source(path, path.name)
    assert warning.code == "too_large" and f"{LIMIT:,}" in warning.message and "split" in warning.message
    assert source.text == "" and len(source.sha256) == 64


def test_text_beyond_the_limit_of_a_text_is_refused():
    source, (warning,) = read_bytes("long.txt", b"a" * (32 * 2**20 + 1))
    assert warning.code == "too_large" and source.text == ""


def test_a_file_that_cannot_be_opened_is_a_warning(tmp_path):
    source, (warning,) = read_source(tmp_path / "gone.txt", "gone.txt")
    assert warning.code == "unreadable" and "gone.txt" in warning.message and source.sha256 == ""


def test_a_folder_is_no_document(tmp_path):
    assert [warning.code for warning in read_source(tmp_path, "folder")[1]] == ["unreadable"]
