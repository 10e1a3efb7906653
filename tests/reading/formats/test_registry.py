"""The content of a file decides what it is read as; its name only where content cannot."""

from __future__ import annotations

import random
from itertools import product

import pytest
from tests.reading.made_files import SENTENCE, docx, paragraph, pdf, zipped

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.kinds import SUFFIXES
from tashan.reading.formats.registry import CALLED, FORMATS, format_reader, read_bytes
from tashan.reading.limits import Limits

PAGE = f"<!DOCTYPE html><html><body><p>{SENTENCE}</p>"
SAMPLES = {
    "txt": SENTENCE.encode(),
    "html": PAGE.encode(),
    "docx": docx(paragraph(SENTENCE)),
    "pdf": pdf([SENTENCE]),
}


def refusal(data: bytes, name: str, limits: Limits | None = None) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        read_bytes(data, name, limits=limits or Limits())
    return refused.value


# text without a tag is a web page too, where its name says so
@pytest.mark.parametrize(
    ("kind", "suffix"),
    sorted(set(product(SAMPLES, ("txt", "html", "docx", "pdf", "png", ""))) - {("txt", "html")}),
)
def test_a_wrong_extension_is_noted_and_the_file_read_as_what_it_is(kind: str, suffix: str) -> None:
    document = read_bytes(SAMPLES[kind], f"报告.{suffix}", limits=Limits())
    assert document.format == kind
    assert document.text.strip() == SENTENCE
    wrong = suffix and SUFFIXES[f".{suffix}"] != kind
    assert len(document.notes) == (1 if wrong else 0)


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_has_a_function_and_a_name(kind: str) -> None:
    assert callable(format_reader(*FORMATS[kind]))
    assert CALLED[kind]


def test_each_suffix_leads_to_a_format() -> None:
    assert set(SUFFIXES.values()) == set(FORMATS)


def test_noise_named_like_a_word_document_is_said_to_be_none() -> None:
    error = refusal(random.Random(1).randbytes(5000), "报告.docx")
    assert error.code == "wrong_extension"
    assert "named like a Word document" in error.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word document"),
        (zipped({"xl/workbook.xml": b""}), "spreadsheet"),
        (zipped({"ppt/presentation.xml": b""}), "slides"),
        (zipped({"a.txt": b""}), "zip archive"),
        (b"{\\rtf1 ...}", "rich text"),
        (b"Rar!\x1a\x07\x00", "packed archive"),
    ],
)
def test_a_kind_that_is_not_read_is_named_with_what_to_do(data: bytes, what: str) -> None:
    error = refusal(data, "报告.docx")
    assert error.code == "unsupported"
    assert what in error.message
    assert error.hint


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"", "报告.txt").code == "empty"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b" \r\n\t", "a.txt"), ("\ufeff".encode(), "a.txt"), (docx(""), "a.docx"), (b"<html>", "a")],
)
def test_a_file_without_text_is_refused(data: bytes, name: str) -> None:
    assert refusal(data, name).code == "no_text"


def test_a_text_of_too_many_characters_is_refused() -> None:
    assert refusal(SENTENCE.encode(), "a.txt", Limits(max_characters=5)).code == "too_long"


def test_a_text_that_begins_with_a_bracket_is_no_web_page() -> None:
    document = read_bytes("<<县情概况>> 入驻率<91%>".encode(), "a", limits=Limits())
    assert document.format == "txt"


def test_a_text_that_begins_with_bm_is_no_picture() -> None:
    assert read_bytes(b"BM: building materials", "a.txt", limits=Limits()).format == "txt"


def test_a_picture_asks_for_ocr() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00", "scan.png").code == "needs_ocr"


def test_a_word_document_with_a_password_is_said_to_be_encrypted() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(data, "a.docx").code == "encrypted"


def test_a_text_about_pdf_is_no_pdf() -> None:
    assert read_bytes(b"A pdf begins with %PDF-1.7", "a.txt", limits=Limits()).format == "txt"


def test_a_pdf_may_begin_after_strange_bytes() -> None:
    assert read_bytes(b"\n\0\n" + pdf([SENTENCE]), "a.pdf", limits=Limits()).format == "pdf"
