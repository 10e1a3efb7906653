"""The demo's guidance fund: the treasury and others, five investments, an exit and a loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings
from tests.web.people import account

from tashan.demo.county import County, Sizes, read_county
from tashan.demo.guiding import guide
from tashan.demo.load import load_duties, load_fund_office, load_people, load_world
from tashan.programmes.fund_models import Fund, FundSort
from tashan.registry.kinds import Kind

SMALL = Sizes(enterprises=240, officers=60, projects=20, households=5, peers=0, months=35)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings: Settings) -> County:
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    for name, role in (("fundhandler", "handler"), ("fundchief", "chief"), ("cashier", "cashier")):
        people[name] = people.get(name) or account(name, role)
    load_world(county, people)
    load_duties(county, people["steward"])
    load_fund_office(county, people)
    guide(county.code, people)
    guide(county.code, people)
    return county


def test_every_end_of_an_investment_can_be_seen(county: County) -> None:
    fund = Fund.objects.get(sort=FundSort.GUIDANCE)
    states = sorted(one.state for one in fund.investments.all())
    assert states == ["exited", "held", "held", "held", "written_off"]
    assert fund.partners.count() == 4
    assert fund.partners.get(is_government=True).party.kind == Kind.OFFICE
