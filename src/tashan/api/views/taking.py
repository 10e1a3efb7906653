"""Figures recorded, corrected, and taken back with their source."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone

from tashan.api.asked import named
from tashan.api.doors import ProgramRequest, door
from tashan.api.faults import pointed
from tashan.api.fields import Id, figure_url, source_url
from tashan.api.routers import figures as router
from tashan.api.schemas import figures as told
from tashan.api.schemas.shared import Done
from tashan.api.views.figures import visible
from tashan.api.views.sources import readable
from tashan.indicators import catalogue, corrections
from tashan.indicators.models import Holder, Indicator, Measure, Vintage
from tashan.indicators.naming import days_of
from tashan.indicators.said import Figure
from tashan.indicators.units import converted
from tashan.record import perms
from tashan.record.models import PermittedUse
from tashan.record.tokens import Scope

WRITE = Scope.FIGURES_WRITE


@door(
    router, "POST", "/observations",
    scope=WRITE, right=perms.may_record_figures, answer=told.Recorded, status=201,
)  # fmt: skip
def record_observations(request: ProgramRequest, given: told.Batch) -> told.Recorded:
    """Record up to 1,000 figures from one source, all or none.

    A figure that says something else than the one that counts becomes its next number; what says
    the same again is not stored again.
    """
    for at, one in enumerate(given.figures):
        with pointed(f"/figures/{at}/indicator"):
            catalogue.definition(one.indicator)
    rows = catalogue.indicators(one.indicator for one in given.figures)
    figures = [_figure(at, one, rows) for at, one in enumerate(given.figures)]
    entered = corrections.enter_many(
        figures,
        reason=given.reason,
        actor=request.user,
        at=timezone.now(),
        use=PermittedUse(given.permitted_use),
    )
    return told.Recorded(
        **entered.recorded._asdict(),
        source=source_url(entered.source.pk),
        figures=[row.pk for row in entered.rows],
    )


def _figure(at: int, one: told.FigureGiven, rows: Mapping[str, Indicator]) -> Figure:
    definition = catalogue.definition(one.indicator)
    measure = Measure(one.measure)
    with pointed(f"/figures/{at}/subject"):
        subject = named(one.subject)
    with pointed(f"/figures/{at}/period"):
        first, last = days_of(one.period, definition)
    with pointed(f"/figures/{at}/unit"):
        value, stated = in_its_unit(one.value, one.unit, one.indicator, measure)
    return Figure(
        subject=subject,
        indicator=rows[one.indicator],
        first=first,
        last=last,
        value=value,
        measure=measure,
        holder=Holder(one.holder),
        scope=one.scope.strip(),
        vintage=Vintage(one.vintage),
        stated=stated,
    )


def in_its_unit(value: Decimal, unit: str, code: str, measure: Measure) -> tuple[Decimal, str]:
    """The value in the unit of its indicator, and as it was given where that differs."""
    own = "%" if measure == Measure.GROWTH else catalogue.definition(code).unit
    if unit in ("", own):
        return value, ""
    return converted(value, unit, own), f"{value}{unit}"[:64]


@door(
    router, "POST", "/observations/{observation_id}/corrections",
    scope=WRITE, right=perms.may_record_figures, answer=Done, status=201,
)  # fmt: skip
def correct_observation(
    request: ProgramRequest, observation_id: Id, given: told.CorrectionGiven
) -> Done:
    """A new number under the figure's key; the old one stays and is told with it."""
    row = visible(request, observation_id)
    with pointed("/unit"):
        value, _stated = in_its_unit(
            given.value, given.unit, row.indicator.code, Measure(row.measure)
        )
    made = corrections.correct(
        row,
        value,
        vintage=Vintage(given.vintage),
        reason=given.reason,
        actor=request.user,
        at=timezone.now(),
    )
    return Done(id=made.pk, url=figure_url(made.pk))


@door(
    router, "POST", "/sources/{source_id}/withdrawal",
    scope=WRITE, right=perms.may_record_figures, answer=Done, status=201,
)  # fmt: skip
def withdraw_source(request: ProgramRequest, source_id: Id, given: told.WithdrawalGiven) -> Done:
    """All figures of the source count no more; they stay, and what counted before is kept."""
    source = readable(request, source_id, with_figures=True)
    corrections.withdraw(source, reason=given.reason, actor=request.user, at=timezone.now())
    return Done(id=source.pk, url=source_url(source.pk))
