"""The demo's exchanges of land and homesteads: every state of a household, money paid in part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.standing import Filter, dues
from tashan.demo.answering import answer
from tashan.demo.county import Sizes, read_county
from tashan.demo.exchanging_land import COURSES, exchange_land
from tashan.demo.load import load_people, load_world
from tashan.programmes.exchange_models import Exchange, ExchangeState
from tashan.programmes.exchanges.due import DUES
from tashan.programmes.exchanges.exchanging import left_of

TODAY = date(2026, 11, 28)
SMALL = Sizes(enterprises=120, officers=60, projects=40, households=20, peers=0, months=3)

pytestmark = pytest.mark.django_db


def test_households_exchange_at_every_stage(settings: Settings) -> None:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    answer(county.code, people["steward"])
    assert exchange_land(county.code, people)
    assert not exchange_land(county.code, people)
    rows = list(Exchange.objects.all())
    assert len(rows) == len(COURSES)
    assert {row.state for row in rows} == set(ExchangeState.values)
    assert all(left_of(row) == 0 for row in rows if row.state == ExchangeState.CLOSED)
    lights = {row.light for one in DUES for row in dues(values_on(TODAY), Filter(kind=one.kind))}
    assert {"red", "green"} <= lights
    assert any(row.steps.exists() and left_of(row) for row in rows)
