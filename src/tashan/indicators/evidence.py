"""What stands behind one figure: its source, its earlier numbers, and what others counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod
from tashan.indicators import catalogue
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Observation
from tashan.indicators.naming import published_period
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.record.perms import Visitor
from tashan.registry.naming import name_on


@dataclass(frozen=True, slots=True)
class Evidence:
    """``versions`` are all numbers under the figure's key, the newest first; ``beside`` are the
    counting figures of other holders or scopes for the same days, never mixed with it."""

    figure: Observation
    subject: str
    definition: IndicatorDefinition
    period: FigurePeriod | Period
    versions: tuple[Observation, ...]
    beside: tuple[Observation, ...]

    @property
    def counts(self) -> bool:
        """Whether it is the number that counts now."""
        standing = (row for row in self.versions if is_standing(row))
        return next(standing, None) == self.figure


def is_standing(figure: Observation) -> bool:
    """Whether the figure's source was not withdrawn."""
    return getattr(figure.source, "withdrawal", None) is None


def evidence(figure: Observation, *, viewer: Visitor) -> Evidence:
    """All that is told when an officer opens a figure, as far as the viewer may see it."""
    definition = catalogue.definition(figure.indicator.code)
    rows = Observation.objects.filter(
        subject=figure.subject_id,
        indicator=figure.indicator_id,
        last=figure.last,
        first=figure.first,
        measure=figure.measure,
    )
    same_days = with_sources(visible_to(rows, viewer))
    mine = {"holder": figure.holder, "scope": figure.scope}
    return Evidence(
        figure=figure,
        subject=name_on(figure.subject, figure.last),
        definition=definition,
        period=published_period(figure.first, figure.last, definition),
        versions=tuple(same_days.filter(**mine).order_by("-number")),
        beside=tuple(counting(same_days.exclude(**mine))),
    )


def with_sources(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """The figures with all that telling their source needs, in the same query."""
    return rows.select_related(
        "subject", "indicator", "source__actor", "source__file", "source__withdrawal__actor"
    )
