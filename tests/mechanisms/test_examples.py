"""Examples: what an officer expects beside what comes out."""

from __future__ import annotations

import pytest
from tests.mechanisms.written import indicator, library_with, mechanism

from tashan.mechanisms.examples import run_examples


def wrong(given: str, expect: str, *, part: str = "ratio") -> tuple[str, ...]:
    more = f"examples:\n  - {{name: 例, part: {part}, given: {given}, expect: {expect}}}\n"
    text = mechanism(
        indicator("a"),
        indicator("b"),
        indicator("ratio", "formula: a / b\n"),
        "year:\n  kind: calendar\n  year: 2027\n  provisional: true\n",
        more=more,
    )
    library = library_with(t=text)
    assert library.errors == ()
    [run] = run_examples(library)
    return run.wrong


def test_an_example_that_holds_says_nothing() -> None:
    assert wrong("{a: 1, b: 4}", "{ratio: 0.25}") == ()


def test_a_result_is_rounded_half_up_to_the_decimals_of_the_indicator() -> None:
    assert wrong("{a: 1, b: 8}", "{ratio: 0.13}") == ()


def test_an_unknown_result_is_expected_as_null() -> None:
    assert wrong("{a: 1, b: 0}", "{ratio: null}") == ()


@pytest.mark.parametrize(
    ("given", "expect", "part", "told"),
    [
        ("{a: 1, b: 4}", "{ratio: 0.3}", "ratio", "ratio is 0.25, expected 0.3."),
        ("{a: 1, b: null}", "{ratio: 0}", "ratio", "ratio is unknown, expected 0."),
        ("{a: 1, b: 4, c: 1}", "{ratio: 1}", "ratio", "unknown input 'c'. Expected one of: a, b."),
        ("{a: 1}", "{ratio: 1}", "ratio", "'b' is not given. Write null where it is unknown."),
        ("{a: 1, b: x}", "{ratio: 1}", "ratio", "'b': expected a number, or null"),
        ("{a: 1, b: 4}", "{rate: 1}", "ratio", "unknown answer 'rate'."),
        ("{a: 1}", "{a: 1}", "a", "the indicator 'a' has no formula to run."),
        ("{a: 1}", "{a: 1}", "year", "the part 'year' computes nothing"),
    ],
)
def test_an_example_that_does_not_hold_says_why(
    given: str, expect: str, part: str, told: str
) -> None:
    assert wrong(given, expect, part=part)[0].startswith(told)
