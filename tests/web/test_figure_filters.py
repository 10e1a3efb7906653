"""Figures in templates: with unit and sign, the unknown in a word, the source a link."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template


def shown(template: str, **values: object) -> str:
    return Template("{% load figures %}" + template).render(Context(values))


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
