"""The invented county has what it promises, and the same from one seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tashan.base.divisions import named
from tashan.demo.county import County, Sizes
from tashan.demo.invented.places import PEERS
from tashan.demo.invented.world import World, invent

SMALL = Sizes(enterprises=60, officers=30, projects=20, households=5, peers=2, months=9)


def test_one_seed_gives_one_world(county: County) -> None:
    one, other = (invent(7, SMALL, county.people) for _ in range(2))
    assert one == other
    assert list(one.sheets()) == list(other.sheets())


def test_another_seed_gives_another_world() -> None:
    assert invent(7, SMALL).enterprises != invent(8, SMALL).enterprises


def test_more_projects_change_no_enterprise() -> None:
    larger = replace(SMALL, projects=40)
    assert invent(7, SMALL).enterprises == invent(7, larger).enterprises


@pytest.mark.parametrize(
    ("what", "number"),
    [("enterprises", 1200), ("officers", 150), ("projects", 90), ("parks", 3), ("households", 120)],
)
def test_there_are_as_many_as_promised(what: str, number: int, world: World) -> None:
    assert len(getattr(world, what)) == number


def test_the_parks_have_sixty_buildings(world: World) -> None:
    assert sum(len(park.buildings) for park in world.parks) == 60


def test_fifty_two_offices_stand_and_the_reforms_are_told(world: World) -> None:
    standing = [office for office in world.offices if office.until is None]
    assert len(standing) == 52
    gone = [office for office in world.offices if office.until]
    assert {office.until.year for office in gone if office.until} == {2018, 2019, 2024}
    names = {office.name for office in standing}
    assert all(set(office.followed_by) <= names for office in gone)


def test_the_county_has_ten_towns_and_sixty_villages_and_twelve_peers(world: World) -> None:
    levels = Counter(place.level for place in world.places if place.code.startswith("999901"))
    assert levels == {"county": 1, "town": 10, "village": 60}
    assert sum(place.level == "county" for place in world.places) == 1 + len(PEERS) == 13


def test_no_invented_county_or_city_exists(world: World) -> None:
    above = [place for place in world.places if place.level not in ("town", "village")]
    assert [place.name for place in above if named(place.name)] == []


def test_every_peer_has_towns(world: World) -> None:
    towns = Counter(place.parent for place in world.places if place.level == "town")
    assert all(8 <= towns[code] <= 12 for code in PEERS)


def test_no_officer_works_in_an_office_before_it_was_made(world: World) -> None:
    since = {office.name: office.since for office in world.offices}
    posts = [post for officer in world.officers for post in officer.posts]
    assert all(post.since >= since[post.office] for post in posts)
