"""The demo's library of projects: milestones in every light, an adjusted plan, one that left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.casework.project_models import (
    Departure,
    EvidenceTakenBack,
    InvestmentPlan,
    Milestone,
    MilestonePlan,
)
from tashan.casework.projects.ageing import ages_of, spells_by_project
from tashan.casework.projects.terms import library_on
from tashan.demo.county import Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.plan_sheets import bring_a_plan
from tashan.demo.project_library import keep_library
from tashan.exchange.models import Import

SMALL = Sizes(enterprises=240, officers=60, projects=90, households=5, peers=0, months=35)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


def test_the_library_has_a_year_of_life(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    assert keep_library(county.code, people)
    assert not keep_library(county.code, people)
    assert bring_a_plan(people)
    assert not bring_a_plan(people)
    run = Import.objects.get(target="plan_entries")
    assert (run.state, run.bad_rows) == ("loaded", 1)
    ages = ages_of(spells_by_project(), library_on(TODAY), TODAY)
    assert 0 < sum(age.is_stale for age in ages.values()) < len(ages)
    assert Milestone.objects.count() > 30
    assert MilestonePlan.objects.filter(number=2).exists()
    assert EvidenceTakenBack.objects.get().reason == "合同属于另一个标段，附错了"
    plans = InvestmentPlan.objects
    assert (plans.filter(issued_on__isnull=False).count(), plans.count()) == (2, 4)
    assert set(Departure.objects.values_list("is_agreed", flat=True)) == {True, None}
