"""A saved web page: the text that a reader of it sees, one line a block."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.encodings import decode
from tashan.reading.limits import MEGABYTE, Limits

_UNSEEN = (
    "head script style noscript template title meta link iframe object embed svg canvas audio "
    "video select option datalist textarea button"
)
UNSEEN = frozenset(_UNSEEN.split())
_INLINE = (
    "a abbr b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
CELLS = frozenset(("td", "th"))
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""")
_HIDDEN = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, limits: Limits, *, charset: str | None = None) -> Document:
    """``charset`` is what the page came with; without one, what it says itself."""
    if len(data) > limits.max_html_bytes:
        raise UnreadableFileError(
            "too_large",
            f"The page has {len(data) / MEGABYTE:.0f} MB; at most "
            f"{limits.max_html_bytes / MEGABYTE:.0f} MB of a page are read.",
            hint="Save its text alone, or raise TASHAN_READ_MAX_HTML_BYTES.",
        )
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    tree = LexborHTMLParser(decoded.text)
    title = tree.css_first("title")
    return Document(
        text=_visible_text(tree.body) if tree.body else "",
        format="html",
        encoding=decoded.encoding,
        title=_BLANKS.sub(" ", title.text()).strip() if title else "",
        notes=decoded.notes,
    )


class _Page:
    """Lines as they are seen: blanks run together, a new line at each block."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at_line_start = True
        self.blank_owed = False

    def add(self, text: str) -> None:
        for number, word in enumerate(_BLANKS.split(text)):
            self.blank_owed |= number > 0
            if not word:
                continue
            if self.blank_owed and not self.at_line_start:
                self.pieces.append(" ")
            self.pieces.append(word)
            self.at_line_start = self.blank_owed = False

    def add_as_written(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.at_line_start = text.endswith("\n")
            self.blank_owed = False

    def end_line(self, mark: str = "\n") -> None:
        if not self.at_line_start:
            self.pieces.append(mark)
        self.at_line_start = True
        self.blank_owed = False


def _visible_text(body: LexborNode) -> str:
    """Walk without recursion: a page may nest deeper than Python's stack."""
    page = _Page()
    node: LexborNode | None = body
    kept = 0  # how many <pre> stand around
    while node is not None:
        down = _enter(page, node, kept)
        if down is not None:
            kept += node.tag == "pre"
            node = down
            continue
        while node is not None and node.mem_id != body.mem_id:
            _leave(page, node)
            if node.next is not None:
                node = node.next
                break
            node = node.parent
            kept -= node is not None and node.tag == "pre"
        else:
            node = None
    return "".join(page.pieces)


def _enter(page: _Page, node: LexborNode, kept: int) -> LexborNode | None:
    """Write what stands at a node; its first child where there is more below."""
    if node.is_text_node:
        text = node.text_content or ""
        if kept:
            page.add_as_written(text)
        else:
            page.add(text)
        return None
    if not node.is_element_node or _is_unseen(node):
        return None
    if node.tag == "br":
        page.at_line_start = False
    if node.tag not in INLINE and node.tag not in CELLS:
        page.end_line()
    return node.child


def _leave(page: _Page, node: LexborNode) -> None:
    if not node.is_element_node or node.tag in INLINE or node.tag in UNSEEN:
        return
    if node.tag in CELLS:
        page.blank_owed = True
    else:
        page.end_line()


def _is_unseen(node: LexborNode) -> bool:
    if node.tag in UNSEEN:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
