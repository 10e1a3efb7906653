"""The correction of a finding; the rules are those of ``tashan.reading.review``."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tashan.reading.models import FindingKind, FindingStatus, FindingType, ReportFinding
from tashan.reading.review import CORRECTABLE, as_text, effective
from tashan.web.findings_view import worded
from tashan.web.words import FIELDS

WITHOUT_FIGURES = ("name", "place", "period", "period_iso")


class CorrectionForm(forms.Form):
    """One field for each that may be corrected, filled with what holds now."""

    name = forms.CharField(label=FIELDS["name"], required=False)
    value = forms.CharField(label=FIELDS["value"], required=False)
    unit = forms.CharField(label=FIELDS["unit"], required=False)
    type = forms.ChoiceField(
        label=FIELDS["type"], required=False, choices=[("", "—"), *FindingType.choices]
    )
    status = forms.ChoiceField(
        label=FIELDS["status"], required=False, choices=FindingStatus.choices
    )
    place = forms.CharField(label=FIELDS["place"], required=False)
    period = forms.CharField(
        label=FIELDS["period"], required=False, help_text=_("As the report says it")
    )
    period_iso = forms.CharField(
        label=FIELDS["period_iso"], required=False, help_text=_("Like 2025 or 2025-01/2025-10")
    )
    scope = forms.CharField(label=FIELDS["scope"], required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        finding: ReportFinding,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.finding = finding
        if finding.kind != FindingKind.INDICATOR:
            for name in set(CORRECTABLE) - set(WITHOUT_FIGURES):
                del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs.update({"autocomplete": "off", "class": "input"})

    @classmethod
    def of(cls, finding: ReportFinding) -> CorrectionForm:
        """The form as it is first shown."""
        initial = {name: effective(finding, name) or "" for name in CORRECTABLE}
        return cls(finding=finding, initial=initial)

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """Each field with what was read, in words."""
        return [
            (field, worded(field.name, as_text(getattr(self.finding, field.name)) or ""))
            for field in self
        ]
