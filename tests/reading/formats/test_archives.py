"""Web archives: the page in them, in whatever way it is packed."""

from __future__ import annotations

import base64
import quopri

import pytest
from tests.reading.made_files import SECOND, SENTENCE

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.archives import read_archive
from tashan.reading.formats.registry import read_bytes
from tashan.reading.limits import Limits

PAGE = f"<html><head><title>报告</title></head><body><p>{SENTENCE}<p>{SECOND}".encode("gb18030")


def archive(body: bytes, encoding: str, *, kind: str = 'text/html; charset="gbk"') -> bytes:
    head = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n--B--\r\n"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("base64", base64.encodebytes(PAGE)), ("quoted-printable", quopri.encodestring(PAGE))],
)
def test_the_page_of_an_archive_is_read_in_its_charset(encoding: str, packed: bytes) -> None:
    document = read_bytes(archive(packed, encoding), "页.mht", limits=Limits())
    assert document.text == f"{SENTENCE}\n{SECOND}\n"
    assert (document.title, document.encoding, document.notes) == ("报告", "gb18030", ())


def test_an_archive_without_a_page_is_damaged() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_archive(archive(b"AAAA", "base64", kind="image/png"), Limits())
    assert refused.value.code == "damaged"
