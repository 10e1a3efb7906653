"""Occupancy and utilisation are two ratios, as of any day, with what they are made of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.registry import park_cast
from tests.registry.park_cast import ADDED, ON, Park

from tashan.registry import parks
from tashan.registry.changes import change, enter
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind
from tashan.registry.models import Tenancy
from tashan.registry.occupancy import Areas, Stock, occupancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> Park:
    return park_cast.park()


def test_numerators_and_denominator_of_a_park(park: Park) -> None:
    assert occupancy(park.park, ON) == Areas(Decimal(54600), Decimal(49740), Decimal(46620))


def test_occupancy_is_let_of_available(park: Park) -> None:
    assert round(occupancy(park.park, ON).occupancy or 0, 4) == Decimal("0.9110")


def test_utilisation_is_producing_of_available(park: Park) -> None:
    assert round(occupancy(park.park, ON).utilisation or 0, 4) == Decimal("0.8538")


def test_a_building_has_its_own_areas(park: Park) -> None:
    assert occupancy(park.buildings[1], ON) == Areas(Decimal(7200), Decimal(5700), Decimal(5700))


def test_without_anything_available_the_ratios_are_unknown(park: Park) -> None:
    before = occupancy(park.park, date(2011, 1, 1))
    assert (before.available, before.occupancy, before.utilisation) == (0, None, None)


def test_the_day_before_a_building_is_completed_it_does_not_count(park: Park) -> None:
    stock = Stock([park.park])
    grown = stock.areas(ADDED).available - stock.areas(ADDED - timedelta(1)).available
    assert grown == 14400


def test_a_building_under_construction_is_not_available(park: Park) -> None:
    new = New("6#", ON, facts={"park": park.park, "state": "building"})
    plan = parks.FloorPlan(1, None, None, (parks.Part("整层", Decimal(5000)),))
    building = parks.enter_building(new, [plan], source=park.source)
    assert occupancy(park.park, ON).available == 54600
    change(building, since=ON, source=park.source, state="completed", completed_on=ON)
    assert occupancy(park.park, ON).available == 59600


def test_later_rows_do_not_change_what_was(park: Park) -> None:
    before = occupancy(park.park, ADDED)
    tenancy = Tenancy.objects.get(unit=park.unit(3, 1), replaced=None)
    parks.move_out(tenancy, on=ON, source=park.source)
    assert occupancy(park.park, ADDED) == before


def test_a_series_has_the_end_of_each_month_and_the_day_itself(park: Park) -> None:
    series = Stock([park.park]).series(ON, months=3)
    assert [day for day, _ in series] == [date(2026, 9, 30), date(2026, 10, 31), ON]
    assert series[-1][1] == occupancy(park.park, ON)


def test_vacancies_tell_how_long_the_longest_first(park: Park) -> None:
    vacancies = Stock([park.park]).vacancies(ON)
    assert [(v.place.unit.area, v.days) for v in vacancies] == [
        (1500, 212),
        (1200, 96),
        (1200, 41),
        (960, 18),
    ]


def test_a_unit_that_was_never_let_is_vacant_since_it_was_completed(park: Park) -> None:
    facts = {"park": park.park, "state": "completed", "completed_on": date(2026, 11, 11)}
    plan = parks.FloorPlan(1, None, None, (parks.Part("整层", Decimal(500)),))
    parks.enter_building(New("6#", date(2026, 1, 1), facts=facts), [plan], source=park.source)
    assert Stock([park.park]).vacancies(ON)[-1].days == 10


def test_contracts_that_end_within_ninety_days(park: Park) -> None:
    ending = Stock([park.park]).ending(ON, within=90)
    assert [(e.last, e.days) for e in ending] == [
        (date(2026, 12, 15), 24),
        (date(2026, 12, 31), 40),
        (date(2027, 1, 20), 60),
        (date(2027, 2, 15), 86),
    ]


def test_a_tenant_with_a_following_contract_is_renewed(park: Park) -> None:
    lease = parks.Lease(park.tenants["嘉禾线缆"], date(2027, 1, 1), date(2030, 1, 1))
    parks.move_in(park.unit(3, 4, "东"), lease, source=park.source)
    renewed = [e.is_renewed for e in Stock([park.park]).ending(ON, within=90)]
    assert renewed == [False, True, False, False]


def test_a_park_is_read_in_three_queries(
    park: Park, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        stock = Stock([park.park])
        stock.series(ON, months=36), stock.vacancies(ON), stock.ending(ON, within=90)


def test_the_parks_of_a_list_are_told_apart(park: Park) -> None:
    other = enter(Kind.PARK, New("西坪产业园", ON, facts={"level": "county"}), source=park.source)
    stock = Stock([park.park, other])
    assert stock.areas(ON, park=other.pk).available == 0
    assert stock.areas(ON, park=park.park.pk).available == 54600
