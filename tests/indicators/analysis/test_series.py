"""Figures are put together by whose they are and what they are of; two kinds are never mixed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Q
from tests.indicators import analysis_cast as cast
from tests.indicators.analysis.made import series

from tashan.indicators import catalogue
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.series import Basis, Series, load, own
from tashan.indicators.models import Holder
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.mechanisms.library import library
from tashan.record import sources

JANUARY_ON = date(2026, 1, 1)


def loaded(*figures: Figure) -> list[Series]:
    actor = cast.cast.officer("stat", "石统")
    source = sources.entry("月报", actor=actor, at=cast.cast.AT)
    ours, _ = cast.places(source)
    rows = catalogue.indicators(["retail_sales"])
    given = [
        Figure(ours, rows["retail_sales"], f.first, f.last, f.value, holder=f.holder, scope=f.scope)
        for f in figures
    ]
    record(given, source=source, actor=actor, at=cast.cast.AT)
    return load([ours.pk], Q(), library().indicators)


def told(first: date, last: date, value: str, **more: str) -> Figure:
    return Figure(None, None, first, last, Decimal(value), **more)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_months_by_themselves_are_not_mixed_with_the_run() -> None:
    (found,) = loaded(
        told(JANUARY_ON, date(2026, 8, 31), "67.2"),
        told(JANUARY_ON, date(2026, 9, 30), "76.9"),
        told(date(2026, 9, 1), date(2026, 9, 30), "9.7"),
    )
    assert found.basis is Basis.RUN
    assert found.level(End(2026, 9)) == Decimal("76.9")


@pytest.mark.django_db
def test_a_series_of_single_months_is_one_of_its_own() -> None:
    (found,) = loaded(
        told(date(2026, 8, 1), date(2026, 8, 31), "9.1"),
        told(date(2026, 9, 1), date(2026, 9, 30), "9.7"),
    )
    assert found.basis is Basis.ALONE
    assert found.level(End(2026, 9)) == Decimal("9.7")


@pytest.mark.django_db
def test_days_that_end_within_a_month_are_no_figure_of_the_sheet() -> None:
    (found,) = loaded(told(JANUARY_ON, date(2026, 9, 20), "70"))
    assert found.ends == []


@pytest.mark.django_db
def test_holders_and_scopes_are_apart() -> None:
    found = loaded(
        told(JANUARY_ON, date(2026, 9, 30), "76.9"),
        told(JANUARY_ON, date(2026, 9, 30), "80", holder="office"),
        told(JANUARY_ON, date(2026, 9, 30), "60", scope="限额以上"),
    )
    assert sorted((one.track.holder, one.track.scope) for one in found) == [
        ("office", ""), ("statistics", ""), ("statistics", "限额以上"),
    ]  # fmt: skip


def test_the_usual_scope_is_shown_before_another() -> None:
    other = series("deposits", {"2026-09": "400"}, scope="人民币")
    usual = series("deposits", {"2026-09": "484"})
    assert own([other, usual], library().indicators["deposits"]) is usual


def test_a_report_of_somebody_is_nobodys_own_figure() -> None:
    stated = series("retail_sales", {"2026-09": "77"}, holder=Holder.STATED)
    assert own([stated], library().indicators["retail_sales"]) is None
