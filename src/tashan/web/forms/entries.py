"""Forms of the registers: each asks from which day something holds, and where it is known from.

The rules are those of ``tashan.registry``; a form reads what was typed, and says beside the field
what cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tashan.base.codes import CreditCode
from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.record.models import User
from tashan.registry.credit import known_kinds
from tashan.registry.kinds import Capacity, Kind, NameSort, PlaceLevel, Scale, Standing, Tie
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.registry.resolve import resolve
from tashan.web.figure_words import in_tongue

FEN_IN_10_000_YUAN = 1_000_000


class DayField(forms.DateField):
    """A day, picked or typed as 2026-11-02."""

    widget = forms.DateInput(attrs={"type": "date", "max": "9999-12-31"}, format="%Y-%m-%d")


class EntityField(forms.CharField):
    """An entity by its name or code; where several may be meant they are told beside the field."""

    def __init__(self, kind: Kind, **options: Any) -> None:
        super().__init__(max_length=200, **options)
        self.kind = kind

    def prepare_value(self, value: Any) -> Any:
        """The name with the code or number, in place of the entity that holds now."""
        return as_written(value) if isinstance(value, Entity) else value

    def clean(self, value: Any) -> Entity | None:
        text = super().clean(value)
        if not text:
            return None
        if (entity := self._by_last_word(text)) is not None:
            return entity
        today = timezone.localdate()
        home = Entity.objects.filter(kind=Kind.PLACE, code=settings.PLACE).exclude(code="").first()
        found = resolve(text, kind=self.kind, on=today, context=home)
        if found.entity is not None:
            return found.entity
        if not found.candidates:
            raise forms.ValidationError(
                gettext("“%s” is not in the register. Give the whole name or the code.") % text
            )
        names = [as_written(one.entity) for one in found.candidates[:5]]
        raise forms.ValidationError(
            gettext("“%(text)s” is not certain. Give the code, or the whole name: %(names)s")
            % {"text": text, "names": "; ".join(names)}
        )

    def _by_last_word(self, text: str) -> Entity | None:
        """What ``as_written`` wrote."""
        last = text.split()[-1]
        rows = Entity.objects.filter(kind=self.kind)
        if last.startswith("#") and last[1:].isdecimal() and len(last) < 18:
            return rows.filter(pk=int(last[1:])).first()
        return rows.filter(code=last.upper()).first()


def as_written(entity: Entity) -> str:
    """他山县 999901, or 城关镇 #812 where there is no code: a form reads it back for certain."""
    name = name_on(entity, timezone.localdate())
    return f"{name} {entity.code or f'#{entity.pk}'}"


