"""The demo's key work: tasks at every stage, lines with their load, a post handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.base.lights import Light
from tashan.casework.key_work.standing import Why, stands_of
from tashan.casework.key_work_models import WorkList
from tashan.casework.line_work.load import lines_on
from tashan.demo.county import Sizes, read_county
from tashan.demo.key_working import keep_key_work
from tashan.demo.load import load_people, load_world
from tashan.duties.line_models import HandOver

SMALL = Sizes(enterprises=240, officers=60, projects=90, households=5, peers=0, months=35)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


def test_the_county_has_a_year_of_key_work(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    assert keep_key_work(county.code, people)
    assert not keep_key_work(county.code, people)
    told = stands_of(WorkList.objects.get(), TODAY, viewer=people["steward"])
    assert len(told) == 6
    assert {one.light for one in told} >= {Light.GREEN, Light.RED}
    assert sum(one.is_cleared for one in told) == 1
    assert any(Why.SENT_BACK in one.why for one in told)
    assert any(one.task.due_on != one.task.first_due_on for one in told)
    assert HandOver.objects.get().is_done
    lines = lines_on(TODAY, viewer=people["steward"])
    assert [one.name for one in lines][:2] == ["石书远", "石承业"]
    assert all(one.load.things for one in lines)
