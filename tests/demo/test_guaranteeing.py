"""The demo's guarantee fund: guarantees in every state, within every limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.web.people import account

from tashan.demo.county import County, Sizes, read_county
from tashan.demo.guaranteeing import guarantee_loans
from tashan.demo.load import load_people, load_world
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.guarantee_models import Guarantee, GuaranteeState, Inspection, Recovery
from tashan.programmes.guarantees.limits import standing_on

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
    assert guarantee_loans(county.code, people)
    assert not guarantee_loans(county.code, people)
    return county


def test_every_state_can_be_seen_and_no_limit_is_broken(county: County) -> None:
    rows = Guarantee.objects.all()
    assert rows.count() == 30
    assert {row.state for row in rows} == set(GuaranteeState.values)
    assert Inspection.objects.filter(level="warning").count() == 1
    assert Recovery.objects.count() == 3
    stands = standing_on(Fund.objects.get(sort=FundSort.GUARANTEE), date(2026, 11, 20))
    assert 0 < stands.total_limit().used < stands.total_limit().most
