"""Forms of rounds and terms: what each act asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.duties.dispatch_models import SecondmentRound, TieSort
from tashan.duties.dispatching.terms import SendingTerms, sending_parts
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.secondments.words import titles


class NamesField(forms.CharField):
    """Entities by name or code, one a line; each that is not certain is told."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, kind: Kind, **options: Any) -> None:
        super().__init__(**options)
        self.one = EntityField(kind)

    def clean(self, value: Any) -> list[Entity]:
        lines = [line.strip() for line in (super().clean(value) or "").splitlines()]
        found, errors = [], []
        for line in filter(None, lines):
            try:
                entity = self.one.clean(line)
            except forms.ValidationError as error:
                errors += error.messages
            else:
                found += [entity] if entity else []
        if errors:
            raise forms.ValidationError(errors)
        return found


class NewRoundForm(forms.Form):
    """A round under an adopted part, from a day on."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        parts = [(f"{one.held.adoption.pk}.{one.code}", one.held.adoption.title)
                 for one in sending_parts(on)]  # fmt: skip
        self.fields["rules"] = forms.ChoiceField(label=_("Rules"), choices=parts)
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=200)
        self.fields["office"] = EntityField(Kind.OFFICE, label=_("Office that manages it"))
        self.fields["since"] = DayField(label=_("Term from"), initial=on)
        rounds = SecondmentRound.objects.order_by("-since", "-pk")
        earlier = [("", "—"), *((str(one.pk), one.title) for one in rounds)]
        self.fields["previous"] = forms.ChoiceField(
            label=_("Round before, whose people may stay"), choices=earlier, required=False
        )


class RoundActForm(forms.Form):
    """What an act on a round asks for."""

    def __init__(
        self, *args: Any, act: str, terms: SendingTerms, on: date, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.terms = terms
        _ROUND_FIELDS[act](self)
        if act in ("publish", "end"):
            self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    def places(self) -> None:
        goals = self.terms.part.destinations
        choices = list(titles(goals.items()).items())
        self.fields["group"] = forms.ChoiceField(label=_("Group"), choices=choices)
        self.fields["label"] = forms.CharField(
            label=_("Everybody with the label"), max_length=64, required=False,
            help_text=_("Like 服务绿卡: who carries it on the first day of the term."),
        )  # fmt: skip
        self.fields["names"] = forms.CharField(
            label=_("Or names, one a line"), required=False,
            widget=forms.Textarea(attrs={"rows": 6}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The names of destinations are read as the kind that the group takes."""
        found = super().clean() or {}
        if "names" in self.fields and "group" in found and isinstance(found.get("names"), str):
            kind = Kind(self.terms.part.destinations[found["group"]].subject.value)
            try:
                found["names"] = NamesField(kind, required=False).clean(found["names"])
            except forms.ValidationError as error:
                self.add_error("names", error)
        return found

    def members(self) -> None:
        choices = list(titles(self.terms.part.pools.items()).items())
        self.fields["pool"] = forms.ChoiceField(label=_("Pool"), choices=choices)
        self.fields["officers"] = NamesField(Kind.OFFICER, label=_("Officers, one a line"))

    def bring(self) -> None:
        choices = list(titles(self.terms.part.needs.items()).items())
        self.fields["code"] = forms.ChoiceField(label=_("Need or experience"), choices=choices)
        self.fields["officer"] = EntityField(
            Kind.OFFICER, label=_("Officer who brings it"), required=False
        )
        self.fields["firm"] = EntityField(
            Kind.ENTERPRISE, label=_("Or enterprise that needs it"), required=False
        )
        self.fields["reason"] = forms.CharField(label=_("Reason and source"), max_length=300)

    def tie(self) -> None:
        self.fields["sort"] = forms.ChoiceField(label=_("Conflict"), choices=TieSort.choices)
        self.fields["officer"] = EntityField(Kind.OFFICER, label=_("Officer"), required=False)
        self.fields["office"] = EntityField(
            Kind.OFFICE, label=_("Or office that supervises"), required=False
        )
        self.fields["firm"] = EntityField(Kind.ENTERPRISE, label=_("Enterprise"))
        self.fields["reason"] = forms.CharField(label=_("Reason and source"), max_length=300)

    def publish(self) -> None:
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )

    def end(self) -> None:
        """Only the day is asked."""


_ROUND_FIELDS: dict[str, Callable[[RoundActForm], None]] = {
    "places": RoundActForm.places,
    "members": RoundActForm.members,
    "bring": RoundActForm.bring,
    "tie": RoundActForm.tie,
    "publish": RoundActForm.publish,
    "end": RoundActForm.end,
}
ROUND_ACTS = tuple(_ROUND_FIELDS)


def _text(label: str, *, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=5000, required=required, widget=widget)


STARS = [(n, "★" * n) for n in (5, 4, 3, 2, 1)]


def stars_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Rating"), choices=STARS, coerce=int)


_TERM_FIELDS: dict[str, Callable[[], dict[str, forms.Field]]] = {
    "visit": lambda: {
        "where": forms.CharField(label=_("Place of the visit"), max_length=200),
        "met": forms.CharField(label=_("People met"), max_length=200),
        "said": _text(_("What was said")),
        "problem": _text(_("Problem raised, if any"), rows=2, required=False),
        "service": forms.CharField(
            label=_("Service that would solve it"), max_length=64, required=False,
            help_text=_("Its code in the menu, where you know it."),
        ),
    },
    "report": lambda: {
        "of": DayField(label=_("A day of the period")),
        "says": _text(_("Report"), rows=8),
    },
    "rate": lambda: {
        "stars": stars_field(),
        "says": forms.CharField(label=_("In words"), max_length=500, required=False),
    },
    "hand_back": lambda: {"says": forms.CharField(label=_("Reason"), max_length=300)},
    "choose": lambda: {
        "officer": EntityField(
            Kind.OFFICER, label=_("Officer of the pools who goes there instead"),
        ),
        "says": forms.CharField(
            label=_("Reason"), max_length=300,
            help_text=_("The others are worked out anew; what it costs in all is shown."),
        ),
    },
    "replace": lambda: {
        "officer": EntityField(Kind.OFFICER, label=_("Officer who takes over")),
        "says": forms.CharField(label=_("Reason"), max_length=300),
    },
}  # fmt: skip
TERM_ACTS = tuple(_TERM_FIELDS)


class TermActForm(forms.Form):
    """What an act on a term asks for, and on which day it happened."""

    def __init__(self, *args: Any, act: str, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        if act != "choose":
            self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)
        self.fields |= _TERM_FIELDS[act]()
