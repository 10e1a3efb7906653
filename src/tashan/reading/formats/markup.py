"""XML without surprises: a part with a document type, and so with entities, is refused unread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from tashan.base.errors import UnreadableFileError

MAX_DEPTH = 2000
# Word's own namespace, of ECMA-376 and, in files saved as strict, of ISO/IEC 29500
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
Start = Callable[[str, Mapping[str, str]], None]


def word_name(name: str) -> str:
    """The name of an element or attribute of Word's, or an empty string for one of another's."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in WORD else ""


def value_of(attributes: Mapping[str, str], wanted: str = "val") -> str:
    """The value of one of Word's attributes, or an empty string."""
    return next((value for key, value in attributes.items() if word_name(key) == wanted), "")


class _Depth:
    def __init__(self, start: Start, end: Callable[[str], None]) -> None:
        self.start, self.end, self.depth = start, end, 0

    def down(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableFileError(
                "damaged", f"The file nests its elements more than {MAX_DEPTH} deep."
            )
        self.start(tag, attributes)

    def up(self, tag: str) -> None:
        self.depth -= 1
        self.end(tag)


def walk(
    data: bytes, part: str, *, start: Start, end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Call back for each element and each run of text; names are ``namespace name``.

    Raises UnreadableFileError: ``entities`` for a document type, ``damaged`` for broken XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = _Depth(start, end)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = depth.down
    parser.EndElementHandler = depth.up
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableFileError(
            "damaged",
            f"The part {part} is not well-formed XML ({error}).",
            hint="Open it in Word and save it anew.",
        ) from error


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFileError(
        "entities",
        "The file declares XML entities, which no Word document needs; it was not unpacked.",
        hint="Do not trust where it came from, or open it in Word and save it anew.",
    )
