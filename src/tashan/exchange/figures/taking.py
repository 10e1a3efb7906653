"""Rows become figures: whom they are about, which indicator and period, and how much in its unit.

What a figure is about stands in the head of its column, else in its row, else in the options.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.exchange.figures import written
from tashan.exchange.figures.columns import Told, is_value
from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.problems import Problem
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import (
    EXACT,
    IN_THE_ROW,
    NO_INDICATOR,
    NO_PERIOD,
    NOT_TOLD,
    ONE_ROW,
    PERIOD_FORM,
    SHORTER,
    SMALLER,
    TOO_LARGE,
    TOO_LONG,
    TWICE,
    of_error,
    of_said,
    words,
)
from tashan.indicators.catalogue import indicators
from tashan.indicators.models import Holder, Indicator, Measure, Vintage
from tashan.indicators.recording import lock, record, say_again
from tashan.indicators.refusals import against
from tashan.indicators.said import Figure
from tashan.mechanisms.library import library
from tashan.papers.tables.cells import CellError, CellType, Form, Understood, read_cell
from tashan.papers.tables.rows import Row
from tashan.papers.tables.units import convertible, known_unit
from tashan.record import perms
from tashan.record.models import PermittedUse, Source
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

KINDS = (Kind.PLACE, Kind.ENTERPRISE, Kind.PARK, Kind.PROJECT, Kind.OFFICE, Kind.BUILDING,
         Kind.HOUSEHOLD)  # fmt: skip
_AT_ONCE = 5_000
_LARGEST = Decimal(10) ** 18
_PLACES = Decimal("0.000001")
_LONGEST = {"scope": 64, "approximate": 16}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a figure stands."""

    row: Row
    field: str


