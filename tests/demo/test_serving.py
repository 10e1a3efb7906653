"""The demo's services: every state, late ones, a decided dispute, ratings enough to be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tashan.casework.service_models import (
    ComplaintState,
    OrderState,
    PaymentComplaint,
    ServiceDispatch,
    ServiceOrder,
    ServiceReopening,
)
from tashan.casework.services.figures import Period, of_period, payment_counts
from tashan.demo.answering import answer
from tashan.demo.county import Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.demo.serving import ORDERS, order_services

SMALL = Sizes(enterprises=120, officers=60, projects=40, households=5, peers=0, months=3)
FIRST, TODAY = date(2026, 1, 1), date(2026, 11, 28)

pytestmark = pytest.mark.django_db


def test_a_year_of_services_shows_every_state_and_what_is_late(settings: Settings) -> None:
    """One world for all: it takes long to invent."""
    settings.PLACE = "999901"
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    answer(county.code, people["steward"])
    assert order_services(county.code, people)
    assert not order_services(county.code, people)
    assert set(ServiceOrder.objects.values_list("state", flat=True)) == set(OrderState.values)
    assert ServiceDispatch.objects.filter(is_binding=True).exists()
    assert ServiceReopening.objects.exists()
    told = of_period(Period(FIRST, TODAY), on=TODAY, satisfied=4, least=5)
    assert told.counts.orders == ORDERS
    for code in ("signed", "in_time", "closed", "satisfied"):
        share = told.shares[code]
        assert 0 < share.numerator < share.denominator, code
    assert told.shares["said_solved"].percent != told.shares["closed"].percent
    assert set(PaymentComplaint.objects.values_list("state", flat=True)) == set(
        ComplaintState.values
    )
    assert payment_counts(FIRST, TODAY, on=TODAY).late >= 1
