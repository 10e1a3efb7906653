"""Rows made of a few figures, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Row, row
from tashan.indicators.analysis.series import Cell, Series, Track, usual_basis
from tashan.indicators.analysis.sheet import Line, Theme
from tashan.indicators.analysis.standings import Among
from tashan.indicators.models import Holder
from tashan.mechanisms.library import library
from tashan.registry.models import Entity

OURS = 1
SEPTEMBER = End(2026, 9)
OCTOBER = End(2026, 10)
Figures = Mapping[str, str]


def cells(figures: Figures, *, first: int) -> dict[End, Cell]:
    """Of 2026-09: 12.3 and the like; their ids count on from ``first``."""
    found = {}
    for number, (text, value) in enumerate(figures.items()):
        end = End.parse(text)
        assert end is not None
        found[end] = Cell(first + number, Decimal(value), "flash")
    return found


def series(
    code: str,
    levels: Figures | None = None,
    growths: Figures | None = None,
    *,
    holder: Holder = Holder.STATISTICS,
    subject: int = OURS,
    scope: str = "",
) -> Series:
    basis = usual_basis(library().indicators[code])
    return Series(
        Track(subject, code, holder, scope),
        basis,
        cells(levels or {}, first=100),
        cells(growths or {}, first=200),
    )


def made(
    code: str,
    levels: Figures | None = None,
    growths: Figures | None = None,
    *,
    sheet: End = SEPTEMBER,
    on: End = OCTOBER,
    others: tuple[Series, ...] = (),
) -> Row:
    """The row of one indicator on the sheet of a month."""
    held = [series(code, levels, growths)] if levels or growths else []
    line = Line(code, Theme.OVERALL, is_headline=True)
    return row(line, library().indicators[code], [*held, *others], sheet=sheet, on=on)


def analysis(*rows: Row, **more: object) -> Analysis:
    place = Entity(pk=OURS, kind="place", code="999901")
    given = {"among": Among.CITY, "months": (SEPTEMBER,), "on": date(2026, 10, 22)} | more
    return Analysis(place, "他山县", SEPTEMBER, rows=rows, **given)  # type: ignore[arg-type]
