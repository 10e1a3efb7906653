"""What cannot be a figure of an indicator, whoever enters it: checked before it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.models import Measure
from tashan.indicators.said import Figure
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.registry.kinds import Kind, PlaceLevel
from tashan.registry.models import PlaceFacts

# the higher, the longer a place: a figure may be published down to a level and not below it
_RANKS = {level: rank for rank, level in enumerate(PlaceLevel.values)}


def refuse(figures: Iterable[Figure], *, at: datetime) -> None:
    """Raises UserError for the first figure that cannot be, and says what would be."""
    for _position, error in against(figures, at=at):
        raise error


def against(figures: Iterable[Figure], *, at: datetime) -> Iterator[tuple[int, UserError]]:
    """What stands against each figure that cannot be, with its position among the given ones."""
    given = list(figures)
    levels = _levels(figure.subject.pk for figure in given if figure.subject.kind == Kind.PLACE)
    today = timezone.localdate(at)
    for position, figure in enumerate(given):
        try:
            _refuse_one(figure, levels.get(figure.subject.pk), today)
        except UserError as error:
            yield position, error


def _refuse_one(figure: Figure, level: str | None, today: date) -> None:
    found = catalogue.definition(figure.indicator.code)
    if figure.first > today:
        raise UserError(
            _("A figure of a period that has not begun yet: from %s on.") % figure.first,
            hint=_("What is planned is a target, not a figure."),
        )
    _refuse_subject(figure, found)
    _refuse_lone_month(figure, found)
    _refuse_below(found, level)


def _levels(places: Iterable[int]) -> dict[int, str]:
    known = PlaceFacts.objects.filter(entity__in=set(places), replaced__isnull=True)
    return dict(known.order_by("since").values_list("entity_id", "level"))


def _refuse_subject(figure: Figure, found: IndicatorDefinition) -> None:
    allowed = [subject.value for subject in found.subjects]
    if figure.subject.kind not in allowed:
        raise UserError(
            _("“%(title)s” is no figure of a thing of this kind: %(kind)s.")
            % {"title": found.title.zh, "kind": Kind(figure.subject.kind).label},
            hint=_("It is one of: %s.") % ", ".join(str(Kind(kind).label) for kind in allowed),
        )


def _refuse_lone_month(figure: Figure, found: IndicatorDefinition) -> None:
    """January alone is not published where the Spring Festival moves between the two months."""
    is_alone = figure.first != figure.last and figure.first.month == figure.last.month
    if is_alone and figure.last.month in found.not_alone and figure.measure == Measure.LEVEL:
        raise UserError(
            _("“%(title)s” has no figure of month %(month)s alone.")
            % {"title": found.title.zh, "month": figure.last.month},
            hint=_("January and February are published together, as 2026-01/2026-02."),
        )


def _refuse_below(found: IndicatorDefinition, level: str | None) -> None:
    lowest = found.lowest_level
    if lowest is None or level is None or level == PlaceLevel.ZONE:
        return
    if _RANKS[level] > _RANKS[lowest.value]:
        raise UserError(
            _("“%s” is not published for a place of this level.") % found.title.zh,
            hint=_("The lowest level is: %s.") % PlaceLevel(lowest.value).label,
        )
