"""What no office has: dispatched, decided and closed within days, and escalated where it is not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.casework.services.service_cast import MONDAY, TUESDAY, WEDNESDAY, Services, by
from tests.casework.services.test_payments import new
from tests.casework.supervision.supervised import adopt
from tests.registry import people_and_places as places

from tashan.base.errors import UserError
from tashan.casework.service_models import OrderState, ServiceOrder
from tashan.casework.services import waiting
from tashan.casework.services.acting import ServiceAct, acts_for
from tashan.casework.services.answering import give_back
from tashan.casework.services.dispatching import Way, arbitrate, dispatch
from tashan.casework.services.payments import file_complaint, send_by, send_complaint
from tashan.casework.services.rating import close, rate, reopen
from tashan.casework.supervision.deriving import remind
from tashan.casework.supervision.service_dues import complaint_dues, service_dues
from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.standing import Filter, dues
from tashan.casework.supervision_models import Reminder
from tashan.duties.keeping import give_duty
from tashan.registry.belonging import entity_of
from tashan.registry.offices import appoint

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY = date(2026, 11, 5), date(2026, 11, 6)


@pytest.fixture
def them() -> Services:
    return Services()


def disputed(them: Services) -> ServiceOrder:
    """Given back by the first office and by the second."""
    order = them.sent().order
    give_back(order, "land", "三定规定第四条", "属于用地", by=by(them.hr, TUESDAY))
    dispatch(order, Way("land"), by=by(them.centre, TUESDAY))
    give_back(order, "industry", "三定规定第六条", "属于产业", by=by(them.land, TUESDAY))
    order.refresh_from_db()
    return order


def told(on: date) -> list[tuple[str, date | None]]:
    return [(one.title, one.due_on) for one in service_dues(on)]


def test_an_order_waits_a_day_for_its_dispatch_and_again_after_a_return(them: Services) -> None:
    order = them.ordered()
    assert told(MONDAY) == [("待派单：用工招聘对接", TUESDAY)]
    dispatch(order, Way(), by=by(them.centre, MONDAY))
    assert told(MONDAY) == []
    give_back(order, "land", "三定规定第四条", "属于用地", by=by(them.hr, TUESDAY))
    assert told(TUESDAY) == [("待派单：用工招聘对接", WEDNESDAY)]


def test_offices_that_disagree_wait_for_the_arbiter(them: Services) -> None:
    order = disputed(them)
    assert (order.state, order.wait_until) == (OrderState.DISPUTED, THURSDAY)
    assert told(TUESDAY) == [("待裁定：用工招聘对接", THURSDAY)]
    arbitrate(order, Way("hr", "", "以用工为主"), by=by(them.arbiter, WEDNESDAY))
    order.refresh_from_db()
    assert order.wait_until is None


def test_an_answer_left_unrated_waits_to_be_closed_after_the_days_to_rate(them: Services) -> None:
    order = them.answered("solved", TUESDAY)
    assert order.wait_until == date(2026, 11, 12)  # five days to rate, two to close
    with pytest.raises(UserError, match="may rate"):
        close(order, by=by(them.centre, date(2026, 11, 10)))
    close(order, by=by(them.centre, date(2026, 11, 12)))
    assert told(date(2026, 11, 12)) == []


def test_solved_is_not_closed_and_what_is_reopened_waits_again(them: Services) -> None:
    order = them.answered("solved", TUESDAY)
    assert order.state == OrderState.ANSWERED
    assert order.closed_on is None
    rate(order, 2, is_solved=False, by=by(them.agent, WEDNESDAY))
    order.refresh_from_db()
    assert (order.state, order.wait_until) == (OrderState.CLOSED, None)
    reopen(order, "仍然缺人", by=by(them.agent, THURSDAY))
    order.refresh_from_db()
    assert (order.state, order.closed_on, order.wait_until) == (OrderState.ORDERED, None, FRIDAY)


def test_a_file_that_declares_no_days_sets_no_day(
    them: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "DAYS", {OrderState.ORDERED: ("nothing_such",)})
    assert them.ordered().wait_until is None
    assert told(MONDAY) == []


def test_what_waits_too_long_is_escalated_to_the_head_and_to_the_leader_who_decides(
    them: Services,
) -> None:
    adopt(making.person("qiao", "steward"))
    head = making.officer("head", "chief", at=them.centre_office)
    leader = making.officer("fu", "leader", at=making.office("县人民政府"))
    head_officer, leader_officer = entity_of(head, MONDAY), entity_of(leader, MONDAY)
    assert head_officer is not None
    assert leader_officer is not None
    source = places.source()
    appoint(head_officer, them.centre_office, "主任", since=places.LONG_AGO, source=source,
            is_lead=True)  # fmt: skip
    give_duty("leader_in_charge", {"zh": "分管领导"}, making.office("县人民政府"),
              place=them.centre_office, officer=leader_officer, since=places.LONG_AGO,
              source=source)  # fmt: skip
    order = disputed(them)
    [row] = dues(values_on(FRIDAY), Filter(kind="service_order"))
    assert (row.office, row.officer, row.light) == (
        them.centre_office.pk, leader_officer.pk, "red",
    )  # fmt: skip
    remind(FRIDAY, making.moment(FRIDAY))
    assert set(Reminder.objects.values_list("recipient", flat=True)) >= {leader_officer.pk}
    assert ServiceAct.ARBITRATE in acts_for(leader, order, FRIDAY)
    late = date(2026, 11, 11)
    remind(late, making.moment(late))
    chiefs = Reminder.objects.filter(step="chief").values_list("recipient", flat=True)
    assert head_officer.pk in set(chiefs)


def test_a_complaint_that_nobody_sends_on_is_due_too(them: Services) -> None:
    row = file_complaint(new(them), by=by(them.agent, MONDAY))
    [due] = complaint_dues(MONDAY)
    assert (due.office, due.due_on) == (them.centre_office.pk, date(2026, 11, 16))
    assert due.title == f"待转交投诉：{row.contract}"
    [shown] = dues(values_on(date(2026, 11, 17)), Filter(kind="payment_complaint"))
    assert shown.light == "red"
    send_complaint(row, by=by(them.centre, TUESDAY))
    row.refresh_from_db()
    assert send_by(row) is None
    assert complaint_dues(TUESDAY) == []
