"""The pictures of a benchmark: places side by side, the lines that meet, one against another."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.indicators import benchmark_words as words
from tashan.indicators.benchmark import Benchmark
from tashan.indicators.figure_text import number_text
from tashan.indicators.gaps import Pace
from tashan.indicators.held import Measured
from tashan.indicators.lines import Line, Row
from tashan.web.benchmark.sources import source_url
from tashan.web.charts.lines import Line as Drawn
from tashan.web.charts.lines import LineChart, Mark, Meeting
from tashan.web.charts.parts import Axis, Chart, Level, Point, Tone
from tashan.web.charts.places import BarChart, Bars, Dot, Dumbbell, Place, Scatter
from tashan.web.charts.small import Strip

AHEAD = 10  # years drawn where the lines never meet
_BEYOND = 2  # years drawn after they met


def tone_of(found: Benchmark, place: int) -> Tone:
    if place == found.ours.pk:
        return Tone.OURS
    is_reference = found.reference is not None and place == found.reference.pk
    return Tone.REFERENCE if is_reference else Tone.PEER


def axis_of(line: Line, *, is_named: bool = False) -> Axis:
    return Axis(line.unit, line.places, name=words.name_of(line) if is_named else "")


def places_chart(found: Benchmark, line: Line) -> Chart:
    """Dumbbells from then to now; bars where there is no earlier figure."""
    if any(row.first is not None for row in line.rows):
        return _dumbbell(found, line)
    return _bars(found, line)


def in_order(line: Line) -> list[Row]:
    """By rank; then what may not be compared, by name of nothing; last what is not known."""
    ranks = {int(s.code): at for at, s in enumerate(line.ranking.standings)}
    return sorted(
        line.rows, key=lambda row: (ranks.get(row.place, len(ranks)), row.last is None, row.place)
    )


def _dumbbell(found: Benchmark, line: Line) -> Dumbbell:
    span = line.span
    ends = (str(span.earlier.year if span.earlier else ""), str(span.period.year))
    return Dumbbell(
        key="places", title=words.chart_title(line), summary=_summary(found, line),
        note=_note(found, line), axis=axis_of(line), spans=ends,
        places=tuple(_place(found, line, row) for row in in_order(line)), median=_median(line),
    )  # fmt: skip


def _place(found: Benchmark, line: Line, row: Row) -> Place:
    is_ours = row.place == found.ours.pk
    return Place(
        found.name_of(row.place),
        _point(line, row, row.first),
        _point(line, row, row.last),
        tone_of(found, row.place),
        words.rank_words(line) if is_ours else _mark(row),
    )


def _mark(row: Row) -> str:
    return _("≠ not comparable") if row.differences else ""


def _bars(found: Benchmark, line: Line) -> BarChart:
    rows = in_order(line)
    return BarChart(
        key="places", title=words.chart_title(line), summary=_summary(found, line),
        note=_note(found, line), axis=axis_of(line),
        categories=tuple(found.name_of(row.place) for row in rows),
        bars=(Bars(words.name_of(line), tuple(_point(line, row, row.last) for row in rows),
                   tones=tuple(tone_of(found, row.place) for row in rows)),),
        levels=tuple(level for level in [_median(line)] if level),
    )  # fmt: skip


def _point(line: Line, row: Row, figure: Measured | None) -> Point:
    notes = [_mark(row), figure.approximate if figure else ""]
    note = _(", ").join(note for note in notes if note)
    url = source_url(figure, row.place, line.choice)
    return Point(figure.value if figure else None, source=url, note=note)


def _median(line: Line) -> Level | None:
    if line.spread is None:
        return None
    median = line.spread.median
    return Level(median, _("Median %s") % words.value_text(line, median))


def _summary(found: Benchmark, line: Line) -> str:
    best = next(iter(line.ranking.standings), None)
    if best is None:
        return _("%s: no figure is known yet") % words.name_of(line)
    return _("%(name)s of %(count)s places; the first is %(best)s with %(value)s. %(title)s") % {
        "name": words.name_of(line),
        "count": len(line.ranking.standings),
        "best": found.name_of(int(best.code)),
        "value": axis_of(line).text(best.value),
        "title": words.chart_title(line),
    }


def _note(found: Benchmark, line: Line) -> str:
    told = {"span": words.span_words(found), "holder": words.holder_words(line.holder)}
    return _("%(span)s; figures: %(holder)s") % told


def chase_chart(found: Benchmark, line: Line) -> LineChart | None:
    """The two places as they were, and as they would go on; None where that cannot be told."""
    theirs = line.theirs
    if theirs is None or found.reference is None or theirs.differences:
        return None
    if line.ours.pace.value is None or theirs.pace.value is None:
        return None
    crossing = line.catch_up.crossing
    ahead = min(crossing.whole_years + _BEYOND if crossing else AHEAD, words.CAVEAT_YEARS)
    years = [p.year for p in line.span.each]
    periods = [*years, *(years[-1] + i for i in range(1, ahead + 1))]
    meeting = None
    if crossing:
        at = Decimal(len(years) - 1) + crossing.years
        told = _("%s years") % number_text(crossing.years, 1)
        meeting = Meeting(at, crossing.value, told)
    return LineChart(
        key="chase", title=words.chase_title(line), summary=words.chase_title(line),
        note=words.chase_note(line, found), axis=axis_of(line),
        periods=tuple(str(year) for year in periods),
        lines=(_drawn(found, line, line.ours, ahead), _drawn(found, line, theirs, ahead)),
        marks=(Mark(len(years) - 1, str(years[-1])),), meeting=meeting,
    )  # fmt: skip


def _drawn(found: Benchmark, line: Line, row: Row, ahead: int) -> Drawn:
    years = [p.year for p in line.span.each]
    real = [_point(line, row, row.by_year.get(year)) for year in years]
    coming = [Point(_after(line, row, i)) for i in range(1, ahead + 1)]
    name = found.name_of(row.place)
    label = f"{name} {words.pace_label(line, row.pace)}"
    tone = tone_of(found, row.place)
    return Drawn(name, (*real, *coming), tone, projected_from=len(years) - 1, label=label)


def _after(line: Line, row: Row, years: int) -> Decimal | None:
    if row.value is None or row.pace.value is None:
        return None
    if line.is_rate:
        return row.value + row.pace.value * years
    return Pace(row.value, row.pace.value).after(Decimal(years))


def scatter_chart(found: Benchmark, x: Line, y: Line) -> Scatter:
    """Every place by two indicators; only figures comparable with ours are drawn."""
    rows = {row.place: row for row in y.rows}
    dots = tuple(
        Dot(found.name_of(row.place), _comparable(x, row), _comparable(y, rows[row.place]),
            tone_of(found, row.place))
        for row in x.rows
    )  # fmt: skip
    title = _("%(one)s and %(other)s") % {"one": words.name_of(x), "other": words.name_of(y)}
    levels = [[level] if (level := _median(line)) else [] for line in (x, y)]
    return Scatter(
        key="places", title=title, summary=title, note=words.span_words(found),
        x=axis_of(x, is_named=True), y=axis_of(y, is_named=True), dots=dots,
        x_levels=tuple(levels[0]), y_levels=tuple(levels[1]),
    )  # fmt: skip


def _comparable(line: Line, row: Row) -> Point:
    if row.value is None:
        return Point(None, note=_mark(row))
    return Point(row.value, source=source_url(row.last, row.place, line.choice))


def strip_of(found: Benchmark, line: Line) -> Strip:
    values = tuple((row.value, tone_of(found, row.place)) for row in line.rows)
    return Strip(values, words.chart_title(line))
