"""Where a place stands among others in a figure and its growth: same period, holder, scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from tashan.indicators.analysis.rows import RATE_PLACES, Row
from tashan.indicators.analysis.series import Series, load
from tashan.indicators.models import Measure
from tashan.indicators.ranks import Direction, ranking
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Direction as Better
from tashan.registry.dated import as_of
from tashan.registry.models import Entity, PlaceFacts


class Among(TextChoices):
    """With whom a place is ranked."""

    CITY = "city", _("Counties of the same city")
    PROVINCE = "province", _("Counties of the same province")


@dataclass(frozen=True, slots=True)
class Rank:
    """``rank`` of ``of`` known figures; ``values`` are all of them by place, ours among them."""

    rank: int
    of: int
    is_shared: bool
    values: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standings:
    """The ranks of one row; None where it is not known, or neither way is better."""

    level: Rank | None = None
    growth: Rank | None = None


def peers_of(place: Entity, *, among: Among, on: date) -> list[int]:
    """The other counties (and districts) under the same city or province on a day."""
    facts = as_of(PlaceFacts.objects.all(), on)
    city = Subquery(facts.filter(entity=place).values("parent")[:1])
    where = Q(parent=city)
    if among is Among.PROVINCE:
        province = Subquery(facts.filter(entity=city).values("parent")[:1])
        where = Q(parent__in=facts.filter(parent=province).values("entity"))
    level = Subquery(facts.filter(entity=place).values("level")[:1])
    rows = facts.filter(where, level=level, parent__isnull=False).exclude(entity=place)
    return list(rows.order_by("entity__code").values_list("entity_id", flat=True))


def standings(
    rows: Iterable[Row], peers: list[int], definitions: Mapping[str, IndicatorDefinition]
) -> dict[str, Standings]:
    """The ranks of every row among these places, in one query."""
    ranked = [row for row in rows if row.end and row.of.direction is not Better.NONE]
    if not peers or not ranked:
        return {}
    theirs: defaultdict[str, list[Series]] = defaultdict(list)
    for series in load(peers, _same_figures(ranked), definitions):
        theirs[series.track.code].append(series)
    return {row.code: _standings(row, theirs[row.code]) for row in ranked}


def _same_figures(rows: list[Row]) -> Q:
    """The figures that may be compared: those of each row's own period, holder and scope."""
    groups: defaultdict[tuple[date, str, str], list[str]] = defaultdict(list)
    for row in rows:
        assert row.end is not None
        assert row.series is not None
        track = row.series.track
        groups[row.end.last, track.holder, track.scope].append(row.code)
    where = Q(pk__in=[])
    for (last, holder, scope), codes in groups.items():
        where |= Q(last=last, holder=holder, scope=scope, indicator__code__in=codes)
    return where


def _standings(row: Row, theirs: list[Series]) -> Standings:
    assert row.series is not None
    like = [one for one in theirs if one.basis is row.series.basis]
    return Standings(_rank(row, like, Measure.LEVEL), _rank(row, like, Measure.GROWTH))


def _rank(row: Row, theirs: list[Series], measure: Measure) -> Rank | None:
    ours = row.level if measure is Measure.LEVEL else row.published
    if ours is None or row.series is None or row.end is None:
        return None
    values = {row.series.track.subject: ours.value}
    for one in theirs:
        cells = one.levels if measure is Measure.LEVEL else one.growths
        if row.end in cells:
            values[one.track.subject] = cells[row.end].value
    return rank_of(row, values, measure)


def rank_of(row: Row, values: Mapping[int, Decimal], measure: Measure) -> Rank | None:
    """Ours among these; ranked as printed, so that what looks equal is equal."""
    assert row.series is not None
    if len(values) < 2:
        return None
    places = row.of.decimals if measure is Measure.LEVEL else RATE_PLACES
    order = ranking(
        {str(place): value for place, value in values.items()},
        Direction(row.of.direction.value),
        places=places,
    )
    ours = order.standing_of(str(row.series.track.subject))
    assert ours is not None
    return Rank(ours.rank, len(order.standings), ours.is_shared, dict(values))
