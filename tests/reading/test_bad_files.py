"""Every kind of bad file that an office meets, through the same door as the good ones."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.reading.made_files import SENTENCE, docx, paragraph, pdf, word_part, zipped

from tashan.base.errors import UnreadableFileError
from tashan.reading.isolation.child import Source, open_document, read_each, work_on
from tashan.reading.isolation.jobs import Work
from tashan.reading.limits import MEGABYTE
from tashan.reading.whole import READERS

BOMB = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
BAD: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "an empty file": ("a.txt", "empty", lambda: b""),
    "a text of 200 MB": ("a.txt", "too_large", lambda: bytes(200 * MEGABYTE)),
    "a page of 50 MB": ("a.html", "too_large", lambda: b"<html><p>91%" * (MEGABYTE * 50 // 12)),
    "an encrypted pdf": ("a.pdf", "encrypted", lambda: pdf([SENTENCE], password="x")),
    "a pdf of 5,000 pages": ("a.pdf", "too_many_pages", lambda: pdf([""] * 5000)),
    "a scanned pdf": ("a.pdf", "needs_ocr", lambda: pdf([""])),
    "a zip bomb": ("a.docx", "zip_bomb", lambda: zipped({"word/document.xml": bytes(10**8)})),
    "an entity bomb": ("a.docx", "entities", lambda: docx("", {"word/document.xml": BOMB})),
    "noise": ("a.txt", "binary", lambda: random.Random(0).randbytes(100_000)),
    "noise as .docx": ("a.docx", "wrong_extension", lambda: random.Random(0).randbytes(100_000)),
    "noise in a zip": (
        "a.docx",
        "damaged",
        lambda: docx("", {"word/document.xml": random.Random(0).randbytes(9999)}),
    ),
    "an old Word file": ("a.doc", "unsupported", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99),
}
if find_spec("rapidocr"):
    del BAD["a scanned pdf"]  # with tashan[ocr] it is a good file


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_file_gives_its_reason_soon(tmp_path: Path, bad: str) -> None:
    name, code, content = BAD[bad]
    path = tmp_path / name
    path.write_bytes(content())
    begun = time.monotonic()
    with pytest.raises(UnreadableFileError) as refused:
        open_document(path)
    assert refused.value.code == code
    assert refused.value.message
    assert refused.value.hint
    assert time.monotonic() - begun < 10


def test_good_files_among_bad_ones_are_read(tmp_path: Path) -> None:
    for number, (name, code, content) in enumerate(BAD.values()):
        if code != "too_large":
            (tmp_path / f"{number}-{name}").write_bytes(content())
    (tmp_path / "good.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "macros.docm").write_bytes(
        zipped(
            {
                "word/document.xml": word_part(f"<w:body>{paragraph(SENTENCE)}</w:body>"),
                "word/vbaProject.bin": b"x",
            }
        )
    )
    sources = [Source(path.name, path) for path in tmp_path.iterdir()]
    outcomes = read_each(sources, READERS["rules"], jobs=2)
    read = sorted(outcome.source.name for outcome in outcomes if not outcome.error)
    assert read == ["good.txt", "macros.docm"]


def test_one_line_of_10_megabytes_is_read_within_the_limits(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    filler = "各部门密切配合、主动服务，把各项工作做细做实，" * 40
    path.write_text((filler + SENTENCE) * 3700, "utf-8")
    assert path.stat().st_size > 10_000_000
    _, reading = work_on(path, READERS["rules"])
    assert len(reading.findings) >= 7000


def test_strange_characters_keep_the_offsets_true(tmp_path: Path) -> None:
    path = tmp_path / "strange.txt"
    stray = "\x00\u202e𠮷\u200f\ufeff\u2028\x85"
    text = f"{stray}{SENTENCE}{stray}\r\n{SENTENCE}"
    path.write_bytes(text.encode())
    document, reading = work_on(path, READERS["rules"])
    assert document.text == text
    assert reading.findings
    assert all(found.quote == text[found.start : found.end] for found in reading.findings)


def test_a_reader_that_finds_nothing_says_so_with_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("床前明月光，疑是地上霜。", "utf-8")
    _, reading = work_on(path, Work(READERS["rules"].function))
    assert reading.findings == ()
