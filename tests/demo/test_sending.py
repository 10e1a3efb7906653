"""The demo's people sent: a pool of 120, two dozen firms, a year of visits, and the next draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.base.lights import Light
from tashan.demo.county import Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.sending import EACH, send_people
from tashan.duties.dispatch_models import (
    RoundState,
    Secondment,
    SecondmentRound,
    SecondmentState,
    Visit,
    VisitProblem,
)
from tashan.duties.dispatching.standing import standings

SMALL = Sizes(enterprises=240, officers=60, projects=20, households=5, peers=0, months=3)

pytestmark = pytest.mark.django_db


def test_a_year_of_visits_can_be_seen(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    assert send_people(county.code, people)
    assert not send_people(county.code, people)
    now, later = SecondmentRound.objects.order_by("pk")
    assert (now.state, later.state) == (RoundState.RUNNING, RoundState.DRAFT)
    assert now.members.count() == 120
    assert later.secondments.filter(state=SecondmentState.PROPOSED).count() == 2 * EACH
    assert later.secondments.filter(stays=True).exists()
    rows = list(Secondment.objects.filter(round=now).select_related("round"))
    states = {one.state for one in rows}
    assert states == {"running", "handed_back", "replaced"}
    lights = {one.light for one in standings(rows, date(2026, 11, 28)).values()}
    assert {Light.RED, Light.YELLOW} <= lights
    assert Visit.objects.count() > 400
    assert VisitProblem.objects.exists()
