"""What the analysis says of a row, in the tongue of the page."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.indicators.analysis import chinese
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Absence, Row
from tashan.indicators.analysis.seasons import Season, Watched
from tashan.indicators.figure_text import figure_text, number_text
from tashan.indicators.seasonal import Method
from tashan.web import figure_words as words

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_period(period: FigurePeriod | Period, *, year: int) -> str:
    """1—9月 or Jan–Sep: as short as a column needs, the year only where it is another."""
    if not isinstance(period, FigurePeriod):
        return str(period)
    if not (get_language() or "").startswith("en"):
        return words.in_script(chinese.period(period, year=year))
    part = _english_part(period)
    return part if period.year == year or part == str(period.year) else f"{part} {period.year}"


def _english_part(period: FigurePeriod) -> str:
    month = MONTHS[period.last_month - 1]
    match period.kind:
        case PeriodKind.YTD_MONTH:
            return month if period.part == 1 else f"Jan–{month}"
        case PeriodKind.YTD_QUARTER:
            return "Q1" if period.part == 1 else f"Q1–Q{period.part}"
        case PeriodKind.QUARTER:
            return f"Q{period.part}"
        case PeriodKind.HALF:
            return f"H{period.part}"
        case PeriodKind.MONTH_END:
            return f"end {month}"
        case PeriodKind.MONTH:
            return month
    return str(period.year)


def month_text(end: End) -> str:
    """2026年9月, September 2026."""
    return words.period_text(FigurePeriod(PeriodKind.MONTH, end.year, end.month))


def finding(analysis: Analysis) -> str:
    """The title of the page: how many grow faster than a year ago, and how many stand out."""
    period = short_period(analysis.period, year=analysis.sheet.year)
    total, faster = len(analysis.compared), len(analysis.faster)
    if not total:
        told = _("%d figures, none to compare with a year ago") % len(analysis.known)
    else:
        told = ngettext(
            "%(faster)d of %(total)d headline figure grows faster than a year ago",
            "%(faster)d of %(total)d headline figures grow faster than a year ago",
            total,
        ) % {"faster": faster, "total": total}
    count = len(analysis.anomalies)
    odd = ngettext("%d anomaly", "%d anomalies", count) % count if count else _("no anomaly")
    return _("%(period)s: %(told)s, %(odd)s") % {"period": period, "told": told, "odd": odd}


def absence(row: Row, *, year: int) -> str:
    """Why the expected figure is not there."""
    if row.missing is None:
        return ""
    parts = {
        "period": short_period(row.missing.period, year=year),
        "due": month_text(row.missing.due),
    }
    if row.missing.absence is Absence.NOT_YET:
        return _("%(period)s not yet published, due %(due)s") % parts
    return _("%(period)s not reported, was due %(due)s") % parts


def watched(season: Season, row: Row) -> str:
    """Which figures are held against the season."""
    if season.watched is Watched.GROWTH:
        return _("growth, %")
    if season.watched is Watched.LEVELS:
        return _("end of month")
    if row.end is not None and row.end.month == 2 and season.last.periods == 11:
        return _("January and February together")
    return _("the month alone")


def season_value(value: Decimal | None, season: Season, row: Row) -> str:
    """With its unit; one that begins with a number stands in brackets: 5.75 (100 million yuan)."""
    measure = "growth" if season.watched is Watched.GROWTH else "level"
    unit = words.unit_text(row.of, measure)
    if unit[:1].isdecimal():
        return f"{season_number(value, season, row)} ({unit})"
    return figure_text(value, unit, words.places_of(row.of, measure))


def season_number(value: Decimal | None, season: Season, row: Row) -> str:
    """Without its unit, where that was said just before."""
    measure = "growth" if season.watched is Watched.GROWTH else "level"
    return number_text(value, words.places_of(row.of, measure))


def why(season: Season) -> str:
    """What the expectation rests on."""
    last = season.last
    since = "" if last.since is None else month_text(End(*last.since))
    if last.method is Method.STL:
        return _("Expected from season and trend (STL) of the months since %s.") % since
    return _("Expected from the same month a year before and the usual change since %s.") % since


def off(season: Season) -> str:
    """How far off, in usual deviations."""
    z = season.last.z
    return "" if z is None else _("%s usual deviations off") % f"{abs(z):.1f}"
