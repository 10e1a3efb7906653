"""Places in their tree, as of any day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.registry.people_and_places import TODAY, county, place, source

from tashan.registry import changes
from tashan.registry.models import Entity
from tashan.registry.places import ancestry, called, children, place_at_front, within

pytestmark = pytest.mark.django_db


@pytest.fixture
def tashan(db: None) -> Entity:
    return county()


def test_a_county_lies_in_its_prefecture_and_province(tashan: Entity) -> None:
    assert ancestry(tashan, TODAY).names == ("他山县", "青石市", "云岭省")


def test_before_it_was_there_a_place_lies_in_nothing(tashan: Entity) -> None:
    assert ancestry(tashan, date(1990, 1, 1)).places == ()


def test_all_that_lies_in_a_place_is_found_at_any_depth(tashan: Entity) -> None:
    town = place("城关镇", "", "town", parent=tashan)
    city = Entity.objects.get(code="999900")
    assert within([city.pk], TODAY) == {city.pk, tashan.pk, town.pk}
    assert within([], TODAY) == frozenset()


def test_a_place_that_moved_lies_where_it_lay_that_day(tashan: Entity) -> None:
    other = place("白沙市", "999800", "prefecture", parent=Entity.objects.get(code="990000"))
    city = Entity.objects.get(code="999900")
    changes.change(tashan, since=date(2020, 1, 1), source=source(), parent=other)
    assert tashan.pk in within([city.pk], date(2019, 1, 1))
    assert tashan.pk not in within([city.pk], TODAY)
    assert [row.name for row in children(other, TODAY)] == ["他山县"]


@pytest.mark.parametrize("words", ["他山县", "999901"])
def test_a_place_is_called_by_name_or_code(words: str, tashan: Entity) -> None:
    assert called(words) == [tashan.pk]


def test_a_name_begins_with_its_place(tashan: Entity) -> None:
    front = place_at_front("他山县发展和改革局", TODAY, ancestry(tashan, TODAY))
    assert (front.places, front.rest) == ((tashan.pk,), "发展和改革局")


def test_a_name_that_is_a_place_alone_begins_with_none(tashan: Entity) -> None:
    assert place_at_front("他山县", TODAY, ancestry(tashan, TODAY)).places == ()
