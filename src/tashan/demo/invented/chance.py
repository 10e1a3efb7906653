"""Chance that falls alike for one seed: each subject draws from its own, so none moves another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random

HUNDRED = Decimal(100)


class Chance(Random):
    """A stream of chance for one subject. Figures are drawn as whole numbers, never as floats."""

    @classmethod
    def of(cls, seed: int, subject: str) -> Chance:
        return cls(f"{seed}/{subject}")

    def between(self, low: str, high: str) -> Decimal:
        """A decimal from low to high with as many places as ``low`` is written with."""
        step = Decimal(1).scaleb(-len(low.partition(".")[2]))
        return self.randint(int(Decimal(low) / step), int(Decimal(high) / step)) * step

    def around(self, middle: Decimal, percent: int) -> Decimal:
        """Up to so many per cent more or less."""
        return middle * (1 + Decimal(self.randint(-100 * percent, 100 * percent)) / 10_000)

    def happens(self, percent: int) -> bool:
        return self.randrange(100) < percent

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.randint(0, (last - first).days))

    def weighted(self, weights: Sequence[int]) -> int:
        """The place of one weight, drawn in proportion."""
        at = self.randrange(sum(weights))
        for number, weight in enumerate(weights):
            at -= weight
            if at < 0:
                return number
        raise ValueError("no weights")


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def shares(total: Decimal, weights: Sequence[Decimal], *, decimals: int) -> list[Decimal]:
    """The total divided in proportion to the weights; what rounding leaves goes to the largest."""
    whole = sum(weights)
    parts = [rounded(total * weight / whole, decimals) for weight in weights]
    largest = max(range(len(parts)), key=lambda at: parts[at])
    parts[largest] += total - sum(parts)
    return parts
