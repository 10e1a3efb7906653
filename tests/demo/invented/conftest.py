"""The county that ``make demo`` shows, invented once for all these tests."""

from __future__ import annotations

import pytest

from tashan.demo.county import County, read_county
from tashan.demo.invented.facts import Fact, Sheet
from tashan.demo.invented.world import World, invent


@pytest.fixture(scope="session")
def county() -> County:
    return read_county()


@pytest.fixture(scope="session")
def world(county: County) -> World:
    return invent(county.seed, county.sizes, county.people)


@pytest.fixture(scope="session")
def sheets(world: World) -> list[Sheet]:
    return sorted(world.sheets(), key=lambda sheet: sheet.release.on)


@pytest.fixture(scope="session")
def counting(sheets: list[Sheet]) -> dict[tuple[object, ...], Fact]:
    """The figure that counts in the end: what was said last under a key."""
    return {key(fact): fact for sheet in sheets for fact in sheet.facts}


def key(fact: Fact) -> tuple[object, ...]:
    return (*fact[:6], fact.holder, fact.scope)
