"""Forms of exchanges: a survey, and one form for each act."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.mechanisms.options import Options
from tashan.programmes.exchange_models import ExchangeStepKind
from tashan.programmes.exchanges.acting import NEEDS, ExchangeAct, ExchangeSaid
from tashan.web.figure_words import in_tongue
from tashan.web.forms.entries import DayField
from tashan.web.forms.guarantees import fen_of, yuan_field


class SurveyForm(forms.Form):
    """What a household has, by what the file of the part asks for."""

    def __init__(self, *args: Any, part: Options, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.part = part
        self.fields["household"] = forms.IntegerField(
            label=_("Number of the household in the register"), min_value=1, max_value=2**62
        )
        for code, asked in part.asks.items():
            words = in_tongue(asked.title)
            label = f"{words} ({asked.unit})" if asked.unit else words
            self.fields[f"figure_{code}"] = forms.DecimalField(
                label=label, min_value=Decimal(0), max_digits=10, decimal_places=2
            )
        self.fields["document"] = forms.CharField(label=_("Survey: document"), max_length=200)
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    @property
    def figures(self) -> dict[str, str]:
        return {code: str(self.cleaned_data[f"figure_{code}"]) for code in self.part.asks}


class ExchangeActForm(forms.Form):
    """What is said with an act."""

    def __init__(
        self, *args: Any, act: ExchangeAct, part: Options | None, on: date, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        found = part.options if part else {}
        ways = [(c, in_tongue(o.title)) for c, o in found.items()]
        if "option" in NEEDS[act]:
            self.fields["option"] = forms.ChoiceField(label=_("Option"), choices=ways)
        if "kind" in NEEDS[act]:
            kinds = [(one.value, str(one.label)) for one in ExchangeStepKind]
            self.fields["kind"] = forms.ChoiceField(label=_("Step"), choices=kinds)
            self.fields["fen"] = yuan_field(_("Amount"), required=False)
        if "document" in NEEDS[act]:
            most = 64 if act is ExchangeAct.SIGN else 200
            label = _("Number of the agreement") if act is ExchangeAct.SIGN else _("Document")
            self.fields["document"] = forms.CharField(label=label, max_length=most)
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    @property
    def said(self) -> ExchangeSaid:
        told = self.cleaned_data
        return ExchangeSaid(
            told.get("option", ""), told.get("document", ""), told.get("kind", ""),
            fen_of(told.get("fen")),
        )  # fmt: skip
