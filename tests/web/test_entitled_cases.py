"""Who is entitled to be passed on within a working day: the inbox and the case page say so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.casework import making
from tests.registry import people_and_places as county
from tests.web.people import OfficerClient, sign_in, speaking_english

from tashan.casework.dispatching import entitled_cases
from tashan.casework.models import Case
from tashan.casework.states import State
from tashan.registry.entitlements import ONE_DAY_DISPATCH, grant

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 11, 9)  # a Monday


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


@pytest.fixture
def window() -> OfficerClient:
    return speaking_english(sign_in(making.officer("window", "window", at=making.office("窗口"))))


def case(*, since: date = date(2026, 1, 1), **said: object) -> Case:
    """A case of an enterprise that is entitled from a day until the end of the year."""
    firm = making.enterprise()
    grant(firm, {ONE_DAY_DISPATCH: {"zh": "一日派单", "en": "in a day"}}, of="card:7",
          since=since, until=date(2027, 1, 1), source=county.source())  # fmt: skip
    matter = {"state": State.RECEIVED, "received_on": RECEIVED} | said
    return making.make_case({"new": matter}, applicant=firm, opened_on=RECEIVED)


def test_the_inbox_marks_it_and_asks_for_an_answer_in_a_day(window: OfficerClient) -> None:
    case()
    shown = window.get("/inbox/").content.decode()
    assert "Pass on in a day" in shown
    assert "2026-11-10" in shown
    assert "1 day late" in shown


def test_what_was_granted_after_the_case_was_opened_promises_nothing(
    window: OfficerClient,
) -> None:
    case(since=date(2026, 11, 10))
    shown = window.get("/inbox/").content.decode()
    assert "Pass on in a day" not in shown
    assert "2026-11-16" in shown  # five working days after, as the law has it


def test_others_wait_as_the_law_has_it(window: OfficerClient) -> None:
    making.make_case({"new": {"state": State.RECEIVED, "received_on": RECEIVED}})
    assert "Pass on in a day" not in window.get("/inbox/").content.decode()


def test_the_case_says_by_when_it_is_to_be_passed_on(window: OfficerClient) -> None:
    shown = window.get(f"/cases/{case().pk}/").content.decode()
    assert "to be passed on by 2026-11-10" in shown


def test_the_case_says_that_it_was_passed_on_in_time(window: OfficerClient) -> None:
    made = case(state=State.IN_HAND, accepted_on=date(2026, 11, 10))
    shown = window.get(f"/cases/{made.pk}/").content.decode()
    assert "passed on 2026-11-10, promised by 2026-11-10" in shown


def test_no_case_is_entitled_without_being_asked_for() -> None:
    assert entitled_cases([case().pk]) != frozenset()
    assert entitled_cases([]) == frozenset()
