"""The demo's promotion: leads at every stage, promises kept and broken, an open conflict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.casework.promotion.due import PROGRESS_DUE
from tashan.casework.promotion.figures import capital, courses, days_figures, deals
from tashan.casework.promotion.promised import Standing, standings
from tashan.casework.promotion_models import Lead, LeadClaim, LeadHandOver, LeadPromise
from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.standing import Filter, dues
from tashan.demo.county import Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.promoting import promote
from tashan.mechanisms.pipeline import LeadStage

SMALL = Sizes(enterprises=240, officers=60, projects=90, households=5, peers=0, months=35)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


def test_leads_of_two_years_stand_at_every_stage(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    steward = people["steward"]
    assert promote(county.code, steward)
    assert not promote(county.code, steward)
    found = courses(Lead.objects.all(), TODAY)
    assert len(found) > 30
    assert {one.stage for one in found} == set(LeadStage) - {LeadStage.MERGED}
    assert days_figures(found)["all"][0].best is not None
    [held] = deals(found).values()
    assert 0 < len(held.kept) < len(held.signed)
    told = {one.standing for one in standings(LeadPromise.objects.select_related("lead"), TODAY)}
    assert {Standing.KEPT, Standing.LATE, Standing.OPEN} <= told
    currencies = {one.currency for rows in capital((c.lead.pk for c in found), TODAY).values()
                  for one in rows}  # fmt: skip
    assert currencies == {"CNY", "USD"}
    assert LeadClaim.objects.filter(decided_on=None).count() == 1
    assert LeadHandOver.objects.count() == 1
    lights = [row.light for row in dues(values_on(TODAY), Filter(kind=PROGRESS_DUE.kind))]
    assert 2 <= lights.count("red") <= 5  # those that nobody called on for too long
    assert lights.count("green") > 2 * lights.count("red")
