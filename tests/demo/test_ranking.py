"""The demo has published lists, some firms without consent, and an appraisal in dispute."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from tashan.demo.county import County, Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.ranking import rank_everybody
from tashan.indicators.ranking.storing import is_intact
from tashan.indicators.ranking_models import (
    Consent,
    Objection,
    Publication,
    RankingMark,
    RankingRun,
    SelfScore,
)

SMALL = Sizes(enterprises=120, officers=40, projects=20, households=5, peers=0, months=35)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: Settings) -> County:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    assert rank_everybody(county.code, people["steward"])
    return county


def test_the_demo_ranks_publishes_and_appraises_once(county: County) -> None:
    """One world for all: it takes long to invent."""
    lists = [row.content for row in Publication.objects.order_by("id")]
    names = [row["name"] for row in lists[0]["rows"]]
    assert len(lists) == 3
    assert 0 < names.count(None) < len(names) / 2
    assert Consent.objects.filter(is_given=False).exists()
    for run in RankingRun.objects.all():
        assert run.head["counts"].get("ranked", 0) > 1, run
        assert is_intact(run)
    assert RankingMark.objects.count() == 4
    assert SelfScore.objects.exists()
    assert Objection.objects.filter(answered_on__isnull=True).count() == 1
    assert not rank_everybody(county.code, load_people(county)["steward"])
