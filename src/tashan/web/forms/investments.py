"""One form for each act of a fund that invests, of the fields that the act needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.programmes.fund_models import Fund
from tashan.programmes.investment_models import InvestmentSort
from tashan.programmes.investments.acting import ACTS, FundAct, FundSaid
from tashan.registry.naming import names_on
from tashan.web.forms.entries import DayField
from tashan.web.forms.guarantees import fen_of, yuan_field


class FundActForm(forms.Form):
    """The fields of an act, and on which day it happened."""

    def __init__(self, *args: Any, act: FundAct, fund: Fund, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fund, self.on = fund, on
        for name in (*ACTS[act].needs, *ACTS[act].takes):
            self.fields[name] = _FIELDS[name](self)
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    @property
    def said(self) -> FundSaid:
        """What was filled in, amounts in fen."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        if isinstance(told.get("fen"), Decimal):
            told["fen"] = fen_of(told["fen"])
        for name in ("call", "partner", "investment"):
            if name in told:
                told[name] = int(told[name])
        return FundSaid(**{name: value for name, value in told.items() if value != ""})


def _partners(form: FundActForm) -> forms.Field:
    rows = list(form.fund.partners.order_by("pk"))
    names = names_on({one.party_id for one in rows}, form.on)
    choices = [(one.pk, names.get(one.party_id, "")) for one in rows]
    return forms.ChoiceField(label=pgettext("fund", "Partner"), choices=choices)


def _investments(form: FundActForm) -> forms.Field:
    rows = list(form.fund.investments.order_by("-pk"))
    names = names_on({one.target_id for one in rows}, form.on)
    choices = [(one.pk, f"{names.get(one.target_id, '')} · {one.document}") for one in rows]
    return forms.ChoiceField(label=_("Investment"), choices=choices)


def _calls(form: FundActForm) -> forms.Field:
    rows = form.fund.calls.order_by("-number")
    choices = [(one.number, f"{one.number} · {one.document}") for one in rows]
    return forms.ChoiceField(label=_("Call"), choices=choices)


def _entity(_form: FundActForm) -> forms.Field:
    return forms.IntegerField(
        label=_("Number of the entry in the registers"), min_value=1,
        help_text=_("It stands in the address of its page."),
    )  # fmt: skip


_FIELDS: dict[str, Callable[[FundActForm], forms.Field]] = {
    "fen": lambda _f: yuan_field(_("Amount")),
    "document": lambda _f: forms.CharField(label=_("Document with its number"), max_length=200),
    "party": _entity,
    "target": _entity,
    "is_government": lambda _f: forms.BooleanField(
        label=_("It is the government's money"), required=False
    ),
    "due_on": lambda _f: DayField(label=_("Due on")),
    "call": _calls,
    "partner": _partners,
    "investment": _investments,
    "position": lambda _f: forms.IntegerField(label=_("Number of the milestone"), min_value=1),
    "sort": lambda _f: forms.ChoiceField(
        label=_("Sort"), choices=[(one.value, str(one.label)) for one in InvestmentSort]
    ),
    "milestones": lambda _f: forms.CharField(
        label=_("Milestones"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A line for each: words | whole yuan."),
    ),
}  # fmt: skip
