"""Areas, shares and sums of money as offices write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

FEN_IN_YI = Decimal(100 * 100_000_000)  # 亿元
FEN_IN_WAN = Decimal(100 * 10_000)  # 万元
UNKNOWN = "—"


def square_metres(area: Decimal | None) -> str:
    """54,600 ㎡"""
    return UNKNOWN if area is None else f"{plain_number(area)} ㎡"


def plain_number(value: Decimal | int | None) -> str:
    """1,500 or 15.2: thousands in groups, no noughts at the end."""
    if value is None:
        return UNKNOWN
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal | None) -> str:
    """91.1%; a share that nobody can tell is a dash, never 0."""
    if share is None:
        return UNKNOWN
    return f"{(share * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


def money(fen: int | None) -> str:
    """From a hundred million yuan on in 亿元 with two decimals, else in 万元."""
    if fen is None:
        return UNKNOWN
    if abs(fen) >= FEN_IN_YI:
        return _("%s 亿元") % f"{_rounded(fen / FEN_IN_YI, '0.01'):,f}"
    return _("%s 万元") % plain_number(_rounded(fen / FEN_IN_WAN, "0.01"))


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), rounding=ROUND_HALF_UP)
