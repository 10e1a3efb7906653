"""Amounts and formulas as entries and refusals state them: how an amount came about."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from tashan.mechanisms.guaranteeing import WHOLE

Step = dict[str, Any]


def yuan(fen: int) -> str:
    """1,234.50 for 123,450 fen."""
    return f"{Decimal(fen).scaleb(-2):,.2f}"


def percent(share: Fraction) -> str:
    """1.5% for three two-hundredths."""
    text = f"{Decimal(share.numerator) * 100 / Decimal(share.denominator):.4f}"
    return f"{text.rstrip('0').rstrip('.')}%"


def of_all(share: int) -> str:
    """20% for 2,000 ten-thousandths."""
    return percent(Fraction(share, WHOLE))


def times(fen: int, by: str, result: int) -> str:
    """50,000,000.00 × 10 = 500,000,000.00"""
    return f"{yuan(fen)} × {by} = {yuan(result)}"


def step(zh: str, en: str, formula: str, fen: int) -> Step:
    """One line of an entry's reckoning."""
    return {"title": {"zh": zh, "en": en}, "formula": formula, "fen": fen}
