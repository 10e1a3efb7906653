"""A year of loans in the demo: all states, nothing below nothing, once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from tashan.casework.models import HolidayNotice
from tashan.demo.answering import answer
from tashan.demo.county import Sizes, read_county
from tashan.demo.fund_office import staff_fund_office
from tashan.demo.lending import lend
from tashan.demo.load import load_people, load_world
from tashan.ledger import balances
from tashan.ledger.models import Entry
from tashan.programmes.fund_models import Fund, FundSort, Loan, LoanState
from tashan.programmes.loans.claims import claims
from tashan.programmes.loans.queue import queue_of

pytestmark = pytest.mark.django_db
SMALL = Sizes(enterprises=160, officers=40, projects=20, households=5, peers=0, months=9)
EVER = date(2100, 1, 1)


def test_the_demo_lends_a_year_in_all_states() -> None:
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    answer(county.code, people["steward"])
    staff_fund_office(county, people)
    lend(county.code, people)
    entries = Entry.objects.count()
    lend(county.code, people)
    assert Entry.objects.count() == entries
    assert not HolidayNotice.objects.exists()
    bridge = Fund.objects.get(sort=FundSort.BRIDGE)
    states = Counter(Loan.objects.filter(fund=bridge).values_list("state", flat=True))
    assert states[LoanState.SETTLED] >= 12
    assert states.keys() >= {
        "applied", "reviewed", "promised", "approved", "drawn", "repaid", "settled", "rejected",
        "withdrawn",
    }  # fmt: skip
    today = timezone.localdate()
    late = Loan.objects.filter(fund=bridge, state=LoanState.DRAWN, due_on__lt=today)
    assert late.exists()
    assert queue_of(bridge, today)
    own = people["agent"].belongings.get(replaced=None).entity
    assert Loan.objects.filter(fund=bridge, firm=own).exists()
    stands = balances.balances(bridge.book, EVER)
    assert stands["cash"] + stands["loans"] + stands["losses"] == stands["capital"]
    told = {one.code: one.value for one in claims(bridge, today.year, on=today).claims}
    assert told["firms"] is not None
    assert told["firms"] >= 10
    mutual = Fund.objects.get(sort=FundSort.MUTUAL)
    assert mutual.book.accounts.filter(code="capital").exclude(party=None).count() >= 6
    assert Loan.objects.filter(fund=mutual).count() >= 4
