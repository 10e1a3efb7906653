"""Values of rules as words: 1,380 万元 for 13,800,000 yuan, 12.5% for an eighth of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from tashan.base.quantities import exact_factor
from tashan.indicators.figure_text import figure_text, number_text, rounded
from tashan.mechanisms.units import UNITS
from tashan.web.figure_words import in_script, is_english

YUAN = "元"
ONE = "1"  # a plain number, or a share of one
WAN, YI = 10_000, 100_000_000
Value = Fraction | bool | str | date | None


def exact(value: Fraction, places: int = 6) -> Decimal:
    """The fraction as a decimal, half up at the last of the places."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    figure = Decimal(whole).scaleb(-places)
    return -figure if value < 0 else figure


def trimmed(value: Fraction | Decimal, most: int = 2) -> str:
    """1,380 or 12.5: so many decimals at most, no idle noughts."""
    figure = exact(value) if isinstance(value, Fraction) else value
    return number_text(rounded(figure, most).normalize())


def money(yuan: Fraction | Decimal | int | None) -> str:
    """万元 up to a hundred million, 亿元 from there on; millions of yuan in English."""
    if yuan is None:
        return _("not yet known")
    amount = Fraction(yuan)
    return _english_money(amount) if is_english() else in_script(_chinese_money(amount))


def _chinese_money(yuan: Fraction) -> str:
    if abs(yuan) >= YI:
        return figure_text(exact(yuan / YI), "亿元")
    if abs(yuan) >= WAN or not yuan:
        return f"{trimmed(yuan / WAN)} 万元"
    return f"{trimmed(yuan)} 元"


def _english_money(yuan: Fraction) -> str:
    if abs(yuan) >= 10**9:
        return f"CNY {trimmed(yuan / 10**9)} billion"
    if abs(yuan) >= 10**6:
        return f"CNY {trimmed(yuan / 10**6)} million"
    return f"CNY {trimmed(yuan)}"


def fen_text(fen: int | None) -> str:
    """An amount in words; a dash where it is not known."""
    return "—" if fen is None else money(Fraction(fen, 100))


def quantity(value: Value, unit: str, *, is_share: bool = False) -> str:
    """A value in base units with its unit; ``is_share`` writes a plain number in per cent."""
    if value is None:
        return _("not yet known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, Fraction):
        return in_script(str(value))
    if unit == YUAN:
        return money(value)
    if unit in (ONE, ""):
        return f"{trimmed(value * 100, 1)}%" if is_share else trimmed(value)
    return f"{trimmed(value)} {unit_word(unit)}"


def difference(value: Fraction, unit: str, *, is_share: bool = False) -> str:
    """How far a value is off: of shares in percentage points."""
    if is_share and unit in (ONE, ""):
        return _("%s percentage points") % trimmed(abs(value) * 100, 1)
    return quantity(abs(value), unit)


def told_in(value: Decimal, unit: str) -> str:
    """A figure in its own unit; money in the unit that fits its size."""
    factor, base = exact_factor(unit)
    if base == YUAN:
        return money(Fraction(value) * factor)
    return f"{trimmed(value)}{'' if unit == '%' else ' '}{unit_word(unit)}"


def listed(parts: Iterable[str]) -> str:
    """甲、乙 or a, b."""
    return (", " if is_english() else "、").join(parts)


def joined(parts: Iterable[str]) -> str:
    """甲；乙 or a; b."""
    return ("; " if is_english() else "；").join(parts)


def unit_word(unit: str) -> str:
    return UNITS.get(unit, unit) if is_english() else in_script(unit)
