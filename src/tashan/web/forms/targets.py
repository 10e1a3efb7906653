"""Forms of plans and targets; the rules are those of ``tashan.indicators.targets``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tashan.indicators.library_words import said
from tashan.indicators.models import CurveKind, Holder, Measure, Target
from tashan.mechanisms.library import library

Groups = list[tuple[str, list[tuple[int, str]]]]


class PlanForm(forms.Form):
    """A plan of one year, or of several."""

    title = forms.CharField(label=_("Title of the plan"), max_length=200)
    first = forms.IntegerField(label=_("First year"), min_value=1949, max_value=2200)
    last = forms.IntegerField(label=_("Last year"), min_value=1949, max_value=2200)
    code = forms.ChoiceField(
        label=_("Light rules"),
        required=False,
        help_text=_("A file of the library says when a light is yellow or red."),
    )
    document = forms.CharField(
        label=pgettext_lazy("plan", "Document"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        assert isinstance(code, forms.ChoiceField)
        plans = [(c, said(plan.title)) for c, plan in library().plans.items() if plan.lights]
        code.choices = [("", gettext("none: no light is lit")), *plans]


class TargetForm(forms.Form):
    """A target; shares of a curve are given in per cent."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    measure = forms.ChoiceField(label=_("Level or growth"), choices=Measure.choices)
    value = forms.DecimalField(label=_("Target value"), max_digits=24, decimal_places=6)
    subject = forms.TypedChoiceField(label=_("Whose figure"), coerce=int)
    answerable = forms.TypedChoiceField(
        label=_("Answerable"), coerce=int, required=False, empty_value=None
    )
    first = forms.DateField(label=pgettext_lazy("period", "From"))
    last = forms.DateField(label=pgettext_lazy("period", "To"))
    curve = forms.ChoiceField(label=_("Curve"), choices=CurveKind.choices)
    points = forms.CharField(
        label=_("Points of the curve"),
        required=False,
        help_text=_(
            "By month: what is planned by the end of each month in per cent, 2 5 10 … 100. "
            "In steps: month and per cent, 6:50 12:100."
        ),
    )
    holder = forms.ChoiceField(label=_("Whose count"), choices=Holder.choices)
    is_bottom_line = forms.BooleanField(
        label=_("Bottom line: no other target makes up for it"), required=False
    )
    reason = forms.CharField(label=_("Document or reason"), max_length=300)

    def __init__(self, *args: Any, subjects: Groups, answerable: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        defined = library().indicators.values()
        named = sorted((said(found.title), found.code, found.unit) for found in defined)
        self._choose("indicator", [(code, f"{title}（{unit}）") for title, code, unit in named])
        self._choose("subject", subjects)
        self._choose("answerable", [("", "—"), *answerable])
        for name in ("first", "last"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"})

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            data["points"] = points_of(data.get("curve", ""), data.get("points", ""))
        except (InvalidOperation, ValueError):
            told = gettext("Give numbers with spaces between them.")
            self.add_error("points", ValidationError(told))
        return data


class ChangeForm(TargetForm):
    """What of a target may change; its indicator, subject and period stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("indicator", "measure", "subject", "first", "last"):
            del self.fields[name]


class ExemptionForm(forms.Form):
    """Why a light stays green, and until when."""

    reason = forms.CharField(
        label=pgettext_lazy("target", "Reason"), max_length=300, widget=forms.Textarea
    )
    since = forms.DateField(
        label=pgettext_lazy("period", "From"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=pgettext_lazy("exemption", "Last day"), widget=forms.DateInput(attrs={"type": "date"})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=pgettext_lazy("target", "Reason"), max_length=300)


class SplitForm(forms.Form):
    """One figure for each part; an empty one is left out."""

    def __init__(self, *args: Any, parts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in parts.items():
            self.fields[key] = forms.DecimalField(
                label=label, required=False, max_digits=24, decimal_places=6
            )
        self.fields["reason"] = forms.CharField(label=_("Document or reason"), max_length=300)

    @property
    def values(self) -> dict[str, Decimal]:
        """The figures that were given, by part."""
        return {
            key: value
            for key, value in self.cleaned_data.items()
            if key != "reason" and value is not None
        }


def points_of(curve: str, text: str) -> list[Any]:
    """Stored points, shares of one, from what was written in per cent."""
    words = [word for word in re.split(r"[\s,，、;；%]+", text) if word]
    if curve == CurveKind.EVEN or not curve:
        return []
    if curve == CurveKind.MONTHLY:
        return [_share(word) for word in words]
    pairs = [re.split("[:：]", word) for word in words]
    return [[int(month), _share(share)] for month, share in pairs]


def _share(word: str) -> str:
    return f"{(Decimal(word) / 100).normalize():f}"


def points_text(target: Target) -> str:
    """Stored points as they are written into the form."""
    if target.curve == CurveKind.MONTHLY:
        return " ".join(_per_cent(share) for share in target.points)
    if target.curve == CurveKind.STEPPED:
        return " ".join(f"{month}:{_per_cent(share)}" for month, share in target.points)
    return ""


def _per_cent(share: str) -> str:
    return f"{(Decimal(share) * 100).normalize():f}"
