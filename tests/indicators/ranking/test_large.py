"""Large populations are ranked by Polars in whole numbers, exactly as the small ones are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.ranking import large
from tashan.mechanisms.scoring import standings

SCORES = st.lists(st.decimals("-99999999999999", "99999999999999", places=2), max_size=40)
PAID = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([2024, 2025]), st.integers(-900, 10**13)),
    min_size=1,
    max_size=30,
)
FIRMS = pl.DataFrame(
    {"subject": range(6), "town": [1, 1, 1, 2, 2, 2], "industry": [1, 2, 1, 2, 1, 2]}
)


@given(SCORES)
def test_ranks_are_those_of_the_exact_way(scores: list[Decimal]) -> None:
    assert large.ranks(scores) == standings.ranks(scores)


def table(paid: list[tuple[int, int, int]]) -> pl.DataFrame:
    rows = pl.DataFrame(paid, schema=["subject", "year", "fen"], orient="row")
    return large.standings(rows.lazy(), FIRMS.lazy(), year=2025).collect()


def by_hand(paid: list[tuple[int, int, int]]) -> dict[int, tuple[int, int]]:
    told: dict[int, list[int]] = {}
    for subject, year, fen in paid:
        told.setdefault(subject, [0, 0])[year - 2024] += fen
    return {subject: (base, now) for subject, (base, now) in told.items()}


@given(PAID)
def test_totals_and_their_ranks_are_exact(paid: list[tuple[int, int, int]]) -> None:
    known = by_hand(paid)
    found = table(paid)
    totals = {row["subject"]: row["now"] for row in found.iter_rows(named=True)}
    assert totals == {subject: now for subject, (_base, now) in known.items()}
    for row in found.iter_rows(named=True):
        better = [now for _base, now in known.values() if now > row["now"]]
        assert row["rank"] == len(better) + 1


@given(PAID)
def test_growth_is_rounded_half_up_and_has_no_value_without_a_base(
    paid: list[tuple[int, int, int]],
) -> None:
    known = by_hand(paid)
    for row in table(paid).iter_rows(named=True):
        base, now = known[row["subject"]]
        if base <= 0:
            assert row["growth"] is None
            continue
        exact = Fraction(now - base, base) * 10_000
        assert row["growth"] == int(standings.half_up(exact, 0))


def test_percentiles_run_from_ten_thousand_to_nothing() -> None:
    found = table([(n, 2025, 100 * n) for n in range(1, 4)]).sort("rank")
    assert found["percentile"].to_list() == [10_000, 5_000, 0]


def test_who_is_alone_has_the_whole_percentile() -> None:
    assert table([(1, 2025, 5)])["percentile"].to_list() == [10_000]


def test_the_first_are_all_who_tie_on_the_last_rank() -> None:
    found = table([(1, 2025, 9), (2, 2025, 7), (3, 2025, 7), (4, 2025, 1)]).lazy()
    assert large.first(found, 2).collect()["subject"].to_list() == [1, 2, 3]


def test_a_town_is_ranked_by_itself() -> None:
    found = table([(n, 2025, 100 - n) for n in range(6)]).sort("subject")
    assert found["town_rank"].to_list() == [1, 2, 3, 1, 2, 3]
