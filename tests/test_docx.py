"""Word documents as people and programs write them, and as attackers do."""

import io
import struct
import tracemalloc
import zipfile

import docx
import pytest

from pipeline.read.docx import read_docx
from pipeline.read.docx_numbering import render
from tests.made_docx import CONTENT_TYPES, document_of, p, package, tbl, tc, tr, W


def read(body, **more):
    source, warnings = read_docx("plan.docx", package(body, **more))
    assert warnings == ()
    return source


def rows(source, number=0):
    return [list(row) for row in source.tables[number].rows]


# --- text ---------------------------------------------------------------------------------------------------------------

def test_paragraphs_are_lines_and_tables_stand_between_them():
    source, warnings = read_docx("plan.docx", document_of("第一章 目标", "前文。", [("地区", "值"), ("包头市", "5")], "后文。"))
    assert source.text == "第一章 目标\n前文。\n后文。"
    assert warnings == ()
    table = source.tables[0]
    assert source.text[table.offset:] == "后文。"
    assert table.rows == (("地区", "值"), ("包头市", "5"))


def test_a_table_at_the_end_stands_at_the_end_of_the_text():
    source, _ = read_docx("plan.docx", document_of("前文。", [("地区", "值")]))
    assert source.tables[0].offset == len(source.text)


def test_insertions_are_read_and_deletions_are_not():
    run = "<w:r><w:t>{}</w:t></w:r>"
    source = read(f"<w:p>{run.format('下降')}<w:del><w:r><w:delText>15</w:delText></w:r></w:del>"
                  f"<w:ins>{run.format('16')}</w:ins><w:moveFrom>{run.format('旧')}</w:moveFrom>{run.format('%')}</w:p>")
    assert source.text == "下降16%"


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    source = read(p("到2020年，", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>") + p("下降14%。") + p("完。"))
    assert source.text == "到2020年，下降14%。\n完。"


def test_raised_digits_become_superscripts_and_lowered_ones_stay_plain():
    def mark(text, kind):
        return f'<w:r><w:rPr><w:vertAlign w:val="{kind}"/></w:rPr><w:t>{text}</w:t></w:r>'
    source = read(f"<w:p><w:r><w:t>PM</w:t></w:r>{mark('2.5', 'subscript')}<w:r><w:t>为35微克/m</w:t></w:r>{mark('3', 'superscript')}</w:p>")
    assert source.text == "PM2.5为35微克/m³"


def test_hidden_text_field_codes_and_readings_are_left_out():
    source = read("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
                  "<w:r><w:ruby><w:rt><w:r><w:t>yu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>域</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>")
    assert source.text == "域"


def test_a_text_box_is_read_once_though_it_stands_twice():
    box = f"<w:txbxContent>{p('专栏文字')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    source = read(f'<w:p><w:r><w:t>正文</w:t></w:r><w:r><m:AlternateContent xmlns:m="{mc}"><m:Choice><w:drawing>{box}'
                  f'</w:drawing></m:Choice><m:Fallback><w:pict>{box}</w:pict></m:Fallback></m:AlternateContent></w:r></w:p>')
    assert source.text == "正文\n专栏文字"


def test_a_table_of_one_column_is_a_box_around_text():
    source = read(p("前") + tbl(tr(tc("专栏1 重点工程")), tr(tc("到2020年，改造10万户。"))) + p("后"))
    assert source.text == "前\n专栏1 重点工程\n到2020年，改造10万户。\n后"
    assert source.tables == ()


def test_numbers_that_word_counts_itself_are_printed():
    numbering = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2 "/></w:lvl>
      </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
    styles = f"""<w:styles xmlns:w="{W}"><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>
      <w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>"""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{kind}numbering" Target="numbering.xml"/>'
            f'<Relationship Id="b" Type="{kind}styles" Target="/word/styles.xml"/></Relationships>')
    second = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    source = read(p("目标……1", '<w:pPr><w:pStyle w:val="T1"/></w:pPr>')
                  + p("总体要求", '<w:pPr><w:pStyle w:val="H1"/></w:pPr>') + p("原则", second) + p("目标", second)
                  + p("任务", '<w:pPr><w:pStyle w:val="H1b"/></w:pPr>') + p("工业", second),
                  parts={"word/numbering.xml": numbering, "word/styles.xml": styles, "word/_rels/document.xml.rels": rels})
    assert source.text == "一、总体要求\n一.1 原则\n一.2 目标\n二、任务\n二.1 工业"


