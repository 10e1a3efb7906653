"""Forms of the library of projects: evidence, leaving, milestones, plans of investment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.project_models import InvestmentPlan
from tashan.casework.projects.planning import Amount
from tashan.mechanisms.fields import Text
from tashan.mechanisms.project_library import EvidenceKind, PlanRules
from tashan.registry.kinds import Kind
from tashan.web.cases.files import CaseFileField
from tashan.web.figure_words import in_tongue
from tashan.web.forms.registers import DayField, EntityField

FEN_IN_WAN = 1_000_000


def wan_field(label: str, *, required: bool = False) -> forms.DecimalField:
    """An amount in 万元, to the yuan; ``fen_of_wan`` makes fen of it."""
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_digits=14, decimal_places=4, required=required,
        help_text=_("In 万元"),
    )  # fmt: skip


def fen_of_wan(wan: Decimal | None) -> int | None:
    return None if wan is None else int(wan * FEN_IN_WAN)


def happened_field(on: date) -> DayField:
    return DayField(label=pgettext("act", "Happened on"), initial=on)


class EvidenceForm(forms.Form):
    """A paper or a photo of a kind that the library's file names."""

    def __init__(
        self, *args: Any, kinds: Mapping[str, EvidenceKind], on: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [(code, in_tongue(one.title)) for code, one in kinds.items()]
        self.fields["kind"] = forms.ChoiceField(label=_("What it shows"), choices=choices)
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200,
            help_text=_("Of a photo: where, when and of what."),
        )  # fmt: skip
        self.fields["file"] = CaseFileField(label=_("The paper itself"), required=False)
        self.fields["on"] = DayField(label=_("Day of the paper or photo"), initial=on)


class DepartureForm(forms.Form):
    """Why a project leaves, or returns."""

    def __init__(self, *args: Any, reasons: Mapping[str, Text], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, in_tongue(one)) for code, one in reasons.items()]
        self.fields["reason"] = forms.ChoiceField(label=_("Reason"), choices=choices)
        self.fields["says"] = forms.CharField(
            label=_("In your own words"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields["on"] = happened_field(on)


class CheckForm(forms.Form):
    """Another person agrees, or does not."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed"] = forms.ChoiceField(
            label=_("After the check"), choices=[("yes", _("It holds")), ("no", _("Send it back"))]
        )
        self.fields["answer"] = forms.CharField(label=_("What was found"), max_length=300)
        self.fields["on"] = happened_field(on)

    @property
    def is_agreed(self) -> bool:
        return bool(self.cleaned_data["agreed"] == "yes")


class MilestoneForm(forms.Form):
    """What shall be reached, by when, by whom, and how much will be invested by then."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"] = forms.CharField(label=_("What is to be reached"), max_length=200)
        self.fields["office"] = EntityField(Kind.OFFICE, label=_("Responsible office"))
        self.fields["officer"] = EntityField(
            Kind.OFFICER, label=_("Responsible officer"), required=False
        )
        self.fields["planned_on"] = DayField(label=_("Planned day"))
        self.fields["planned_fen"] = wan_field(_("Planned investment by then"))
        self.fields["on"] = happened_field(on)


class PlanAnewForm(forms.Form):
    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["planned_on"] = DayField(label=_("Planned day"))
        self.fields["planned_fen"] = wan_field(_("Planned investment by then"))
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=300)
        self.fields["on"] = happened_field(on)


class ReportDoneForm(forms.Form):
    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"] = DayField(label=_("Reached on"), initial=on)
        self.fields["fen"] = wan_field(_("Invested by then"))
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )
        self.fields["file"] = CaseFileField(label=_("The paper itself"), required=False)


class ReasonForm(forms.Form):
    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=300)
        self.fields["on"] = happened_field(on)


class NewPlanForm(forms.Form):
    """Which of the plans of the library's file, from which year on."""

    def __init__(
        self, *args: Any, plans: Mapping[str, PlanRules], on: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [(code, in_tongue(one.title)) for code, one in plans.items()]
        self.fields["rules"] = forms.ChoiceField(label=_("Kind of plan"), choices=choices)
        self.fields["first_year"] = forms.IntegerField(
            label=_("First year"), min_value=1949, max_value=2200, initial=on.year
        )
        self.fields["title"] = forms.CharField(
            label=_("Title"), max_length=200, required=False,
            help_text=_("Left empty, it is the year and the kind of plan."),
        )  # fmt: skip
        self.fields["on"] = happened_field(on)


class IssueForm(forms.Form):
    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["document"] = forms.CharField(
            label=_("Document with its number"), max_length=200
        )
        self.fields["on"] = happened_field(on)


class AdmitForm(forms.Form):
    """What a plan must state of a project; one field of amounts for each year and source."""

    def __init__(
        self, *args: Any, plan: InvestmentPlan, rules: PlanRules, on: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["project"] = EntityField(
            Kind.PROJECT, label=_("Project"), help_text=_("Its name or its code.")
        )
        self.fields["content"] = forms.CharField(
            label=_("What is built and of what size"), max_length=2000, required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Left empty, this and the next three are what the register says."),
        )  # fmt: skip
        self.fields["begins"] = DayField(label=_("Building begins"), required=False)
        self.fields["ends"] = DayField(label=_("Building ends"), required=False)
        self.fields["total"] = wan_field(_("Total investment"))
        for year in range(plan.first_year, plan.last_year + 1):
            for code, title in rules.sources.items():
                word = f"{year} · {in_tongue(title)}"
                self.fields[f"{year}_{code}"] = wan_field(word)
        self.fields["on"] = happened_field(on)

    @property
    def amounts(self) -> list[Amount]:
        """Those that were filled in, in fen."""
        found = []
        for name, value in self.cleaned_data.items():
            year, _underscore, source = name.partition("_")
            if year.isdigit() and value:
                found.append(Amount(int(year), source, int(value * FEN_IN_WAN)))
        return found
