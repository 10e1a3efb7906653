"""The charts of the analysis: an anomaly with its band, and what parts did for their total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Row
from tashan.indicators.analysis.seasons import Watched
from tashan.indicators.analysis.wholes import Method, Share, Whole
from tashan.indicators.figure_text import figure_text
from tashan.indicators.seasonal import Expectation
from tashan.web import analysis_words as say
from tashan.web import figure_words as words
from tashan.web.charts.lines import Band, Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.charts.places import BarChart, Bars


class AnomalyBlock:
    """One row out of the ordinary: what came, what was expected, why, and the year before it."""

    def __init__(self, analysis: Analysis, row: Row, *, is_drawn: bool) -> None:
        self.row, self.is_drawn = row, is_drawn
        self.season = analysis.seasons[row.code]
        self.title = words.in_tongue(row.of.title)
        self.url = reverse("series", args=[analysis.place.pk, row.code])
        self.source = _source(row, row.end)

    @property
    def is_above(self) -> bool:
        last = self.season.last
        return last.value is not None and last.expected is not None and last.value > last.expected

    @property
    def what(self) -> str:
        return say.watched(self.season, self.row)

    @property
    def value(self) -> str:
        return say.season_value(self.season.last.value, self.season, self.row)

    @property
    def expected(self) -> str:
        """Expected 2.20, usual from 2.10 to 2.31."""
        last = self.season.last
        low, high, middle = (
            say.season_number(value, self.season, self.row)
            for value in (last.low, last.high, last.expected)
        )
        parts = {"expected": middle, "low": low, "high": high}
        return _("expected %(expected)s, usual from %(low)s to %(high)s") % parts

    @property
    def why(self) -> str:
        return f"{say.why(self.season)} {say.off(self.season)}"

    @cached_property
    def chart(self) -> LineChart | None:
        if not self.is_drawn or len(self.season.course) < 2:
            return None
        measure = "growth" if self.season.watched is Watched.GROWTH else "level"
        of, course = self.row.of, self.season.course
        return LineChart(
            key=f"season-{self.row.code.replace('_', '-')}",
            title=self.title,
            summary=f"{self.title}, {self.what}: {self.value}; {self.expected}",
            axis=Axis(words.unit_text(of, measure), words.places_of(of, measure)),
            periods=tuple(f"{end.year % 100:02}-{end.month:02}" for end, _ in course),
            lines=(
                Line(_("actual"), tuple(self._point(end, e) for end, e in course)),
                Line(_("expected"), tuple(Point(e.expected) for _, e in course), Tone.PEER),
            ),
            band=Band(
                tuple(e.low for _, e in course),
                tuple(e.high for _, e in course),
                _("usual for the season"),
            ),
        )

    def _point(self, end: End, told: Expectation) -> Point:
        note = _("out of the ordinary") if told.is_anomaly else ""
        source = _source(self.row, end)
        return Point(told.value, source=source, note=note, is_anomaly=bool(told.is_anomaly))


def _source(row: Row, end: End | None) -> str:
    if row.series is None or end is None:
        return ""
    cell = row.series.levels.get(end) or row.series.growths.get(end)
    return "" if cell is None else reverse("figure_source", args=[cell.id])


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    share: str
    pull: str
    source: str


@dataclass(frozen=True, slots=True)
class ContributionBlock:
    code: str
    title: str
    method: str
    chart: BarChart
    parts: tuple[Part, ...]


def contribution_block(whole: Whole, *, year: int) -> ContributionBlock:
    """The pull of each part in points, with its share of the change beside it."""
    name = words.in_tongue(whole.row.of.title)
    period = "" if whole.row.period is None else say.short_period(whole.row.period, year=year)
    rate = figure_text(whole.row.rate.value, "%", is_signed=True)
    title = _("%(name)s, %(period)s: %(rate)s") % {"name": name, "period": period, "rate": rate}
    told = sorted(whole.shares, key=lambda share: share.worked.pull.value or Decimal(0))
    points = tuple(
        Point(share.worked.pull.rounded(2), source=_source(share.row, whole.row.end))
        for share in reversed(told)
    )
    chart = BarChart(
        key="contribution",
        title=title,
        summary=title,
        axis=Axis(_("points"), 2),
        categories=tuple(words.in_tongue(share.row.of.title) for share in reversed(told)),
        bars=(Bars(_("pull"), points, Tone.OURS),),
    )
    parts = tuple(_part(share, whole) for share in reversed(told))
    return ContributionBlock(whole.row.code, title, _method(whole), chart, parts)


def _part(share: Share, whole: Whole) -> Part:
    return Part(
        words.in_tongue(share.row.of.title),
        figure_text(share.worked.share.value, "%"),
        figure_text(share.worked.pull.value, _("points"), 2, is_signed=True),
        _source(share.row, whole.row.end),
    )


def _method(whole: Whole) -> str:
    if whole.method is Method.WEIGHTED:
        return _("From the shares of a year ago and growth at constant prices.")
    return _("From the amounts now and a year ago.")
