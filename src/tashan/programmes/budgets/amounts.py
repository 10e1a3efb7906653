"""Amounts as they stand in a reckoning."""

from __future__ import annotations

from decimal import Decimal


def yuan(fen: int) -> str:
    """1,000,000.00 for a hundred million fen."""
    return f"{Decimal(fen) / 100:,.2f}"
