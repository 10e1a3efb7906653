"""A facility falls short where its peak is above its capacity; where one is unknown, so is that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.registry import park_cast
from tests.registry.park_cast import ON, Park
from tests.web.people import account

from tashan.indicators.catalogue import definition, indicators
from tashan.indicators.models import Holder
from tashan.indicators.newest import newest
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.indicators.utilities import CODES, Utility, utilities

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> Park:
    return park_cast.park()


def of(park: Park, on: date = ON) -> dict[str, Utility]:
    user = account("reader", "reader")
    found = newest([park.park], CODES, on=on, user=user)
    return {one.code: one for one in utilities(found, park.park.pk)}


def test_every_code_is_one_of_the_library_and_both_are_in_one_unit(park: Park) -> None:
    pairs = zip(CODES[::2], CODES[1::2], strict=True)
    assert all(definition(one).unit == definition(other).unit for one, other in pairs)


def test_the_shortfall_is_the_peak_less_the_capacity(park: Park) -> None:
    park_cast.facilities(park)
    assert of(park)["power"].shortfall == Decimal("0.16")


def test_what_is_spare_is_no_shortfall(park: Park) -> None:
    park_cast.facilities(park)
    refuse = of(park)["refuse"]
    assert (refuse.is_short, refuse.spare) == (False, Decimal("2.8"))


@pytest.mark.parametrize("code", ["power_peak", "power_capacity"])
def test_where_a_figure_is_missing_the_shortfall_is_unknown(code: str, park: Park) -> None:
    park_cast.facilities(park, without=code)
    power = of(park)["power"]
    assert (power.shortfall, power.is_short) == (None, False)


def test_a_facility_without_any_figure_is_not_listed(park: Park) -> None:
    assert of(park) == {}


def test_only_figures_up_to_the_day_are_told(park: Park) -> None:
    park_cast.facilities(park)
    assert of(park, on=date(2026, 10, 30)) == {}


def test_the_newest_figure_is_told(park: Park) -> None:
    park_cast.facilities(park)
    last = date(2026, 11, 1)
    row = Figure(
        park.park, indicators(["power_peak"])["power_peak"], last, last, Decimal("1.9"),
        holder=Holder.OFFICE,
    )  # fmt: skip
    record([row], source=park.source, actor=park.source.actor, at=cast.AT)
    assert of(park)["power"].is_short is False


def test_all_facilities_are_read_in_one_query(
    park: Park, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    park_cast.facilities(park)
    user = account("reader", "reader")
    newest([park.park], CODES, on=ON, user=user)
    with django_assert_num_queries(1):
        newest([park.park], CODES, on=ON, user=user)
