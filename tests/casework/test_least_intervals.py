"""What may not be decided before so many days have gone; deemed replies; who checks afterwards."""

from datetime import date

import pytest
from tests.casework import making

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.models import Matter, Opinion
from tashan.casework.moving.expiry import look_after
from tashan.casework.states import State
from tashan.record.models import User

pytestmark = pytest.mark.django_db
LEAST = {"n": 20, "unit": "calendar", "base": "step:documents", "basis": ["招标投标法第二十四条"]}


def by(user: User, on: date) -> By:
    return By(user, making.moment(on), on)


@pytest.fixture
def window() -> User:
    return making.officer("window", "window", at=making.office("行政审批局"))


@pytest.fixture
def handler() -> User:
    return making.officer("handler", "handler", at=making.office())


def in_hand(case_id: int, code: str, window: User, handler: User, on: date) -> int:
    row = Matter.objects.get(case=case_id, code=code)
    acts.receive(row.pk, by=by(window, on))
    acts.accept(row.pk, by=by(window, on))
    acts.take_up(row.pk, by=by(handler, on))
    return int(row.pk)


def test_bids_do_not_close_before_twenty_days_from_the_documents(
    window: User, handler: User
) -> None:
    case = making.make_case({"documents": {}, "closing": {"terms": {"not_before": [LEAST]}}},
                            {"closing": ["documents"]})  # fmt: skip
    first = in_hand(case.pk, "documents", window, handler, date(2026, 11, 2))
    acts.decide(first, "pass", by=by(handler, date(2026, 11, 2)))
    second = in_hand(case.pk, "closing", window, handler, date(2026, 11, 3))
    with pytest.raises(UserError, match="2026-11-22"):
        acts.decide(second, "pass", by=by(handler, date(2026, 11, 21)))
    acts.decide(second, "pass", by=by(handler, date(2026, 11, 22)))
    assert making.matter(case, "closing").state == State.PASSED


def test_replies_are_deemed_given_where_the_rules_choose_so(window: User, handler: User) -> None:
    asked = making.office("水利局")
    making.holds("water", asked)
    terms = {"asks": ["water"], "replies_deemed": True,
             "asks_limit": {"n": 3, "unit": "working", "base": "receipt"}}  # fmt: skip
    case = making.make_case({"plan": {"terms": terms}})
    row = in_hand(case.pk, "plan", window, handler, date(2026, 11, 2))
    acts.ask_opinions(row, by=by(handler, date(2026, 11, 2)))
    look_after(date(2026, 11, 6), making.moment(date(2026, 11, 6)))
    opinion = Opinion.objects.get(matter=row)
    assert (opinion.is_deemed, opinion.position) == (True, "agrees")


def test_a_limit_that_rolls_ends_on_a_working_day(window: User) -> None:
    rolling = {"kind": "promised", "n": 5, "unit": "calendar", "base": "acceptance", "rolls": True}
    case = making.make_case({"plan": {"terms": {"limits": [rolling]}}})
    row = making.matter(case, "plan")
    acts.receive(row.pk, by=by(window, date(2026, 11, 2)))
    acts.accept(row.pk, by=by(window, date(2026, 11, 2)))
    assert making.matter(case, "plan").promised_on == date(2026, 11, 9)  # not Saturday the 7th
