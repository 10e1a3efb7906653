"""Industries, money and credit in words of the page."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.indicators.figure_text import DASH, number_text
from tashan.registry.credit import known_kinds
from tashan.web.figure_words import in_script, in_tongue

FEN_IN_10_000_YUAN = 1_000_000


def industry_name(code: str) -> str:
    """电子元件制造 for C3981; nothing for a code that the classification does not hold."""
    try:
        return in_script(industry(code).name) if code else ""
    except UserError:
        return ""


def money_text(fen: int | None) -> str:
    """2,000 万元; an amount that is not known is a dash."""
    return DASH if fen is None else _("CNY %s × 10,000") % bare_money(fen)


def bare_money(fen: int | None) -> str:
    """2,000 in a column whose heading names ten thousand yuan."""
    if fen is None:
        return DASH
    amount = Decimal(fen) / FEN_IN_10_000_YUAN
    return number_text(amount, 0 if amount == amount.to_integral_value() else 2)


def yuan_text(fen: int | None) -> str:
    """12.50 for 1,250 fen."""
    return DASH if fen is None else number_text(Decimal(fen) / 100, 2)


def credit_name(code: str) -> str:
    """What a kind of credit event is called; the code where the library names it no more."""
    kind = known_kinds().get(code)
    return in_tongue(kind.title) if kind else code
