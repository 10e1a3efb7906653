"""A pdf with text: page by page, the lines that the page breaks joined where a sentence goes on."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.page_numbers import without_numbers
from tashan.reading.limits import Limits, too_long

# radicals that some printers of pdf write in the place of the characters
_RADICALS = "⺟⺠⻄⻅⻆⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻧⻨⻩⻬⻮⻰⻳"
_CHARACTERS = "母民西见角车长门青韦页风飞食马鱼鸟卤麦黄齐齿龙龟"
_DOUBLED = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA))
SIGNS: dict[int, str | None] = {
    **{code: normalize("NFKC", chr(code)) for code in _DOUBLED},
    **dict(zip(map(ord, _RADICALS), _CHARACTERS, strict=True)),
    0xFFFE: None,  # a hyphen at the end of a line that is none of the text's
}
FEW_CHARACTERS = 10  # a page with fewer is a picture of a page, or empty


def open_pdf(data: bytes, limits: Limits) -> pdfium.PdfDocument:
    """The opened file; raises ``encrypted``, ``damaged``, ``too_many_pages``."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _not_opened() from error
    if len(document) > limits.max_pages:
        raise UnreadableFileError(
            "too_many_pages",
            f"The pdf has {len(document)} pages; at most {limits.max_pages} are read.",
            hint="Split it, or raise TASHAN_READ_MAX_PAGES.",
        )
    return document


def _not_opened() -> UnreadableFileError:
    if pdfium_raw.FPDF_GetLastError() == pdfium_raw.FPDF_ERR_PASSWORD:
        return UnreadableFileError(
            "encrypted",
            "The pdf opens with a password only.",
            hint="Save it without one, or ask who sent it.",
        )
    return UnreadableFileError(
        "damaged", "The pdf is damaged and does not open.", hint="Fetch it again or print it anew."
    )


def read_pdf(data: bytes, limits: Limits) -> Document:
    pieces: list[str] = []
    starts: list[int] = []
    bare: list[int] = []
    length = 0
    pages = without_numbers(list(_page_texts(open_pdf(data, limits), limits)))
    for number, page in enumerate(pages, 1):
        starts.append(length)
        pieces.append(page + "\n")
        length += len(page) + 1
        if len(page.strip()) < FEW_CHARACTERS:
            bare.append(number)
    if len(bare) == len(starts):
        raise UnreadableFileError(
            "needs_ocr",
            f"The pdf has {len(starts)} pages and hardly a character: it is scanned.",
            hint="Install tashan[ocr] to read pictures of pages.",
        )
    return Document(text="".join(pieces), format="pdf", pages=tuple(starts), notes=_notes(bare))


def _notes(bare: list[int]) -> tuple[str, ...]:
    if not bare:
        return ()
    shown = ", ".join(map(str, bare[:10])) + (" and more" if len(bare) > 10 else "")
    return (f"Pages with hardly any text (empty, or scanned and not read): {shown}.",)


def _page_texts(document: pdfium.PdfDocument, limits: Limits) -> Iterator[str]:
    left = limits.max_characters
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_bounded()
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(
                "damaged", f"Page {number + 1} of the pdf is damaged.", hint="Fetch it again."
            ) from error
        page.close()
        left -= len(text)
        if left < 0:
            raise too_long(limits.max_characters)
        yield text.replace("\r\n", "\n").translate(SIGNS)
