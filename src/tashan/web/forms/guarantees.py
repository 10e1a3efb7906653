"""Forms of guarantees: the application of a firm, and one form an act, of the words it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.guarantee_models import SecurityKind, WatchLevel
from tashan.programmes.guarantees.calling import NEEDS, TAKES, GuaranteeSaid
from tashan.programmes.guarantees.doing import GuaranteeAct
from tashan.registry.dated import as_of
from tashan.registry.kinds import Capacity
from tashan.registry.models import Belonging
from tashan.registry.naming import names_on
from tashan.web.forms.entries import DayField
from tashan.web.guarantees.words import share_word

A = GuaranteeAct
LEAST = Decimal("0.01")


def yuan_field(label: str, *, required: bool = True) -> forms.DecimalField:
    """An amount in yuan, to the fen."""
    return forms.DecimalField(
        label=label, min_value=LEAST, max_digits=15, decimal_places=2, required=required,
        help_text=_("In yuan"),
    )  # fmt: skip


def fen_of(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


def cooperating_banks(on: date) -> dict[int, str]:
    """The banks whose clerks have an account, by name."""
    rows = as_of(Belonging.objects.filter(capacity=Capacity.CLERK), on)
    return names_on(list(rows.values_list("entity", flat=True)), on)


class NewGuaranteeForm(forms.Form):
    """What a firm asks for."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        funds = Fund.objects.filter(sort=FundSort.GUARANTEE, closed_on=None, opened_on__lte=on)
        choices = list(funds.values_list("pk", "title"))
        banks = sorted(cooperating_banks(on).items(), key=lambda pair: pair[1])
        self.fields["fund"] = forms.ChoiceField(label=_("Guarantee fund"), choices=choices)
        self.fields["bank"] = forms.ChoiceField(label=_("Lending bank"), choices=banks)
        self.fields["asked"] = yuan_field(_("Amount to be guaranteed"))
        self.fields["months"] = forms.IntegerField(
            label=_("Term in months"), min_value=1, max_value=120, initial=12
        )
        self.fields["purpose"] = forms.CharField(label=_("What the loan is for"), max_length=200)
        self.fields["is_farm"] = forms.BooleanField(
            label=_("The loan serves farming, villages or farmers"), required=False
        )


class GuaranteeActForm(forms.Form):
    """The fields that an act needs or may take, and on which day it happened."""

    def __init__(self, *args: Any, act: GuaranteeAct, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        needed = NEEDS[act]
        for name in (*needed, *TAKES.get(act, ())):
            self.fields[name] = FIELDS[name](act, name in needed)
        self.fields["on"] = DayField(
            label=pgettext("act", "Happened on"), initial=on,
            help_text=_("Today, or the earlier day on which it was done on paper."),
        )  # fmt: skip

    @property
    def said(self) -> GuaranteeSaid:
        """What was filled in, amounts in fen."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        if "fen" in told:
            told["fen"] = fen_of(told["fen"])
        if "passes" in told:
            told["passes"] = told["passes"] == "yes"
        return GuaranteeSaid(**{name: value for name, value in told.items() if value != ""})


def _fen(act: GuaranteeAct, required: bool) -> forms.Field:
    labels = {
        A.APPROVE: _("Amount guaranteed"),
        A.GRANT: _("The bank's loan"),
        A.REPAY: _("Principal repaid"),
        A.CLAIM: _("Loss claimed: principal not repaid"),
        A.ANSWER: _("Accepted of it; empty for all"),
        A.SECURE: _("Value; empty for a surety"),
    }
    return yuan_field(labels.get(act, _("Amount")), required=required)


def _document(act: GuaranteeAct, required: bool) -> forms.Field:
    label = _("Number of the loan contract") if act is A.GRANT else _("Document with its number")
    return forms.CharField(label=label, max_length=200, required=required)


def _says(_act: GuaranteeAct, required: bool) -> forms.Field:
    return forms.CharField(label=_("Reason or remark"), max_length=300, required=required,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


def _passes(act: GuaranteeAct, _required: bool) -> forms.Field:
    if act is A.ANSWER:
        return _choice(_("The claim is"), [("yes", _("accepted")), ("no", _("refused"))])
    return _choice(_("The application"), [("yes", _("goes on to the chief")),
                                          ("no", _("is rejected"))])  # fmt: skip


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices)


FIELDS: dict[str, Callable[[GuaranteeAct, bool], forms.Field]] = {
    "fen": _fen,
    "document": _document,
    "says": _says,
    "passes": _passes,
    "kind": lambda _a, _r: _choice(
        _("Kind of security"), [(one.value, str(one.label)) for one in SecurityKind]
    ),
    "title": lambda _a, _r: forms.CharField(label=_("What it is"), max_length=200),
    "level": lambda _a, _r: _choice(
        _("What was found"), [(one.value, str(one.label)) for one in WatchLevel]
    ),
    "next_by": lambda _a, _r: DayField(label=_("Look again by"), required=False),
    "source": lambda _a, _r: _choice(
        _("Who pays"), [(code, share_word(code)) for code in ("reguarantee", "treasury")]
    ),
}
