"""Word documents made for the tests. All values in them are made up; nothing here was published by anyone."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>')
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>')
MADE_UP = "（数值为测试编造，非真实数据）"

# The twelve leagues and cities of Inner Mongolia as plans print them, long and short, with their codes of GB/T 2260.
LEAGUES = (("呼和浩特市", "呼和浩特市", "150100"), ("包头市", "包头市", "150200"), ("乌海", "乌海市", "150300"),
           ("赤峰市", "赤峰市", "150400"), ("通辽", "通辽市", "150500"), ("鄂尔多斯市", "鄂尔多斯市", "150600"),
           ("呼伦贝尔", "呼伦贝尔市", "150700"), ("巴彦淖尔市", "巴彦淖尔市", "150800"), ("乌兰察布", "乌兰察布市", "150900"),
           ("兴安", "兴安盟", "152200"), ("锡林郭勒", "锡林郭勒盟", "152500"), ("阿拉善盟", "阿拉善盟", "152900"))
ENERGY_TITLE = "各盟市“十三五”能耗总量和强度“双控”目标"
POLLUTANT_TITLE = "各盟市“十三五”主要污染物减排预期目标"
POLLUTANTS = ("化学需氧量", "氨氮", "二氧化硫", "氮氧化物")


def energy_values() -> dict[str, tuple[int, int, float]]:
    """By league: consumption of 2015, allowed increase (both 万吨标准煤), fall of intensity in %. Made up."""
    return {printed: (1000 + 137 * k, 90 + 11 * k, 13 + 0.5 * (k % 5)) for k, (printed, _, _) in enumerate(LEAGUES)}


def pollutant_values() -> dict[str, list[tuple[float, float, float | None]]]:
    """By league and pollutant: emission of 2015 (万吨), fall by 2020 in %, fall by projects (万吨), or none. Made up."""
    return {printed: [(round(2 + 0.37 * k + 0.11 * p, 2), round(5 + 0.7 * k + p, 1), None if (k + p) % 5 == 0 else
                       round(0.05 + 0.013 * k + 0.004 * p, 3)) for p in range(len(POLLUTANTS))]
            for k, (printed, _, _) in enumerate(LEAGUES)}


def energy_annex() -> bytes:
    """One heading row with units, a row of the whole region first, a note below."""
    values = energy_values()
    document = docx.Document()
    document.add_paragraph(MADE_UP)
    document.add_paragraph("附件1")
    document.add_paragraph(ENERGY_TITLE)
    table = document.add_table(rows=1, cols=4)
    _fill(table.rows[0], ("盟市", "2015年能源消费总量\n（万吨标准煤）", "“十三五”能耗增量控制目标（万吨标准煤）",
                          "“十三五”能耗强度降低目标（%）"))
    _fill(table.add_row(), ("全区", str(sum(v[0] for v in values.values())), str(sum(v[1] for v in values.values())), "14"))
    for printed, (total, rise, fall) in values.items():
        _fill(table.add_row(), (printed, f"{total:,}", str(rise), f"{fall:g}"))
    document.add_paragraph("注：能源消费总量按等价值计算。")
    return _bytes(document)


def pollutant_annex() -> bytes:
    """Two merged heading rows, a unit line, the headings printed again, dashes, a row over the full width."""
    document = docx.Document()
    document.add_paragraph(MADE_UP)
    document.add_paragraph("附件2")
    document.add_paragraph(POLLUTANT_TITLE)
    document.add_paragraph("单位：万吨、%")
    table = document.add_table(rows=0, cols=13)
    _pollutant_heading(table)
    values = pollutant_values()
    sums = [[sum(row[p][0] for row in values.values()), 8.5, sum(row[p][2] or 0 for row in values.values())]
            for p in range(len(POLLUTANTS))]
    _fill(table.add_row(), ("全区", *(text for a, b, c in sums for text in (f"{a:.2f}", str(b), f"{c:.3f}"))))
    for k, (printed, rows) in enumerate(values.items()):
        if k in (0, 6):
            whole = table.add_row().cells
            whole[0].merge(whole[-1]).text = "中西部盟市" if k == 0 else "其他盟市"
        if k == 6:
            _pollutant_heading(table)
        _fill(table.add_row(), (printed, *(text for a, b, c in rows for text in (f"{a}", f"{b}", "—" if c is None else f"{c}"))))
    document.add_paragraph("注：“—”表示不下达任务。")
    return _bytes(document)


def _pollutant_heading(table) -> None:
    upper, lower = table.add_row(), table.add_row()
    upper.cells[0].merge(lower.cells[0]).text = "盟市"
    for p, name in enumerate(POLLUTANTS):
        upper.cells[1 + 3 * p].merge(upper.cells[3 + 3 * p]).text = name
        for k, text in enumerate(("2015年排放量", "2020年比2015年减排比例", "重点工程减排量")):
            lower.cells[1 + 3 * p + k].text = text


def document_of(*parts: str | list[tuple[str, ...]], heads: int = 0) -> bytes:
    """Paragraphs (text) and tables (lists of rows) in order; `heads` rows of each table are marked `w:tblHeader`."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=len(part[0]))
        for k, row in enumerate(part):
            added = table.add_row()
            _fill(added, row)
            if k < heads:
                added._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return _bytes(document)


def _fill(row, texts: tuple[str, ...]) -> None:
    for node, text in zip(row._tr.tc_lst, texts, strict=True):
        paragraph = node.p_lst[0]
        for k, line in enumerate(text.split("\n")):
            run = paragraph.add_r()
            if k:
                run.append(OxmlElement("w:br"))
            piece = OxmlElement("w:t")
            piece.text = line
            piece.set(qn("xml:space"), "preserve")
            run.append(piece)


def _bytes(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def package(body: str, before: str = "", parts: dict[str, str] | None = None, document: bytes | None = None) -> bytes:
    """A bare .docx with this XML in its body; `parts` are further members, `document` replaces the whole part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
        whole = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", whole if document is None else document)
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, span: int = 1, down: str = "") -> str:
    """A cell; `down` is "restart" or "continue"."""
    merge = f'<w:vMerge w:val="{down}"/>' if down else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{p(text)}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
