"""Forms of rankings: marks, own scores, objections and answers, consents, publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tashan.indicators.ranking_models import Decision, MarkKind
from tashan.web.forms.entries import DayField

Choices = Sequence[tuple[str, str]]


class MarkForm(forms.Form):
    """Plus or minus points, or a veto: with a document or a file."""

    what = forms.ChoiceField(label=_("What is recorded"))
    level = forms.ChoiceField(label=pgettext_lazy("honour", "Level"), required=False)
    times = forms.IntegerField(label=_("Times"), min_value=1, max_value=100, initial=1)
    occurred_on = DayField(label=_("Day it happened"))
    document = forms.CharField(label=_("Document with its number"), max_length=200, required=False)
    file = forms.FileField(label=_("File of the evidence"), required=False)

    def __init__(self, *args: Any, offered: Choices, levels: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("what", offered)
        self._choose("level", [("", "—"), *levels])

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def kind_and_code(self) -> tuple[MarkKind, str]:
        kind, _colon, code = str(self.cleaned_data["what"]).partition(":")
        return MarkKind(kind), code


class OwnScoreForm(forms.Form):
    """The points that the assessed give themselves, measure by measure."""

    def __init__(self, *args: Any, measures: Choices, given: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in measures:
            self.fields[code] = forms.DecimalField(
                label=title,
                max_digits=12,
                decimal_places=4,
                required=False,
                initial=given.get(code),
                localize=False,
            )


class ObjectionForm(forms.Form):
    measure = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(
        label=_("What is objected to"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    opened_on = DayField(label=_("Day it came in"))
    file = forms.FileField(label=_("File of the evidence"), required=False)

    def __init__(self, *args: Any, measures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("the whole score")), *measures]


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("objection", "Outcome"), choices=Decision.choices
    )
    answer = forms.CharField(
        label=_("Reasons"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConsentForm(forms.Form):
    """One paper for one or more enterprises of a list."""

    is_given = forms.TypedChoiceField(
        label=_("What they say"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("They agree that their name is shown")), ("no", _("They do not agree"))],
    )
    document = forms.CharField(label=_("Letter or form that says it"), max_length=200)
    since = DayField(label=pgettext_lazy("consent", "From"))
    file = forms.FileField(label=_("Scan"), required=False)


class PublishForm(forms.Form):
    reason = forms.CharField(
        label=_("What this version corrects"),
        max_length=300,
        required=False,
        help_text=_("Only where a list for this year is published already."),
    )
