"""Grounds of preference: what may not favour some firms without a basis in law."""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """A condition on it needs a basis in law (fair competition review regulations, 9 and 10)."""

    REGISTRATION = "registration"  # where the firm is registered or operates
    OWNERSHIP = "ownership"
    TAX = "tax"  # how much tax it paid
