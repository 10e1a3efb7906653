"""Sheets of figures: one a row and as a table; whom, which, when, and how much in its unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.exchange import cast as sheets
from tests.exchange.cast import FOUNDED, begun, loaded, said, undone, xlsx

from tashan.exchange.models import Import
from tashan.indicators.figures import counting
from tashan.indicators.models import Observation
from tashan.record.models import User
from tashan.registry import keeping
from tashan.registry.kinds import Kind

pytestmark = pytest.mark.django_db
LONG = ("对象", "指标", "时期", "数值", "计量单位")


@pytest.fixture
def analyst() -> User:
    who = sheets.registrar("analyst")
    told = sheets.source(who)
    sheets.county(told)
    keeping.enter(Kind.ENTERPRISE, keeping.New("恒川公司", FOUNDED, sheets.code(1)), source=told)
    return who


def figures() -> list[tuple[str, str, date, date, Decimal]]:
    rows = counting(Observation.objects.select_related("indicator"))
    return [(r.indicator.code, r.measure, r.first, r.last, r.value.normalize()) for r in rows]


def test_a_figure_is_converted_into_the_unit_of_its_indicator(analyst: User) -> None:
    sheet = xlsx(LONG, ("他山县", "地区生产总值", "2025年1—9月", "1,864,000", "万元"))
    run = loaded(begun(sheet, "figures", analyst))
    assert said(run) == []
    assert figures() == [("grp", "level", date(2025, 1, 1), date(2025, 9, 30), Decimal("186.4"))]
    assert Observation.objects.get().stated == "1,864,000万元"


def test_each_figure_knows_its_row(analyst: User) -> None:
    sheet = xlsx(
        ("某表",), LONG, ("他山县", "GDP", "2025", 250, ""), ("999901", "grp", "2024", 230, "")
    )
    loaded(begun(sheet, "figures", analyst))
    assert list(Observation.objects.order_by("row").values_list("row", flat=True)) == [3, 4]


def test_a_growth_is_told_by_the_name(analyst: User) -> None:
    sheet = xlsx(LONG, ("他山县", "地区生产总值增速", "2025", "6.3%", ""))
    loaded(begun(sheet, "figures", analyst))
    assert figures()[0][1:] == ("growth", date(2025, 1, 1), date(2025, 12, 31), Decimal("6.3"))


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("某县", "grp", "2025", 1, ""), ("A2", "subject")),
        (("他山县", "幸福指数", "2025", 1, ""), ("B2", "indicator")),
        (("他山县", "grp", "去年", 1, ""), ("C2", "period")),
        (("他山县", "grp", "2025", "约3亿", ""), ("D2", "value")),
        (("他山县", "grp", "2025", 3, "吨"), ("D2", "value")),
        (("他山县", "grp", "2099", 3, ""), ("D2", "value")),
        ((sheets.code(1), "grp", "2025", 3, ""), ("D2", "value")),
    ],
)
def test_what_cannot_be_a_figure_is_refused_at_its_cell(
    analyst: User, row: tuple[object, ...], cell: tuple[str, str]
) -> None:
    assert said(begun(xlsx(LONG, row), "figures", analyst)) == [cell]


def test_one_figure_told_twice_is_refused(analyst: User) -> None:
    sheet = xlsx(LONG, ("他山县", "grp", "2025", 1, ""), ("999901", "GDP", "2025年", 2, ""))
    assert said(begun(sheet, "figures", analyst)) == [("D3", "value")]


def test_a_single_firms_return_is_refused_to_who_is_no_statistician(analyst: User) -> None:
    sheet = xlsx(LONG, ("恒川公司", "main_revenue", "2025", 3080, ""))
    run = begun(sheet, "figures", analyst, use="statistics")
    assert said(run) == [("A2", "subject")]
    assert "statistics office" in run.problems.get().reason


def test_a_table_of_figures_by_indicator(analyst: User) -> None:
    sheet = xlsx(
        ("地区", "地区生产总值（亿元）", "地区生产总值增速（%）", "备注"),
        ("他山县", 250.5, 6.2, "快报"),
    )
    run = loaded(begun(sheet, "figures_wide", analyst, period="2025"))
    assert run.loaded_rows == 1
    assert {(code, measure, value) for code, measure, _first, _last, value in figures()} == {
        ("grp", "level", Decimal("250.5")), ("grp", "growth", Decimal("6.2")),
    }  # fmt: skip


def test_a_table_of_figures_by_period(analyst: User) -> None:
    sheet = xlsx(("指标", 2023, 2024, "2025年"), ("地区生产总值", 210, "—", 250))
    loaded(begun(sheet, "figures_wide", analyst, subject="他山县"))
    assert [(last.year, value) for *_rest, last, value in figures()] == [(2023, 210), (2025, 250)]


def test_levels_and_growth_under_each_indicator(analyst: User) -> None:
    sheet = xlsx(
        ("地区", "地区生产总值", "", "社会消费品零售总额", ""),
        ("", "总量（亿元）", "增速（%）", "总量（亿元）", "增速（%）"),
        ("他山县", 250, 6, 98, 4.5),
    )
    run: Import = loaded(begun(sheet, "figures_wide", analyst, period="2025"))
    assert said(run) == []
    assert {(code, measure) for code, measure, *_rest in figures()} == {
        ("grp", "level"), ("grp", "growth"), ("retail_sales", "level"), ("retail_sales", "growth"),
    }  # fmt: skip


def test_an_import_undone_counts_no_more(analyst: User) -> None:
    sheet = xlsx(LONG, ("他山县", "grp", "2025", 250, ""))
    undone(loaded(begun(sheet, "figures", analyst)))
    assert figures() == []
    assert Observation.objects.count() == 1


def test_what_a_later_import_said_too_stands_on_that_one(analyst: User) -> None:
    sheet = xlsx(LONG, ("他山县", "grp", "2025", 250, ""))
    first = loaded(begun(sheet, "figures", analyst))
    other = xlsx(LONG, ("他山县", "grp", "2025", 250, ""), ("他山县", "grp", "2024", 230, ""))
    second = loaded(begun(other, "figures", analyst))
    undone(first)
    assert {row[-1] for row in figures()} == {Decimal(250), Decimal(230)}
    assert {row.source for row in counting(Observation.objects.all())} == {second.source}


def test_what_was_corrected_since_is_not_said_again(analyst: User) -> None:
    sheet = xlsx(LONG, ("他山县", "grp", "2025", 250, ""))
    first = loaded(begun(sheet, "figures", analyst))
    loaded(begun(sheet, "figures", analyst))
    loaded(begun(xlsx(LONG, ("他山县", "grp", "2025", 251, "")), "figures", analyst))
    undone(first)
    assert [row[-1] for row in figures()] == [Decimal(251)]


def test_a_second_import_corrects_and_counts_what_is_unchanged(analyst: User) -> None:
    kept, first = ("他山县", "grp", "2024", 230, ""), ("他山县", "grp", "2025", 250, "")
    loaded(begun(xlsx(LONG, first, kept), "figures", analyst))
    corrected = ("他山县", "grp", "2025", 251, "")
    run = loaded(begun(xlsx(LONG, corrected, kept), "figures", analyst))
    assert (run.changed_rows, run.unchanged_rows) == (1, 1)
