"""The encoding of a text whose writer did not name it, and never a guess that shows rubbish.

What is decoded keeps every character of the file, byte order mark and line ends included, so
that ``text.encode(encoding)`` gives the file back where no note says otherwise.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tashan.base.errors import UnreadableFileError

SAMPLE = 200_000  # characters that are enough to judge a text by
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# the names that pages give, and what they are read as: GB 18030 holds GBK, which holds GB 2312
NAMED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
}
LEGACY = ("gb18030", "big5hkscs")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# control characters that no text has; NUL is let pass in ones, ESC and form feed in terminals' logs
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
COMMON_ENOUGH = 0.6  # of bytes read in a wrong encoding, about four in ten are common


def _common_characters() -> frozenset[str]:
    """The signs and the common level of hanzi in GB 2312 and Big5, some 8,000 characters."""
    rows = [(*range(0xA1, 0xA4), *range(0xB0, 0xD8)), range(0xA1, 0xC7)]
    cells = [range(0xA1, 0xFF), (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    return frozenset(
        sign
        for encoding, leads, trails in zip(LEGACY, rows, cells, strict=True)
        for lead in leads
        for sign in bytes(byte for trail in trails for byte in (lead, trail)).decode(
            encoding, "ignore"
        )
    )


COMMON = _common_characters()  # made once in the nursery, which warms the codecs too


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``; ``declared`` is the encoding that the file itself names.

    Raises UnreadableFileError: ``binary`` where it is no text, ``unclear_encoding`` where no
    encoding gives one.
    """
    decoded = _by_mark(data) or _by_name(data, declared) or _by_content(data)
    refuse_binary(decoded.text)
    if not _LONE_SURROGATE.search(decoded.text):
        return decoded
    note = "Half characters (lone surrogates) are shown as \ufffd."
    text = _LONE_SURROGATE.sub("\ufffd", decoded.text)
    return Decoded(text, decoded.encoding, (*decoded.notes, note))


def refuse_binary(text: str) -> None:
    """Raise ``binary`` where control characters are more than strays: over 8, and one in twenty."""
    sample = text[:SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if controls > 8 and controls * 20 > len(sample):
        raise UnreadableFileError(
            "binary",
            "This is no text: it is full of control characters.",
            hint="Read the .docx, .pdf, .html or .txt that it was made from.",
        )


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    """Decode with a known encoding; what does not fit it is shown as U+FFFD and noted."""
    try:
        return Decoded(data.decode(encoding, "surrogatepass"), encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _by_content(data)
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (f"Bytes that are not {encoding} are shown as \ufffd.",))


def _by_name(data: bytes, declared: str | None) -> Decoded | None:
    """Trust the encoding that the file names only where all of it fits and it is not UTF-8."""
    encoding = NAMED.get((declared or "").strip().lower())
    if not encoding or _strict(data, "utf-8") is not None or _holds_utf8(data):
        return None
    text = _strict(data, encoding)
    return None if text is None else Decoded(text, encoding)


def _by_content(data: bytes) -> Decoded:
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    wide = _wide(data)
    if wide:
        return wide
    best = max((_guess(data, encoding) for encoding in LEGACY), key=lambda guess: guess[0])
    if best[0] >= COMMON_ENOUGH and not _holds_utf8(data):
        return Decoded(best[1], best[2])
    refuse_binary(data[:SAMPLE].decode("latin-1"))
    return _line_by_line(data)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: it shows by the zero bytes of its signs or by reading as Chinese."""
    if len(data) % 2 or len(data) < 4:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[: SAMPLE // 2 * 2].decode(encoding, "replace")
        hanzi = len(_HANZI.findall(sample))
        ascii_too = sum(sample.count(sign) for sign in "\n 0123456789")
        if "\ufffd" not in sample[:-1] and ascii_too and hanzi * 2 > len(sample):
            return _lenient(data, encoding)
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes, encoding: str) -> tuple[float, str, str]:
    """How much the data read like text in an encoding (0 where they do not fit), and the text."""
    text = _strict(data, encoding)
    return (0.0, "", encoding) if text is None else (_commonness(text), text, encoding)


def _commonness(text: str) -> float:
    """The share of the characters outside ASCII that are common in Chinese of either script."""
    foreign = [sign for sign in text[:SAMPLE] if sign > "\x7f"]
    return sum(sign in COMMON for sign in foreign) / len(foreign) if foreign else 0.0


def _holds_utf8(data: bytes) -> bool:
    """Whether a line is Chinese in UTF-8 although the whole is not: then encodings are mixed."""
    for line in data[:SAMPLE].splitlines():
        text = None if line.isascii() else _strict(line, "utf-8")
        if text and len(_HANZI.findall(text)) >= 3:
            return True
    return False


def _line_by_line(data: bytes) -> Decoded:
    """Several encodings in one file, as when texts were pasted one after another."""
    lines = data.splitlines(keepends=True)
    texts: list[str] = []
    other: list[int] = []
    broken: list[int] = []
    for number, line in enumerate(lines, 1):
        text = _strict(line, "utf-8")
        if text is None:
            text, whole = _foreign_line(line, number)
            (other if whole else broken).append(number)
        texts.append(text)
    return Decoded("".join(texts), "utf-8", _mixed_notes(other, broken))


def _foreign_line(line: bytes, number: int) -> tuple[str, bool]:
    """A line that is not UTF-8, and whether it was read whole (as GB 18030)."""
    as_utf8 = line.decode("utf-8", "replace")
    if len(_HANZI.findall(as_utf8)) > 3 * as_utf8.count("\ufffd"):
        return as_utf8, False
    text = _strict(line, "gb18030")
    if text is None or _commonness(text) < COMMON_ENOUGH:
        raise UnreadableFileError(
            "unclear_encoding",
            f"Line {number} is neither UTF-8 nor GB 18030, nor is the text anything else.",
            hint="Open it where it shows rightly and save it as UTF-8.",
        )
    return text, True


def _mixed_notes(other: list[int], broken: list[int]) -> tuple[str, ...]:
    notes = []
    if other:
        notes.append(f"Encodings are mixed: UTF-8, and GB 18030 in {_numbers(other)}.")
    if broken:
        notes.append(f"Bytes that are not UTF-8 are shown as \ufffd in {_numbers(broken)}.")
    return tuple(notes)


def _numbers(lines: list[int]) -> str:
    shown = ", ".join(str(number) for number in lines[:5])
    return f"line {shown}" + (f" and {len(lines) - 5} more" if len(lines) > 5 else "")
