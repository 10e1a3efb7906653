"""One exchange: what the household has, the options side by side, its agreement and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.due import light_of
from tashan.ledger.reckoning import yuan
from tashan.mechanisms.choosing import Compared
from tashan.programmes.exchange_models import Exchange, ExchangeState, ExchangeStep
from tashan.programmes.exchanges.acting import ExchangeAct, acts_for
from tashan.programmes.exchanges.due import open_of
from tashan.programmes.exchanges.exchanging import left_of
from tashan.programmes.exchanges.terms import ExchangeTerms, terms_as_chosen, terms_of
from tashan.record.models import User
from tashan.registry.households import name_for
from tashan.registry.naming import name_on
from tashan.web.figure_words import in_tongue
from tashan.web.supervision.words import LIGHTS

ACT_WORDS = {
    ExchangeAct.CHOOSE: lambda: pgettext("exchange", "Record the choice"),
    ExchangeAct.DECLINE: lambda: pgettext("exchange", "The household chooses nothing"),
    ExchangeAct.SIGN: lambda: pgettext("exchange", "Record the signed agreement"),
    ExchangeAct.STEP: lambda: pgettext("exchange", "Record a step"),
    ExchangeAct.TAKE_BACK: lambda: pgettext("exchange", "The household takes it back"),
    ExchangeAct.CLOSE: lambda: pgettext("exchange", "Close the exchange"),
}
DAY_WORDS = {
    "exchange_signing": lambda: pgettext("exchange", "Sign by"),
    "exchange_payment": lambda: pgettext("exchange", "Pay by"),
    "exchange_hand_over": lambda: pgettext("exchange", "Hand over and close by"),
}


def balance_word(fen: int) -> str:
    """Which way it is paid, and how much, in yuan."""
    if fen > 0:
        return _("the household gets %s yuan") % yuan(fen)
    return _("the household pays %s yuan") % yuan(-fen) if fen < 0 else _("nothing is to be paid")


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option beside the others."""

    title: str
    gets: Sequence[str]
    formula: str
    balance: str
    is_chosen: bool


class ExchangePage:
    """An exchange as a user sees it on a day."""

    def __init__(self, row: Exchange, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def name(self) -> str:
        return name_for(self.user, name_on(self.row.household, self.on))

    @cached_property
    def terms(self) -> ExchangeTerms | None:
        """By the rules of the choice, else by those of the day; None where none hold."""
        try:
            if self.row.option:
                return terms_as_chosen(self.row)
            return terms_of(self.row.adoption, self.row.part, self.on)
        except UserError:
            return None

    @cached_property
    def compared(self) -> Compared | None:
        return None if self.terms is None else self.terms.compared(self.row.stated)

    @property
    def title(self) -> str:
        return in_tongue(self.terms.part.title) if self.terms else self.row.part

    @property
    def finding(self) -> str:
        words = {"name": self.name, "title": self.title}
        return _("%(title)s of the household %(name)s") % words

    @property
    def stated(self) -> list[tuple[str, str]]:
        asks = self.terms.part.asks if self.terms else {}
        return [
            (in_tongue(one.title), f"{self.row.stated.get(code, '—')} {one.unit or ''}")
            for code, one in asks.items()
        ]

    @property
    def values(self) -> list[tuple[str, str, str]]:
        found = self.compared.values if self.compared else ()
        return [(in_tongue(one.title), one.formula, yuan(one.fen)) for one in found]

    @property
    def options(self) -> list[OptionRow]:
        found = self.compared.options if self.compared else ()
        return [
            OptionRow(
                in_tongue(one.reckoned.title),
                [in_tongue(each) for each in one.gets], one.reckoned.formula,
                balance_word(one.balance), one.reckoned.code == self.row.option,
            )
            for one in found
        ]  # fmt: skip

    @property
    def balance(self) -> str:
        return "" if self.row.balance is None else balance_word(self.row.balance)

    @cached_property
    def left(self) -> str:
        return balance_word(left_of(self.row))

    @cached_property
    def steps(self) -> list[tuple[ExchangeStep, str]]:
        rows = self.row.steps.select_related("actor").order_by("on", "pk")
        return [(one, "" if one.fen is None else yuan(one.fen)) for one in rows]

    @property
    def office(self) -> str:
        return name_on(self.row.office, self.on) if self.row.office else ""

    @property
    def days(self) -> list[tuple[str, date | None, tuple[str, str]]]:
        """What is to be done by a day, with its light as supervision shows it."""
        calendar = in_force().calendar
        return [
            (
                DAY_WORDS[one.cause.partition(":")[0]](),
                one.due_on,
                (light.value, str(LIGHTS[light])),
            )
            for one in open_of(self.row.pk, self.on)
            if (light := light_of(one, on=self.on, calendar=calendar)) is not None
        ]

    @property
    def is_signed(self) -> bool:
        return self.row.state in (ExchangeState.SIGNED, ExchangeState.CLOSED)

    @cached_property
    def acts(self) -> list[tuple[str, str]]:
        return [
            (ACT_WORDS[act](), reverse("exchange_act", args=[self.row.pk, act.value]))
            for act in acts_for(self.user, self.row)
        ]
