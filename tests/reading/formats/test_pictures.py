"""Pictures of text: the order of what was found in them, and the recognition itself."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from tests.reading.made_files import pdf

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.pictures import Box, lines_of, read_pictured, written_line
from tashan.reading.isolation.child import ocr_is_installed, open_document
from tashan.reading.limits import Limits

needs_ocr = pytest.mark.skipif(
    not ocr_is_installed(), reason="tashan[ocr] is not installed: pictures cannot be recognised"
)
WORDS = ("Occupancy 91%", "Output 12.5")


def box(left: float, top: float, text: str, width: float = 40) -> Box:
    return Box(left=left, top=top, right=left + width, bottom=top + 20, text=text, score=0.9)


def test_boxes_at_one_height_are_one_line_from_left_to_right() -> None:
    boxes = [box(60, 3, "二"), box(0, 40, "三"), box(0, 0, "一")]
    assert [[found.text for found in line] for line in lines_of(boxes)] == [["一", "二"], ["三"]]


def test_boxes_that_touch_are_joined_and_others_set_apart() -> None:
    line = [box(0, 0, "入驻"), box(42, 0, "率"), box(120, 0, "91%")]
    assert written_line(line) == "入驻率 91%"


def drawn(*lines: str) -> Any:
    from PIL import Image, ImageDraw

    page: Any = Image.new("RGB", (900, 120 + 90 * len(lines)), "white")  # type: ignore[attr-defined]
    for number, line in enumerate(lines):
        place = (60, 60 + 90 * number)
        ImageDraw.Draw(page).text(place, line, fill="black", font_size=44)
    return page


def saved(pages: list[Any], form: str) -> bytes:
    stream = io.BytesIO()
    pages[0].save(stream, form, save_all=True, append_images=pages[1:])
    return stream.getvalue()


@needs_ocr
def test_a_scanned_pdf_is_recognised_with_its_pages_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(saved([drawn(*WORDS), drawn("Tax 3.2")], "PDF"))
    document = open_document(path)
    assert document.format == "pdf"
    assert document.page_at(document.text.index("3.2")) == 2
    assert document.paragraph_at(document.text.index("12.5")) == 2
    assert document.notes[0].startswith("Recognised from pictures: 3 lines")


@needs_ocr
def test_a_picture_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(saved([drawn(*WORDS)], "PNG"))
    assert "91%" in open_document(path).text


@needs_ocr
def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_pictured(b"\x89PNG\r\n\x1a\n" + b"\0" * 90, Limits())
    assert refused.value.code == "damaged"


def test_more_pages_than_may_be_recognised_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="3 pages to recognise; at most 2"):
        read_pictured(pdf(["", "", ""]), Limits(max_ocr_pages=2))
