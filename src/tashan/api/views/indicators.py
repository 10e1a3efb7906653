"""The catalogue of indicators and what each meant from when on."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT
from tashan.api.routers import figures as router
from tashan.api.schemas import figures as told
from tashan.indicators.models import Definition
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.library import library
from tashan.record import perms
from tashan.record.tokens import Scope


@door(
    router, "GET", "/indicators",
    scope=Scope.FIGURES_READ, right=perms.may_see_figures, answer=told.Indicators,
)  # fmt: skip
def list_indicators(request: ProgramRequest) -> told.Indicators:
    """Every indicator of the library."""
    known = library().indicators.values()
    return told.Indicators(items=[told.Indicator(**_said(found)) for found in known])


@door(
    router, "GET", "/indicators/{code}",
    scope=Scope.FIGURES_READ, right=perms.may_see_figures, answer=told.IndicatorInFull,
)  # fmt: skip
def read_indicator(request: ProgramRequest, code: str) -> told.IndicatorInFull:
    """One indicator with its definition now, and every definition that was ever kept."""
    found = library().indicators.get(code)
    if found is None:
        raise Http404
    rows = Definition.objects.filter(indicator__code=code).order_by("-number")
    return told.IndicatorInFull(
        **_said(found),
        definition=told.InTongues(zh=found.definition.zh, en=found.definition.en),
        aliases=list(found.aliases),
        definitions=[
            told.Definition(
                number=row.number, since=row.since, sha256=row.sha256, content=row.content
            )
            for row in rows
        ],
    )


def _said(found: IndicatorDefinition) -> dict[str, Any]:
    return {
        "code": found.code,
        "title": told.InTongues(zh=found.title.zh, en=found.title.en),
        "unit": found.unit,
        "nature": found.nature.value,
        "direction": found.direction.value,
        "frequency": found.frequency.value,
        "measures": [form.value for form in found.measures],
        "subjects": [subject.value for subject in found.subjects],
        "is_cumulative": found.cumulative,
        "is_additive_over_places": found.additive.places,
        "is_additive_over_periods": found.additive.periods,
        "price_basis": found.price_basis.value,
        "decimals": found.decimals,
        "formula": found.computed_by,
        "url": f"{ROOT}/indicators/{found.code}",
    }
