"""Ranks among known figures of the same period, holder and scope; equal ones share the better."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.indicators import analysis_cast as cast
from tests.indicators.analysis.made import OURS, made

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import analyse
from tashan.indicators.analysis.standings import Among, peers_of, rank_of
from tashan.indicators.models import Holder, Measure
from tashan.indicators.recording import record


def ranked(code: str, ours: str, *theirs: str) -> tuple[int, int, bool] | None:
    row = made(code, {"2026-09": ours})
    values = {OURS: Decimal(ours)} | {n: Decimal(v) for n, v in enumerate(theirs, start=2)}
    found = rank_of(row, values, Measure.LEVEL)
    return None if found is None else (found.rank, found.of, found.is_shared)


def test_the_higher_is_first() -> None:
    assert ranked("retail_sales", "76.9", "80", "60") == (2, 3, False)


def test_where_lower_is_better_the_lower_is_first() -> None:
    assert ranked("bad_loans", "1.2", "2", "3") == (1, 3, False)


def test_what_looks_equal_shares_the_better_rank() -> None:
    assert ranked("retail_sales", "76.901", "76.904", "80") == (2, 3, True)


def test_alone_there_is_no_rank() -> None:
    assert ranked("retail_sales", "76.9") is None


@pytest.fixture
def county(db: None) -> cast.County:
    return cast.county(peers=False)


def rank_with(county: cast.County, end: End, value: str, holder: Holder) -> int | None:
    """Of how many we are ranked, when one peer told this of retail sales."""
    peer = county.peers["临溪县"]
    figure = cast.figure(peer, "retail_sales", end, value, holder=holder)
    record([figure], source=county.source, actor=county.actor, at=cast.cast.AT)
    found = analyse(county.place, on=cast.ON)
    assert found is not None
    rank = found.standing(found.by_code["retail_sales"]).level
    return None if rank is None else rank.of


def test_a_peer_that_told_the_same_period_is_ranked(county: cast.County) -> None:
    assert rank_with(county, cast.LAST, "60", Holder.STATISTICS) == 2


def test_a_figure_of_another_period_is_not_compared(county: cast.County) -> None:
    assert rank_with(county, End(2026, 8), "60", Holder.STATISTICS) is None


def test_a_figure_of_another_holder_is_not_compared(county: cast.County) -> None:
    assert rank_with(county, cast.LAST, "60", Holder.OFFICE) is None


def test_peers_are_the_counties_of_the_city(county: cast.County) -> None:
    found = peers_of(county.place, among=Among.CITY, on=cast.ON)
    assert found == [county.peers[name].pk for name in cast.CITY]


def test_peers_in_the_province_are_those_of_its_other_cities_too(county: cast.County) -> None:
    found = peers_of(county.place, among=Among.PROVINCE, on=cast.ON)
    assert set(found) == {place.pk for place in county.peers.values()}
