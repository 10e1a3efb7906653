"""The demo starts on its own data alone: those of an older edition are told, not mixed."""

import pytest

from tashan.base.errors import UserError
from tashan.demo.county import read_county
from tashan.demo.figuring import at
from tashan.demo.load import FIRST_DAY, load_people, load_world
from tashan.record import sources

pytestmark = pytest.mark.django_db


def test_data_of_an_older_edition_are_told_with_the_next_step() -> None:
    county = read_county()
    people = load_people(county)
    sources.of_document(f"{county.name}（虚构）登记簿 {county.seed}", at=at(FIRST_DAY))
    with pytest.raises(UserError, match="older edition") as told:
        load_world(county, people)
    assert "Remove its folder" in str(told.value.hint)


def test_data_of_this_edition_stay_as_they_are() -> None:
    county = read_county()
    people = load_people(county)
    title = f"{county.name}（虚构）登记簿 {county.seed}/{county.edition}"
    sources.of_document(title, at=at(FIRST_DAY))
    assert load_world(county, people) is False
