"""Word documents: text in the order of the page, and what is not to be trusted refused."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from tests.reading.made_files import SECOND, SENTENCE, docx, paragraph, table, word_part, zipped

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.docx import read_docx
from tashan.reading.limits import MEGABYTE, Limits


def read(
    body: str, parts: dict[str, bytes] | None = None, limits: Limits | None = None
) -> Document:
    return read_docx(docx(body, parts), limits or Limits())


def refusal(data: bytes, limits: Limits | None = None) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        read_docx(data, limits or Limits())
    return refused.value


def test_paragraphs_are_lines_and_know_where_they_begin() -> None:
    document = read(paragraph("概况") + paragraph(SENTENCE))
    assert document.text == f"概况\n{SENTENCE}\n"
    assert document.paragraphs == (0, 3)
    assert document.paragraph_at(document.text.index("91%")) == 2


def test_a_row_of_a_table_is_a_line() -> None:
    document = read(table([["产值", "12亿元"], ["税收", "3亿元"]]) + paragraph(SECOND))
    assert document.text == f"产值\t12亿元\n税收\t3亿元\n{SECOND}\n"


def test_a_table_in_a_cell_keeps_the_row_around_it() -> None:
    inner = f"<w:tc>{table([['一', '二']])}{paragraph('')}</w:tc>"
    row = f"<w:tbl><w:tr>{inner}<w:tc>{paragraph('三')}</w:tc></w:tr></w:tbl>"
    assert read(row).text == "一\t二\n\t三\n"


def test_what_a_reviser_deleted_is_not_read() -> None:
    deleted = "<w:del><w:r><w:delText>81%</w:delText></w:r></w:del>"
    added = "<w:ins><w:r><w:t>91%</w:t></w:r></w:ins>"
    assert read(f"<w:p>{deleted}{added}</w:p>").text == "91%\n"


def test_codes_of_fields_are_not_text() -> None:
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert read(f"<w:p>{code}<w:r><w:t>3</w:t></w:r></w:p>").text == "3\n"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    choice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = (
        f"<w:p><w:r><w:t>框外</w:t><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"
    )
    assert read(body).text == "框外\n框内\n\n"


def test_tabs_and_breaks_are_kept() -> None:
    runs = "<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>"
    stops = "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
    assert read(f"<w:p>{stops}{runs}</w:p>").text == "一\t二\n三\n"


def test_a_document_made_by_a_library_is_read() -> None:
    made = python_docx.Document()
    made.core_properties.title = "考察报告"
    made.add_heading("一、概况", 1)
    made.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    made.save(stream)
    document = read_docx(stream.getvalue(), Limits())
    assert (document.text, document.title) == (f"一、概况\n{SENTENCE}\n", "考察报告")


def test_macros_are_noted_and_their_document_read() -> None:
    document = read(paragraph(SENTENCE), {"word/vbaProject.bin": b"\xd0\xcf"})
    assert document.text == SENTENCE + "\n"
    assert "macros" in document.notes[0]


def test_entities_are_refused_before_they_grow() -> None:
    lines = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "ha">{lines}]><w>&e39;</w>'.encode()
    assert refusal(docx("", {"word/document.xml": bomb})).code == "entities"


def test_an_external_entity_is_refused() -> None:
    leak = b'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]><w>&f;</w>'
    assert refusal(docx("", {"word/document.xml": leak})).code == "entities"


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    body = word_part("<w:body>" + " " * (20 * MEGABYTE) + "</w:body>")
    error = refusal(zipped({"word/document.xml": body}))
    assert error.code == "zip_bomb"
    assert "at most 200 times" in error.message


def test_a_zip_bomb_is_refused_by_what_it_says_to_unpack() -> None:
    error = refusal(docx(paragraph(SENTENCE * 1000)), Limits(max_unpacked=20_000))
    assert error.code == "zip_bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    data = docx(paragraph("a" * 300_000))
    size = len(word_part(f"<w:body>{paragraph('a' * 300_000)}</w:body>")).to_bytes(4, "little")
    assert data.count(size) == 2
    lying = data.replace(size, (1000).to_bytes(4, "little"))
    assert refusal(lying, Limits(max_unpacked=100_000)).code in ("zip_bomb", "damaged")


def test_a_zip_of_too_many_parts_is_refused() -> None:
    parts = {f"word/media/{number}.png": b"" for number in range(50)}
    assert refusal(docx("", parts), Limits(max_entries=40)).code == "zip_bomb"


def test_a_zip_that_is_no_word_document_is_refused() -> None:
    assert refusal(zipped({"notes.txt": b"91%"})).code == "not_docx"


def test_a_document_cut_short_is_damaged() -> None:
    assert refusal(docx(paragraph(SENTENCE))[:-40]).code == "damaged"


def test_broken_xml_is_damaged() -> None:
    assert refusal(docx("", {"word/document.xml": b"<w><w:p></w>"})).code == "damaged"


def test_elements_nested_without_end_are_damaged() -> None:
    assert refusal(docx("<w:sdt>" * 5000)).code == "damaged"


def test_a_document_of_too_many_characters_is_refused() -> None:
    error = refusal(docx(paragraph(SENTENCE * 10)), Limits(max_characters=100))
    assert error.code == "too_long"
