"""Files of every format, made from sentences; nothing binary is kept in the repository."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

SENTENCE = "全县标准厂房入驻率达到91%，实现产值12.5亿元。"
SECOND = "去年新增规上企业17家，同比增长8.6%。"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PASSWORD_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def paragraph(text: str, *, style: str = "", numbered: tuple[str, str] = ("", "")) -> str:
    """A paragraph of WordprocessingML; ``numbered`` is a list's id and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered[0]:
        level, number = f'<w:ilvl w:val="{numbered[1]}"/>', f'<w:numId w:val="{numbered[0]}"/>'
        properties += f"<w:numPr>{level}{number}</w:numPr>"
    around = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{around}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_part(inside: str, root: str = "document") -> bytes:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    head = f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:mc="{mc}">'
    return f"{head}{inside}</w:{root}>".encode()


def docx(body: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx of WordprocessingML; ``parts`` stand beside or in the place of its own."""
    document = word_part(f"<w:body>{body}</w:body>")
    return zipped({"word/document.xml": document, **(parts or {})})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def pdf(pages: Sequence[str], *, password: str = "") -> bytes:
    """A pdf with text in Chinese, one line of a page for each line; empty pages are blank."""
    objects = {3: _font(), 4: _descendant(), 5: _stream(_to_unicode())}
    kids = []
    for page in pages:
        at = len(objects) + 3
        content = _stream(_content(page), key=_file_key(password), number=at) if page else None
        resources = "/Resources<</Font<</F 3 0 R>>>>"
        contents = f"/Contents {at} 0 R" if content else ""
        objects[at + 1] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}{contents}>>".encode()
        )
        objects[at] = content or b"null"
        kids.append(f"{at + 1} 0 R")
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    trailer = _encryption(password) if password else b""
    return _joined(objects, trailer)


def _joined(objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer,
        start,
    )


def _font() -> bytes:
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
    )


def _descendant() -> bytes:
    info = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    return b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000" + info + b">>"


def _to_unicode() -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end end"
    )


def _content(page: str) -> bytes:
    lines = [f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for line in page.split("\n")]
    return f"BT /F 12 Tf 50 780 Td {' '.join(lines)} ET".encode()


def _stream(content: bytes, *, key: bytes = b"", number: int = 0) -> bytes:
    if key:
        salted = hashlib.md5(key + number.to_bytes(3, "little") + b"\x00\x00").digest()
        content = _rc4(salted[: len(key) + 5], content)
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def _padded(password: str) -> bytes:
    return (password.encode() + PASSWORD_PADDING)[:32]


def _owner_entry(password: str) -> bytes:
    return _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))


def _file_key(password: str) -> bytes:
    """The 40-bit key of the standard security handler, revision 2; the file has no id."""
    if not password:
        return b""
    permissions = b"\xff\xff\xff\xff"
    return hashlib.md5(_padded(password) + _owner_entry(password) + permissions).digest()[:5]


def _encryption(password: str) -> bytes:
    user = _rc4(_file_key(password), PASSWORD_PADDING)
    owner = _owner_entry(password)
    return b"/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<%b>/U<%b>>>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
