"""The demo's cases run by the functions that officers use, each with its own story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from tashan.casework.models import Case, Matter, Pilot, RegionalAssessment
from tashan.casework.states import PASSES
from tashan.demo import casing
from tashan.demo.answering import answer
from tashan.demo.county import Sizes, read_county
from tashan.demo.invented import happenings as told
from tashan.demo.load import load_people, load_world
from tashan.record.models import Event

SMALL = Sizes(enterprises=120, officers=60, projects=40, households=5, peers=0, months=3)
FEW = (
    told.Story(told.FILING, 12),
    told.Story(told.GOVERNMENT, 25, 60, {"proposal": told.OPEN_REVIEW}),
    told.Story(told.FILING, 20, 60, {"filing": told.TYPED_LATER, "soil": told.FALSE}),
)

pytestmark = pytest.mark.django_db


def test_cases_are_opened_and_moved_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One world for all: it takes long to invent."""
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    answer(county.code, people["steward"])
    monkeypatch.setattr(casing, "stories", lambda: list(FEW))
    assert casing.open_cases(county.code, people["steward"], people["window"])
    assert not casing.open_cases(county.code, people["steward"], people["window"])
    cases = list(Case.objects.order_by("pk"))
    assert cases
    assert Matter.objects.filter(state__in=sorted(PASSES)).exists()
    assert RegionalAssessment.objects.exists()
    assert Pilot.objects.exists()
    kinds = set(Event.objects.filter(stream=cases[0].stream).values_list("kind", flat=True))
    assert {"case.opened", "matter.receive", "matter.accept", "matter.decide"} <= kinds
    late = Event.objects.filter(stream__startswith="case:", payload__late=True)
    assert late.exists()


def test_there_are_about_sixty_stories_of_all_ways() -> None:
    found = told.stories()
    assert 50 <= len(found) <= 65
    assert {story.way for story in found} == set(told.WAYS)
    assert all(story.ago <= 330 for story in found)
