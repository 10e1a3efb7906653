"""Forms of loans: the application of a firm, and one form an act, of the words it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.programmes.fund_models import Borrower, Fund, FundSort
from tashan.programmes.loans.calling import NEEDS, TAKES, LoanSaid
from tashan.programmes.loans.doing import LoanAct
from tashan.record.models import StoredFile
from tashan.web.cases.files import CaseFileField, keep
from tashan.web.forms.entries import DayField
from tashan.web.forms.guarantees import cooperating_banks, fen_of, yuan_field

A = LoanAct
Entries = list[tuple[int, str]]


def open_loan_funds(on: date) -> list[Fund]:
    """The funds that lend on a day, the oldest first."""
    rows = Fund.objects.filter(
        sort__in=[FundSort.BRIDGE, FundSort.MUTUAL], closed_on=None, opened_on__lte=on
    )
    return list(rows.select_related("adoption", "book").order_by("opened_on", "pk"))


class NewLoanForm(forms.Form):
    """What a firm asks for, after it said that the bank does not renew without repayment."""

    def __init__(self, *args: Any, funds: list[Fund], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        banks = sorted(cooperating_banks(on).items(), key=lambda pair: pair[1])
        self.fields |= {
            "fund": forms.ChoiceField(
                label=_("Fund"), choices=[(one.pk, one.title) for one in funds]
            ),
            "borrower": forms.ChoiceField(label=_("Who borrows"), choices=Borrower.choices),
            "bank": forms.ChoiceField(label=_("Lending bank"), choices=banks),
            "bank_loan": forms.CharField(
                label=_("Number of the bank's loan"), max_length=64,
                help_text=_("As the contract of the loan that falls due has it."),
            ),
            "account": forms.CharField(
                label=_("Repayment account at that bank"), max_length=40,
                help_text=_("The money goes there and nowhere else."),
            ),
            "matures_on": DayField(label=_("The bank's loan falls due on")),
            "owed": yuan_field(_("Owed to the bank on that day")),
            "asked": yuan_field(_("Asked for from the fund")),
        }  # fmt: skip


class LoanActForm(forms.Form):
    """The fields that an act needs or may take, and on which day it happened."""

    def __init__(
        self, *args: Any, act: LoanAct, on: date, amounts: Mapping[LoanAct, int],
        entries: Entries, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        fen = amounts.get(act)
        for name in NEEDS[act]:
            self.fields[name] = _entry(entries) if name == "entry" else FIELDS[name](act)
        if fen and "fen" in self.fields:
            self.fields["fen"].initial = f"{Decimal(fen) / 100:.2f}"
        if "file" in TAKES.get(act, ()):
            self.fields["file"] = CaseFileField(label=_("The paper itself"), required=False)
        self.fields["on"] = DayField(
            label=pgettext("act", "Happened on"), initial=on,
            help_text=_("Today, or the earlier day on which it was done on paper."),
        )  # fmt: skip

    @property
    def has_file(self) -> bool:
        return "file" in self.fields

    @property
    def said(self) -> LoanSaid:
        """What was filled in, amounts in fen; a file is kept."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        if "fen" in told:
            told["fen"] = fen_of(told["fen"])
        if "passes" in told:
            told["passes"] = told["passes"] == "yes"
        if "file" in told:
            told["file"] = _kept(told["file"])
        return LoanSaid(**told)


def _kept(upload: UploadedFile[bytes] | None) -> StoredFile | None:
    return keep(upload, at=timezone.now())


def _fen(act: LoanAct) -> forms.Field:
    labels = {
        A.PROMISE: _("Amount that the bank lends anew"),
        A.APPROVE: _("Amount approved"),
        A.RENEW: _("Amount of the new loan"),
        A.REPAY: _("Principal that came back"),
        A.PAY_FEE: _("Fee that was paid"),
        A.RECOVER: _("Amount recovered"),
    }
    return yuan_field(labels.get(act, _("Amount")))


def _document(act: LoanAct) -> forms.Field:
    labels = {
        A.PROMISE: _("Number of the letter of promise"),
        A.RENEW: _("Number of the new contract"),
        A.BEGIN_RECOVERY: _("Number of the claim or the letter"),
        A.WRITE_OFF: _("Number of the decision"),
    }
    return forms.CharField(label=labels.get(act, _("Document with its number")), max_length=200)


def _says(act: LoanAct) -> forms.Field:
    label = _("What was found") if act is A.REVIEW else _("Reason")
    if act is A.RECOVER:
        label = _("What came in: paid by the firm, or realised")
    return forms.CharField(
        label=label, max_length=300, required=act is not A.REVIEW,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


def _passes(_act: LoanAct) -> forms.Field:
    choices = [("yes", _("goes on to the bank")), ("no", _("is rejected"))]
    return forms.ChoiceField(label=_("The application"), choices=choices)


def _entry(entries: Entries) -> forms.Field:
    return forms.TypedChoiceField(label=_("The entry that is wrong"), choices=entries, coerce=int)


FIELDS: dict[str, Callable[[LoanAct], forms.Field]] = {
    "fen": _fen,
    "document": _document,
    "says": _says,
    "passes": _passes,
    "renews_on": lambda _act: DayField(label=_("Lent anew by")),
}
