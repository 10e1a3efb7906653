"""Forms of supervision: letters, complaints, channels."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.supervision.letter_rights import LetterAct
from tashan.casework.supervision_models import WebhookForm
from tashan.registry.kinds import Kind
from tashan.web.forms.entries import DayField, EntityField


def _long(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


def _happened(on: date) -> DayField:
    return DayField(label=pgettext("act", "Happened on"), initial=on)


class LetterActForm(forms.Form):
    """What an act on a letter asks for."""

    def __init__(self, *args: Any, act: LetterAct, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        if act is LetterAct.ANSWER:
            self.fields["says"] = _long(_("Answer"))
        elif act in (LetterAct.DROP, LetterAct.RETURN):
            self.fields["says"] = forms.CharField(label=_("Reason"), max_length=300)
        self.fields["on"] = _happened(on)


class ComplaintForm(forms.Form):
    """Of somebody about an office; an agent need not say who complains."""

    def __init__(self, *args: Any, on: date, is_own: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"] = EntityField(
            Kind.OFFICE, label=_("Office complained of"), help_text=_("Its name.")
        )
        if not is_own:
            self.fields["by"] = forms.CharField(label=_("Who complains"), max_length=200)
            self.fields["enterprise"] = EntityField(
                Kind.ENTERPRISE, label=_("Enterprise"), required=False,
                help_text=_("Where an enterprise complains: its name or its credit code."),
            )  # fmt: skip
        self.fields["says"] = _long(_("What it is about"))
        if not is_own:
            self.fields["on"] = _happened(on)


class AssignForm(forms.Form):
    """Which office answers a complaint."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"] = EntityField(
            Kind.OFFICE, label=_("Office that answers"),
            help_text=_("Another than the one complained of."),
        )  # fmt: skip
        self.fields["on"] = _happened(on)


class ComplaintAnswerForm(forms.Form):
    """What came of a complaint."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["upheld"] = forms.ChoiceField(
            label=_("Was the complaint right?"),
            choices=[("", "—"), ("yes", _("Yes")), ("no", _("No"))],
        )
        self.fields["says"] = _long(_("Answer"))
        self.fields["on"] = _happened(on)


class ChannelForm(forms.Form):
    """The webhook of an office."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"] = EntityField(
            Kind.OFFICE, label=_("Office"), help_text=_("Its name.")
        )
        self.fields["form"] = forms.ChoiceField(
            label=_("Form"), choices=[(one.value, str(one.label)) for one in WebhookForm]
        )
        self.fields["address"] = forms.CharField(
            label=_("Address"), max_length=500, help_text=_("It begins with https://.")
        )
        self.fields["secret"] = forms.CharField(
            label=_("Secret"), max_length=200, required=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
            help_text=_("For a signed form. It is stored locked and never shown again."),
        )  # fmt: skip
