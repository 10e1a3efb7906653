"""An official document has the page, the type and the signature that GB/T 9704-2012 asks for."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from tashan.papers import gongwen
from tashan.papers.gongwen import Heading, Paper, Paragraph, Table

REPORT = Paper(
    title="他山县发展和改革局关于外地园区经验的报告",
    blocks=(
        Heading(1, "一、总体情况"),
        Paragraph("本次共走访四个园区。"),
        Heading(2, "（一）厂房"),
        Heading(3, "1.入驻"),
        Table(("指标", "数值"), (("入驻率", 91), ("空置", None)), widths=(3, 1)),
    ),
    issued_by="他山县发展和改革局",
    dated=date(2026, 11, 3),
)


@pytest.fixture(scope="module")
def document() -> Document:
    return docx.Document(BytesIO(gongwen.render(REPORT)))


def paragraph(document: Document, text: str) -> WordParagraph:
    return next(one for one in document.paragraphs if one.text == text)


def millimetres(length: int) -> float:
    return round(length / Mm(1), 1)


def font_of(document: Document, style: str) -> tuple[str, float]:
    fonts = document.styles[style].element.rPr.find(qn("w:rFonts"))
    assert set(fonts.attrib) == {qn(f"w:{s}") for s in ("ascii", "hAnsi", "eastAsia", "cs")}
    return fonts.get(qn("w:eastAsia")), document.styles[style].font.size.pt


def test_the_paper_is_a4(document: Document) -> None:
    section = document.sections[0]
    assert (millimetres(section.page_width), millimetres(section.page_height)) == (210, 297)


def test_the_margins_leave_a_type_area_of_156_by_225(document: Document) -> None:
    section = document.sections[0]
    edges = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [millimetres(edge) for edge in edges] == [37, 35, 28, 26]


def test_the_grid_holds_22_lines_of_28_characters(document: Document) -> None:
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 225 / (int(grid.get(qn("w:linePitch"))) / 20 * 25.4 / 72) == pytest.approx(22, abs=0.05)
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert 156 / (character * 25.4 / 72) == pytest.approx(28, abs=0.05)


def test_body_text_is_fangsong_three_at_a_fixed_pitch(document: Document) -> None:
    style = paragraph(document, "本次共走访四个园区。").style
    assert font_of(document, style.name) == ("仿宋_GB2312", 16)
    assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert Pt(28) <= style.paragraph_format.line_spacing <= Pt(30)


def test_body_text_begins_two_characters_in(document: Document) -> None:
    indent = document.styles["Body Text"].element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


def test_the_title_is_small_title_song_two_in_the_middle(document: Document) -> None:
    title = document.paragraphs[0]
    assert title.text == REPORT.title
    assert font_of(document, "Title") == ("方正小标宋简体", 22)
    assert title.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


@pytest.mark.parametrize(
    ("text", "level", "font"),
    [("一、总体情况", 1, "黑体"), ("（一）厂房", 2, "楷体_GB2312"), ("1.入驻", 3, "仿宋_GB2312")],
)
def test_headings_have_the_type_of_their_level(
    document: Document, text: str, level: int, font: str
) -> None:
    style = paragraph(document, text).style
    assert style.name == f"Heading {level}"
    assert font_of(document, style.name) == (font, 16)


def test_headings_are_upright_black_and_not_bold(document: Document) -> None:
    font = document.styles["Heading 1"].font
    assert (font.bold, font.italic, str(font.color.rgb)) == (False, False, "000000")


def test_the_page_number_stands_between_dashes_in_song_four(document: Document) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    field = footer._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    assert "".join(text.text for text in footer._p.iter(qn("w:t"))) == "—1—"
    assert {run.font.size.pt for run in footer.runs} == {14}


def test_page_numbers_stand_outside_on_odd_and_even_pages(document: Document) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert section.even_page_footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_a_table_fills_the_line_in_the_shares_asked_for(document: Document) -> None:
    widths = [millimetres(column.width) for column in document.tables[0].columns]
    assert widths == [117, 39]


def test_a_table_holds_its_cells_and_leaves_the_unknown_empty(document: Document) -> None:
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["指标", "数值"], ["入驻率", "91"], ["空置", ""]]


def test_the_header_of_a_table_repeats_and_no_row_is_torn(document: Document) -> None:
    head, *rows = (row._tr.trPr for row in document.tables[0].rows)
    assert head.find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row.find(qn("w:cantSplit")) is not None for row in (head, *rows))


def columns_of(line: WordParagraph) -> tuple[float, float]:
    """Where a line of a signature begins and ends, in characters from the left of the 28."""
    right = int(line._p.pPr.find(qn("w:ind")).get(qn("w:rightChars"))) / 100
    width = sum(0.5 if character.isascii() else 1 for character in line.text)
    return 28 - right - width, 28 - right


def test_the_date_begins_two_characters_after_the_name(document: Document) -> None:
    name, day = document.paragraphs[-2:]
    assert (name.text, day.text) == ("他山县发展和改革局", "2026年11月3日")
    assert columns_of(day)[0] == columns_of(name)[0] + 2


@pytest.mark.parametrize(
    "issued_by", ["县府", "他山县发展和改革局", "他山县营商环境领导小组办公室"]
)
def test_a_signature_keeps_two_characters_from_the_right(issued_by: str) -> None:
    paper = Paper("题", (), issued_by=issued_by, dated=date(2026, 11, 30))
    lines = docx.Document(BytesIO(gongwen.render(paper))).paragraphs[-2:]
    assert max(columns_of(line)[1] for line in lines) == 26
    assert columns_of(lines[1])[0] == columns_of(lines[0])[0] + 2


def test_a_paper_without_name_and_date_ends_with_its_text() -> None:
    paper = Paper("题", (Paragraph("完。"),))
    assert docx.Document(BytesIO(gongwen.render(paper))).paragraphs[-1].text == "完。"


def test_characters_that_xml_refuses_are_shown_as_missing() -> None:
    paper = Paper("题\x00", (Paragraph("\x0b文"), Table(("列\x01",), (("\ud800",),))))
    made = docx.Document(BytesIO(gongwen.render(paper)))
    assert made.paragraphs[0].text == "题\ufffd"
    assert [row.cells[0].text for row in made.tables[0].rows] == ["列\ufffd", "\ufffd"]


def test_the_file_tells_of_its_paper_and_not_of_a_template(document: Document) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author) == (REPORT.title, REPORT.issued_by)
    assert properties.created.date() == REPORT.dated
    assert properties.comments == ""


def test_the_same_paper_gives_the_same_bytes_with_no_hour_in_them() -> None:
    first = gongwen.render(REPORT)
    assert first == gongwen.render(REPORT)
    entries = ZipFile(BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("level", [0, 5])
def test_a_heading_of_a_level_that_does_not_exist_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match=f"heading level {level}"):
        Heading(level, "题")


def test_a_table_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1: 1 cells for 2 columns"):
        Table(("甲", "乙"), (("一",),))


def test_widths_must_be_as_many_as_columns() -> None:
    with pytest.raises(ValueError, match="1 widths for 2 columns"):
        Table(("甲", "乙"), (), widths=(1,))


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        Table((), ())
