"""Forms of figures: one entered by hand, one corrected, one taken from a report's finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.models import Holder, Measure, Vintage
from tashan.indicators.naming import days_of
from tashan.indicators.units import converted
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.library import library
from tashan.registry.models import Entity
from tashan.web.figure_words import in_tongue


def indicator_choices() -> list[tuple[str, str]]:
    """Every indicator of the library, with its unit."""
    known = library().indicators.values()
    return [(found.code, f"{in_tongue(found.title)}（{found.unit}）") for found in known]


class FigureForm(forms.Form):
    """A figure with its period, who counted it and why it is entered here."""

    subject = forms.ModelChoiceField(
        Entity.objects.none(), label=gettext_lazy("Subject"), widget=forms.HiddenInput
    )
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    measure = forms.ChoiceField(label=gettext_lazy("What it tells"), choices=Measure.choices)
    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=40,
        help_text=gettext_lazy(
            "2026, 2026-09, 2026-01/2026-09 for a year to date, 2026Q3,"
            " or 2026-09-30 for a month’s end"
        ),
    )
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=24, decimal_places=6)
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        max_length=32,
        required=False,
        help_text=gettext_lazy("As it is counted; it is converted exactly. Growth is in per cent."),
    )
    vintage = forms.ChoiceField(label=gettext_lazy("Vintage"), choices=Vintage.choices)
    holder = forms.ChoiceField(label=gettext_lazy("Counted by"), choices=Holder.choices)
    scope = forms.CharField(
        label=gettext_lazy("Scope, where it is not the indicator’s own"),
        max_length=64,
        required=False,
    )
    reason = forms.CharField(
        label=pgettext_lazy("of an entry", "Reason and source"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, subject: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["subject"]
        chosen.queryset = Entity.objects.filter(pk=subject.pk)
        chosen.initial = subject.pk
        choices: Any = self.fields["indicator"]
        choices.choices = indicator_choices()

    def clean(self) -> dict[str, Any]:
        """Adds ``days``, ``exact`` (in the indicator's unit) and ``stated``."""
        data: dict[str, Any] = super().clean() or {}
        if {"indicator", "period", "value", "measure"} <= data.keys():
            found = catalogue.definition(data["indicator"])
            self._take("period", data, lambda: {"days": days_of(data["period"], found)})
            self._take("unit", data, lambda: _in_its_unit(data, found))
        return data

    def _take(
        self, field: str, data: dict[str, Any], work: Callable[[], dict[str, object]]
    ) -> None:
        try:
            data.update(work())
        except UserError as error:
            self.add_error(field, str(error))


def _in_its_unit(data: dict[str, Any], found: IndicatorDefinition) -> dict[str, object]:
    """The value in the unit of the indicator, and as it was given where that differs."""
    value: Decimal = data["value"]
    own = "%" if data["measure"] == Measure.GROWTH else found.unit
    given = data.get("unit") or own
    exact = value if given == own else converted(value, given, own)
    return {"exact": exact, "stated": "" if given == own else f"{value}{given}"}


class CorrectionOfFigureForm(forms.Form):
    """Another value for a figure, or its whole source taken back; both say why."""

    act = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[
            ("correct", gettext_lazy("Record a new number")),
            ("withdraw", gettext_lazy("Take back its source with all its figures")),
        ],
        initial="correct",
    )
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=24, decimal_places=6)
    vintage = forms.ChoiceField(label=gettext_lazy("Vintage"), choices=Vintage.choices)
    reason = forms.CharField(
        label=pgettext_lazy("of an entry", "Reason and source"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FindingForm(forms.Form):
    """What a finding leaves open before it can be a figure."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    place = forms.CharField(
        label=gettext_lazy("Whose figure it is"),
        max_length=200,
        help_text=gettext_lazy("The name of a place, a park or an enterprise in the registers"),
    )
    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=40,
        help_text=gettext_lazy("2025, 2026-01/2026-09 or 2026-09-30"),
    )

    def __init__(self, *args: Any, likely: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = list(likely)
        known = dict(indicator_choices())
        choices: Any = self.fields["indicator"]
        choices.choices = [("", "—"), *((code, known[code]) for code in first), *(
            (code, words) for code, words in known.items() if code not in first
        )]  # fmt: skip
