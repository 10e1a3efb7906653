"""Forms of pilots and regional assessments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tashan.adoption.current import InForce
from tashan.mechanisms.fields import Text
from tashan.registry.kinds import Kind
from tashan.web.figure_words import in_tongue
from tashan.web.forms.registers import DayField, EntityField, SourceForm


class PilotForm(SourceForm):
    adoption = forms.TypedChoiceField(label=gettext_lazy("Mechanism"), coerce=int)
    park = EntityField(Kind.PARK, label=gettext_lazy("Park"))
    field_order = ("adoption", "park", "since", "reason")

    def __init__(self, held: Iterable[InForce], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["adoption"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.adoption.pk, one.adoption.title) for one in held]


class AssessmentForm(SourceForm):
    area = EntityField(Kind.PARK, Kind.PLACE, label=gettext_lazy("Park or place"))
    kind = forms.ChoiceField(label=gettext_lazy("What was assessed"))
    document = forms.CharField(label=gettext_lazy("Document"), max_length=200)
    decided_by = forms.CharField(label=gettext_lazy("Decided by"), max_length=200)
    until = DayField(
        label=gettext_lazy("Holds until"),
        required=False,
        help_text=gettext_lazy("The first day on which it no longer holds."),
    )
    field_order = ("area", "kind", "document", "decided_by", "since", "until", "reason")

    def __init__(self, kinds: Mapping[str, Text], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, in_tongue(title)) for code, title in kinds.items()]


class EndingForm(SourceForm):
    """From which day on it no longer holds, and why."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["since"].label = gettext_lazy("Over from")
