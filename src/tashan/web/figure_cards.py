"""Figures of one subject as cards: the newest, how it moved in a year, its run, its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.base.dates import Period, Precision
from tashan.base.errors import UserError
from tashan.indicators.catalogue import definition
from tashan.indicators.figure_text import figure_text, number_text
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.growth import growth, points
from tashan.indicators.models import Measure, Observation
from tashan.indicators.naming import published_period
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.record.perms import Visitor
from tashan.registry.models import Entity
from tashan.web.charts.small import Sparkline
from tashan.web.figure_words import is_rate, period_text, places_of, title_of, unit_text

MOST_CARDS = 5
IN_A_RUN = 12
LATEST = 3_000  # figures of one subject that are looked at


@dataclass(frozen=True, slots=True)
class FigureCard:
    """The newest figure of one indicator; ``move`` is on the year before, where that is known."""

    title: str
    period: str
    value: str
    unit: str
    move: str
    is_down: bool
    holder: str
    url: str
    spark: SafeString | str


def figure_cards(subject: Entity, viewer: Visitor, *, may_open: bool = True) -> list[FigureCard]:
    """One query: every counting level of the subject that the viewer may see."""
    rows = Observation.objects.filter(subject=subject, measure=Measure.LEVEL, scope="")
    standing = counting(visible_to(rows, viewer)).select_related("indicator", "source")
    runs: dict[str, list[Observation]] = {}
    for row in standing[:LATEST]:
        runs.setdefault(row.indicator.code, []).append(row)
    newest_first = sorted(runs.values(), key=lambda run: _newest(run).last, reverse=True)
    cards = (_card(run, may_open=may_open) for run in newest_first)
    return list(islice((card for card in cards if card is not None), MOST_CARDS))


def _newest(run: Iterable[Observation]) -> Observation:
    """The latest period; of two holders' figures the statistics office's."""
    return max(run, key=lambda row: (row.last, row.last - row.first, row.holder == "statistics"))


def _card(run: list[Observation], *, may_open: bool) -> FigureCard | None:
    newest = _newest(run)
    try:
        meaning = definition(newest.indicator.code)
    except UserError:  # a code that the library in use defines no more
        return None
    alike = sorted(
        (row for row in run if row.holder == newest.holder and _is_like(row, newest)),
        key=lambda row: row.last,
    )
    before = next((row for row in alike if row.last.year == newest.last.year - 1), None)
    move = _move(newest.value, before.value if before else None, meaning)
    return FigureCard(
        title_of(meaning, newest.measure),
        period_text(published_period(newest.first, newest.last, meaning)),
        number_text(newest.value, places_of(meaning, newest.measure)),
        unit_text(meaning, newest.measure),
        _move_text(move, meaning),
        bool(move is not None and move < 0),
        _holder_text(newest),
        reverse("figure_source", args=[newest.pk]) if may_open else "",
        _spark(alike[-IN_A_RUN:], title_of(meaning, newest.measure)),
    )


def _is_like(row: Observation, newest: Observation) -> bool:
    """The same months of any year, so that a run compares like with like."""
    ends = (row.first.month, row.last.month) == (newest.first.month, newest.last.month)
    return ends and row.last.year - row.first.year == newest.last.year - newest.first.year


def _move(now: Decimal, before: Decimal | None, meaning: IndicatorDefinition) -> Decimal | None:
    is_share = is_rate(meaning, Measure.LEVEL)
    return (points(now, before) if is_share else growth(now, before)).value


def _move_text(move: Decimal | None, meaning: IndicatorDefinition) -> str:
    if move is None:
        return ""
    if is_rate(meaning, Measure.LEVEL):
        return _("%s points") % number_text(move, 1, is_signed=True)
    return figure_text(move, "%", is_signed=True)


def _holder_text(row: Observation) -> str:
    return f"{row.source.publisher or row.get_holder_display()}"


def _spark(rows: list[Observation], title: str) -> SafeString | str:
    if len(rows) < 2:
        return ""
    ends = Period(rows[0].last, rows[-1].last, Precision.DAY)
    summary = _("%(title)s from %(first)s to %(last)s") % {
        "title": title,
        "first": ends.first.year,
        "last": ends.last.year,
    }
    return Sparkline(tuple(row.value for row in rows), summary).svg()
