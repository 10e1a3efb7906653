"""Pdf files with text, page by page."""

from __future__ import annotations

import unicodedata

import pytest
from tests.reading.made_files import SECOND, SENTENCE, pdf

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.pdf import SIGNS, read_pdf
from tashan.reading.limits import Limits


def refusal(data: bytes, limits: Limits | None = None) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        read_pdf(data, limits or Limits())
    return refused.value


def test_pages_know_where_they_begin() -> None:
    document = read_pdf(pdf([SENTENCE, SECOND]), Limits())
    assert document.text == f"{SENTENCE}\n{SECOND}\n"
    assert document.page_at(document.text.index("17家")) == 2


def test_lines_of_a_page_are_lines_of_the_text() -> None:
    assert read_pdf(pdf([f"{SENTENCE}\n{SECOND}"]), Limits()).text == f"{SENTENCE}\n{SECOND}\n"


def test_characters_beyond_the_basic_plane_are_one_character() -> None:
    document = read_pdf(pdf(["𠮷林县" + SENTENCE]), Limits())
    assert document.text.index("林县") == 1


def test_an_empty_page_between_others_is_a_page() -> None:
    document = read_pdf(pdf([SENTENCE * 2, "", SECOND]), Limits())
    assert document.page_at(document.text.index("17家")) == 3


def test_pages_without_text_among_others_are_noted() -> None:
    document = read_pdf(pdf([SENTENCE, "", SECOND, "3"]), Limits())
    assert document.notes[0].endswith("2, 4.")


def test_an_encrypted_pdf_asks_for_one_without_a_password() -> None:
    assert refusal(pdf([SENTENCE], password="geheim")).code == "encrypted"


def test_a_pdf_of_5000_pages_is_refused_with_the_limit() -> None:
    error = refusal(pdf([""] * 5000))
    assert error.code == "too_many_pages"
    assert "5000 pages; at most 2000" in error.message


def test_a_scanned_pdf_asks_for_ocr() -> None:
    error = refusal(pdf(["", ""]))
    assert error.code == "needs_ocr"
    assert "tashan[ocr]" in error.hint


def test_a_pdf_cut_short_is_damaged() -> None:
    assert refusal(pdf([SENTENCE])[:300]).code == "damaged"


def test_a_pdf_of_too_many_characters_is_refused() -> None:
    assert refusal(pdf([SENTENCE] * 5), Limits(max_characters=60)).code == "too_long"


def test_radicals_that_a_printer_wrote_are_characters() -> None:
    document = read_pdf(pdf(["⼊驻率达到91%，⾦融机构⻓期⽀持⺠营企业"]), Limits())
    assert document.text == "入驻率达到91%，金融机构长期支持民营企业\n"


def test_each_radical_becomes_one_character() -> None:
    signs = [sign for sign in SIGNS.values() if sign is not None]
    assert all(len(sign) == 1 and unicodedata.name(sign).startswith("CJK ") for sign in signs)


def test_numbers_of_pages_do_not_stand_inside_sentences() -> None:
    pages = [f"{SENTENCE}\n全县财政收入\n— {page} —" for page in (1, 2, 3)]
    document = read_pdf(pdf(pages), Limits())
    assert document.text == f"{SENTENCE}\n全县财政收入\n" * 3
    assert document.page_at(len(document.text) - 1) == 3
