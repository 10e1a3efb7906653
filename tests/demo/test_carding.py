"""The demo issues service green cards as officers do: by a list, by a ranking, one withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.demo.carding import issue_cards
from tashan.demo.county import County, Sizes, read_county
from tashan.demo.load import load_duties, load_people, load_world
from tashan.demo.ranking import rank_everybody
from tashan.programmes.cards.seeing import SOON, counts
from tashan.programmes.models import Card
from tashan.registry.belonging import entity_of
from tashan.registry.entitlements import ONE_DAY_DISPATCH, entitled

SMALL = Sizes(enterprises=120, officers=40, projects=20, households=5, peers=0, months=35)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: Settings) -> County:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    load_duties(county, people["steward"])
    rank_everybody(county.code, people["steward"])
    assert issue_cards(county.code, people["steward"], people["agent"])
    return county


def test_cards_are_valid_end_soon_and_one_is_withdrawn(county: County) -> None:
    told = counts(Card.objects.all(), TODAY)
    assert told["valid"] >= 30
    assert told[SOON] >= 20
    assert told["withdrawn"] == 1


def test_the_agents_enterprise_holds_one_and_what_it_entitles_to(county: County) -> None:
    own = entity_of(load_people(county)["agent"], TODAY)
    assert own is not None
    assert entitled([own.pk], ONE_DAY_DISPATCH, TODAY) == {own.pk}


def test_done_twice_it_changes_nothing(county: County) -> None:
    people = load_people(county)
    assert not issue_cards(county.code, people["steward"], people["agent"])