class EntryForm(forms.Form):
    """From which day on, and the reason: the fields that every entry ends with."""

    since_label: Any = _("Holds from")
    field_order: Any = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["since"] = DayField(label=self.since_label, initial=timezone.localdate)
        self.fields["reason"] = forms.CharField(
            label=_("Reason and source"),
            max_length=300,
            help_text=_("Like the number of a document, or who told it and when."),
        )

    @property
    def since(self) -> date:
        day: date = self.cleaned_data["since"]
        return day

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, without the day and the reason."""
        own = ("since", "reason")
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


def _choices(words: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", "—"), *words]


class EnterpriseFactsForm(EntryForm):
    """What holds of an enterprise."""

    industry = forms.CharField(
        label=_("Industry"), required=False, max_length=5, help_text=_("GB/T 4754-2017, like C3981")
    )
    scale = forms.ChoiceField(label=_("Scale"), required=False, choices=_choices(Scale.choices))
    is_above_scale = forms.NullBooleanField(label=_("Above designated size"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), choices=Standing.choices)
    place = EntityField(Kind.PLACE, label=_("Place"), required=False)
    park = EntityField(Kind.PARK, label=_("Park"), required=False)
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    legal_representative = forms.CharField(
        label=_("Legal representative"), required=False, max_length=100
    )
    registered_capital = forms.DecimalField(
        label=_("Registered capital, CNY 10,000"), required=False, min_value=0, decimal_places=6
    )
    established_on = DayField(label=_("Established"), required=False)

    def clean_industry(self) -> str:
        code: str = self.cleaned_data["industry"]
        try:
            return industry(code).full_code if code else ""
        except UserError as error:
            raise forms.ValidationError(
                gettext("There is no industry “%s” in GB/T 4754-2017. Give a code like C3981.")
                % code
            ) from error

    def clean_registered_capital(self) -> int | None:
        """In fen."""
        amount: Decimal | None = self.cleaned_data["registered_capital"]
        return None if amount is None else int(amount * FEN_IN_10_000_YUAN)

    @classmethod
    def initial_of(cls, facts: Any) -> Mapping[str, Any]:
        """What the form shows of the facts that hold."""
        shown = {name: getattr(facts, name) for name in cls.base_fields}
        if facts.registered_capital is not None:
            capital = Decimal(facts.registered_capital) / FEN_IN_10_000_YUAN
            shown["registered_capital"] = f"{capital.normalize():f}"
        return shown


class NewEnterpriseForm(EnterpriseFactsForm):
    name = forms.CharField(label=_("Official name"), max_length=200)
    code = forms.CharField(label=_("Unified social credit code"), max_length=40)
    short = forms.CharField(label=_("Short name"), required=False, max_length=200)
    field_order = ("name", "code", "short")

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        try:
            return CreditCode.parse(typed).value
        except UserError as error:
            raise forms.ValidationError(
                gettext(
                    "This is no unified social credit code. It has 18 characters, and the last "
                    "one is worked out from the others: look for one that is mistyped."
                )
            ) from error


class OfficeFactsForm(EntryForm):
    parent = EntityField(Kind.OFFICE, label=_("Office above"), required=False)
    place = EntityField(Kind.PLACE, label=_("Place"), required=False)
    duty = forms.CharField(label=_("Answers for"), required=False, widget=forms.Textarea)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=50)

    @classmethod
    def initial_of(cls, facts: Any) -> Mapping[str, Any]:
        return {name: getattr(facts, name) for name in cls.base_fields}


class NewOfficeForm(OfficeFactsForm):
    name = forms.CharField(label=_("Official name"), max_length=200)
    short = forms.CharField(label=_("Short name"), required=False, max_length=200)
    field_order = ("name", "short")


class PlaceFactsForm(EntryForm):
    level = forms.ChoiceField(label=_("Level"), choices=PlaceLevel.choices)
    parent = EntityField(Kind.PLACE, label=_("Lies in"), required=False)

    @classmethod
    def initial_of(cls, facts: Any) -> Mapping[str, Any]:
        return {name: getattr(facts, name) for name in cls.base_fields}


class NewPlaceForm(PlaceFactsForm):
    name = forms.CharField(label=_("Official name"), max_length=200)
    code = forms.RegexField(
        r"^[0-9]{6,12}$",
        label=_("Division code"),
        required=False,
        help_text=_("Six digits of GB/T 2260, twelve for a village; empty where there is none."),
    )
    field_order = ("name", "code")


class NewOfficerForm(EntryForm):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=100)


class RenameForm(EntryForm):
    name = forms.CharField(label=_("New official name"), max_length=200)


class CallForm(EntryForm):
    name = forms.CharField(label=_("Other name"), max_length=200)
    sort = forms.ChoiceField(
        label=_("Kind of name"),
        choices=[pair for pair in NameSort.choices if pair[0] != NameSort.OFFICIAL],
    )


class LabelForm(EntryForm):
    code = forms.CharField(label=_("Label"), max_length=64)
    until = DayField(
        label=_("Until"), required=False, help_text=_("The first day on which it no longer holds.")
    )
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)


class AffiliateForm(EntryForm):
    other = EntityField(Kind.ENTERPRISE, label=_("The other enterprise"))
    tie = forms.ChoiceField(label=_("It is the"), choices=Tie.choices)
    share = forms.DecimalField(
        label=_("Share, %"), required=False, min_value=0, max_value=100, decimal_places=2
    )


class CreditForm(EntryForm):
    since_label = _("Occurred on")
    kind = forms.ChoiceField(label=_("Kind of event"))
    document = forms.CharField(label=_("Document"), max_length=200)
    decided_by = forms.CharField(label=pgettext_lazy("credit", "Decided by"), max_length=200)
    ends_on = DayField(
        label=_("Counts until"),
        required=False,
        help_text=_("Empty: the term of its kind decides."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(code, in_tongue(kind.title)) for code, kind in known_kinds().items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField


class RepairForm(EntryForm):
    since_label = _("Repaired on")
    document = forms.CharField(label=_("Document of the repair"), max_length=200)


class EndForm(EntryForm):
    since_label = _("Ends on")


class MergeForm(EntryForm):
    since_label = _("Found on")
    code_or_name = forms.CharField(label=_("The same as (name, code or number)"), max_length=200)
    despite_codes = forms.BooleanField(
        label=_("Their codes differ and they are the same all the same"), required=False
    )


class SucceedForm(EntryForm):
    since_label = _("Followed on")
    code_or_name = forms.CharField(label=_("Successor (name, code or number)"), max_length=200)
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)


class AppointForm(EntryForm):
    office = EntityField(Kind.OFFICE, label=_("Office"))
    post = forms.CharField(label=_("Post"), max_length=100)
    is_lead = forms.BooleanField(label=_("Leads the office"), required=False)
    order = forms.IntegerField(
        label=_("Place in the list"), min_value=1, max_value=30_000, initial=100
    )


class BelongForm(EntryForm):
    username = forms.CharField(label=_("Username of the account"), max_length=150)
    capacity = forms.ChoiceField(label=_("Capacity"), choices=Capacity.choices)

    def clean_username(self) -> User:
        user = User.objects.filter(username__iexact=self.cleaned_data["username"]).first()
        if user is None:
            raise forms.ValidationError(
                gettext("There is no account of this name. A system administrator makes accounts.")
            )
        return user
