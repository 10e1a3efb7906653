"""Formulas: what they compute, what is unknown, what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.mechanisms import formula
from tashan.mechanisms.formula import FormulaError, Name, Node, Number, Operation

D = Decimal


def test_nodes_are_our_own() -> None:
    assert formula.parse("a * 2") == Operation("*", Name("a", 0), Number(D(2)))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a + b * 2", D(11)),
        ("(a + b) * 2", D(16)),
        ("a - b - 1", D(1)),
        ("a / b", D(5) / D(3)),
        ("-a + 0.1", D("-4.9")),
        ("  a", D(5)),
    ],
)
def test_a_formula_computes_in_decimals(text: str, result: Decimal) -> None:
    assert formula.value(formula.parse(text), {"a": D(5), "b": D(3)}) == result


def test_an_unknown_input_makes_the_result_unknown() -> None:
    tree = formula.parse("a + b * 0")
    assert formula.value(tree, {"a": D(1), "b": None}) is None
    assert formula.value(tree, {"a": D(1)}) is None


def test_a_zero_divisor_makes_the_result_unknown() -> None:
    tree = formula.parse("a / b + 1")
    assert formula.value(tree, {"a": D(1), "b": D(0)}) is None
    assert formula.value(tree, {"a": D(0), "b": D(0)}) is None


def test_the_names_of_a_formula_come_in_order_with_their_places() -> None:
    tree = formula.parse("(new - old) / old")
    assert [(name.code, name.offset) for name in formula.names(tree)] == [
        ("new", 1),
        ("old", 7),
        ("old", 14),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a ** 2",
        "a // b",
        "a % b",
        "f(a)",
        "a.b",
        "a[1]",
        "'a'",
        "a if b else c",
        "lambda",
        "a and b",
        "a, b",
        "a < b",
        "1_000",
        "0x10",
        "1e9",
        "1j",
        "007",
        "A",
        "a := 1",
        "县",
        "a\nb",
        "(" * 150 + "a" + ")" * 149,
        "a + " * 100 + "a",
        "+a",
    ],
)
def test_all_else_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        formula.parse(text)


def test_a_refusal_says_where_and_what_instead() -> None:
    with pytest.raises(FormulaError) as refusal:
        formula.parse("a + sum(b)")
    assert refusal.value.offset == 4
    assert "Expected indicator codes, numbers" in refusal.value.message


def test_many_signs_in_a_row_end_in_an_answer() -> None:
    tree = formula.parse("-" * 298 + "a")
    assert formula.value(tree, {"a": D(2)}) == 2


numbers = st.decimals(
    min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False
)


@st.composite
def formulas(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["a", "b", "c", "2", "0.5", "100"]))
    left, right = draw(formulas(depth=depth - 1)), draw(formulas(depth=depth - 1))
    return f"({left} {draw(st.sampled_from('+-*/'))} {right})"


@given(text=formulas(), a=numbers, b=numbers, c=numbers)
def test_a_formula_equals_the_arithmetic_of_decimals(
    text: str, a: Decimal, b: Decimal, c: Decimal
) -> None:
    tree: Node = formula.parse(text)
    assert formula.value(tree, {"a": a, "b": b, "c": c}) == by_python(text, a=a, b=b, c=c)


def by_python(text: str, **inputs: Decimal) -> Decimal | None:
    for number in ("100", "0.5", "2"):
        text = text.replace(number, f"D('{number}')")
    try:
        return Decimal(eval(text, {"D": Decimal, **inputs}))
    except ArithmeticError:
        return None
