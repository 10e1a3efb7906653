"""The form of a household."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from tashan.registry.keeping import New
from tashan.registry.kinds import Kind
from tashan.web.forms.registers import AmountField, EntityField, SourceForm


class HouseholdForm(SourceForm):
    """The householder's name, the village, the people, and their land and house."""

    name = forms.CharField(label=gettext_lazy("Householder"), max_length=200)
    village = EntityField(Kind.PLACE, label=gettext_lazy("Village"))
    members = forms.IntegerField(
        label=gettext_lazy("Members"), min_value=0, max_value=99, required=False
    )
    contracted_mu = AmountField(gettext_lazy("Contracted land, mu"), digits=10)
    homestead_area = AmountField(gettext_lazy("Homestead, m²"), digits=10)
    house_area = AmountField(gettext_lazy("House, m²"), digits=10)
    field_order = (
        "name", "village", "members", "contracted_mu", "homestead_area", "house_area"
    )  # fmt: skip

    def new(self) -> New:
        data = self.cleaned_data
        return New(data["name"], data["since"], facts=self.facts())
