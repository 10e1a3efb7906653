"""Forms of the four reports: a report, its receipt, its outcome, its rating, an act without one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.four_report_models import ActKind, ExemptGround, Outcome
from tashan.casework.four_reports.rules import rules_or_none
from tashan.casework.four_reports.seeing import ReportAct
from tashan.casework.perms import Actor
from tashan.record import perms
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.forms.entries import DayField, EntityField


def _day(on: date) -> DayField:
    return DayField(label=pgettext("act", "Happened on"), initial=on)


def _lines(label: str, most: int, *, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ActingField(EntityField):
    """An office, or where none is called so a bank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Kind.OFFICE, **options)

    def clean(self, value: Any) -> Entity | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return EntityField(Kind.ENTERPRISE, required=self.required).clean(value)


class NewReportForm(forms.Form):
    """An intended act; an enterprise's agent tells of layoffs or closure of their own, a bank's
    clerk of a loan that the bank means to withdraw."""

    def __init__(self, *args: Any, actor: Actor, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.is_bank = perms.CLERK in actor.roles
        if actor.offices:
            self._add_firm(on)
        self.fields["what"] = _lines(_("What is intended"), 500)
        self.fields["legal_basis"] = forms.CharField(
            label=_("Legal basis"), max_length=300,
            help_text=_("The clause of the loan’s contract too.") if self.is_bank else "",
        )  # fmt: skip
        self.fields["officers"] = forms.CharField(label=_("Who carries it out"), max_length=200)
        self.fields["planned_on"] = DayField(label=_("Planned day"))
        if not self.is_bank:
            self._add_exemption(on)
        self.fields["on"] = DayField(label=_("Reported on"), initial=on)

    def _add_firm(self, on: date) -> None:
        """Who acts on whom, and how; a clerk's bank acts in one way only."""
        if not self.is_bank:
            names = names_on(self.actor.offices, on)
            offices = sorted(names.items(), key=lambda pair: pair[1])
            self.fields["office"] = forms.ChoiceField(label=_("Office that acts"), choices=offices)
        self.fields["firm"] = EntityField(
            Kind.ENTERPRISE, label=_("Enterprise"), help_text=_("Its name or its credit code.")
        )
        if not self.is_bank:
            kinds = [(one.value, str(one.label)) for one in ActKind]
            self.fields["kind"] = forms.ChoiceField(label=_("Kind of act"), choices=kinds)

    def _add_exemption(self, on: date) -> None:
        rules = rules_or_none(on)
        grounds = sorted(rules.exempt) if rules is not None else []
        choices = [("", _("none: it is reported beforehand"))]
        choices += [(one.value, str(one.label)) for one in grounds]
        self.fields["exempt"] = forms.ChoiceField(
            label=_("Exemption"), choices=choices, required=False,
            help_text=_("An exempt act is recorded after it was done, with its ground."),
        )  # fmt: skip
        self.fields["ground"] = _lines(_("Ground of the exemption"), 300, required=False)

    @property
    def office(self) -> Entity | None:
        """The office chosen, the clerk's bank or the agent's own enterprise."""
        banks = self.actor.offices if self.is_bank else ()
        key = self.cleaned_data.get("office") or next(iter(banks), self.actor.stands_for) or 0
        return Entity.objects.filter(pk=int(key)).first()

    @property
    def firm(self) -> Entity | None:
        return self.cleaned_data.get("firm", self.office)

    @property
    def kind(self) -> ActKind:
        usual = ActKind.LOAN if self.is_bank else ActKind.CLOSURE
        return ActKind(self.cleaned_data.get("kind") or usual)

    @property
    def exempt(self) -> ExemptGround | None:
        found = self.cleaned_data.get("exempt")
        return ExemptGround(found) if found else None


class ReportActForm(forms.Form):
    """What is said with a receipt, an outcome or a rating."""

    def __init__(self, *args: Any, act: ReportAct, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        if act is ReportAct.RECEIVE:
            self.fields["remark"] = _lines(
                _("Remark"), 300, required=False,
                help_text=_("For instance to join it with another visit. It binds nobody."),
            )  # fmt: skip
        if act is ReportAct.RECORD:
            outcomes = [(one.value, str(one.label)) for one in Outcome]
            self.fields["outcome"] = forms.ChoiceField(label=_("Outcome"), choices=outcomes)
            self.fields["result"] = _lines(_("Result"), 500)
        if act is ReportAct.RATE:
            stars = [(n, str(n)) for n in range(5, 0, -1)]
            self.fields["rating"] = forms.ChoiceField(
                label=_("Rating, five is best"), choices=stars
            )
            self.fields["comment"] = _lines(
                pgettext("rating", "Comment"), 500, required=False,
                help_text=_("The office that acted does not see it."),
            )  # fmt: skip
        self.fields["on"] = _day(on)


class UnreportedForm(forms.Form):
    """An act without a report, as an office or the enterprise tells of it."""

    def __init__(self, *args: Any, actor: Actor, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["office"] = ActingField(
            label=_("Office or bank that acted"), help_text=_("Its name or its code.")
        )
        if actor.stands_for is None:
            self.fields["firm"] = EntityField(
                Kind.ENTERPRISE, label=_("Enterprise"), help_text=_("Its name or its credit code.")
            )
        kinds = [(one.value, str(one.label)) for one in ActKind]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of act"), choices=kinds)
        self.fields["day"] = DayField(label=_("Day of the act"))
        self.fields["what"] = _lines(_("What was done"), 500)

    @property
    def firm(self) -> Entity:
        if "firm" in self.cleaned_data:
            return self.cleaned_data["firm"]  # type: ignore[no-any-return]
        return Entity.objects.get(pk=self.actor.stands_for or 0)


class AnswerForm(forms.Form):
    """Why there was no report."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"] = _lines(_("Why there was no report"), 500)
        self.fields["on"] = _day(on)
