"""What is asked about a tender: up to five contracts, and the days of its steps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.casework.tendering import Bought, Contract, TenderDay

LINES = 5
FEN_OF_TEN_THOUSAND = 1_000_000
BOUGHT = {
    Bought.WORKS: pgettext_lazy("tender", "Works"),
    Bought.GOODS: pgettext_lazy("tender", "Goods"),
    Bought.SERVICES: pgettext_lazy("tender", "Services"),
}
DAYS = {
    TenderDay.DOCUMENTS: _("Documents given out from"),
    TenderDay.DOCUMENTS_END: _("Documents given out until"),
    TenderDay.CLARIFIED: _("Last clarification"),
    TenderDay.CLOSING: _("Closing of bids"),
    TenderDay.OPENED: _("Opening of bids"),
    TenderDay.EVALUATED: _("Report of the evaluation received"),
    TenderDay.CANDIDATES: _("Candidates published from"),
    TenderDay.CANDIDATES_END: _("Candidates published until"),
    TenderDay.AWARDED: _("Notice of award"),
    TenderDay.CONTRACT: _("Contract signed"),
    TenderDay.DEPOSIT_BACK: _("Security given back"),
    TenderDay.REPORTED: _("Written report"),
}


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
