"""The original as HTML. Twenty thousand pieces a page: written straight, not through a template."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tashan.web.paper import Block, Mark, Piece
from tashan.web.words import status_word

DEEPEST = 4  # h2 to h5: the page itself has the h1


def original_html(text: str, blocks: Iterable[Block], *, now: int | None = None) -> SafeString:
    """Every block of the original; ``now`` is the number of the finding that is being reviewed."""
    written, depth = [], 0
    for block in blocks:
        if block.level:  # a screen reader's outline skips no level, whatever the report does
            depth = min(block.level, depth + 1, DEEPEST)
        written.append(_block(text, block, now, depth=depth))
    return mark_safe("\n".join(written))


def _block(text: str, block: Block, now: int | None, *, depth: int) -> str:
    tag = f"h{depth + 1}" if block.level else "p"
    kind = {None: "", 0: ' class="title"'}.get(block.level, f' class="h h{block.level}"')
    anchors = "".join(f'<span class="at" id="s{number}"></span>' for number in block.sections)
    inside = "".join(_piece(text, piece, now) for piece in block.pieces)
    page = f'<p class="page">{escape(gettext("Page %d") % block.page)}</p>' if block.page else ""
    return f"{page}<{tag}{kind}>{anchors}{inside}</{tag}>"


def _piece(text: str, piece: Piece, now: int | None) -> str:
    words = escape(text[piece.start : piece.end], quote=False)
    if not piece.marks:
        return words
    inner = piece.marks[0]
    outer = "".join(
        f'<span id="m{mark.number}"></span>' for mark in piece.marks[1:] if _begins(mark, piece)
    )
    return f"{outer}<mark{_attributes(inner, piece, now)}>{words}</mark>"


def _attributes(inner: Mark, piece: Piece, now: int | None) -> str:
    names = [f"kind-{inner.kind}"]
    if inner.status != "ok":
        names.append(inner.status)
    if inner.end == piece.end:
        names.append("last")
    if any(mark.number == now for mark in piece.marks):
        names.append("now")
    numbers = " ".join(str(mark.number) for mark in piece.marks)
    parts = f' class="{" ".join(names)}" data-f="{numbers}" data-state="{inner.state}"'
    if _begins(inner, piece):
        parts += f' id="m{inner.number}"'
        if inner.status != "ok":
            parts += f' data-label="{escape(status_word(inner.status))}"'
    return parts


def _begins(mark: Mark, piece: Piece) -> bool:
    return mark.start == piece.start
