"""Forms of duties and delegated items: each asks from which day on, and for the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tashan.duties.keeping import NewDelegation
from tashan.duties.models import Form
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.web.forms.entries import DayField, EntityField, EntryForm


class SomewhereField(EntityField):
    """A park, else a town or another place, by its name or code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Kind.PARK, **options)

    def clean(self, value: Any) -> Entity | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return EntityField(Kind.PLACE, required=self.required).clean(value)


class GiveDutyForm(EntryForm):
    since_label = _("Answers for it from")
    code = forms.CharField(
        label=_("Code"),
        max_length=64,
        help_text=_("As the procedures name it: small letters, digits and _, like land_use."),
    )
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=100)
    title_en = forms.CharField(label=_("Title in English"), max_length=100, required=False)
    office = EntityField(Kind.OFFICE, label=_("Office"))
    post = forms.CharField(
        label=_("Post"),
        required=False,
        max_length=100,
        help_text=_("Only where one post of the office answers for it, whoever holds it."),
    )
    officer = EntityField(
        Kind.OFFICER,
        label=_("Officer"),
        required=False,
        help_text=_("Only where one officer answers for it in person."),
    )
    place = SomewhereField(
        label=_("Only in"),
        required=False,
        help_text=_("A park or a town that has its own; empty: everywhere else."),
    )

    @property
    def title(self) -> dict[str, str]:
        return {"zh": self.cleaned_data["title_zh"], "en": self.cleaned_data["title_en"]}


class EndForm(EntryForm):
    since_label = _("First day on which it no longer holds")


class JoinForm(EntryForm):
    since_label = _("Belongs to it from")
    joint = EntityField(Kind.OFFICE, label=_("Joint office"))
    member = EntityField(Kind.OFFICE, label=_("Member"))
    is_lead = forms.BooleanField(
        label=_("It leads: decisions of the joint office bear its seal"), required=False
    )


class DelegateForm(EntryForm):
    """``titles`` are the items of the open catalogue by code."""

    since_label = _("Handled there from")
    item = forms.ChoiceField(label=_("Item"))
    holder = EntityField(Kind.OFFICE, label=_("Office that holds it"))
    to = EntityField(Kind.OFFICE, label=_("Office that receives it"))
    form = forms.ChoiceField(
        label=pgettext_lazy("of a delegation", "Form"), choices=Form.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    document = forms.CharField(
        label=_("Document"),
        max_length=200,
        help_text=_("What it rests on, with its number: a transfer needs the province’s decision."),
    )
    announced = forms.CharField(
        label=_("Made public as"),
        required=False,
        max_length=200,
        help_text=_("What is entrusted is announced, with the receiving organ."),
    )
    is_to_organ = forms.BooleanField(
        label=_("The receiver is an administrative organ"),
        required=False,
        help_text=_("An institution or a company is none, and cannot be entrusted."),
    )
    place = SomewhereField(
        label=_("Only in"), required=False, help_text=_("A park or a town; empty: everywhere.")
    )
    every = forms.IntegerField(
        label=_("Evaluated every … months"), required=False, min_value=1, max_value=120
    )
    until = DayField(
        label=_("Until"), required=False, help_text=_("The first day on which it no longer holds.")
    )

    def __init__(self, *args: Any, titles: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((code, f"{title} · {code}") for code, title in titles.items()),
        ]

    def told(self, title: Mapping[str, str]) -> NewDelegation:
        """What is to be delegated; ``title`` is the item's."""
        said = {k: v for k, v in self.said.items() if k != "form"}
        return NewDelegation(
            **said, title=title, form=Form(self.cleaned_data["form"]), since=self.since
        )


class EvaluateForm(EntryForm):
    since_label = _("Evaluated on")
    passes = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            ("yes", pgettext_lazy("evaluation", "Passes")),
            ("no", pgettext_lazy("evaluation", "Does not pass: its recall is asked for")),
        ],
        widget=forms.RadioSelect,
    )
    says = forms.CharField(
        label=_("What was found"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )

    def clean_says(self) -> str:
        said: str = self.cleaned_data["says"]
        if not said.strip():
            raise forms.ValidationError(gettext("Write what was found in a few sentences."))
        return said.strip()
