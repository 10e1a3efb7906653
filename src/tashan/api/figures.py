"""Figures as the API answers them: exact text, the unit, and a link to the source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tashan.api.asked import today
from tashan.api.fields import exact, figure_url, source_url
from tashan.api.schemas import figures as told
from tashan.api.schemas.shared import Refs
from tashan.indicators import catalogue
from tashan.indicators.derived import Derived
from tashan.indicators.models import Measure, Observation
from tashan.indicators.naming import published_period
from tashan.record.models import Source
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


def refs_of(rows: Iterable[Observation], viewer: Visitor) -> Refs:
    return Refs([row.subject for row in rows], on=today(), viewer=viewer)


def figures_of(rows: Iterable[Observation], viewer: Visitor) -> list[told.Figure]:
    """The figures with the names of their subjects, looked up once."""
    found = list(rows)
    refs = refs_of(found, viewer)
    return [figure_of(row, refs) for row in found]


def figure_of(row: Observation, refs: Refs) -> told.Figure:
    definition = catalogue.definition(row.indicator.code)
    subject: Entity = row.subject
    return told.Figure(
        id=row.pk,
        url=figure_url(row.pk),
        subject=refs.to(subject),
        indicator=row.indicator.code,
        measure=row.measure,  # type: ignore[arg-type]  # choices of the model, as the next ones
        period=str(published_period(row.first, row.last, definition)),
        first=row.first,
        last=row.last,
        value=exact(row.value),
        unit="%" if row.measure == Measure.GROWTH else definition.unit,
        holder=row.holder,  # type: ignore[arg-type]
        scope=row.scope,
        vintage=row.vintage,  # type: ignore[arg-type]
        number=row.number,
        approximate=row.approximate,
        stated=row.stated,
        source=source_url(row.source_id),
    )


def derived_of(found: Derived) -> told.Derived:
    return told.Derived(
        value=None if found.value is None else exact(found.value),
        reason=found.reason.value if found.reason else None,
    )


def source_of(row: Source) -> told.Source:
    withdrawal = getattr(row, "withdrawal", None)
    published: date | None = row.published_on
    return told.Source(
        id=row.pk,
        kind=row.kind,  # type: ignore[arg-type]  # a choice of the model, as the use
        title=row.title,
        permitted_use=row.permitted_use,  # type: ignore[arg-type]
        publisher=row.publisher,
        published_on=published,
        address=row.address,
        sheet=row.place,
        file=row.file.sha256 if row.file else None,
        reference=row.reference,
        actor=str(row.actor) if row.actor else None,
        at=row.at,
        withdrawn_at=withdrawal.at if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else None,
    )
