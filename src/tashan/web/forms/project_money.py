"""Forms of projects' money: a source, an application, and one form for each act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.mechanisms.fund import Fund as FundPart
from tashan.programmes.project_money.acting import ACTS, MoneyAct, MoneySaid
from tashan.programmes.project_money_models import ProjectMoney, SourceKind, WorksContract
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.forms.guarantees import fen_of, yuan_field


def paying_parts(on: date) -> list[tuple[str, str]]:
    """The adopted parts that say how projects are paid, as ``adoption.part`` and title."""
    found = []
    for adoption in Adoption.objects.order_by("pk"):
        try:
            held = current.of(adoption, on)
        except UserError:
            continue
        for name, part in held.mechanism.parts.items():
            if isinstance(part, FundPart) and part.spending is not None:
                found.append((f"{adoption.pk}.{name}", adoption.title))
    return found


class NewSourceForm(forms.Form):
    """Money that may be won: by a document, for uses, from–to."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rules"] = forms.ChoiceField(label=_("Rules"), choices=paying_parts(on))
        kinds = [(one.value, str(one.label)) for one in SourceKind]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of source"), choices=kinds)
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=200)
        self.fields["document"] = document_field()
        self.fields["uses"] = forms.CharField(
            label=_("What it may be used for"), max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        self.fields["fen"] = yuan_field(_("Amount"))
        self.fields["since"] = DayField(label=_("Open from"), initial=on)
        self.fields["until"] = DayField(label=_("Open until"), required=False)


class ApplyForm(forms.Form):
    """A project's application to a source."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["project"] = EntityField(
            Kind.PROJECT, label=_("Project"), help_text=_("Its name or its code.")
        )
        self.fields["fen"] = yuan_field(_("Amount"))
        self.fields["document"] = document_field()
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)


class MoneyActForm(forms.Form):
    """The fields of an act, and on which day it happened."""

    def __init__(
        self, *args: Any, act: MoneyAct, money: ProjectMoney, on: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.money, self.act, self.on_day = money, act, on
        for name in ACTS[act].needs:
            self.fields[name] = _FIELDS[name](self)
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    @property
    def said(self) -> MoneySaid:
        """What was filled in, amounts in fen."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        if isinstance(told.get("fen"), Decimal):
            told["fen"] = fen_of(told["fen"])
        if isinstance(told.get("contractor"), Entity):
            told["contractor"] = told["contractor"].pk
        if "contract" in told:
            told["contract"] = int(told["contract"])
        return MoneySaid(**told)


def document_field() -> forms.CharField:
    return forms.CharField(label=_("Document with its number"), max_length=200)


def _contracts(form: MoneyActForm) -> forms.Field:
    rows = list(WorksContract.objects.filter(project=form.money.project).order_by("pk"))
    names = names_on({one.contractor_id for one in rows}, form.on_day)
    choices = [
        (one.pk, f"{one.number} · {one.title} · {names.get(one.contractor_id, '')}") for one in rows
    ]
    return forms.ChoiceField(label=_("Contract"), choices=choices)


_DOCUMENTS = {
    MoneyAct.SIGN: lambda: _("Number of the contract"),
    MoneyAct.PAY: lambda: _("Receipt of the bank"),
}


def _document(form: MoneyActForm) -> forms.Field:
    word = _DOCUMENTS.get(form.act)
    if word is None:
        return document_field()
    return forms.CharField(label=word(), max_length=64)


_FIELDS: dict[str, Callable[[MoneyActForm], forms.Field]] = {
    "fen": lambda _f: yuan_field(_("Amount")),
    "document": _document,
    "says": lambda _f: forms.CharField(label=_("Reason"), max_length=300),
    "title": lambda _f: forms.CharField(label=_("What is built under it"), max_length=200),
    "contract": _contracts,
    "contractor": lambda _f: EntityField(
        Kind.ENTERPRISE, label=_("Contractor"), help_text=_("Its name or its credit code.")
    ),
    "progress": lambda _f: forms.DecimalField(
        label=_("Progress reached, per cent"), min_value=Decimal(0), max_value=Decimal(100),
        max_digits=5, decimal_places=2, help_text=_("Of the whole contract, as measured."),
    ),
}  # fmt: skip
