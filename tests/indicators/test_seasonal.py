"""What a month was to be expected at by its season."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from math import exp
from pathlib import Path
from random import Random

import pytest

from tashan.indicators.seasonal import Deviation, Expectation, Method, Month, expectation

SOURCE = Path(__file__).resolve().parents[2] / "src"
D = Decimal
Figures = dict[Month, Decimal | None]


def monthly(count: int, *, seed: int = 1, noise: float = 0.02, first: int = 2021) -> Figures:
    """A level that grows by 8 % a year, swings with the season and trembles a little."""
    random = Random(seed)
    season = [random.uniform(-0.3, 0.3) for _ in range(12)]
    values = [
        1000 * exp(season[i % 12] + 0.08 * i / 12 + random.gauss(0, noise)) for i in range(count)
    ]
    return {(first + i // 12, i % 12 + 1): D(f"{value:.2f}") for i, value in enumerate(values)}


def without_january(figures: Figures) -> Figures:
    """As published: January not alone, February standing for the two."""
    both = {m: (v or D(0)) + (figures[m[0], 1] or D(0)) for m, v in figures.items() if m[1] == 2}
    return {m: both.get(m, value) for m, value in figures.items() if m[1] != 1}


def of_last(figures: Figures, *, places: int = 2, times: str = "1") -> Expectation:
    """The last month, told ``times`` its figure."""
    last = max(figures)
    value = figures[last]
    assert value is not None
    return expectation({**figures, last: value * D(times)}, last, places=places)


def test_a_month_like_its_season_is_usual() -> None:
    found = of_last(monthly(37))
    assert (found.deviation, found.is_anomaly, found.method) == (Deviation.USUAL, False, Method.STL)


@pytest.mark.parametrize(
    ("times", "deviation"), [("1.4", Deviation.ABOVE), ("0.7", Deviation.BELOW)]
)
def test_a_month_far_off_its_season_is_an_anomaly(times: str, deviation: Deviation) -> None:
    found = of_last(monthly(37), times=times)
    assert (found.deviation, found.is_anomaly) == (deviation, True)


def test_a_month_does_not_help_to_expect_itself() -> None:
    assert of_last(monthly(37), times="3").expected == of_last(monthly(37)).expected


def test_later_months_change_nothing() -> None:
    figures = monthly(48)
    cut = {month: value for month, value in figures.items() if month <= (2024, 3)}
    assert expectation(figures, (2024, 3), places=2) == expectation(cut, (2024, 3), places=2)


def test_one_wild_month_in_the_past_does_not_move_what_is_expected_much() -> None:
    figures = monthly(49)
    wild = {**figures, (2022, 6): D(9000)}
    calm, disturbed = of_last(figures).expected, of_last(wild).expected
    assert calm is not None
    assert disturbed is not None
    assert abs(disturbed / calm - 1) < D("0.03")


def test_the_band_lies_around_what_is_expected() -> None:
    found = of_last(monthly(37))
    assert found.low is not None
    assert found.expected is not None
    assert found.high is not None
    assert 0 < found.low < found.expected < found.high


def test_the_expectation_is_rounded_to_the_places_of_the_indicator() -> None:
    found = of_last(monthly(37), places=1)
    for figure in (found.expected, found.low, found.high):
        assert figure is not None
        assert figure.as_tuple().exponent == -1


def test_usual_months_are_seldom_called_anomalies() -> None:
    found = [of_last(monthly(37 + seed % 12, seed=seed)).is_anomaly for seed in range(60)]
    assert sum(map(bool, found)) <= 2


def test_an_unknown_month_has_an_expectation_and_no_deviation() -> None:
    figures = monthly(37)
    last = max(figures)
    found = expectation({**figures, last: None}, last, places=2)
    assert (found.deviation, found.is_anomaly, found.z) == (Deviation.UNKNOWN_MONTH, None, None)
    assert found.expected is not None


def test_a_month_that_never_moved_is_usual() -> None:
    flat: Figures = {(2023 + i // 12, i % 12 + 1): D(5) for i in range(25)}
    found = of_last(flat)
    assert (found.deviation, found.expected) == (Deviation.USUAL, D("5.00"))


def test_a_month_that_leaves_a_flat_series_is_an_anomaly() -> None:
    flat: Figures = {(2023 + i // 12, i % 12 + 1): D(5) for i in range(25)}
    assert of_last(flat, times="1.1").deviation is Deviation.ABOVE


def test_rates_may_be_zero_or_negative() -> None:
    random = Random(7)
    rates: Figures = {
        (2023 + i // 12, i % 12 + 1): D(f"{random.gauss(0.5, 0.6):.1f}") for i in range(30)
    }
    assert any(value is not None and value <= 0 for value in rates.values())
    last = max(rates)
    assert expectation(rates, last, places=1).method is Method.STL
    assert expectation({**rates, last: D(-12)}, last, places=1).deviation is Deviation.BELOW


def test_a_year_without_january_has_eleven_periods() -> None:
    found = of_last(without_january(monthly(40)))
    assert (found.periods, found.method, found.filled) == (11, Method.STL, ())
    assert found.is_anomaly is False


def test_february_stands_for_the_two_months_where_january_is_not_published() -> None:
    figures = without_january(monthly(38))
    assert max(figures) == (2024, 2)
    assert of_last(figures).is_anomaly is False
    assert of_last(figures, times="0.6").deviation is Deviation.BELOW


def test_a_january_that_is_never_published_has_no_expectation() -> None:
    found = expectation(without_january(monthly(36)), (2024, 1), places=2)
    assert (found.expected, found.deviation) == (None, Deviation.UNKNOWN_MONTH)


@pytest.mark.parametrize("value", ["0", "-5"])
def test_a_level_that_falls_to_zero_is_an_anomaly_and_moves_no_expectation(value: str) -> None:
    figures = monthly(37)
    last = max(figures)
    found = expectation({**figures, last: D(value)}, last, places=2)
    assert (found.deviation, found.z) == (Deviation.BELOW, None)
    assert found.expected == of_last(figures).expected


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(ValueError, match="none of the twelve"):
        expectation({(2026, 13): D(1)}, (2026, 10), places=2)


def test_a_january_entered_as_unknown_is_as_good_as_absent() -> None:
    figures = without_january(monthly(40))
    unknown: Figures = {(year, 1): None for year in range(2021, 2025)}
    assert of_last({**unknown, **figures}) == of_last(figures)


def test_a_single_missing_month_is_filled_in_and_named() -> None:
    found = of_last({**monthly(49), (2023, 5): None})
    assert (found.method, found.filled) == (Method.STL, ((2023, 5),))


def test_a_missing_month_is_not_taken_for_zero() -> None:
    whole, holed = of_last(monthly(49)).expected, of_last({**monthly(49), (2023, 5): None}).expected
    assert whole is not None
    assert holed is not None
    assert abs(holed / whole - 1) < D("0.05")


def test_the_history_begins_after_a_long_gap() -> None:
    holed: Figures = {**monthly(60), (2022, 5): None, (2022, 6): None}
    found = of_last(holed)
    assert (found.method, found.since, found.filled) == (Method.STL, (2022, 7), ())


def test_a_long_gap_near_the_end_leaves_the_same_month_of_the_year_before() -> None:
    holed: Figures = {**monthly(60), (2024, 5): None, (2024, 6): None}
    found = of_last(holed)
    assert (found.method, found.filled) == (Method.SAME_MONTH, ())


def test_a_month_long_after_the_last_known_one_is_not_extrapolated() -> None:
    figures = monthly(36)
    found = expectation({**figures, (2024, 6): D(1000)}, (2024, 6), places=2)
    assert found.method is Method.SAME_MONTH


def test_a_short_history_is_held_against_the_same_month_of_the_year_before() -> None:
    found = of_last(monthly(22))
    assert (found.method, found.deviation) == (Method.SAME_MONTH, Deviation.USUAL)
    assert of_last(monthly(22), times="2").deviation is Deviation.ABOVE


def test_the_same_month_is_taken_with_the_usual_change_over_a_year() -> None:
    figures: Figures = {(2024 + i // 12, i % 12 + 1): D(100 + 10 * (i // 12)) for i in range(20)}
    assert of_last(figures).expected == D("110.00")


def test_too_short_a_history_has_an_expectation_but_no_deviation() -> None:
    found = of_last(monthly(14))
    assert (found.deviation, found.is_anomaly) == (Deviation.SHORT_HISTORY, None)
    assert found.expected is not None
    assert (found.low, found.high, found.z) == (None, None, None)


def test_quarters_are_held_against_the_same_quarter_of_the_year_before() -> None:
    grp: Figures = {
        (2020 + i // 4, 3 * (i % 4) + 3): D(100 + 20 * (i % 4) + 5 * (i // 4)) for i in range(15)
    }
    found = of_last(grp)
    assert (found.method, found.is_anomaly, found.periods) == (Method.SAME_MONTH, False, 12)
    assert 154 < (found.expected or 0) < 157  # 155, by shares and not by amounts


def test_a_first_year_expects_nothing() -> None:
    found = of_last(monthly(8))
    assert (found.expected, found.method, found.is_anomaly) == (None, None, None)
    assert found.deviation is Deviation.SHORT_HISTORY


def test_an_empty_series_expects_nothing_of_an_unknown_month() -> None:
    found = expectation({}, (2026, 10), places=2)
    assert (found.deviation, found.expected) == (Deviation.UNKNOWN_MONTH, None)


def run(line: str) -> subprocess.CompletedProcess[bytes]:
    """In a Python of its own, where nothing has been imported yet and every warning is an error."""
    command = [sys.executable, "-W", "error", "-c", line]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(command, check=True, capture_output=True, env=environment)


def test_the_library_is_imported_only_when_it_is_needed() -> None:
    done = run("import sys, tashan.indicators.seasonal; print('statsmodels' in sys.modules)")
    assert done.stdout.strip() == b"False"


def test_nothing_is_printed_or_warned_of() -> None:
    done = run(
        "from decimal import Decimal as D; from tashan.indicators.seasonal import expectation\n"
        "s = {(2020 + i // 12, i % 12 + 1): D(i % 12 + 1) for i in range(37)}\n"
        "expectation(s, (2023, 1), places=1)"
    )
    assert (done.stdout, done.stderr) == (b"", b"")
