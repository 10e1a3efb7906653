"""The demo matches its programmes, so that every kind of answer can be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from tashan.demo.county import County, Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.matching import match_programmes
from tashan.programmes.models import Award, AwardList, Run, RunProgramme
from tashan.registry.models import Label

SMALL = Sizes(enterprises=120, officers=40, projects=20, households=5, peers=0, months=35)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: Settings) -> County:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    assert match_programmes(county.code, people["steward"])
    return county


def test_every_kind_of_answer_can_be_seen(county: County) -> None:
    rows = RunProgramme.objects.filter(adoption__isnull=False)
    assert all(any(getattr(row, kind) for row in rows) for kind in ("eligible", "near", "unknown"))
    assert {run.state for run in Run.objects.all()} == {"done"}
    assert sorted(run.subject for run in Run.objects.all()) == ["enterprise", "project"]


def test_green_cards_and_policies_from_above_are_matched(county: County) -> None:
    rows = RunProgramme.objects.filter(mechanism__in=["green_card", "opportunities"])
    assert rows.count() == 5
    assert rows.get(mechanism="green_card").eligible
    assert all(
        sum(row.eligible + row.near for row in rows if row.run.subject == kind)
        for kind in ("enterprise", "project")
    )


def test_one_list_is_confirmed_and_one_is_drafted(county: County) -> None:
    assert sorted(AwardList.objects.values_list("state", flat=True)) == ["confirmed", "drafted"]
    confirmed = AwardList.objects.get(state="confirmed")
    assert set(Award.objects.filter(list=confirmed).values_list("state", flat=True)) == {"pushed"}
    assert Label.objects.filter(code="龙头企业").count() == confirmed.awards.count()


def test_done_twice_it_changes_nothing(county: County) -> None:
    steward = load_people(county)["steward"]
    assert not match_programmes(county.code, steward)
