"""How figures are written: exact, rounded half up, with unit and sign, the unknown in a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from tashan.indicators.figure_text import figure_text, number_text, rounded


def shown(template: str, **values: object) -> str:
    return Template("{% load figures %}" + template).render(Context(values))


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.25", 1, "0.3"), ("-0.25", 1, "-0.3"), ("2.675", 2, "2.68"), ("0.45", 0, "0")],
)
def test_a_half_is_rounded_away_from_nought(value: str, places: int, expected: str) -> None:
    assert rounded(Decimal(value), places) == Decimal(expected)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="never a float"):
        number_text(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1846", "万元", "1,846 万元"),
        ("312.6", "亿元", "312.60 亿元"),
        ("91.05", "%", "91.1%"),
        ("-166.40", "万㎡", "−166.4 万㎡"),
        ("1234567.8900", "元", "1,234,567.89 元"),
        ("100", "", "100"),
        ("-0.04", "%", "0.0%"),
    ],
)
def test_a_figure_carries_its_unit(value: str, unit: str, expected: str) -> None:
    assert figure_text(Decimal(value), unit) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("4.7", "+4.7 百分点"), ("-9.4", "−9.4 百分点"), ("0", "0.0 百分点")],
)
def test_a_difference_carries_its_sign(value: str, expected: str) -> None:
    assert shown('{{ v|difference:"百分点" }}', v=Decimal(value)) == expected


def test_an_unknown_figure_is_a_word_and_never_nought() -> None:
    html = shown('{{ v|figure:"亿元" }}', v=None)
    assert "not yet known" in html
    assert "title=" in html


def test_an_unknown_figure_in_a_column_is_a_dash_that_is_read_out() -> None:
    html = shown("{{ v|bare }}", v=None)
    assert '<span aria-hidden="true">—</span>' in html
    assert "not yet known" in html


def test_nought_is_a_figure() -> None:
    assert shown('{{ v|figure:"亿元" }}', v=0) == "0.00 亿元"


def test_decimals_can_be_asked_for() -> None:
    assert shown("{{ v|places:2 }}", v=Decimal("1234.565")) == "1,234.57"
    assert shown("{{ v|percent }}", v=Decimal("62.44")) == "62.4%"


def test_dates_are_written_by_number() -> None:
    on = date(2025, 11, 6)
    assert shown("{{ d|day }} {{ d|month }} {{ d|month_day }}", d=on) == "2025-11-06 2025-11 11-06"
    assert shown("{{ d|day }}", d=None) == "—"


def test_a_sourced_figure_is_a_link_without_a_script_too() -> None:
    html = shown('{% sourced "251.8" "/sources/7/" %}')
    assert 'href="/sources/7/" data-source-url="/sources/7/"' in html


def test_a_figure_without_a_source_is_plain() -> None:
    assert shown('{% sourced text "" %}', text="<b>") == "&lt;b&gt;"
