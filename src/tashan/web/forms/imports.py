"""What an officer is asked before a sheet can be understood: the day, the period, whose figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.casework.project_models import InvestmentPlan
from tashan.exchange.options import Asks
from tashan.exchange.target import Target
from tashan.indicators.models import Holder, Measure, Vintage
from tashan.record.models import PermittedUse

TEXTS: dict[Asks, tuple[Any, Any]] = {
    Asks.PERIOD: (_("Period"), _("like 2026-09 or 2026-01/2026-09")),
    Asks.INDICATOR: (_("Indicator"), _("its name or code")),
    Asks.SUBJECT: (_("Whose figures they are"), _("an official name or a code")),
    Asks.SCOPE: (pgettext_lazy("of figures", "Scope"), ""),
}
CHOICES: dict[Asks, tuple[Any, Any]] = {
    Asks.USE: (_("Permitted use"), PermittedUse.choices),
    Asks.HOLDER: (_("Counted by"), Holder.choices),
    Asks.VINTAGE: (_("Vintage"), Vintage.choices),
    Asks.MEASURE: (_("What it tells"), Measure.choices),
}


class ImportForm(forms.Form):
    """The options that a target asks for; what is left empty stands in the rows."""

    def __init__(self, data: Any, *, target: Target, kept: dict[str, str]) -> None:
        super().__init__(data, initial=kept)
        for asked in target.asks:
            self.fields[asked.value] = _field(asked)

    @property
    def options(self) -> dict[str, str]:
        return {name: str(value or "") for name, value in self.cleaned_data.items()}


def _field(asked: Asks) -> forms.Field:
    if asked is Asks.SINCE:
        return forms.DateField(
            label=_("Holds from"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
        )
    if asked is Asks.PLAN:
        return forms.ChoiceField(label=str(_("Draft of a plan")), choices=_drafts())
    if asked in CHOICES:
        label, choices = CHOICES[asked]
        return forms.ChoiceField(label=str(label), choices=choices, required=False)
    label, hint = TEXTS[asked]
    widget = forms.TextInput(attrs={"placeholder": hint})
    return forms.CharField(label=str(label), max_length=200, required=False, widget=widget)


def _drafts() -> list[tuple[str, str]]:
    """The plans of investment that are not issued, the newest first."""
    rows = InvestmentPlan.objects.filter(issued_on=None).order_by("-first_year", "-pk")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]
