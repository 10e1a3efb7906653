"""The sums of a guarantee: its fee, who bears a loss, and what the law leaves room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.rules.rounding import half_up

WHOLE = 10_000  # shares are kept in ten-thousandths: 2,000 are 20 %
MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearlyCharge:
    """A fee in fen; ``is_minimum`` where the least is taken instead of ``reckoned``."""

    fen: int
    reckoned: int
    is_minimum: bool


def yearly_charge(fen: int, rate: Fraction, months: int, minimum: int = 0) -> YearlyCharge:
    """The fee for so many months of an amount in fen at a rate a year, half up to the fen."""
    reckoned = int(half_up(fen * rate * months / MONTHS))
    return YearlyCharge(max(reckoned, minimum), reckoned, reckoned < minimum)


def ten_thousandths(shares: Mapping[str, Fraction]) -> dict[str, int]:
    """The shares, of one, as whole ten-thousandths. Raises UserError unless they sum to 100 %."""
    found = {code: share * WHOLE for code, share in shares.items()}
    if sum(found.values()) != WHOLE or any(part != int(part) for part in found.values()):
        raise UserError(
            "The shares of a guarantee do not sum to 100 %.",
            hint="Give each in whole hundredths of a per cent, so that together they are 100 %.",
        )
    return {code: int(part) for code, part in found.items()}


def split(fen: int, shares: Mapping[str, int]) -> dict[str, int]:
    """An amount by shares in ten-thousandths, to the fen: nothing is lost, nothing added.

    Each gets its whole fen; those that are left go to the largest remainders, the first first.
    """
    whole = sum(shares.values())
    parts = {code: fen * share // whole for code, share in shares.items()}
    rest = {code: fen * share % whole for code, share in shares.items()}
    left = fen - sum(parts.values())
    for code in sorted(rest, key=lambda one: -rest[one])[:left]:
        parts[code] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may stand open at most, in fen; ``multiple`` is the one that holds."""

    net_assets: int
    multiple: Fraction
    total: int
    single: int | None
    with_affiliates: int | None


def bounds(
    net_assets: int,
    multiple: Fraction,
    single: Fraction | None = None,
    with_affiliates: Fraction | None = None,
) -> Bounds:
    """The bounds for net assets in fen; none of a fen is granted by rounding up."""
    held = max(net_assets, 0)
    shares = [None if share is None else int(held * share) for share in (single, with_affiliates)]
    return Bounds(net_assets, multiple, int(held * multiple), shares[0], shares[1])


def is_mainly_small(
    open_fen: int, small_fen: int, firms: int, small_firms: int, least: tuple[Fraction, Fraction]
) -> bool:
    """Whether small and farm lending has the least share of the amount and of the firms."""
    if not open_fen or not firms:
        return False
    of_amount, of_firms = least
    return Fraction(small_fen, open_fen) >= of_amount and Fraction(small_firms, firms) >= of_firms
