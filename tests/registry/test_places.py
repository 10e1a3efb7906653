"""Places in their tree."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.registry.people_and_places import TODAY, county, place

from tashan.registry.models import Entity
from tashan.registry.places import all_within, within

pytestmark = pytest.mark.django_db


def test_a_province_holds_all_below_it_at_any_depth() -> None:
    ours = county()
    town = place("石桥镇", "999901100", "town", parent=ours)
    province = Entity.objects.get(code="990000")
    prefecture = Entity.objects.get(code="999900")
    assert within(province, TODAY) == {p.pk for p in (province, prefecture, ours, town)}
    assert within(ours, TODAY) == {ours.pk, town.pk}


def test_what_lay_nowhere_yet_is_not_within() -> None:
    county()
    province = Entity.objects.get(code="990000")
    assert within(province, date(1999, 12, 31)) == {province.pk}


def test_many_places_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ours = county()
    others = {ours.pk, place("乙县", "999902", "county").pk}
    with django_assert_num_queries(1):
        assert all_within(others, TODAY) == others


def test_of_no_places_there_is_nothing() -> None:
    assert all_within([], TODAY) == frozenset()
