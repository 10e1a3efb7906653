"""The demo's money of projects: three sources, every state and light, and never beyond a bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.web.people import account

from tashan.base.lights import Light
from tashan.demo.county import County, Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.project_paying import pay_projects
from tashan.programmes.project_money.standing import moneys_on, totals_on
from tashan.programmes.project_money_models import MoneySource, MoneyState, ProjectMoney

SMALL = Sizes(enterprises=240, officers=60, projects=90, households=5, peers=0, months=35)
TODAY = date(2026, 11, 28)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: Settings) -> County:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    for name, role in (("fundhandler", "handler"), ("fundchief", "chief"), ("cashier", "cashier")):
        people[name] = people.get(name) or account(name, role)
    load_world(county, people)
    assert pay_projects(county.code, people)
    assert not pay_projects(county.code, people)
    return county


def test_every_state_and_light_can_be_seen_and_nothing_is_paid_beyond_what_came(
    county: County,
) -> None:
    rows = list(ProjectMoney.objects.select_related("source__book", "source__adoption"))
    told = moneys_on(rows, TODAY)
    assert len(rows) == 12
    assert {one.row.state for one in told} == set(MoneyState.values)
    assert {one.light for one in told} == {None, Light.GREEN, Light.YELLOW, Light.RED}
    assert any(one.is_idle for one in told)
    assert all(deal.may.paid <= deal.may.most for one in told for deal in one.deals)
    for source in totals_on(list(MoneySource.objects.all()), TODAY):
        assert 0 < source.paid <= source.received <= source.granted <= source.source.fen
