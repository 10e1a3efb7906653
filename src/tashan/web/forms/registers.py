"""What all forms of the registers share: from which day on, for what reason, and about whom."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName
from tashan.registry.naming import names_on

MOST_CANDIDATES = 5


class DayField(forms.DateField):
    """A day, as the browser's own field gives it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)


class AmountField(forms.DecimalField):
    """An area, a height, a load: not negative, not rounded, and empty where it is not known."""

    def __init__(self, label: Any, *, digits: int = 12) -> None:
        super().__init__(
            label=label, max_digits=digits, decimal_places=2, min_value=Decimal(0), required=False
        )


class EntityField(forms.CharField):
    """An entity of a kind by its name or its code; a name that several carry needs the code."""

    def __init__(self, *kinds: Kind, **options: Any) -> None:
        self.kinds = [str(kind) for kind in kinds]
        super().__init__(max_length=200, **options)

    def prepare_value(self, value: Any) -> Any:
        """The name, in place of the number that the register holds."""
        if isinstance(value, int):
            return names_on([value], timezone.localdate()).get(value, value)
        return value

    def clean(self, value: Any) -> Entity | None:
        words = str(super().clean(value) or "").strip()
        if not words:
            return None
        by_code = Entity.objects.filter(kind__in=self.kinds, code=words).first()
        return by_code or self._by_name(words)

    def _by_name(self, words: str) -> Entity:
        rows = EntityName.objects.filter(kind__in=self.kinds, name=words, replaced__isnull=True)
        found = {row.entity_id: row.entity for row in rows.select_related("entity")}
        if len(found) == 1:
            return next(iter(found.values()))
        if not found:
            raise forms.ValidationError(
                _("“%s” is not in the register. Give the full name, or the code.") % words
            )
        codes = [entity.code for entity in found.values() if entity.code][:MOST_CANDIDATES]
        told = _("Several are called “%s”; give the code of one.") % words
        raise forms.ValidationError(f"{told} {' · '.join(codes)}".strip())


class SourceForm(forms.Form):
    """From which day on it holds, and where that is known from."""

    since = DayField(label=gettext_lazy("Holds from"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Where this is known from: a contract, a document, a visit."),
    )

    def source(self, user: User, at: datetime) -> Source:
        return sources.entry(self.cleaned_data["reason"], actor=user, at=at)

    def facts(self) -> dict[str, Any]:
        """Every field but those of the source and the name; what is left empty is not known."""
        own = {"since", "reason", "name", "code"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}
