"""Text of rules into nodes; whatever is written, nodes or an error with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import All, Comparison, Figure, Name, Number, PeriodWord, Words
from tashan.mechanisms.rules.parser import parse

_WORDS = (
    *("tax_paid", "[", "last_year", "]", "(", ")", "'C39'", '"', "'", "and", "or", "not", "in"),
    *("if", "else", "==", ">=", "<", "+", "-", "*", "/", "%", "1000", "万元", "0.5", "亿元", ","),
    *(
        "min",
        "growth",
        ".",
        ".5",
        "...",
        "1.",
        "a.b",
        "是",
        "lambda",
        "é",
        "\n",
        "\t",
        "\0",
        "é",
        "1_0",
        "{",
        "f'x'",
        "#",
    ),
)
SOUP = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)


def test_a_number_keeps_its_unit_and_its_place() -> None:
    rule = parse("3 亿元 <= x")
    assert rule == Comparison("<=", Number(Decimal(3), "亿元", 0), Name("x", 8), 0)


def test_places_count_characters_and_not_bytes() -> None:
    text = "'中文' in labels and tax_paid[last_year] > 1"
    rule = parse(text)
    assert isinstance(rule, All)
    assert rule.items[1].offset == text.index("tax_paid")


def test_a_period_may_count_months() -> None:
    assert parse("vat_paid[last_6_months]") == Figure("vat_paid", 6, True, 0)
    assert parse("output[2025]") == Figure("output", 2025, False, 0)
    assert parse("x[last_year]") == Figure("x", PeriodWord.LAST_YEAR, False, 0)


def test_leading_blanks_move_every_place() -> None:
    assert parse("  'a'") == Words("a", 2)


def test_a_unit_with_a_stroke_is_one_unit_and_a_stroke_alone_divides() -> None:
    assert parse("20 万元/亩") == Number(Decimal(20), "万元/亩", 0)
    assert parse("20 万元/land").offset == 0


@pytest.mark.parametrize(
    "text", ["-" * 900 + "1", "1+" * 400 + "1", "not " * 200 + "a", "(" * 400, "a." * 300 + "b"]
)
def test_what_is_too_deep_is_told(text: str) -> None:
    with pytest.raises(RuleError):
        parse(text)


@pytest.mark.parametrize("text", [".5", "x > .5", "...", "x.", "x .y", "1.5.2", "x.5"])
def test_a_point_stands_within_a_number_or_between_names(text: str) -> None:
    with pytest.raises(RuleError):
        parse(text)


@given(st.text(max_size=80) | SOUP | SOUP.map(lambda text: text.replace(" ", "")))
def test_any_text_gives_nodes_or_an_error_with_its_place(text: str) -> None:
    wrong = error_of(text)
    if wrong is not None:
        assert 0 <= wrong.offset <= len(text)
        assert wrong.message.strip()


def error_of(text: str) -> RuleError | None:
    try:
        parse(text)
    except RuleError as error:
        return error
    return None
