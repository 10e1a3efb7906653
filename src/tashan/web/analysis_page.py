"""What the page of the economic analysis shows: cards, table, anomalies, contributions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Beside, Row
from tashan.indicators.analysis.series import Cell
from tashan.indicators.analysis.sheet import Theme
from tashan.indicators.analysis.standings import Among, Rank
from tashan.indicators.derived import Derived
from tashan.indicators.figure_text import DASH, figure_text, number_text
from tashan.indicators.models import Holder, Vintage
from tashan.web import analysis_words as say
from tashan.web import figure_words as words
from tashan.web.analysis_charts import AnomalyBlock, ContributionBlock, contribution_block
from tashan.web.charts.parts import Tone
from tashan.web.charts.small import Sparkline, Strip
from tashan.web.listing import Order
from tashan.web.reason_words import REASONS

SHOWN_ENDS = 13  # of a sparkline: a year and the same period
SORTS = {"line": "line", "rate": "rate", "change": "change", "rank": "rank"}
NARROWINGS = ("headline", "anomaly", "slower", "mismatch", "missing")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words: where it opens, or why there is none; ``tone`` colours a movement."""

    text: str
    source: str = ""
    why: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class BesideLine:
    """What another office counted for the same period."""

    who: str
    level: Told | None
    growth: Told | None


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the table, and a card where it is a headline."""

    row: Row
    title: str
    unit: str
    url: str
    period: str
    level: Told
    month: Told
    rate: Told
    change: Told
    since: str
    two_years: Told
    rank: str
    growth_rank: str
    strip: SafeString
    spark: SafeString
    is_anomaly: bool
    is_mismatch: bool
    is_late: bool
    is_from_office: bool
    absence: str
    vintage: str
    done: str
    beside: tuple[BesideLine, ...]

    @property
    def has_level(self) -> bool:
        return self.row.level is not None

    @property
    def has_figure(self) -> bool:
        return self.row.end is not None


@dataclass(frozen=True, slots=True)
class Mismatch:
    title: str
    period: str
    published: Told
    recomputed: Told
    difference: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under the heading of their theme; without one where they are sorted otherwise."""

    title: str
    rows: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How the address narrows and sorts the table, and which total's parts and which
    anomaly it looks at."""

    order: Order
    theme: str = ""
    show: str = ""
    whole: str = ""
    odd: str = ""


class AnalysisPage:
    """The analysis in the tongue of the page."""

    def __init__(self, analysis: Analysis, asked: Asked) -> None:
        self.analysis, self.asked = analysis, asked
        self.year = analysis.sheet.year
        self.lines = {row.code: self._line(row) for row in analysis.rows}

    @property
    def finding(self) -> str:
        return say.finding(self.analysis)

    @cached_property
    def months(self) -> list[tuple[str, str, bool]]:
        """The months that can be chosen, the newest first."""
        sheet = self.analysis.sheet
        return [
            (str(end), say.month_text(end), end == sheet) for end in reversed(self.analysis.months)
        ]

    @property
    def before(self) -> End | None:
        return max((e for e in self.analysis.months if e < self.analysis.sheet), default=None)

    @property
    def after(self) -> End | None:
        return min((e for e in self.analysis.months if e > self.analysis.sheet), default=None)

    @property
    def groups_of_peers(self) -> list[tuple[str, str, bool]]:
        chosen = self.analysis.among
        return [(one.value, str(one.label), one is chosen) for one in Among]

    @property
    def places(self) -> int:
        return len(self.analysis.peers) + 1

    @property
    def cards(self) -> list[RowLine]:
        return [self.lines[row.code] for row in self.analysis.headlines]

    @property
    def themes(self) -> list[tuple[str, str]]:
        held = {row.line.theme for row in self.analysis.rows}
        return [(theme.value, str(theme.label)) for theme in Theme if theme in held]

    @cached_property
    def groups(self) -> list[Group]:
        """The rows that are asked for: by theme, or in the order of a column."""
        rows = [row for row in self.analysis.rows if self._is_asked(row)]
        if self.asked.order.column == "line":
            return [
                Group(str(theme.label), self._lines(r for r in rows if r.line.theme == theme))
                for theme in Theme
                if any(row.line.theme == theme for row in rows)
            ]
        return [Group("", self._lines(self._sorted(rows)))] if rows else []

    @property
    def shown(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @cached_property
    def anomalies(self) -> list[AnomalyBlock]:
        """The farthest off first; the one asked for is drawn, else the first."""
        codes = [row.code for row in self.analysis.anomalies]
        drawn = self.asked.odd if self.asked.odd in codes else next(iter(codes), "")
        return [
            AnomalyBlock(self.analysis, row, is_drawn=row.code == drawn)
            for row in self.analysis.anomalies
        ]

    @property
    def wholes(self) -> list[tuple[str, str, bool]]:
        chosen = self.contribution.code if self.contribution else ""
        return [
            (whole.row.code, words.in_tongue(whole.row.of.title), whole.row.code == chosen)
            for whole in self.analysis.wholes
        ]

    @cached_property
    def contribution(self) -> ContributionBlock | None:
        found = self.analysis.wholes
        if not found:
            return None
        asked = next((whole for whole in found if whole.row.code == self.asked.whole), found[0])
        return contribution_block(asked, year=self.year)

    @property
    def mismatches(self) -> list[Mismatch]:
        return [self._mismatch(row) for row in self.analysis.mismatches]

    @property
    def lacking(self) -> list[RowLine]:
        return [self.lines[row.code] for row in self.analysis.lacking]

    @property
    def has_targets(self) -> bool:
        return bool(self.analysis.done)

    def _lines(self, rows: Iterable[Row]) -> tuple[RowLine, ...]:
        return tuple(self.lines[row.code] for row in rows)

    def _is_asked(self, row: Row) -> bool:
        if self.asked.theme and row.line.theme != self.asked.theme:
            return False
        match self.asked.show:
            case "headline":
                return row.line.is_headline
            case "anomaly":
                return row in self.analysis.anomalies
            case "slower":
                return row.is_faster is False
            case "mismatch":
                return row.is_mismatch
            case "missing":
                return row.missing is not None
        return True

    def _sorted(self, rows: list[Row]) -> list[Row]:
        """By a column; what is not known comes last either way."""
        order = self.asked.order
        value = _SORT_VALUES[order.column]
        pairs = [(value(self.analysis, row), row) for row in rows]
        known = [(found, row) for found, row in pairs if found is not None]
        known.sort(key=lambda pair: pair[0], reverse=order.is_descending)
        return [row for _, row in known] + [row for found, row in pairs if found is None]

    def _line(self, row: Row) -> RowLine:
        standing = self.analysis.standing(row)
        lacking = row.missing.period if row.missing else None
        period = row.period or lacking
        return RowLine(
            row=row,
            title=words.in_tongue(row.of.title),
            unit=words.unit_text(row.of, "level") if row.level or not row.end else "",
            url=reverse("series", args=[self.analysis.place.pk, row.code]),
            period=say.short_period(period, year=self.year) if period else DASH,
            level=_cell(row.level, row.of.decimals),
            month=_derived(row.month, row.of.decimals),
            rate=_rate(row),
            change=_moved(row.on_year if row.is_rate else row.change),
            since=_since(row, year=self.year),
            two_years=_derived(row.two_years, 1, is_signed=True),
            rank=_rank(standing.level),
            growth_rank=_rank(standing.growth),
            strip=_strip(row, standing.growth),
            spark=_spark(row),
            is_anomaly=row in self.analysis.anomalies,
            is_mismatch=row.is_mismatch,
            is_late=row.missing is not None,
            is_from_office=bool(row.series and row.series.track.holder == Holder.OFFICE),
            absence=say.absence(row, year=self.year),
            vintage=str(Vintage(row.figure.vintage).label) if row.figure else "",
            done=_done(self.analysis.done.get(row.code)),
            beside=tuple(_beside(row, line) for line in row.beside),
        )

    def _mismatch(self, row: Row) -> Mismatch:
        check, line = row.check, self.lines[row.code]
        assert check is not None
        assert check.recomputed.value is not None
        source = _source(row.level)
        return Mismatch(
            line.title,
            line.period,
            Told(figure_text(check.published, "%"), _source(row.published)),
            Told(figure_text(check.recomputed.value, "%", 2), source),
            figure_text(check.difference.value, _("points"), 2, is_signed=True),
        )


def _last(value: Rank | None) -> Decimal | None:
    return None if value is None else Decimal(value.rank)


_SORT_VALUES: dict[str, Callable[[Analysis, Row], Decimal | None]] = {
    "rate": lambda analysis, row: row.rate.value,
    "change": lambda analysis, row: row.change.value,
    "rank": lambda analysis, row: _last(analysis.standing(row).growth),
}


def _source(cell: Cell | None) -> str:
    return "" if cell is None else reverse("figure_source", args=[cell.id])


def _cell(cell: Cell | None, places: int) -> Told:
    if cell is None:
        return Told("", why=_("no figure"))
    return Told(number_text(cell.value, places), _source(cell))


def _derived(found: Derived, places: int, *, is_signed: bool = False) -> Told:
    if found.value is None:
        return Told("", why=str(REASONS[found.reason]) if found.reason else "")
    return Told(number_text(found.value, places, is_signed=is_signed))


def _rate(row: Row) -> Told:
    """Growth as published with its source, else worked out, which is told."""
    if row.rate.value is None:
        return _derived(row.rate, 1)
    text = number_text(row.rate.value, 1, is_signed=True)
    tone = "down" if row.rate.value < 0 else ""
    if row.published is None:
        return Told(text, _source(row.level), _("worked out from the levels"), tone)
    return Told(text, _source(row.published), tone=tone)


def _moved(found: Derived) -> Told:
    told = _derived(found, 1, is_signed=True)
    if not found.value:
        return told
    return Told(told.text, tone="up" if found.value > 0 else "down")


def _since(row: Row, *, year: int) -> str:
    if row.is_rate:
        return _("against the year before")
    if row.change.value is None or row.period_before is None:
        return ""
    return _("against %s") % say.short_period(row.period_before, year=year)


def _rank(rank: Rank | None) -> str:
    """5/7; an equals sign where another has the same rank."""
    if rank is None:
        return ""
    return f"{'=' if rank.is_shared else ''}{rank.rank}/{rank.of}"


def _strip(row: Row, rank: Rank | None) -> SafeString:
    if rank is None or row.series is None:
        return SafeString("")
    ours = row.series.track.subject
    values = tuple(
        (value, Tone.OURS if place == ours else Tone.PEER) for place, value in rank.values.items()
    )
    summary = _("Growth: %(rank)s among %(of)s places") % {"rank": rank.rank, "of": rank.of}
    return Strip(values, summary).svg()


def _spark(row: Row) -> SafeString:
    """Of a headline the run of growth, or of the level where there is no growth."""
    if row.series is None or row.end is None or not row.line.is_headline:
        return SafeString("")
    shelf = row.series.growths or row.series.levels
    ends = [end for end in sorted(shelf) if end <= row.end][-SHOWN_ENDS:]
    if len(ends) < 2:
        return SafeString("")
    first, last = (number_text(shelf[end].value, 1) for end in (ends[0], ends[-1]))
    summary = _("From %(first)s to %(last)s") % {"first": first, "last": last}
    return Sparkline(tuple(shelf[end].value for end in ends), summary).svg()


def _done(done: Decimal | None) -> str:
    return "" if done is None else figure_text(done, "%")


def _beside(row: Row, line: Beside) -> BesideLine:
    who = str(Holder(line.holder).label)
    return BesideLine(
        f"{who} · {line.scope}" if line.scope else who,
        _cell(line.level, row.of.decimals) if line.level else None,
        _cell(line.growth, 1) if line.growth else None,
    )
