"""Where the money of a source or a project stands: one bar of paid, left, to come, not granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.ledger.reckoning import yuan
from tashan.web.area_words import money


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar: its class in the style sheet, its word, and fen."""

    code: str
    word: str
    fen: int

    @property
    def amount(self) -> str:
        return money(self.fen)

    @property
    def exact(self) -> str:
        return yuan(self.fen)


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A bar of pieces that sum to the whole."""

    pieces: Sequence[Piece]

    def svg(self) -> SafeString:
        whole = sum(one.fen for one in self.pieces)
        at, drawn = Decimal(0), []
        for one in self.pieces:
            width = Decimal(one.fen * 100) / whole if whole else Decimal(0)
            drawn.append((one.code, f"{at:.3f}%", f"{width:.3f}%", one.word, one.amount))
            at += width
        rects = format_html_join(
            "",
            '<rect class="money-{}" x="{}" width="{}" height="18"><title>{} {}</title></rect>',
            drawn,
        )
        label = _(", ").join(f"{one.word} {one.amount}" for one in self.pieces)
        start = (
            '<svg class="money-bar" role="img" aria-label="{}" width="100%" height="18">{}</svg>'
        )
        return format_html(start, label, rects)


def bar_of(*, paid: int, returned: int, left: int, to_come: int, open_: int = 0) -> MoneyBar:
    """The pieces that there are, in the order in which money moves, the last first."""
    pieces = [
        Piece("paid", pgettext("project money", "Paid"), paid),
        Piece("returned", pgettext("project money", "Given back"), returned),
        Piece("left", pgettext("project money", "Received, not paid"), left),
        Piece("to-come", pgettext("project money", "Granted, to come"), to_come),
        Piece("open", pgettext("project money", "Not granted"), open_),
    ]
    return MoneyBar([one for one in pieces if one.fen > 0])
