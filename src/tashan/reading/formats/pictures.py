"""Scanned pages and pictures, recognised line by line (with tashan[ocr])."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.kinds import is_pdf
from tashan.reading.limits import Limits

if TYPE_CHECKING:  # rapidocr takes most of a second to load
    from rapidocr import RapidOCR

POINTS_PER_INCH = 72
DOTS_PER_INCH = 200  # enough for the 10-point type of reports
MAX_PIXELS = 80_000_000  # of a page: A3 at 600 dots has 70 million
DOUBTFUL = 0.8  # lines recognised with less than this are counted in a note


def refuse_picture(data: bytes, limits: Limits) -> Document:
    """A picture is read where tashan[ocr] is installed, with limits of its own."""
    raise UnreadableFileError(
        "needs_ocr",
        "This is a picture of text.",
        hint="Install tashan[ocr] to read pictures of pages.",
    )


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of text that was found in a picture, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float


def read_pictured(data: bytes, limits: Limits) -> Document:
    """Every page of a pdf or picture; ``pages`` and, for the lines, ``paragraphs`` are filled."""
    scanned = is_pdf(data)
    images = _pdf_images(data, limits) if scanned else _picture_images(data, limits)
    pieces: list[str] = []
    pages: list[int] = []
    lines: list[int] = []
    doubtful = length = 0
    for image in images:
        pages.append(length)
        for line in lines_of(_boxes(image)):
            lines.append(length)
            pieces.append(written_line(line) + "\n")
            length += len(pieces[-1])
            doubtful += min(box.score for box in line) < DOUBTFUL
    return Document(
        text="".join(pieces),
        format="pdf" if scanned else "picture",
        pages=tuple(pages),
        paragraphs=tuple(lines),
        notes=(f"Recognised from pictures: {len(lines)} lines, {doubtful} of them doubtful.",),
    )


@cache
def _engine() -> RapidOCR:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _boxes(image: Any) -> list[Box]:
    found = _engine()(image)
    if found.boxes is None:
        return []
    return [
        Box(
            left=float(corners[:, 0].min()),
            top=float(corners[:, 1].min()),
            right=float(corners[:, 0].max()),
            bottom=float(corners[:, 1].max()),
            text=text,
            score=float(score),
        )
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if text.strip()
    ]


def lines_of(boxes: list[Box]) -> list[list[Box]]:
    """Boxes whose middles stand at one height are a line, read from the left."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.top + box.bottom):
        middle = (box.top + box.bottom) / 2
        if lines and lines[-1][0].top < middle < lines[-1][0].bottom:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.left) for line in lines]


def written_line(line: list[Box]) -> str:
    """The text of a line, with a blank where a gap of more than half a character stands."""
    text = line[0].text
    for before, box in pairwise(line):
        gap = box.left - before.right
        text += (" " if gap > (box.bottom - box.top) / 2 else "") + box.text
    return text


def _pdf_images(data: bytes, limits: Limits) -> Iterator[Any]:
    from tashan.reading.formats.pdf import open_pdf

    document = open_pdf(data, limits)
    _refuse_many(len(document), limits)
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        scale = DOTS_PER_INCH / POINTS_PER_INCH
        _refuse_large(width * scale, height * scale)
        bitmap = page.render(scale=scale)
        yield bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()


def _picture_images(data: bytes, limits: Limits) -> Iterator[Any]:
    from PIL import Image, ImageOps, ImageSequence

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as picture:
            _refuse_large(*picture.size)
            _refuse_many(getattr(picture, "n_frames", 1), limits)
            for frame in ImageSequence.Iterator(picture):
                yield ImageOps.exif_transpose(frame).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableFileError(
            "damaged", f"The picture is damaged ({error}).", hint="Scan or save it again."
        ) from error


def _refuse_many(pages: int, limits: Limits) -> None:
    if pages > limits.max_ocr_pages:
        raise UnreadableFileError(
            "too_many_pages",
            f"There are {pages} pages to recognise; at most {limits.max_ocr_pages} are.",
            hint="Split it, or raise TASHAN_READ_MAX_OCR_PAGES.",
        )


def _refuse_large(width: float, height: float) -> None:
    if width * height > MAX_PIXELS:
        raise UnreadableFileError(
            "too_large",
            f"A page has {width:.0f} × {height:.0f} pixels; at most {MAX_PIXELS:,} are read.",
            hint="Scan it again at 300 dots an inch.",
        )
