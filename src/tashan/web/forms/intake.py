"""The window's forms: facts that rules lack, and what an applicant hands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tashan.casework.asking import Fact
from tashan.mechanisms.register import FieldType, RegisterField
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.kinds import Kind
from tashan.web.figure_words import in_tongue
from tashan.web.forms.registers import DayField, EntityField

NOT_KNOWN = ("", gettext_lazy("not known"))
YES_NO = [("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))]


class FactsForm(forms.Form):
    """One field for each further fact; what is left empty stays unknown."""

    reason = forms.CharField(
        label=gettext_lazy("Known from"),
        max_length=300,
        initial=gettext_lazy("Declared by the applicant at the window"),
    )

    def __init__(self, facts: Iterable[Fact], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.facts = {f"fact_{fact.register}_{fact.field}": fact for fact in facts}
        for name, fact in self.facts.items():
            definition = fact.definition
            assert definition is not None
            self.fields[name] = _field(fact, definition)
        self.order_fields([*self.facts, "reason"])

    def said(self) -> dict[tuple[str, str], object]:
        """What was filled in, by register and field."""
        found: dict[tuple[str, str], object] = {}
        for name, fact in self.facts.items():
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                assert fact.definition is not None
                found[fact.register, fact.field] = _storable(value, fact.definition)
        return found

    def source(self, user: User, at: datetime) -> Source:
        return sources.entry(self.cleaned_data["reason"], actor=user, at=at)


def _field(fact: Fact, definition: RegisterField) -> forms.Field:
    said: dict[str, Any] = {
        "label": in_tongue(fact.title),
        "help_text": _("held by %s") % in_tongue(fact.holder),
        "required": False,
    }
    match definition.type:
        case FieldType.YES_NO:
            choices = [NOT_KNOWN, *YES_NO]
            return forms.ChoiceField(choices=choices, **said)
        case FieldType.CHOICE:
            options = [(one.code, in_tongue(one.title)) for one in definition.options]
            return forms.ChoiceField(choices=[NOT_KNOWN, *options], **said)
        case FieldType.DATE:
            return DayField(**said)
        case FieldType.WORDS:
            return forms.CharField(max_length=200, **said)
    if definition.unit:
        said["label"] = f"{said['label']}（{definition.unit}）"
    return forms.DecimalField(max_digits=16, decimal_places=6, **said)


def _storable(value: object, definition: RegisterField) -> object:
    if definition.type is FieldType.YES_NO:
        return value == "true"
    return value.isoformat() if isinstance(value, date) else str(value)


class OpenForm(forms.Form):
    """What the case is called, who applies, and the day it was handed in."""

    title = forms.CharField(label=gettext_lazy("Case name"), max_length=200)
    applicant = EntityField(
        Kind.ENTERPRISE,
        Kind.OFFICE,
        label=gettext_lazy("Applicant"),
        required=False,
        help_text=gettext_lazy("Full name or credit code; empty: the owner of the project."),
    )
    on = DayField(label=gettext_lazy("Handed in on"))

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                _("%s has not come yet: give the day on which it was handed in.") % day
            )
        return day