@pytest.mark.parametrize("count, form, printed", [
    (10, "chineseCountingThousand", "十"), (21, "chineseCounting", "二十一"), (9, "lowerRoman", "ix"),
    (3, "decimalEnclosedCircle", "③"), (3, "decimalZero", "03"), (2, "ideographTraditional", "乙"), (5, "unknown", "5"),
])
def test_number_formats(count, form, printed):
    assert render(count, form) == printed


def test_footnotes_follow_their_paragraph():
    notes = (f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
             f'<w:footnote w:id="2">{p("按2015年价格计算。")}</w:footnote></w:footnotes>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{kind}" Target="footnotes.xml"/></Relationships>')
    source = read('<w:p><w:r><w:t>能耗下降14%</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>' + p("后"),
                  parts={"word/footnotes.xml": notes, "word/_rels/document.xml.rels": rels})
    assert source.text == "能耗下降14%。\n按2015年价格计算。\n后"


def test_strict_documents_are_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    whole = f'<w:document xmlns:w="{strict}"><w:body>{p("能耗")}</w:body></w:document>'.encode()
    assert read("", document=whole).text == "能耗"


def test_comments_and_instructions_in_the_xml_are_no_text():
    note, order = "<!-- 旧稿 -->", "<?mso 旧稿?>"
    box = f"<w:txbxContent>{note}{p('框')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    source = read(f"{note}<w:p>{order}<w:r>{note}<w:t>能{note}耗</w:t></w:r></w:p>{order}"
                  f'<w:p><w:r><m:AlternateContent xmlns:m="{mc}">{note}<m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r></w:p>'
                  + tbl(note + tr(tc("a") + order, tc("b")), tr(note, tc("c"), tc("d"), properties=note)))
    assert source.text == "能耗\n框"
    assert rows(source) == [["a", "b"], ["c", "d"]]


def relations(*pairs):
    """The relationships of the main document: pairs of kind and target."""
    one = '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(one.format(k, *pair) for k, pair in enumerate(pairs)) + "</Relationships>")


ODD = {  # as other programs than Word leave behind; python-docx by itself opens none of them
    "an image that is not there": {"word/_rels/document.xml.rels": relations(("image", "NULL"))},
    "styles that are not there": {"word/_rels/document.xml.rels": relations(("styles", "../styles.xml"))},
    "styles without a type": {"word/_rels/document.xml.rels": relations(("styles", "s.xml")), "word/s.xml": f'<w:styles xmlns:w="{W}"/>'},
    "a file with macros": {"[Content_Types].xml": CONTENT_TYPES.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main")},
    "no content types": {"[Content_Types].xml": None},
    "no relationships": {"_rels/.rels": None},
}


@pytest.mark.parametrize("name", ODD)
def test_odd_packages_are_read_all_the_same(name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(p("能耗")))) as usual, zipfile.ZipFile(buffer, "w") as odd:
        for member, text in ({member: usual.read(member) for member in usual.namelist()} | ODD[name]).items():
            if text is not None:
                odd.writestr(member, text)
    source, warnings = read_docx("plan.docx", buffer.getvalue())
    assert (source.text, warnings) == ("能耗", ())
    with pytest.raises((KeyError, ValueError)):
        docx.Document(buffer)


def test_documents_in_utf_16_are_read():
    whole = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W}"><w:body>{p("能耗")}</w:body></w:document>'
    assert read("", document=whole.encode("utf-16")).text == "能耗"


