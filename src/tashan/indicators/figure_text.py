"""Figures as words: exact, rounded half up, with their unit; unknown is never a nought."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

Number = Decimal | int
MINUS = "−"  # as wide as the plus; a hyphen is not a sign
DASH = "—"
PLACES = {"亿元": 2, "%": 1, "‰": 1, "百分点": 1, "个百分点": 1}
TIGHT_UNITS = frozenset({"%", "‰"})  # these stand at the number without a space


def exact(value: Number | str) -> Decimal:
    """The value as a Decimal; a float has lost its cents already and is refused."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float: give a Decimal or an int, never a float.")
    return Decimal(value)


def rounded(value: Number, places: int) -> Decimal:
    """Half up, as offices round: 0.25 to one place is 0.3, −0.25 is −0.3."""
    return exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number_text(value: Number | None, places: int | None = None, *, is_signed: bool = False) -> str:
    """1,846 or −77 or +4.7; without places all digits of the value, without idle noughts."""
    if value is None:
        return DASH
    figure = exact(value) if places is None else rounded(value, places)
    if places is None and figure == figure.to_integral_value():
        figure = figure.quantize(Decimal(1))
    elif places is None:
        figure = figure.normalize()
    sign = MINUS if figure < 0 else "+" if is_signed and figure > 0 else ""
    return f"{sign}{abs(figure):,f}"


def figure_text(
    value: Number | None, unit: str, places: int | None = None, *, is_signed: bool = False
) -> str:
    """312.60 亿元, 91.1%, +4.7 百分点; what is not known is said in a word."""
    if value is None:
        return unknown_word()
    decimals = PLACES.get(unit) if places is None else places
    gap = "" if unit in TIGHT_UNITS or not unit else " "
    return f"{number_text(value, decimals, is_signed=is_signed)}{gap}{unit}"


def unknown_word() -> str:
    """The word for a figure that nobody has given yet."""
    return _("not yet known")


def day_text(day: date | None) -> str:
    """2025-11-06."""
    return DASH if day is None else day.isoformat()


def month_text(day: date | None) -> str:
    """2025-11."""
    return DASH if day is None else f"{day:%Y-%m}"


def month_day_text(day: date | None) -> str:
    """11-06, where the year is said elsewhere."""
    return DASH if day is None else f"{day:%m-%d}"
