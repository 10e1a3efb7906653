"""The problem list: raised, reviewed, assigned, in hand, cleared by another than the doer."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework.rounds.rounds_cast import ANSWERED, Dispatching, by, evidence

from tashan.base.errors import UserError
from tashan.casework.problem_models import ProblemKind, ProblemState
from tashan.casework.rounds import raising
from tashan.casework.rounds.clearing import ProblemAct, acts_for
from tashan.casework.rounds.due import DUE
from tashan.casework.rounds.raising import Limit, NewInspection, NewProblem
from tashan.record import statements
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def test_a_problem_goes_from_raised_to_cleared(place: Dispatching) -> None:
    problem = place.does("clear", place.to_clear(), place.chief, says="现场看过")
    assert (problem.state, problem.doer, problem.checker) == (
        ProblemState.CLEARED, place.handler, place.chief,
    )  # fmt: skip
    assert [step.act for step in problem.steps.order_by("pk")] == [
        "raise", "review", "assign", "take_up", "ask_clearing", "clear",
    ]  # fmt: skip
    assert Event.objects.filter(stream=problem.stream).count() == 6


def test_the_doer_never_clears(place: Dispatching) -> None:
    found = place.does("take_up", place.assigned(), place.handler)
    found = place.does("ask_clearing", found, place.chief, says="已签", file=evidence())
    assert ProblemAct.CLEAR not in acts_for(place.chief, found, ANSWERED)
    assert ProblemAct.CLEAR in acts_for(place.steward, found, ANSWERED)
    with pytest.raises(UserError, match="yourself"):
        place.does("clear", found, place.chief)


def test_clearing_needs_evidence(place: Dispatching) -> None:
    found = place.does("take_up", place.assigned(), place.handler)
    with pytest.raises(UserError, match="file"):
        place.does("ask_clearing", found, place.handler, says="已签")
    with pytest.raises(UserError, match="does not take"):
        place.does("take_up", found, place.handler, measures="快")


def test_what_is_sent_back_is_in_hand_again(place: Dispatching) -> None:
    back = place.does("send_back", place.to_clear(), place.chief, says="还差一户")
    assert back.state == ProblemState.IN_HAND
    assert place.does("tell", back, place.handler, says="最后一户今天签").state == back.state


def test_a_later_limit_is_asked_for_and_approved(place: Dispatching) -> None:
    found = place.assigned()
    with pytest.raises(UserError, match="not later"):
        place.does("ask_later", found, place.handler, until=date(2026, 10, 30), says="雨")
    asked = place.does("ask_later", found, place.handler, until=date(2026, 11, 30), says="雨")
    assert asked.due_on == date(2026, 10, 30)
    granted = place.does("postpone", asked, place.steward)
    assert (granted.due_on, granted.postponed, granted.asks_until) == (
        date(2026, 11, 30), 1, None,
    )  # fmt: skip
    with pytest.raises(UserError, match="No later limit"):
        place.does("postpone", granted, place.steward)


def test_a_later_limit_that_is_refused_changes_nothing(place: Dispatching) -> None:
    asked = place.does(
        "ask_later", place.assigned(), place.handler, until=date(2026, 11, 30), says="雨"
    )
    kept = place.does("keep_limit", asked, place.steward, says="理由不足")
    assert (kept.due_on, kept.postponed) == (date(2026, 10, 30), 0)


def test_what_is_no_problem_is_dropped(place: Dispatching) -> None:
    gone = place.does("drop", place.raised(), place.steward, says="与上一条重复")
    assert gone.state == ProblemState.DROPPED
    with pytest.raises(UserError, match="Not taken up"):
        place.does("review", gone, place.steward)


def test_an_assignment_has_a_limit_to_come(place: Dispatching) -> None:
    found = place.does("review", place.raised(), place.steward)
    said = {"office": place.office, "measures": "签", "until": date(2026, 10, 1)}
    with pytest.raises(UserError, match="over already"):
        place.does("assign", found, place.steward, **said)
    with pytest.raises(UserError, match="another kind"):
        place.does("assign", found, place.steward, **said | {"office": place.project})


def test_what_an_inspection_finds_is_put_right_by_a_limit(place: Dispatching) -> None:
    inspection = raising.enter_inspection(
        place.project, NewInspection("专项稽察", "稽〔2026〕3号", "县稽察组"), by=by(place.steward)
    )
    limit = Limit(place.office, "补办招标备案", date(2026, 10, 20))
    found = raising.find(
        inspection, NewProblem(ProblemKind.TENDER, "未备案"), limit, by=by(place.steward)
    )
    assert (found.state, found.inspection) == (ProblemState.ASSIGNED, inspection)
    assert place.does("take_up", found, place.handler).state == ProblemState.IN_HAND


def test_a_problem_is_of_the_project_of_its_report(place: Dispatching) -> None:
    report = place.report(place.issued(), place.other)
    with pytest.raises(UserError, match="another project"):
        raising.raise_problem(
            place.project, NewProblem(ProblemKind.OTHER, "停电", report=report),
            by=by(place.handler),
        )  # fmt: skip


def test_open_problems_are_due_while_the_office_has_them(place: Dispatching) -> None:
    found = place.assigned()
    rows = statements.fetch_all(DUE.statement, {"on": ANSWERED})
    assert rows == [
        (f"problem:{found.pk}", found.says, place.office.pk, None, place.project.pk,
         date(2026, 10, 30), False, None),
    ]  # fmt: skip
    found = place.does("take_up", found, place.handler)
    place.does("ask_clearing", found, place.handler, says="三户已签", file=evidence())
    assert not statements.fetch_all(DUE.statement, {"on": ANSWERED})
