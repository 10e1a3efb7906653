"""One indicator of one subject over time: its rows in words, and its lines by year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.base.periods import FigurePeriod
from tashan.indicators.derived import Derived
from tashan.indicators.figure_text import number_text
from tashan.indicators.history import History, Row
from tashan.indicators.models import Holder, Observation, Vintage
from tashan.web import figure_words as words
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.reason_words import REASONS

MOST_YEARS = 3  # lines of a chart by month; more could not be told apart
_TONES = (Tone.OURS, Tone.REFERENCE, Tone.PEER)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a table: its text, where it opens, or why there is none."""

    text: str
    source: str = ""
    why: str = ""
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A row of the table."""

    period: str
    level: Cell
    alone: Cell
    published: Cell
    recomputed: Cell
    two_years: Cell
    vintage: str
    beside: tuple[Cell, ...]


class SeriesPage:
    """What the page of a series shows, in the tongue of the page."""

    def __init__(self, told: History, name: str) -> None:
        self.told, self.name = told, name
        self.of = told.definition
        self.title = words.in_tongue(self.of.title)
        self.definition = words.in_tongue(self.of.definition)
        self.formula = words.formula_text(self.of)
        self.unit = words.unit_text(self.of, "level")
        self.rows = [self._line(row) for row in told.rows]
        self.holder = str(told.holder.label)
        self.holders = [(one.value, str(one.label), one == told.holder) for one in told.holders]
        self.has_alone = self.of.cumulative
        self.has_growth = any(row.growth for row in told.rows)
        self.has_levels = any(row.level for row in told.rows)

    @property
    def finding(self) -> str:
        """What the newest row says, as the title of the page."""
        newest = next((row for row in self.told.rows if row.level or row.growth), None)
        if newest is None:
            return _("%(name)s: no figure of %(title)s yet") % {
                "name": self.name, "title": self.title,
            }  # fmt: skip
        parts = {"name": self.name, "title": self.title, "period": words.period_text(newest.period)}
        texts = filter(None, (self._text(newest.level), self._text(newest.growth)))
        figure = _(", ").join(texts)
        return _("%(name)s, %(period)s: %(title)s %(figure)s") % (parts | {"figure": figure})

    def _text(self, figure: Observation | None) -> str:
        if figure is None:
            return ""
        return words.value_text(figure.value, self.of, figure.measure)

    @property
    def mismatches(self) -> str:
        """How often the published growth is not the figures' own."""
        count = len(self.told.mismatches)
        if not count:
            return ""
        return (
            ngettext(
                "In %d period the published growth is not the figures’ own.",
                "In %d periods the published growth is not the figures’ own.",
                count,
            )
            % count
        )

    def _line(self, row: Row) -> PeriodLine:
        of, newest = self.of, row.level or row.growth
        is_wrong = row.check is not None and row.check.agrees is False
        published = _cell(row.growth, 1)
        return PeriodLine(
            period=words.period_text(row.period),
            level=_cell(row.level, of.decimals),
            alone=_derived(row.alone, of.decimals),
            published=Cell(published.text, published.source, published.why, is_wrong),
            recomputed=_derived(row.recomputed, 2 if is_wrong else 1, is_signed=True),
            two_years=_derived(row.two_years, 1, is_signed=True),
            vintage=str(Vintage(newest.vintage).label) if newest else "",
            beside=tuple(_beside(figure, of.decimals) for figure in row.beside),
        )

    @property
    def chart(self) -> LineChart | None:
        """The years over one another by month; what is not by month as one line."""
        levels = [row for row in reversed(self.told.rows) if row.level]
        shown = levels or [row for row in reversed(self.told.rows) if row.growth]
        if len(shown) < 2:
            return None
        measure = "level" if levels else "growth"
        axis = Axis(words.unit_text(self.of, measure), words.places_of(self.of, measure))
        by_year = _by_year(shown)
        lines, periods = by_year if by_year else _as_one(shown, self.name)
        return LineChart(
            key="series", title=self.title, summary=self.finding, axis=axis, periods=periods,
            lines=lines,
        )  # fmt: skip


def _point(row: Row) -> Point:
    figure = row.level or row.growth
    assert figure is not None  # only rows with one are drawn
    return Point(figure.value, source=reverse("figure_source", args=[figure.pk]))


def _by_year(rows: list[Row]) -> tuple[tuple[Line, ...], tuple[str, ...]] | None:
    """One line a year, where the periods are of months, the last years only."""
    periods = [row.period for row in rows if isinstance(row.period, FigurePeriod)]
    years = sorted({period.year for period in periods}, reverse=True)[:MOST_YEARS]
    months = sorted({period.last_month for period in periods})
    if len(years) < 2 or len(months) < 4 or len(periods) != len(rows):
        return None
    points = {(p.year, p.last_month): _point(row) for p, row in zip(periods, rows, strict=True)}
    lines = tuple(
        Line(str(year), tuple(points.get((year, m), Point(None)) for m in months), tone=tone)
        for year, tone in zip(years, _TONES, strict=False)
    )
    return lines, tuple(_("month %d") % month for month in months)


def _as_one(rows: list[Row], name: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    points = tuple(_point(row) for row in rows)
    return (Line(name, points),), tuple(str(row.period) for row in rows)


def _cell(figure: Observation | None, places: int) -> Cell:
    if figure is None:
        return Cell("", why=_("no figure"))
    text = f"{figure.approximate}{number_text(figure.value, places)}"
    return Cell(text, source=reverse("figure_source", args=[figure.pk]))


def _derived(value: Derived, places: int, *, is_signed: bool = False) -> Cell:
    if value.value is None:
        return Cell("", why=str(REASONS[value.reason]) if value.reason else "")
    return Cell(number_text(Decimal(value.value), places, is_signed=is_signed))


def _beside(figure: Observation, places: int) -> Cell:
    who = str(Holder(figure.holder).label)
    found = _cell(figure, 1 if figure.measure == "growth" else places)
    unit = "%" if figure.measure == "growth" else ""
    scope = f"（{figure.scope}）" if figure.scope else ""
    return Cell(f"{who}{scope} {found.text}{unit}", source=found.source)
