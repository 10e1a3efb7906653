"""What the database refuses of reports and of acts without one, by the rule's name."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from pytest_django.fixtures import Settings
from tests import cast
from tests.casework.four_reports.report_cast import MONDAY, THURSDAY, Reporting
from tests.casework.four_reports.test_unreported import inspected, penalty

from tashan.casework.four_report_models import ActReport, UnreportedAct

pytestmark = pytest.mark.django_db


def refused(name: str, model: type[Model], pk: int, said: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.filter(pk=pk).update(**said)


@pytest.fixture
def place(settings: Settings) -> Reporting:
    settings.PLACE = "999901"
    return Reporting()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("act_report_says_what_and_why", {"officers": ""}),
        ("act_report_exempt_says_its_ground", {"exempt": "safety"}),
        ("act_report_comes_before_the_act", {"reported_on": THURSDAY.replace(day=6)}),
        ("act_report_received_by_another", {"received_on": THURSDAY}),
        ("act_report_recorded_whole", {"outcome": "dropped"}),
        ("act_report_rated_from_one_to_five", {"rating": 3, "rated_on": MONDAY}),
    ],
)
def test_a_report_that_cannot_be(place: Reporting, name: str, said: dict[str, Any]) -> None:
    refused(name, ActReport, place.reported().pk, said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unreported_act_says_who_and_what", {"office": None}),
        ("unreported_act_found_after_it_was_done", {"on": THURSDAY}),
        ("unreported_act_answered_whole", {"answer": "漏报"}),
    ],
)
def test_an_act_without_a_report_that_cannot_be(
    place: Reporting, name: str, said: dict[str, Any]
) -> None:  # fmt: skip
    refused(name, UnreportedAct, place.found().pk, said)


def test_an_entry_of_a_register_is_found_once(place: Reporting) -> None:
    new = {
        "office": place.safety, "firm": place.firm, "kind": "penalty", "on": MONDAY, "what": "罚款",
        "found_by": "credit", "found_on": MONDAY, "at": cast.AT, "due_on": THURSDAY,
    }  # fmt: skip
    for name, said in (
        ("unreported_act_once_a_credit_event", {"credit": penalty(place)}),
        ("unreported_act_once_a_matter", {"matter": inspected(place)}),
    ):
        UnreportedAct.objects.create(**new | said)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            UnreportedAct.objects.create(**new | said)
