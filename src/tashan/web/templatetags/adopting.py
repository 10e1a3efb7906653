"""Money on the pages of adoptions."""

from __future__ import annotations

from decimal import Decimal

from django import template

from tashan.web.adopting.words import plain_number

register = template.Library()
FEN = 1_000_000  # in ten thousand yuan


@register.filter
def ten_thousands(fen: int) -> str:
    """Fen as ten thousands of yuan, to the last fen that matters."""
    return plain_number(round(Decimal(fen) / FEN, 2))
