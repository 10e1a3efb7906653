"""The figures that provinces' own reports state: a file of them becomes observations.

Its columns are told in ``examples/README.md``. Each report is a source; what it states stays apart
from what a statistics office publishes. A row that cannot be kept is told, never bent to fit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from tashan.base.errors import UserError
from tashan.indicators.catalogue import definition, indicators
from tashan.indicators.models import Holder, Indicator, Measure, Vintage
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.indicators.units import converted
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Form, Nature
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

# notes that say that something else was counted; all others say what the indicator means anyway
SCOPES = {"实际增长": "实际增长", "全社会": "全社会固定资产投资", "报告称新增就业": "新增就业"}
SCOPES_OF = {"全社会": "fixed_asset_investment"}
PRELIMINARY = "初步统计"
HUNDRED = Decimal(100)


class Report(NamedTuple):
    title: str
    publisher: str
    on: date
    address: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A row of the file; ``line`` is where it stands, the heading is line 1."""

    line: int
    place: str  # code
    indicator: str
    measure: str
    year: int
    value: Decimal
    unit: str
    approximate: str
    note: str
    report: Report

    @property
    def printed(self) -> str:
        return f"{self.value}{self.unit}"


class Loaded(NamedTuple):
    """How many figures are new, and the rows that were left out with the reason."""

    made: int
    left_out: tuple[str, ...]


@transaction.atomic
def load_stated(file: Path, *, at: datetime) -> Loaded:
    """Record the figures of the file. Doing it twice changes nothing."""
    rows = list(read_stated(file))
    known = indicators({row.indicator for row in rows})
    places = _places({row.place for row in rows})
    made, left_out = 0, list[str]()
    for report in dict.fromkeys(row.report for row in rows):
        figures = []
        for row in (row for row in rows if row.report == report):
            try:
                figures.append(_figure(row, places, known[row.indicator]))
            except UserError as error:
                left_out.append(f"{file.name}:{row.line}: {error}")
        told = record(figures, source=_source(report, at=at), actor=None, at=at)
        made += told.made + told.corrected
    return Loaded(made, tuple(left_out))


def read_stated(file: Path) -> Iterator[Stated]:
    with file.open(encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), start=2):
            yield Stated(
                line=line,
                place=row["place_code"],
                indicator=row["indicator"],
                measure=row["measure"],
                year=int(row["period"]),
                value=Decimal(row["value"]),
                unit=row["unit"],
                approximate=row["approximate"],
                note=row["scope_note"],
                report=Report(
                    row["report_title"],
                    row["government"],
                    date.fromisoformat(row["report_date"]),
                    row["address"],
                ),
            )


def _places(codes: Iterable[str]) -> dict[str, Entity]:
    """The places of these codes. Raises UserError where one is not in the register."""
    wanted = set(codes)
    rows = Entity.objects.filter(kind=Kind.PLACE, code__in=wanted)
    found = {row.code: row for row in rows}
    if missing := sorted(wanted - found.keys()):
        raise UserError(
            f"The places {', '.join(missing)} are not in the register.",
            hint="Load the table of divisions first.",
        )
    return found


def _source(report: Report, *, at: datetime) -> Source:
    """The report as a source, the same one each time."""
    there = Source.objects.filter(
        title=report.title, publisher=report.publisher, published_on=report.on
    )
    return there.first() or sources.of_document(
        report.title, at=at, publisher=report.publisher, published_on=report.on,
        address=report.address,
    )  # fmt: skip


def _figure(row: Stated, places: dict[str, Entity], indicator: Indicator) -> Figure:
    defined = definition(row.indicator)
    value, measure, stated = _in_our_unit(row, defined)
    first, last = _period(row.year, defined)
    return Figure(
        places[row.place],
        indicator,
        first=first,
        last=last,
        value=value,
        measure=measure,
        holder=Holder.STATED,
        scope=_scope(row),
        vintage=Vintage.PRELIMINARY if row.note == PRELIMINARY else Vintage.FLASH,
        approximate=row.approximate,
        stated=stated,
    )


def _in_our_unit(row: Stated, defined: IndicatorDefinition) -> tuple[Decimal, Measure, str]:
    """The value in the indicator's unit, and as printed where that differs."""
    if row.measure == Measure.GROWTH:
        if Form.GROWTH in defined.measures:
            return row.value, Measure.GROWTH, ""
        # prices rose by 0.2 %: the index is 100.2
        if defined.nature is Nature.INDEX:
            return HUNDRED + row.value, Measure.LEVEL, row.printed
        raise UserError(f"{row.indicator} is not told as growth.", hint="Give its level.")
    value = converted(row.value, row.unit, defined.unit)
    return value, Measure.LEVEL, row.printed if row.unit != defined.unit else ""


def _period(year: int, defined: IndicatorDefinition) -> tuple[date, date]:
    """A year; what there is at its end, and a share of such, is of its last day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    told = [definition(code) for code in defined.inputs] or [defined]
    return (last if all(one.nature is Nature.STOCK for one in told) else first), last


def _scope(row: Stated) -> str:
    if SCOPES_OF.get(row.note, row.indicator) != row.indicator:
        return ""
    return SCOPES.get(row.note, "")
