"""What a fund that invests comes to on a day: from its book, and from dated valuations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q

from tashan.ledger import balances
from tashan.ledger.reckoning import yuan
from tashan.programmes.fund_models import Fund
from tashan.programmes.investment_models import Investment, Valuation


@dataclass(frozen=True, slots=True)
class InvestmentFigures:
    """All in fen as of a day. ``worth`` is None while something held was never valued."""

    on: date
    committed: int
    called: int
    paid_in: int
    invested: int
    grants: int
    distributed: int
    cash: int
    worth: int | None
    unvalued: tuple[int, ...]

    @property
    def dpi(self) -> Fraction | None:
        """Distributed to paid in; None before anything was paid in."""
        return Fraction(self.distributed, self.paid_in) if self.paid_in else None

    @property
    def tvpi(self) -> Fraction | None:
        """Distributed, what is held and the account, to paid in."""
        if not self.paid_in or self.worth is None:
            return None
        return Fraction(self.distributed + self.worth + self.cash, self.paid_in)

    @property
    def dpi_formula(self) -> str:
        return f"{yuan(self.distributed)} ÷ {yuan(self.paid_in)}"

    @property
    def tvpi_formula(self) -> str:
        if self.worth is None:
            return ""
        top = " + ".join(map(yuan, (self.distributed, self.worth, self.cash)))
        return f"({top}) ÷ {yuan(self.paid_in)}"


def figures(fund: Fund, on: date) -> InvestmentFigures:
    """As of the end of a day."""
    stands = balances.balances(fund.book, on)
    worth, unvalued = _worth(fund, on)
    committed = stands.get("committed", 0) + stands.get("called_capital", 0)
    paid_in = stands.get("paid_in", 0)
    return InvestmentFigures(
        on=on,
        committed=committed + paid_in,
        called=stands.get("called_capital", 0) + paid_in,
        paid_in=paid_in,
        invested=stands.get("invested", 0),
        grants=stands.get("grants", 0),
        distributed=stands.get("returned", 0) + stands.get("shared_gains", 0),
        cash=stands.get("cash", 0),
        worth=None if unvalued else worth,
        unvalued=tuple(unvalued),
    )


def _worth(fund: Fund, on: date) -> tuple[int, list[int]]:
    """The newest value of each that was held on the day, and which have none."""
    held = Investment.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), fund=fund, tranches__paid_on__lte=on
    )
    rows = held.exclude(sort="grant").distinct().order_by("pk")
    known: dict[int, int] = {}
    for row in Valuation.objects.filter(investment__in=rows, on__lte=on).order_by("on", "pk"):
        known[row.investment_id] = row.fen
    unvalued = [row.pk for row in rows if row.pk not in known]
    return sum(known.values()), unvalued
