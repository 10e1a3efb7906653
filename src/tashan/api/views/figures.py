"""Figures: listed, read with their evidence, and over time."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, seen, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, exact
from tashan.api.figures import derived_of, figure_of, figures_of, refs_of, source_of
from tashan.api.routers import figures as router
from tashan.api.schemas import figures as told
from tashan.api.schemas.shared import Refs
from tashan.base.errors import UserError
from tashan.indicators.evidence import evidence, with_sources
from tashan.indicators.figures import KEY, counting, visible_to
from tashan.indicators.growth import PublishedGrowth
from tashan.indicators.history import History, Row, history
from tashan.indicators.models import Holder, Observation
from tashan.record import perms
from tashan.record.tokens import Scope

READ = Scope.FIGURES_READ
ORDER = [Key(column) for column in KEY]


@door(
    router, "GET", "/observations",
    scope=READ, right=perms.may_see_figures, answer=Page[told.Figure],
)  # fmt: skip
def list_observations(
    request: ProgramRequest, asked: Query[told.FiguresAsked], paging: Query[Paging]
) -> Page[told.Figure]:
    """The figures that count, or counted at a moment; of a subject, an indicator, or both.

    Single firms' statistical returns are told to statisticians alone.
    """
    rows = visible_to(_chosen(asked), request.user).select_related("subject", "indicator")
    keys = ORDER
    if asked.versions:
        keys = [*ORDER, Key("number", is_descending=True)]
        rows = rows.filter(at__lte=asked.known_at) if asked.known_at else rows
    else:
        rows = counting(rows, known_at=asked.known_at)

    def shown(found: list[Observation]) -> list[told.Figure]:
        return figures_of(found, request.user)

    return page(request, rows, keys, shown=shown, asked=paging)


def _chosen(asked: told.FiguresAsked) -> QuerySet[Observation]:
    if asked.subject is None and not asked.indicator:
        raise UserError(
            _("Whose figures, or which indicator, is not said."),
            hint=_("Give ``subject``, ``indicator`` or both."),
        )
    wanted = {
        "subject": named(asked.subject).pk if asked.subject is not None else None,
        "indicator__code": asked.indicator or None,
        "last__gte": asked.since,
        "last__lte": asked.until,
        "measure": asked.measure,
        "holder": asked.holder,
    }
    said = {name: value for name, value in wanted.items() if value is not None}
    return Observation.objects.filter(**said)


@door(
    router, "GET", "/observations/{observation_id}",
    scope=READ, right=perms.may_see_figures, answer=told.Evidence,
)  # fmt: skip
def read_observation(request: ProgramRequest, observation_id: Id) -> told.Evidence:
    """One figure with its source, its earlier numbers, and what others counted."""
    row = visible(request, observation_id)
    found = evidence(row, viewer=request.user)
    refs = refs_of([row], request.user)
    return told.Evidence(
        figure=figure_of(row, refs),
        counts=found.counts,
        source=source_of(row.source),
        versions=[figure_of(version, refs) for version in found.versions],
        beside=[figure_of(other, refs) for other in found.beside],
    )


def visible(request: ProgramRequest, observation_id: int) -> Observation:
    """The figure, if the account may see it."""
    rows = visible_to(with_sources(Observation.objects.all()), request.user)
    return get_object_or_404(rows, pk=observation_id)


@door(
    router, "GET", "/series/{entity_id}/{code}",
    scope=READ, right=perms.may_see_figures, answer=told.Series,
)  # fmt: skip
def read_series(
    request: ProgramRequest, entity_id: Id, code: str, asked: Query[told.SeriesAsked]
) -> told.Series:
    """One indicator of one subject over time, with what follows from its figures."""
    subject = seen(request, entity_id)
    holder = Holder(asked.holder) if asked.holder else None
    found = history(subject, code, viewer=request.user, holder=holder)
    return _series(found, refs=Refs([subject], on=today(), viewer=request.user))


def _series(found: History, *, refs: Refs) -> told.Series:
    return told.Series(
        subject=refs.to(found.subject),
        indicator=found.definition.code,
        unit=found.definition.unit,
        holder=found.holder.value,  # type: ignore[arg-type]  # a choice of the model, as below
        holders=[holder.value for holder in found.holders],  # type: ignore[misc]
        rows=[_row(row, refs) for row in found.rows],
    )


def _row(row: Row, refs: Refs) -> told.Row:
    return told.Row(
        period=str(row.period),
        level=figure_of(row.level, refs) if row.level else None,
        growth=figure_of(row.growth, refs) if row.growth else None,
        alone=derived_of(row.alone),
        recomputed=derived_of(row.recomputed),
        check=_check(row.check) if row.check else None,
        two_year_average=derived_of(row.two_years),
        beside=[figure_of(other, refs) for other in row.beside],
    )


def _check(found: PublishedGrowth) -> told.Check:
    return told.Check(
        published=exact(found.published),
        recomputed=derived_of(found.recomputed),
        difference=derived_of(found.difference),
        agrees=found.agrees,
    )