class FiguresLoading(Loading):
    """The rows of a sheet of figures, one or many a row."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._figures: dict[int, list[Figure]] = {}

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        options = self.setting.options
        texts = {str(row.values.get("subject") or options.subject) for row in rows}
        self._subjects = Lookup(KINDS, texts, on=self.setting.today)
        self._indicators = indicators(library().indicators)
        cells: list[Cell] = []
        figures: list[Figure] = []
        for row in rows:
            for code in [code for code in row.values if is_value(code)]:
                found = self._figure(row, code)
                if isinstance(found, Problem):
                    yield found
                elif found is not None:
                    cells.append(Cell(row, code))
                    figures.append(found)
        yield from self._refused(cells, figures)
        for cell, figure in zip(cells, figures, strict=True):
            self._figures.setdefault(cell.row.number, []).append(figure)

    def _refused(self, cells: Sequence[Cell], figures: Sequence[Figure]) -> Iterator[Problem]:
        """What cannot be a figure, whose it may not be, and what is said twice."""
        for at, error in against(figures, at=self.setting.at):
            yield self.setting.problem(cells[at].row, cells[at].field, *of_error(error))
        seen: dict[object, int] = {}
        may = perms.may_see_statistics(self.setting.actor)
        is_return = self.setting.options.use == PermittedUse.STATISTICS
        for cell, figure in zip(cells, figures, strict=True):
            earlier = seen.setdefault(figure.key, cell.row.number)
            if earlier != cell.row.number:
                yield self.setting.problem(
                    cell.row, cell.field, words(TWICE, row=earlier), words(ONE_ROW)
                )
            if is_return and not may and figure.subject.kind == Kind.ENTERPRISE:
                yield self.setting.problem(cell.row, "subject", *of_error(_statistics()))

    def _figure(self, row: Row, code: str) -> Figure | Problem | None:
        """The figure of one cell; None where the cell tells none."""
        shown = row.values[code]
        if shown is None:
            return None
        told = Told() if code == "value" else Told.of(code)
        subject = self._subject(row)
        if isinstance(subject, Problem):
            return subject
        indicator = self._indicator(row, told)
        if isinstance(indicator, Problem):
            return indicator
        chosen, measure = indicator
        days = self._days(row, told, chosen.code)
        if isinstance(days, Problem):
            return days
        value = self._value(row, code, chosen.code, measure)
        if value is None or isinstance(value, Problem):
            return value
        problem = self._too_long(row)
        if problem is not None:
            return problem
        options, values = self.setting.options, row.values
        return Figure(
            subject,
            chosen,
            *days,
            value[0],
            measure=measure,
            holder=Holder(str(values.get("holder") or options.holder)),
            scope=str(values.get("scope") or options.scope),
            vintage=Vintage(str(values.get("vintage") or options.vintage)),
            approximate=str(values.get("approximate") or ""),
            stated=value[1],
            row=row.number,
        )

    def _subject(self, row: Row) -> Entity | Problem:
        text = str(row.values.get("subject") or self.setting.options.subject)
        if not text:
            return self.setting.problem(row, "subject", words(NOT_TOLD), words(IN_THE_ROW))
        found = self._subjects[text]
        if isinstance(found, NotFound):
            return self.setting.problem(row, "subject", found.reason, found.expected)
        return found

    def _indicator(self, row: Row, told: Told) -> tuple[Indicator, Measure] | Problem:
        said = str(row.values.get("indicator") or "")
        text = told.indicator or said or self.setting.options.indicator
        if not text:
            return self.setting.problem(row, "indicator", words(NOT_TOLD), words(IN_THE_ROW))
        found = written.indicator_and_measure(text)
        if found is None:
            return self.setting.problem(row, "indicator", words(NO_INDICATOR), words(EXACT))
        measure = told.measure or row.values.get("measure") or found[1]
        return self._indicators[found[0]], Measure(str(measure or self.setting.options.measure))

    def _days(self, row: Row, told: Told, indicator: str) -> tuple[date, date] | Problem:
        text = told.period or str(row.values.get("period") or self.setting.options.period)
        if not text:
            return self.setting.problem(row, "period", words(NOT_TOLD), words(IN_THE_ROW))
        days = written.written_days(text, indicator)
        if days is None:
            return self.setting.problem(row, "period", words(NO_PERIOD), words(PERIOD_FORM),
                                        value=text)  # fmt: skip
        return days

    def _value(
        self, row: Row, code: str, indicator: str, measure: Measure
    ) -> tuple[Decimal, str] | Problem | None:
        """The value in the indicator's unit, and the figure as printed where that differs."""
        into = "%" if measure is Measure.GROWTH else library().indicators[indicator].unit
        shown = row.values[code]
        unit = self._shown_in(row, code, into)
        found = _read(shown, into, unit)
        if isinstance(found, CellError):
            reason, expected = of_said(found.reason), of_said(found.expected)
            return self.setting.problem(row, code, reason, expected)
        if found is None:
            return None
        if abs(found) >= _LARGEST:
            return self.setting.problem(row, code, words(TOO_LARGE), words(SMALLER))
        value = found.quantize(_PLACES).normalize()
        printed = "" if unit in ("", into) and _is_plain(shown, value) else f"{shown}{unit}"
        return value, printed[:64]

    def _shown_in(self, row: Row, code: str, into: str) -> str:
        """The unit of the row, else of the head of the column, else of the whole sheet."""
        said = str(row.values.get("unit") or "")
        if said and code != "value" and into == "%":
            said = ""  # in a table of figures the unit of a row is that of its levels
        if unit := known_unit(said) or said or self.setting.units.get(code, ""):
            return unit
        fitting = (unit for unit in self.setting.sheet_units if convertible(unit, into=into))
        return next(fitting, "")

    def _too_long(self, row: Row) -> Problem | None:
        for code, most in _LONGEST.items():
            if len(str(row.values.get(code) or "")) > most:
                return self.setting.problem(
                    row, code, words(TOO_LONG, most=most), words(SHORTER, most=most)
                )
        return None

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        rows = [(number, self._figures.get(number, [])) for number in numbers]
        figures = [figure for _number, some in rows for figure in some]
        lock({figure.indicator.pk for figure in figures})
        counts = Counts()
        at = self.setting.at
        for start in range(0, len(figures), _AT_ONCE):
            some = figures[start : start + _AT_ONCE]
            recorded = record(some, source=source, actor=self.setting.actor, at=at)
            counts.entered += recorded.made
            counts.changed += recorded.corrected
            counts.unchanged += recorded.unchanged
            tell((start + len(some)) * len(rows) // len(figures))
        return counts

    def say_again(self, numbers: Iterable[int], *, lost: Source, source: Source) -> int:
        said = [figure for number in numbers for figure in self._figures.get(number, [])]
        actor, at = self.setting.actor, self.setting.at
        return say_again(said, lost=lost, source=source, actor=actor, at=at)


def _statistics() -> UserError:
    return UserError(
        _("A single firm's statistical return stays with the statistics office."),
        hint=_("Use the firm's own signed return, or ask a statistician to enter it."),
    )


@lru_cache(maxsize=50_000)
def _read(shown: object, into: str, unit: str) -> Decimal | CellError | None:
    found = read_cell(shown, Form(CellType.DECIMAL, into, unit))
    if isinstance(found, Understood):
        return found.value if isinstance(found.value, Decimal) else None
    return found


def _is_plain(shown: object, value: Decimal) -> bool:
    try:
        return Decimal(str(shown).replace(",", "")) == value
    except ArithmeticError:
        return False
