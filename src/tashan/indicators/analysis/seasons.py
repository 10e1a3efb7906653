"""Which rows are out of the ordinary for the season; worked out once for the same figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from django.core.cache import cache

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.rows import RATE_PLACES, Row, year_of
from tashan.indicators.analysis.series import Series
from tashan.indicators.cumulative import month_figures
from tashan.indicators.seasonal import Expectation, expectation
from tashan.mechanisms.indicator import Frequency, Nature

KEPT = 30 * 24 * 3600  # seconds; other figures are another key, so nothing kept is ever stale
SHOWN = 13  # months of an anomaly's course: a year and the same month
LEAST = 24  # months; with fewer nothing is told


class Watched(StrEnum):
    """Which figures are held against the season."""

    MONTHS = "months"  # single months; January and February together where they come together
    LEVELS = "levels"
    GROWTH = "growth"  # where no level is published


@dataclass(frozen=True, slots=True)
class Season:
    """The row's month against its season; ``course`` the months before too, of an anomaly alone."""

    watched: Watched
    last: Expectation
    course: tuple[tuple[End, Expectation], ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    watched: Watched
    end: End
    places: int
    figures: Mapping[End, Decimal]

    def text(self) -> list[str]:
        run = [f"{end}={value}" for end, value in sorted(self.figures.items())]
        return [self.watched, str(self.end), str(self.places), *run]

    def answer(self) -> Season:
        last = self._at(self.end)
        if not last.is_anomaly:
            return Season(self.watched, last)
        ends = [self.end.later(-n) for n in reversed(range(SHOWN))]
        course = tuple((end, self._at(end)) for end in ends if end in self.figures)
        return Season(self.watched, last, course)

    def _at(self, end: End) -> Expectation:
        series = {(month.year, month.month): value for month, value in self.figures.items()}
        return expectation(series, (end.year, end.month), places=self.places)


def seasons(rows: Iterable[Row]) -> dict[str, Season]:
    """The season of every monthly row with two years of figures or more."""
    questions = {row.code: asked for row in rows if (asked := _question(row)) is not None}
    key = f"analysis-seasons:{_digest(questions)}"
    kept: dict[str, Season] | None = cache.get(key)
    if kept is None:
        kept = {code: asked.answer() for code, asked in questions.items()}
        cache.set(key, kept, KEPT)
    return kept


def _digest(questions: Mapping[str, _Question]) -> str:
    told = {code: asked.text() for code, asked in sorted(questions.items())}
    return sha256(json.dumps(told).encode()).hexdigest()


def _question(row: Row) -> _Question | None:
    if row.series is None or row.end is None or row.of.frequency is not Frequency.MONTH:
        return None
    watched, figures = _watched(row, row.series)
    figures = {end: value for end, value in figures.items() if end <= row.end}
    if len(figures) < LEAST or row.end not in figures:
        return None
    places = RATE_PLACES if watched is Watched.GROWTH else row.of.decimals
    return _Question(watched, row.end, places, figures)


def _watched(row: Row, series: Series) -> tuple[Watched, dict[End, Decimal]]:
    if not series.levels:
        return Watched.GROWTH, {end: cell.value for end, cell in series.growths.items()}
    if row.has_months:
        return Watched.MONTHS, single_months(series)
    if row.of.nature is Nature.FLOW:
        return Watched.MONTHS, {end: cell.value for end, cell in series.levels.items()}
    return Watched.LEVELS, {end: cell.value for end, cell in series.levels.items()}


def single_months(series: Series) -> dict[End, Decimal]:
    """The months by themselves; February stands for both where January never comes alone."""
    found: dict[End, Decimal] = {}
    for year in {end.year for end in series.levels}:
        to_date = year_of(series, year)
        for month, figure in month_figures(to_date).items():
            value = figure.value
            if month == 2 and to_date.get(1) is None:
                value = to_date.get(2)
            if value is not None:
                found[End(year, month)] = value
    return found
