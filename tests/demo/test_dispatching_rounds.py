"""The demo's rounds: every state, light and stage of a problem, and alarms with their basis."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.base.lights import Light
from tashan.casework.problem_models import PostEvaluation, ProblemState, ProjectProblem
from tashan.casework.round_models import DispatchRound, PlanCurve, ReportState, RoundReport
from tashan.casework.rounds.alarms import alarms_on
from tashan.casework.rounds.lights import lights_of
from tashan.demo.county import Sizes, read_county
from tashan.demo.dispatching_rounds import dispatch
from tashan.demo.load import load_people, load_world

SMALL = Sizes(enterprises=240, officers=60, projects=90, households=5, peers=0, months=35)
TODAY, OCTOBER = date(2026, 11, 28), date(2026, 10, 1)

pytestmark = pytest.mark.django_db


def test_a_year_of_rounds_can_be_seen_at_all_stages(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    begun = time.monotonic()
    assert dispatch(people)
    print(f"rounds: {time.monotonic() - begun:.1f} s")
    assert not dispatch(people)
    assert DispatchRound.objects.count() == 11
    states = set(RoundReport.objects.values_list("state", flat=True))
    assert states >= {ReportState.ASKED, ReportState.ANSWERED, ReportState.CHECKED}
    assert RoundReport.objects.filter(is_same=True).exists()
    projects = set(RoundReport.objects.values_list("project", flat=True))
    lights = {one.overall.light for one in lights_of(projects, OCTOBER).values()}
    assert lights >= {None, Light.RED}
    assert PlanCurve.objects.count() == 2
    assert len(alarms_on(TODAY)) >= 2
    problems = set(ProjectProblem.objects.values_list("state", flat=True))
    assert problems == set(ProblemState.values) - {"dropped"}
    assert PostEvaluation.objects.count() == 1
