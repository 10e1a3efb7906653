"""What a fund says of a year: each figure with its formula and the entries that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.indicators.figure_text import number_text
from tashan.ledger.reckoning import yuan
from tashan.mechanisms.rules.rounding import half_up
from tashan.programmes.fund_models import Fund
from tashan.programmes.funds.terms import terms_of
from tashan.programmes.loans.claims import Claim, Use, claims
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.guarantees.words import basis_of


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One figure in words, how it came about, and what it rests on."""

    title: str
    value: str
    formula: str
    note: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """A loan that the year counts."""

    use: Use
    firm: str
    url: str

    @property
    def drawn(self) -> str:
        return yuan(self.use.drawn)

    @property
    def fee(self) -> str:
        return yuan(self.use.fee)


class ClaimsPage:
    """The claims of one fund and year, counted until a day."""

    def __init__(self, fund: Fund, year: int, on: date) -> None:
        self.fund, self.year, self.on = fund, year, on
        self.found = claims(fund, year, on=on)

    @property
    def years(self) -> list[int]:
        return list(range(self.on.year, self.fund.opened_on.year - 1, -1))

    @property
    def finding(self) -> str:
        """How many firms were helped, and with how much."""
        firms = len({use.loan.firm_id for use in self.found.uses})
        words = {"year": self.year, "fen": money(sum(use.drawn for use in self.found.uses))}
        told = ngettext("%d enterprise helped", "%d enterprises helped", firms) % firms
        return _("%(year)s: %(told)s with %(fen)s") % (words | {"told": told})

    @property
    def claims(self) -> list[ShownClaim]:
        return [self._shown(one) for one in self.found.claims]

    def _shown(self, one: Claim) -> ShownClaim:
        note = _whys().get(one.why, one.why) if one.value is None else self._note(one)
        words = _("Σ(amount × days)")
        formula = one.formula.replace("Σ(amount × days)", words) or self._counted()
        return ShownClaim(_titles()[one.code], _value(one), formula, note)

    def _counted(self) -> str:
        return ngettext("counted from %d entry", "counted from %d entries",
                        len(self.found.uses)) % len(self.found.uses)  # fmt: skip

    def _note(self, one: Claim) -> str:
        if one.code != "saved":
            return ""
        terms = terms_of(self.fund, self.found.on)
        return basis_of(terms, terms.part.market_rate or "")

    @cached_property
    def uses(self) -> list[UseRow]:
        """The loans that are counted, in the order of their entries."""
        names = names_on([use.loan.firm_id for use in self.found.uses], self.on)
        rows = sorted(self.found.uses, key=lambda use: use.entry)
        return [UseRow(use, names.get(use.loan.firm_id, ""), reverse("loan", args=[use.loan.pk]))
                for use in rows]  # fmt: skip


def _titles() -> dict[str, str]:
    return {
        "firms": _("Enterprises helped"),
        "loans": _("Loans paid out"),
        "amount": _("Amount turned over"),
        "turnover": _("Times the pool went round"),
        "mean_days": _("Days on average"),
        "overdue": _("Share that was overdue"),
        "saved": _("Cost saved against the market rate"),
    }


def _whys() -> dict[str, str]:
    return {
        "no capital": _("There is no capital on that day."),
        "nothing came back yet": _("Nothing came back yet."),
        "no loans": _("No loan was paid out."),
        "no market rate is stated": _("No market rate is stated."),
    }


def _value(one: Claim) -> str:
    if one.value is None:
        return "—"
    if one.unit == "fen":
        return money(int(one.value))
    if one.unit == "share":
        return f"{_decimals(one.value * 100, 1)}%"
    if one.unit == "times":
        return _("%s times") % _decimals(one.value, 2)
    if one.unit == "days":
        return pgettext("of use", "%s days") % _decimals(one.value, 1)
    return number_text(int(one.value))


def _decimals(value: Fraction, places: int) -> str:
    figure = half_up(value, places)
    return number_text(Decimal(figure.numerator) / Decimal(figure.denominator), places)
