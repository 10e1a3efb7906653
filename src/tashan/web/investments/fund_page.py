"""A fund that invests, on a day: figures, partners, calls, investments, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.programmes.fund_models import Fund
from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.investment_models import CapitalCall, Investment, Partner, Tranche
from tashan.programmes.investments import books
from tashan.programmes.investments.acting import ACTS, FundAct
from tashan.programmes.investments.calling import owed_of
from tashan.programmes.investments.figures import InvestmentFigures, figures
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.area_words import money


def act_word(act: FundAct) -> str:
    """What the button of an act says."""
    words = {
        FundAct.COMMIT: _("Enter a commitment"),
        FundAct.CALL: _("Call capital"),
        FundAct.PAY_IN: _("Book capital paid in"),
        FundAct.DECIDE: _("Enter a decision to invest"),
        FundAct.MEET: _("Show a milestone met"),
        FundAct.PAY: _("Pay a tranche"),
        FundAct.VALUE: _("Enter a valuation"),
        FundAct.EXIT: _("Book an exit"),
        FundAct.WRITE_OFF: pgettext("investment", "Write off"),
        FundAct.DISTRIBUTE: _("Distribute to the partners"),
        FundAct.MANAGER: _("Pay the management fee"),
    }
    return words[act]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner with what it committed, owes, paid, and got back, in words."""

    name: str
    is_government: bool
    committed: str
    owes: str
    paid: str
    returned: str
    gain: str


@dataclass(frozen=True, slots=True)
class InvestmentRow:
    """An investment with its milestones and its newest value."""

    row: Investment
    name: str
    amount: str
    tranches: list[Tranche]
    worth: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call with what each still owes of it, and for how many days it is late."""

    row: CapitalCall
    owed: list[tuple[str, str]]
    late: int


class InvestingPage:
    """One fund as a user sees it on a day."""

    def __init__(self, fund: Fund, user: User, on: date) -> None:
        self.fund, self.user, self.on = fund, user, on

    @cached_property
    def figures(self) -> InvestmentFigures:
        return figures(self.fund, self.on)

    @property
    def finding(self) -> str:
        told = self.figures
        words = {"title": self.fund.title, "paid": money(told.paid_in),
                 "committed": money(told.committed)}  # fmt: skip
        return _("%(title)s: %(paid)s paid in of %(committed)s committed") % words

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return told_of(self.figures)

    @cached_property
    def names(self) -> dict[int, str]:
        parties = {one.party_id for one in self._partners}
        return names_on(parties | {one.target_id for one in self._investments}, self.on)

    @cached_property
    def _partners(self) -> list[Partner]:
        return list(self.fund.partners.order_by("pk"))

    @cached_property
    def _investments(self) -> list[Investment]:
        rows = self.fund.investments.order_by("-pk")
        return list(rows.prefetch_related("tranches", "valuations"))

    @cached_property
    def partners(self) -> list[PartnerRow]:
        accounts = (of.CALLED, of.PAID_IN, of.RETURNED, of.SHARED)
        owes, paid, back, gain = (books.by_party(self.fund, one) for one in accounts)
        return [
            PartnerRow(
                self.names.get(one.party_id, ""), one.is_government, money(one.committed),
                *(money(held.get(one.party_id, 0)) for held in (owes, paid, back, gain)),
            )
            for one in self._partners
        ]  # fmt: skip

    @cached_property
    def calls(self) -> list[CallRow]:
        """The calls up to the day, with who still owes and who is late."""
        rows = list(self.fund.calls.filter(called_on__lte=self.on).order_by("-number"))
        for one in rows:
            one.fund = self.fund
        owed = owed_of(rows, self.on) if rows else {}
        partners = {one.pk: one.party_id for one in self._partners}
        return [
            CallRow(
                one, [(self.names.get(partners[who], ""), money(fen))
                      for who, fen in owed[one.pk].items()],
                max((self.on - one.due_on).days, 0) if owed[one.pk] else 0,
            )
            for one in rows
        ]  # fmt: skip

    @cached_property
    def investments(self) -> list[InvestmentRow]:
        return [self._row(one) for one in self._investments]

    def _row(self, one: Investment) -> InvestmentRow:
        values = sorted(one.valuations.all(), key=lambda v: (v.on, v.pk))
        worth = money(values[-1].fen) if values else "—"
        steps = sorted(one.tranches.all(), key=lambda t: t.position)
        return InvestmentRow(one, self.names.get(one.target_id, ""), money(one.fen), steps, worth)

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What the user's role may do: the word and the address of its form."""
        return [
            (act_word(act), reverse("guidance_act", args=[self.fund.pk, str(act)]))
            for act, row in ACTS.items()
            if row.right(self.user)
        ]


def _ratio(value: Fraction | None) -> str:
    if value is None:
        return "—"
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.2f}"


def told_of(one: InvestmentFigures) -> list[tuple[str, str, str]]:
    """Each figure in words, with its formula."""
    return [
        (_("Called"), money(one.called), ""),
        (_("Invested, at cost"), money(one.invested), ""),
        (_("Distributed"), money(one.distributed), ""),
        ("DPI", _ratio(one.dpi), one.dpi_formula if one.paid_in else ""),
        ("TVPI", _ratio(one.tvpi), one.tvpi_formula),
    ]
