"""Forms of projects, their stages, works and participants."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.registry import kinds
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind, ProjectStage
from tashan.registry.projects import MOVES, NewWork
from tashan.web.forms.registers import AmountField, DayField, EntityField, SourceForm

FEN_IN_WAN = 1_000_000
LAST = ("since", "reason")
BLANK: list[tuple[str, Any]] = [("", "—")]


class ProjectFactsForm(SourceForm):
    """What is known of a project, without its stage, which moves on by itself."""

    first: tuple[str, ...] = ("name",)

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=kinds.ProjectType.choices)
    route = forms.ChoiceField(
        label=gettext_lazy("Route"), choices=[*BLANK, *kinds.Route.choices], required=False
    )
    funding = forms.ChoiceField(
        label=gettext_lazy("Funding"), choices=[*BLANK, *kinds.Funding.choices], required=False
    )
    industry = forms.CharField(
        label=gettext_lazy("Industry code"), max_length=5, required=False,
        help_text=gettext_lazy("GB/T 4754-2017, for example C3981."),
    )  # fmt: skip
    place = EntityField(Kind.PLACE, label=gettext_lazy("Place"), required=False)
    park = EntityField(Kind.PARK, label=gettext_lazy("Park"), required=False)
    content = forms.CharField(
        label=gettext_lazy("What is built"), widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )  # fmt: skip
    investment = forms.DecimalField(
        label=gettext_lazy("Total investment, 万元"), max_digits=14, decimal_places=4,
        min_value=Decimal(0), required=False,
    )  # fmt: skip
    land_mu = AmountField(gettext_lazy("Land, mu"), digits=14)
    floor_area = AmountField(gettext_lazy("Floor area, m²"), digits=14)
    planned_start = DayField(label=gettext_lazy("Planned start"), required=False)
    planned_finish = DayField(label=gettext_lazy("Planned completion"), required=False)
    started_on = DayField(label=gettext_lazy("Started on"), required=False)
    finished_on = DayField(label=gettext_lazy("Completed on"), required=False)
    is_key = forms.BooleanField(label=gettext_lazy("Key project"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        initial = dict(options.get("initial") or {})
        if isinstance(initial.get("investment"), int):
            initial["investment"] = Decimal(initial["investment"]) / FEN_IN_WAN
        super().__init__(*args, **{**options, "initial": initial})
        self.order_fields([*self.first, *(n for n in self.fields if n not in LAST), *LAST])

    def clean_investment(self) -> int | None:
        """In fen, as the register keeps it."""
        given = self.cleaned_data["investment"]
        return None if given is None else int(given * FEN_IN_WAN)

    def clean_industry(self) -> str:
        code = str(self.cleaned_data["industry"])
        try:
            return industry(code).full_code if code else ""
        except UserError as error:
            raise forms.ValidationError(_("GB/T 4754-2017 has no industry %s.") % code) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for first, last in (("started_on", "finished_on"), ("planned_start", "planned_finish")):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, _("It cannot end before it begins."))
        return data


class ProjectForm(ProjectFactsForm):
    """A new project, with its code and its first stage."""

    first = ("name", "code", "code_note", "stage")

    code = forms.CharField(
        label=gettext_lazy("Project code"), max_length=40, required=False,
        help_text=gettext_lazy("Of the national platform, in the format of before or after 2020."),
    )  # fmt: skip
    code_note = forms.CharField(
        label=gettext_lazy("Why a code of odd digits is taken"), max_length=200, required=False
    )
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=ProjectStage.choices)

    def new(self) -> New:
        data = self.cleaned_data
        return New(data["name"], data["since"], data["code"], self.facts())


class StageForm(SourceForm):
    """The next stage, of those that may follow; ``since`` is the day it begins."""

    stage = forms.ChoiceField(label=gettext_lazy("Next stage"))
    field_order = ("stage",)

    def __init__(self, *args: Any, now: str, **options: Any) -> None:
        super().__init__(*args, **options)
        nexts = MOVES[ProjectStage(now)]
        field = self.fields["stage"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(stage, stage.label) for stage in ProjectStage if stage in nexts]


class WorkForm(SourceForm):
    code = forms.CharField(label=gettext_lazy("Work code"), max_length=40)
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    scope = forms.CharField(label=gettext_lazy("Scope"), max_length=500, required=False)
    floor_area = AmountField(gettext_lazy("Floor area, m²"), digits=14)
    field_order = ("code", "name", "scope", "floor_area")

    def work(self) -> NewWork:
        data = self.cleaned_data
        return NewWork(data["code"], data["name"], data["scope"], data["floor_area"])


class PartForm(SourceForm):
    entity = EntityField(
        Kind.ENTERPRISE, Kind.OFFICE, Kind.OFFICER, label=gettext_lazy("Who"),
        help_text=gettext_lazy("An enterprise, an office or an officer of the registers."),
    )  # fmt: skip
    part = forms.ChoiceField(label=gettext_lazy("Part"), choices=kinds.Part.choices)
    field_order = ("entity", "part")
