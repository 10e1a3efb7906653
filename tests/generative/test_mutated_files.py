"""Files that were damaged at random are read or refused; nothing crashes, hangs or lies."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.made_files import (
    SECOND,
    SENTENCE,
    docx,
    paragraph,
    pdf,
    table,
    word_part,
    zipped,
)

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.encodings import decode
from tashan.reading.isolation.child import Source, read_each
from tashan.reading.isolation.jobs import Work
from tashan.reading.limits import MEGABYTE, Limits

LIMITS = Limits(max_seconds=10, max_cpu_seconds=10, max_memory=600 * MEGABYTE, max_pages=50)
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8-sig")
BODY = paragraph("概况") + table([["产值", "12亿元"], ["税收", "3亿元"]]) + paragraph(SENTENCE)
PAGE = f"<html><head><title>报告</title></head><body><p>{SENTENCE}<table><tr><td>{SECOND}</table>"
WHOLE = {
    "报告.txt": f"{SENTENCE}\r\n{SECOND}\n".encode() * 5,
    "旧.txt": f"{SENTENCE}\r\n{SECOND}\n".encode("gb18030") * 5,
    "宽.txt": ("\ufeff" + SENTENCE + "\n").encode("utf-16-le") * 5,
    "页.html": PAGE.encode("gb18030"),
    "报告.docx": docx(BODY),
    "报告.pdf": pdf([SENTENCE, SECOND]),
}


def check(document: Document) -> None:
    document.text.encode()  # no half characters
    for starts in (document.pages, document.paragraphs):
        assert list(starts) == sorted(starts)
        assert not starts or 0 <= starts[0] <= starts[-1] <= len(document.text)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to five of: a byte changed, a piece cut out, doubled, moved or filled with noise."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(out) + 1)
        end = min(len(out), start + chance.choice((1, 2, 8, 100)))
        piece = bytes(out[start:end])
        stray = chance.choice((b"\x00", b"\xff", b"<", b"&", b"99999999999", b">>", b"\n"))
        noise = chance.randbytes(len(piece))
        out[start:end] = chance.choice((b"", piece * 3, piece[::-1], noise, stray))
    return bytes(out)


def mutations(name: str, count: int) -> list[bytes]:
    """Of a .docx half are broken inside the zip, past its own checks."""
    chance = random.Random(name)
    if not name.endswith(".docx"):
        return [mutate(WHOLE[name], chance) for _ in range(count)]
    inner = [mutate(word_part(f"<w:body>{BODY}</w:body>"), chance) for _ in range(count // 2)]
    outer = [mutate(WHOLE[name], chance) for _ in range(count - len(inner))]
    return outer + [zipped({"word/document.xml": part}) for part in inner]


@pytest.mark.parametrize("name", WHOLE)
def test_mutated_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    sources = []
    for number, data in enumerate(mutations(name, 100)):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(data)
        sources.append(Source(path.name, path))
    codes = set()
    for outcome in read_each(sources, Work(checked), limits=LIMITS, jobs=2):
        assert outcome.error is None or isinstance(outcome.error, UnreadableFileError), outcome
        codes.add(outcome.error.code if outcome.error else "read")
    assert "read" in codes
    assert not {"too_slow", "too_much_memory", "crashed"} & codes


def checked(document: Document) -> None:
    check(document)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.sampled_from(ENCODINGS))
def test_text_is_read_as_written_or_refused_or_noted(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
        decoded = decode(data)
    except (UnicodeEncodeError, UnreadableFileError):
        return
    if not decoded.notes and decoded.encoding != "big5hkscs":
        assert decoded.text.encode(decoded.encoding) == data


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableFileError:
        return
    decoded.text.encode()
    if not decoded.notes and decoded.encoding != "big5hkscs":  # which has two codes for some signs
        assert decoded.text.encode(decoded.encoding) == data