# --- grids --------------------------------------------------------------------------------------------------------------

def test_merged_cells_are_filled_across_and_down_and_listed():
    source = read(tbl(tr(tc("盟市", down="restart"), tc("化学需氧量", 2)),
                      tr(tc("", down="continue"), tc("2015年"), tc("2020年")),
                      tr(tc("包头市"), tc("1"), tc("2"))))
    assert rows(source) == [["盟市", "化学需氧量", "化学需氧量"], ["盟市", "2015年", "2020年"], ["包头市", "1", "2"]]
    assert source.tables[0].merges == ((0, 0, 2, 1), (0, 1, 1, 2))


def test_rows_that_begin_late_or_end_early_keep_their_columns():
    source = read(tbl(tr(tc("a"), tc("b"), tc("c")), tr(tc("x"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')))
    assert rows(source) == [["a", "b", "c"], ["", "x", ""]]


def test_old_horizontal_merges():
    def cell(text, value):
        return f'<w:tc><w:tcPr><w:hMerge w:val="{value}"/></w:tcPr>{p(text)}</w:tc>'
    source = read(tbl(tr(cell("标题", "restart"), cell("", "continue"), tc("c")), tr(tc("1"), tc("2"), tc("3"))))
    assert rows(source)[0] == ["标题", "标题", "c"]


def test_content_controls_around_rows_and_cells_are_looked_through():
    row = tr(tc("a"), f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>")
    source = read(tbl(tr(tc("h"), tc("i")), f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"))
    assert rows(source) == [["h", "i"], ["a", "b"]]


def test_a_table_inside_a_content_control_keeps_its_place():
    source = read(p("前") + f"<w:sdt><w:sdtContent>{tbl(tr(tc('a'), tc('b')))}{p('中')}</w:sdtContent></w:sdt>" + p("后"))
    assert source.text == "前\n中\n后"
    assert source.tables[0].offset == 2


def test_deleted_rows_are_left_out_and_inserted_ones_are_read():
    source = read(tbl(tr(tc("a"), tc("1")), tr(tc("b"), tc("2"), properties="<w:del/>"), tr(tc("c"), tc("3"), properties="<w:ins/>")))
    assert rows(source) == [["a", "1"], ["c", "3"]]


def test_rows_marked_as_heading_are_counted():
    source = read(tbl(tr(tc("a"), tc("b"), properties="<w:tblHeader/>"), tr(tc("c"), tc("d"), properties='<w:tblHeader w:val="1"/>'),
                      tr(tc("e"), tc("f"), properties='<w:tblHeader w:val="0"/>')))
    assert source.tables[0].header_rows == 2


def test_a_nested_table_in_a_cell_with_text_is_a_table_of_its_own():
    inner = tbl(tr(tc("x"), tc("y")))
    source = read(tbl(tr(tc("a"), f"<w:tc>{p('见内表')}{inner}{p('')}</w:tc>"), tr(tc("b"), tc("c"))))
    assert [rows(source, 0), rows(source, 1)] == [[["a", "见内表"], ["b", "c"]], [["x", "y"]]]


def test_a_row_that_only_wraps_a_table_becomes_its_rows():
    inner = tbl(tr(tc("1"), tc("优良天数比率")), tr(tc("2"), tc("细颗粒物浓度")))
    source = read(tbl(tr(tc("环境质量"), f"<w:tc>{inner}{p('')}</w:tc>")))
    assert rows(source) == [["环境质量", "1", "优良天数比率"], ["环境质量", "2", "细颗粒物浓度"]]
    assert source.tables[0].merges == ((0, 0, 2, 1),)


def test_a_merge_that_goes_on_nothing_is_a_cell():
    source = read(tbl(tr(tc("a", down="continue"), tc("b"))))
    assert rows(source) == [["a", "b"]]


# --- hostile and broken files -------------------------------------------------------------------------------------------

DEPTH = 5000
ENTITIES = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{k + 1} "{f"&l{k};" * 10}">' for k in range(9)) + "]>"


def lying_bomb():
    """An archive whose directory says that its document is 100 bytes long; it inflates to 300 MB."""
    data = bytearray(package("", document=b"<a>" + b" " * (300 << 20)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24:at + 28] = struct.pack("<I", 100)
    return bytes(data)


def odd_compression():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", b"<a/>")
    return buffer.getvalue()


HOSTILE = {
    "span of a billion": (lambda: package(tbl(tr(tc("a", 10**9), tc("b")), tr(tc("c"), tc("d")))), "too_wide"),
    "wide rows": (lambda: package(tbl(*[tr(*[tc("a", 250)] * 4)] * 3000)), "too_large"),
    "5,000 nested tables": (lambda: package("<w:tbl><w:tr><w:tc>" * DEPTH + p("x") + "</w:tc></w:tr></w:tbl>" * DEPTH), "damaged"),
    "60 nested tables": (lambda: package(("<w:tbl><w:tr>" + tc("1") + "<w:tc>" + p("t")) * 60 + p("x")
                                         + "</w:tc></w:tr></w:tbl>" * 60), "nested_too_deep"),
    "bomb of spaces": (lambda: package("", document=b"<a>" + b" " * (300 << 20)), "too_large"),
    "bomb of tags": (lambda: package("", document=b"<a>" + b"<b/>" * (8 << 20) + b"</a>"), "too_large"),
    "bomb that lies": (lying_bomb, "damaged"),
    "external entity": (lambda: package(p("前&x;后"), before=ENTITIES), "unsafe_xml"),
    "billion laughs": (lambda: package(p("&l9;"), before=LAUGHS), "damaged"),
    "laughs in an attribute": (lambda: package('<w:p w:a="&l9;"/>', before=LAUGHS), "damaged"),
    "entities in UTF-16": (lambda: package("", document=f'{LAUGHS}<w:document xmlns:w="{W}"><w:body/></w:document>'.encode("utf-16")),
                           "unsafe_xml"),
    "tags in EBCDIC": (lambda: package("", document=('<?xml version="1.0" encoding="cp037"?><a>' + "<b/>" * 10 + "</a>").encode("cp037")),
                       "damaged"),
    "no Word XML": (lambda: package("", document=b"<a><b/></a>"), "damaged"),
    "other compression": (odd_compression, "not_supported"),
    "cut in the middle": (lambda: document_of("能耗下降14%。" * 500)[:9000], "damaged"),
    "cut at the end": (lambda: document_of("能耗下降14%。")[:-40], "damaged"),
    "no archive": (lambda: b"PK\x03\x04" + bytes(2000), "damaged"),
    "another archive": (lambda: package("").replace(b"word/document.xml", b"word/documenx.xml"), "damaged"),
    "no body": (lambda: package("", document=f'<w:document xmlns:w="{W}"/>'.encode()), "damaged"),
    "no text": (lambda: package(p("")), "empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_a_warning_within_bounded_memory(name):
    make, code = HOSTILE[name]
    data = make()
    tracemalloc.start()
    source, warnings = read_docx("bad.docx", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in {warning.code for warning in warnings}
    assert all(warning.source == "bad.docx" and "bad.docx" in warning.message for warning in warnings)
    assert peak < 200 * 2**20


def test_the_content_of_an_external_entity_is_never_read():
    source, _ = read_docx("bad.docx", package(p("前&x;后"), before=ENTITIES))
    assert source.text == "前后"


def test_a_span_of_a_billion_costs_no_more_than_the_table():
    source, _ = read_docx("bad.docx", package(tbl(tr(tc("a", 10**9), tc("b")), tr(tc("c"), tc("d")))))
    assert len(source.tables[0].rows[0]) <= 3


def test_reading_does_not_depend_on_what_was_read_before():
    data = document_of("一", [("地区", "值"), ("包头市", "5")], "二")
    assert read_docx("a.docx", data) == read_docx("a.docx", data)
