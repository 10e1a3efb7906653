"""The demo's four hundreds: a dozen of each kind, confirmed, visited, rated by those served."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.base.lights import Light
from tashan.demo.county import Sizes, read_county
from tashan.demo.four_hundreds import EACH, send_four_hundreds
from tashan.demo.load import load_people, load_services, load_world
from tashan.demo.sending import send_people
from tashan.duties.dispatch_models import (
    Choice,
    PeriodReport,
    Rating,
    RatingSide,
    RoundState,
    Secondment,
    SecondmentRound,
    VisitProblem,
)
from tashan.duties.dispatching.proposing import second_bests
from tashan.duties.dispatching.serving import served_by
from tashan.duties.dispatching.standing import standings

SMALL = Sizes(enterprises=240, officers=60, projects=20, households=5, peers=0, months=3)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


def test_four_groups_are_sent_visited_and_rated(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    from tashan.demo.load import load_duties

    load_duties(county, people["steward"])
    load_services(county, people)
    assert send_four_hundreds(county, people)
    assert not send_four_hundreds(county, people)
    row = SecondmentRound.objects.get()
    assert (row.state, row.published_by) != (RoundState.DRAFT, row.drafted_by)
    rows = list(Secondment.objects.select_related("round", "place"))
    groups = Counter(one.place.group for one in rows)
    assert groups == dict.fromkeys(("recruiting", "parks", "firms", "villages"), EACH)
    assert Counter(one.choice for one in rows)[Choice.CHANGED] == 1
    lights = {one.light for one in standings(rows, TODAY).values()}
    assert {Light.RED, Light.YELLOW} <= lights
    rated = Rating.objects.filter(side=RatingSide.SERVED)
    assert {one.secondment.place.group for one in rated} == set(groups)
    assert PeriodReport.objects.count() > 200
    assert VisitProblem.objects.exclude(order="").exists()
    for name in ("villager", "parkchief", "agent"):
        mine = served_by(people[name], TODAY)
        assert any(one.place.entity_id in mine for one in rows), name
    assert send_people(county.code, people), "work instructors are sent too"
    draft = SecondmentRound.objects.get(state=RoundState.DRAFT)
    assert all((one.cost or 0) >= 0 for one in second_bests(draft).values())
