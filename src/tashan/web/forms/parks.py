"""Forms of parks, their buildings, floors and tenants; the rules are those of the registry."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.registry.keeping import New
from tashan.registry.kinds import BuildingState, Kind, ParkLevel
from tashan.registry.models import Entity
from tashan.registry.parks import FloorPlan, Lease, Part
from tashan.web.forms.registers import AmountField, DayField, EntityField, SourceForm


class ParkForm(SourceForm):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    level = forms.ChoiceField(label=pgettext_lazy("of a park", "Level"), choices=ParkLevel.choices)
    place = EntityField(Kind.PLACE, label=gettext_lazy("Place"), required=False)
    committee = EntityField(Kind.OFFICE, label=gettext_lazy("Committee"), required=False)
    planned_mu = AmountField(gettext_lazy("Planned, mu"))
    developed_mu = AmountField(gettext_lazy("Developed, mu"))
    industries = forms.CharField(
        label=gettext_lazy("Leading industries"), max_length=300, required=False
    )
    field_order = ("name", "level", "place", "committee", "planned_mu", "developed_mu")

    def new(self) -> New:
        data = self.cleaned_data
        return New(data["name"], data["since"], facts=self.facts())


class BuildingForm(SourceForm):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=BuildingState.choices)
    completed_on = DayField(label=gettext_lazy("Completed on"), required=False)
    owner = forms.CharField(label=gettext_lazy("Owner"), max_length=200, required=False)
    is_public = forms.NullBooleanField(label=gettext_lazy("Owned by the state"), required=False)
    field_order = ("name", "state", "completed_on", "owner", "is_public")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == BuildingState.COMPLETED and data.get("completed_on") is None:
            self.add_error("completed_on", _("A completed building was completed on a day."))
        return data

    def new(self, park: Entity) -> New:
        data = self.cleaned_data
        return New(data["name"], data["since"], facts={**self.facts(), "park": park})


class PartsField(forms.CharField):
    """The parts of a floor, one a line from the left: name, area in m², power in kVA."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Parts"),
            widget=forms.Textarea(attrs={"rows": 4, "placeholder": "西 1200 315\n东 1200 315"}),
            help_text=gettext_lazy(
                "One part a line, from the left: its name, its area in m², its power in kVA."
            ),
            **options,
        )

    def clean(self, value: Any) -> tuple[Part, ...]:
        lines = str(super().clean(value) or "").splitlines()
        return tuple(self._part(line) for line in lines if line.strip())

    def _part(self, line: str) -> Part:
        words = line.replace("，", " ").replace(",", " ").split()
        try:
            _name, area, *power = words
            numbers = [Decimal(word) for word in (area, *power)]
        except (ValueError, InvalidOperation):
            numbers = []
        if not 1 <= len(numbers) <= 2 or not all(n.is_finite() and n > 0 for n in numbers):
            raise forms.ValidationError(
                _("“%s” is no part. Expected a name, an area and perhaps kVA: 西 1200 315")
                % line.strip()
            )
        return Part(words[0], numbers[0], numbers[1] if len(numbers) == 2 else None)


class DivideForm(SourceForm):
    parts = PartsField()
    field_order = ("parts",)


class FloorForm(SourceForm):
    number = forms.IntegerField(label=gettext_lazy("Floor"), min_value=-9, max_value=99)
    height = forms.DecimalField(
        label=gettext_lazy("Height, m"), max_digits=5, decimal_places=2,
        min_value=Decimal("0.01"), required=False,
    )  # fmt: skip
    load = forms.DecimalField(
        label=gettext_lazy("Load, t/m²"), max_digits=6, decimal_places=2,
        min_value=Decimal(0), required=False,
    )  # fmt: skip
    parts = PartsField()
    field_order = ("number", "height", "load", "parts")

    def clean_number(self) -> int:
        if self.cleaned_data["number"] == 0:
            raise forms.ValidationError(_("Floors begin with 1; below the ground with -1."))
        return int(self.cleaned_data["number"])

    def plan(self) -> FloorPlan:
        data = self.cleaned_data
        return FloorPlan(data["number"], data["height"], data["load"], data["parts"])


class LeaseForm(SourceForm):
    tenant = EntityField(Kind.ENTERPRISE, label=gettext_lazy("Tenant"))
    until = DayField(
        label=gettext_lazy("First day after the contract"),
        required=False,
        help_text=gettext_lazy("Left empty where no end was agreed."),
    )
    signed_on = DayField(label=gettext_lazy("Signed on"), required=False)
    producing_since = DayField(label=gettext_lazy("Producing since"), required=False)
    rent = forms.DecimalField(
        label=gettext_lazy("Rent, yuan a m² and month"), max_digits=10, decimal_places=2,
        min_value=Decimal(0), required=False,
    )  # fmt: skip
    field_order = ("tenant", "since", "until", "signed_on", "producing_since", "rent")

    def lease(self) -> Lease:
        data = self.cleaned_data
        rent = None if data["rent"] is None else int(data["rent"] * 100)
        return Lease(
            data["tenant"],
            data["since"],
            data["until"],
            data["signed_on"],
            data["producing_since"],
            rent,
        )


class TenancyForm(SourceForm):
    """What may happen to a contract; ``since`` is the day that it happens."""

    MOVE_OUT, PRODUCE, RENEWAL = "out", "produce", "renewal"
    what = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[
            (PRODUCE, gettext_lazy("Production started")),
            (RENEWAL, gettext_lazy("Agreed about the renewal")),
            (MOVE_OUT, gettext_lazy("The tenant moved out")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("Renewal, in words"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For example: will leave, or under discussion."),
    )
    field_order = ("what", "words")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") == self.RENEWAL and not data.get("words"):
            self.add_error("words", _("Say what was agreed."))
        return data
