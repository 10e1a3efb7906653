"""Numbers with their units as an officer says them: 1000 万元, 2 亿元; 10 million yuan."""

from __future__ import annotations

from decimal import Decimal

from tashan.mechanisms.units import UNITS
from tashan.mechanisms.words.spans import Tongue

_WAN, _MILLION = 10_000, 1_000_000
_SHARES = {"‰": "‰", "成": " tenths", "倍": " times", "个百分点": " percentage points"}


def number(value: Decimal) -> str:
    """Without needless zeros; digits in threes from five of them on."""
    plain = f"{value:f}"
    whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
    digits = whole.lstrip("-").partition(".")[0]
    return f"{Decimal(whole):,}" if len(digits) > 4 else whole


def amount(value: Decimal, unit: str | None, tongue: Tongue) -> str:
    """A number with its unit; 20000 万元 is 2 亿元, and in English 200 million yuan."""
    if not unit:
        return number(value)
    if unit == "%":
        return f"{number(value)}%"
    return _chinese(value, unit) if tongue is Tongue.ZH else _english(value, unit)


def _chinese(value: Decimal, unit: str) -> str:
    for smaller, larger in (("元", "万元"), ("万元", "亿元")):
        if unit == smaller and abs(value) >= _WAN and value % 100 == 0:
            return _chinese(value / _WAN, larger)
    return f"{number(value)} {unit}"


def _english(value: Decimal, unit: str) -> str:
    for scale, times in (("万元", _WAN), ("亿元", _WAN * _WAN)):
        if unit == scale or unit.startswith(scale + "/"):
            return _english(value * times, unit.removeprefix(scale[0]))
    if unit == "元" and abs(value) >= _MILLION and value % 1000 == 0:
        return f"{number(value / _MILLION)} million yuan"
    if unit in _SHARES:
        return f"{number(value)}{_SHARES[unit]}"
    return f"{number(value)} {UNITS.get(unit) or _per_piece(unit)}"


def _per_piece(unit: str) -> str:
    """Of a unit that indicators are not kept in: 元/亩 is yuan/mu."""
    return "/".join(UNITS.get(piece, piece) for piece in unit.split("/"))
