"""What is asked about a tender: up to five contracts, and the days of its steps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tashan.casework.tendering import Bought, Contract, TenderDay
from tashan.web.cases.tendering_words import BOUGHT, DAYS

LINES = 5
FEN_OF_TEN_THOUSAND = 1_000_000


class ContractForm(forms.Form):
    """One contract; a line without a title is left out."""

    title = forms.CharField(label=_("Contract"), max_length=100, required=False)
    bought = forms.ChoiceField(label=_("Buys"), choices=list(BOUGHT.items()), required=False)
    amount = forms.DecimalField(
        label=_("Amount, ten thousand yuan"),
        min_value=0,
        max_digits=14,
        decimal_places=4,
        required=False,
    )
    bundle = forms.CharField(label=_("Could be combined as"), max_length=50, required=False)

    def contract(self) -> Contract | None:
        """The contract of the line, where it has a title."""
        said: dict[str, Any] = self.cleaned_data
        if not said.get("title", "").strip():
            return None
        amount: Decimal | None = said["amount"]
        fen = None if amount is None else int(amount * FEN_OF_TEN_THOUSAND)
        bought = Bought(said["bought"] or Bought.WORKS)
        return Contract(said["title"].strip(), bought, fen, said["bundle"].strip())


ContractLines = forms.formset_factory(ContractForm, extra=LINES, max_num=LINES)


class TenderDaysForm(forms.Form):
    """The days of a tender, as far as they are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step, label in DAYS.items():
            day = forms.DateInput(attrs={"type": "date"})
            self.fields[step.value] = forms.DateField(label=label, required=False, widget=day)

    def days(self) -> dict[TenderDay, date]:
        """The days that were given."""
        return {step: said for step in DAYS if (said := self.cleaned_data.get(step.value))}
