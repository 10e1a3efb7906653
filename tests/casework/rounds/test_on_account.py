"""挂账: put on account by another, out of the overdue counts, reviewed, taken up again."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework.rounds.rounds_cast import ANSWERED, Dispatching

from tashan.base.errors import UserError
from tashan.casework.problem_models import ProblemState, ProjectProblem
from tashan.casework.rounds.clearing import ProblemAct, acts_for
from tashan.casework.rounds.due import DUE, REVIEWS_DUE
from tashan.record import statements

pytestmark = pytest.mark.django_db
REVIEW, LATER = date(2027, 1, 20), date(2027, 4, 20)
NOVEMBER = {"on": date(2026, 11, 20)}


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


def asked(place: Dispatching) -> ProjectProblem:
    return place.does("ask_account", place.assigned(), place.handler,
                      says="电网改造列入明年计划", until=REVIEW)  # fmt: skip


def on_account(place: Dispatching) -> ProjectProblem:
    return place.does("put_on_account", asked(place), place.steward)


def test_it_leaves_the_overdue_and_its_review_is_due(place: Dispatching) -> None:
    found = asked(place)
    assert len(statements.fetch_all(DUE.statement, NOVEMBER)) == 1
    found = place.does("put_on_account", found, place.steward)
    assert (found.state, found.review_on, found.approver, found.account_asker) == (
        ProblemState.ON_ACCOUNT, REVIEW, place.steward, place.handler,
    )  # fmt: skip
    assert found.account_reason == "电网改造列入明年计划"
    assert statements.fetch_all(DUE.statement, NOVEMBER) == []
    due = statements.fetch_all(REVIEWS_DUE.statement, NOVEMBER)
    assert [(one[0], one[5]) for one in due] == [(f"problem_review:{found.pk}", REVIEW)]
    assert found.expected_on == REVIEW


def test_the_limit_goes_on_where_it_is_not_agreed(place: Dispatching) -> None:
    found = place.does("keep_off_account", asked(place), place.steward, says="本月可以解决")
    assert (found.state, found.account_reason, found.expected_on) == (
        ProblemState.ASSIGNED, "", date(2026, 10, 30),
    )  # fmt: skip
    assert ProblemAct.ASK_ACCOUNT in acts_for(place.handler, found, ANSWERED)


def test_who_works_on_it_does_not_grant_it(place: Dispatching) -> None:
    found = place.assigned()
    with pytest.raises(UserError, match="Nobody asks"):
        place.does("put_on_account", found, place.steward)
    assert ProblemAct.PUT_ON_ACCOUNT not in acts_for(place.steward, found, ANSWERED)
    found = asked(place)
    assert ProblemAct.PUT_ON_ACCOUNT in acts_for(place.steward, found, ANSWERED)
    found.account_asker = place.steward
    found.save()
    assert ProblemAct.PUT_ON_ACCOUNT not in acts_for(place.steward, found, ANSWERED)
    with pytest.raises(UserError, match="Who works on a problem"):
        place.does("put_on_account", found, place.steward)


def test_asking_needs_a_reason_and_a_day_to_come(place: Dispatching) -> None:
    found = place.assigned()
    with pytest.raises(UserError, match="says"):
        place.does("ask_account", found, place.handler, until=REVIEW)
    with pytest.raises(UserError, match="over already"):
        place.does("ask_account", found, place.handler, says="明年", until=ANSWERED)


def test_it_is_left_there_after_its_review(place: Dispatching) -> None:
    found = on_account(place)
    with pytest.raises(UserError, match="not later than the review"):
        place.does("leave_on_account", found, place.steward, says="仍无计划", until=REVIEW)
    found = place.does("leave_on_account", found, place.steward, says="仍无计划", until=LATER)
    assert (found.state, found.review_on) == (ProblemState.ON_ACCOUNT, LATER)


def test_it_is_taken_up_again_with_a_new_limit(place: Dispatching) -> None:
    found = on_account(place)
    assert acts_for(place.handler, found, ANSWERED) == [ProblemAct.TAKE_UP_AGAIN]
    found = place.does("take_up_again", found, place.handler, until=date(2026, 12, 30))
    assert (found.state, found.due_on, found.review_on, found.approver) == (
        ProblemState.IN_HAND, date(2026, 12, 30), None, None,
    )  # fmt: skip
    assert [step.act for step in found.steps.order_by("pk")][-3:] == [
        "ask_account", "put_on_account", "take_up_again",
    ]  # fmt: skip
    assert len(statements.fetch_all(DUE.statement, NOVEMBER)) == 1


def test_it_is_not_cleared_while_it_is_on_account(place: Dispatching) -> None:
    found = on_account(place)
    with pytest.raises(UserError, match="On account"):
        place.does("tell", found, place.handler, says="看看")
