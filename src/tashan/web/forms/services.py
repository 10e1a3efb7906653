"""Forms of services: an order, one form for each act, a payment complaint and its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption import current
from tashan.casework.service_models import (
    LONGEST_TEXT,
    AnswerOutcome,
    ComplaintResult,
    DebtorKind,
    ServiceOrder,
)
from tashan.casework.services.acting import MAY_SAY, NEEDS, ServiceAct, ServiceSaid
from tashan.casework.services.dispatching import classes, item_of
from tashan.casework.services.menu import menu, number
from tashan.duties.models import Duty
from tashan.mechanisms.procedure import Procedure
from tashan.registry.kinds import Kind
from tashan.web.cases.matter_words import said
from tashan.web.figure_words import in_tongue
from tashan.web.forms.entries import DayField, EntityField
from tashan.web.forms.guarantees import yuan_field


def text_field(label: str, *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class OrderForm(forms.Form):
    """What a firm wants; an officer says for which firm."""

    def __init__(self, *args: Any, on: date, for_a_firm: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if for_a_firm:
            self.fields["enterprise"] = EntityField(
                Kind.ENTERPRISE, label=_("Enterprise"), help_text=_("Its name or its code.")
            )
        choices = [(one.code, in_tongue(one.item.title)) for one in menu(on)]
        self.fields["service"] = forms.ChoiceField(label=_("Service"), choices=choices)
        self.fields["says"] = text_field(_("What it is about"))


def duties(*, least: str = "") -> list[tuple[str, str]]:
    """The duties of the whole place, by code; with an empty choice that says ``least``."""
    rows = Duty.objects.filter(place=None).order_by("code")
    return [("", least), *((one.code, f"{said(one.title)} ({one.code})") for one in rows)]


class ServiceActForm(forms.Form):
    """The fields of an act, and on which day it happened."""

    def __init__(
        self, *args: Any, act: ServiceAct, order: ServiceOrder, on: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.act, self.order, self.on_day = act, order, on
        for name in (*NEEDS[act], *MAY_SAY.get(act, ())):
            self.fields[name] = _FIELDS[name](self)
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)

    @property
    def is_needed(self) -> bool:
        return bool(NEEDS[self.act])

    @property
    def said(self) -> ServiceSaid:
        """What was filled in."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        if "mark" in told:
            told["mark"] = int(told["mark"])
        if "is_solved" in told:
            told["is_solved"] = told["is_solved"] == "yes"
        return ServiceSaid(**told)


def _duty(form: ServiceActForm) -> forms.Field:
    is_needed = "duty" in NEEDS[form.act]
    item = item_of(current.of(form.order.adoption, form.on_day), form.order)
    usual = _("as the menu says: %s") % item.duty if item and not is_needed else "—"
    back = form.order.dispatches.filter(returned_on__isnull=False).order_by("-position").first()
    return forms.ChoiceField(
        label=_("Whose duty it is"), choices=duties(least=usual), required=is_needed,
        initial=back.returned_duty if back and form.act is ServiceAct.DISPATCH else "",
    )  # fmt: skip


def _procedure(form: ServiceActForm) -> forms.Field:
    rules = current.of(form.order.adoption, form.on_day)
    choices = [("", _("as the menu says"))]
    for code in classes(rules, form.order.part):
        part = rules.mechanism.parts[code]
        if isinstance(part, Procedure):
            choices.append((code, in_tongue(part.title)))
    return forms.ChoiceField(label=_("Class"), choices=choices, required=False)


def _mark(form: ServiceActForm) -> forms.Field:
    most = number(current.of(form.order.adoption, form.on_day), "scale", form.on_day)
    choices = [(str(n), str(n)) for n in range(most, 0, -1)]
    return forms.ChoiceField(
        label=_("Mark"), choices=choices, widget=forms.RadioSelect,
        help_text=_("Nobody who handled the order sees your mark or your words."),
    )  # fmt: skip


def _solved(form: ServiceActForm) -> forms.Field:
    return forms.ChoiceField(
        label=_("Is it solved?"), choices=[("yes", _("Solved")), ("no", _("Not solved"))],
        widget=forms.RadioSelect,
    )  # fmt: skip


_SAYS: Mapping[ServiceAct, Callable[[], str]] = {
    ServiceAct.DISPATCH: lambda: _("Remark to the office"),
    ServiceAct.GIVE_BACK: lambda: _("Why it is another’s"),
    ServiceAct.ARBITRATE: lambda: _("Reason of the decision"),
    ServiceAct.VISIT: lambda: _("What was seen"),
    ServiceAct.ANSWER: lambda: _("Answer to the firm"),
    ServiceAct.RATE: lambda: _("In your own words"),
    ServiceAct.REOPEN: lambda: _("What is not solved"),
}
_FIELDS: Mapping[str, Callable[[ServiceActForm], forms.Field]] = {
    "duty": _duty,
    "procedure": _procedure,
    "document": lambda form: forms.CharField(
        label=_("Document that says so, with its article"), max_length=200
    ),
    "says": lambda form: text_field(_SAYS[form.act](), required="says" in NEEDS[form.act]),
    "who": lambda form: forms.CharField(label=_("Who came"), max_length=200),
    "outcome": lambda form: forms.ChoiceField(
        label=_("What came of it"), choices=[(o.value, str(o.label)) for o in AnswerOutcome]
    ),
    "mark": _mark,
    "is_solved": _solved,
}


class ComplaintForm(forms.Form):
    """Who owes a firm how much, under which contract, and since when."""

    def __init__(self, *args: Any, for_a_firm: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if for_a_firm:
            self.fields["enterprise"] = EntityField(
                Kind.ENTERPRISE, label=_("Enterprise"), help_text=_("Its name or its code.")
            )
        kinds = [(one.value, str(one.label)) for one in DebtorKind]
        self.fields["debtor_kind"] = forms.ChoiceField(label=_("Kind of debtor"), choices=kinds)
        kind = self.data.get("debtor_kind") if self.is_bound else ""
        debtor = Kind.ENTERPRISE if kind == DebtorKind.LARGE else Kind.OFFICE
        self.fields["debtor"] = EntityField(
            debtor, label=_("Who owes"), help_text=_("Its name or its code.")
        )
        self.fields["contract"] = forms.CharField(label=_("Contract"), max_length=200)
        self.fields["fen"] = yuan_field(_("Amount"))
        self.fields["delivered_on"] = DayField(label=_("Delivered on"))
        self.fields["agreed_on"] = DayField(
            label=_("Day of payment in the contract"), required=False
        )
        self.fields["says"] = text_field(_("What it is about"))


class SendForm(forms.Form):
    """Which office looks into a complaint; empty: whose duty it is."""

    office = EntityField(Kind.OFFICE, required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].label = _("Office")
        self.fields["office"].help_text = _("Empty: the office that answers for such complaints.")
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)


class ResultForm(forms.Form):
    """What came of a complaint."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        results = [(one.value, str(one.label)) for one in ComplaintResult]
        self.fields["result"] = forms.ChoiceField(label=_("Result"), choices=results)
        self.fields["paid"] = yuan_field(_("Paid meanwhile"), required=False)
        self.fields["paid_on"] = DayField(label=_("Paid on"), required=False)
        self.fields["says"] = text_field(_("Result in writing"))
        self.fields["on"] = DayField(label=pgettext("act", "Happened on"), initial=on)
