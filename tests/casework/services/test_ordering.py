"""Ordered from the menu, dispatched, and the clock begins at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.casework import making
from tests.casework.services.service_cast import (
    LATER,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    Services,
    by,
    matter,
)

from tashan.base.errors import UserError
from tashan.casework import acts, calendars
from tashan.casework.due import Due, light_of
from tashan.casework.moving.extending import extend
from tashan.casework.service_models import OrderState, ServiceDispatch, ServiceOrder
from tashan.casework.services.answering import answer, give_back, sign, visit
from tashan.casework.services.dispatching import Way, arbitrate, dispatch
from tashan.casework.services.due import DUE
from tashan.casework.services.menu import entry_of, menu
from tashan.casework.services.ordering import order_service
from tashan.casework.states import State
from tashan.duties.items import catalogue
from tashan.record import statements
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def them() -> Services:
    return Services()


def test_the_menu_tells_who_answers_what_is_given_and_how_fast(them: Services) -> None:
    entry = entry_of("recruiting", MONDAY)
    assert entry.item.duty == "hr"
    assert entry.limit_on(MONDAY) | {"basis": []} == {
        "n": 7, "unit": "working", "base": "receipt", "kind": "promised",
        "day_one": "next_day", "basis": [], "rolls": False,
    }  # fmt: skip
    assert len(menu(MONDAY)) == 10
    assert all(one.basis for one in menu(MONDAY))


def test_services_are_no_items_of_the_open_catalogue(them: Services) -> None:
    assert not [one for one in catalogue(MONDAY) if one.code == "recruiting"]


def test_a_service_that_is_not_on_the_menu_is_refused(them: Services) -> None:
    with pytest.raises(UserError, match="no service"):
        them.ordered("golf")


def test_the_clock_starts_at_dispatch_though_nobody_signs(them: Services) -> None:
    """Where it starts at the signing, offices do not sign."""
    order = them.sent().order
    now = matter(order)
    assert now.received_on == MONDAY
    assert now.accepted_on is None
    assert now.promised_on == date(2026, 11, 11)  # seven working days on
    sign(order, by=by(them.hr, LATER))
    assert matter(order).promised_on == date(2026, 11, 11)  # signing late moves nothing


def test_signing_is_due_the_working_day_after(them: Services) -> None:
    sent = them.sent()
    assert sent.sign_by == TUESDAY
    due = [Due(*row) for row in statements.fetch_all(DUE.statement, {"on": WEDNESDAY})]
    assert [(one.cause, one.due_on) for one in due] == [(f"service_dispatch:{sent.pk}", TUESDAY)]
    assert due[0].office == them.hr_office.pk
    assert light_of(due[0], on=WEDNESDAY, calendar=calendars.in_force().calendar) == "red"
    sign(sent.order, by=by(them.hr, WEDNESDAY))
    assert statements.fetch_all(DUE.statement, {"on": WEDNESDAY}) == []


def test_a_visit_and_an_answer_follow_the_signing(them: Services) -> None:
    order = them.sent().order
    with pytest.raises(UserError, match="signed"):
        visit(order, "何科长", "看了车间", by=by(them.hr, TUESDAY))
    sign(order, by=by(them.hr, TUESDAY))
    visit(order, "何科长", "看了车间", by=by(them.hr, WEDNESDAY))
    answer(order, "explained", "旺季缺工，已报专场招聘", by=by(them.hr, WEDNESDAY))
    order.refresh_from_db()
    assert order.state == OrderState.ANSWERED
    assert order.closed_on is None  # answered is not closed
    assert matter(order).state == State.PASSED
    kinds = Event.objects.filter(stream=order.stream).values_list("kind", flat=True)
    assert list(kinds.order_by("sequence")) == [
        "service.ordered", "service.dispatched", "service.signed", "service.visited",
        "service.answered",
    ]  # fmt: skip


def test_what_was_not_solved_is_said_so_and_ends_the_clock(them: Services) -> None:
    order = them.answered("not_solved")
    assert matter(order).state == State.NOT_PASSED
    assert order.state == OrderState.ANSWERED


def test_an_order_is_extended_once_by_the_case(them: Services) -> None:
    order = them.sent().order
    sign(order, by=by(them.hr, TUESDAY))
    extend(matter(order).pk, 7, "working", "协调院校需要时间", by=by(them.hr_chief, WEDNESDAY))
    assert matter(order).promised_on == date(2026, 11, 20)
    with pytest.raises(UserError, match="once"):
        extend(matter(order).pk, 1, "working", "还要时间", by=by(them.hr_chief, WEDNESDAY))


def test_an_order_given_back_needs_whose_it_is_and_by_which_document(them: Services) -> None:
    order = them.sent().order
    with pytest.raises(UserError, match="document"):
        give_back(order, "land", " ", "不是我们的事", by=by(them.hr))
    with pytest.raises(UserError, match="Nobody answers"):
        give_back(order, "golf", "三定规定第四条", "不是我们的事", by=by(them.hr))
    with pytest.raises(UserError, match="Your own office"):
        give_back(order, "hr", "三定规定第四条", "不是我们的事", by=by(them.hr))
    give_back(order, "land", "三定规定第四条", "属于用地问题", by=by(them.hr))
    order.refresh_from_db()
    assert order.state == OrderState.ORDERED
    with pytest.raises(UserError, match="gave the order back"):
        dispatch(order, Way(), by=by(them.centre))


def test_what_was_signed_for_is_not_given_back(them: Services) -> None:
    order = them.sent().order
    sign(order, by=by(them.hr))
    with pytest.raises(UserError, match="signed for"):
        give_back(order, "land", "三定规定第四条", "属于用地问题", by=by(them.hr))


def test_the_second_return_goes_to_an_arbiter_whose_word_binds(them: Services) -> None:
    order = them.sent().order
    give_back(order, "land", "三定规定第四条", "属于用地问题", by=by(them.hr))
    dispatch(order, Way("land"), by=by(them.centre))
    give_back(order, "hr", "三定规定第九条", "属于用工问题", by=by(them.land))
    order.refresh_from_db()
    assert order.state == OrderState.DISPUTED
    with pytest.raises(UserError, match="dispatched this order"):
        arbitrate(order, Way("hr", says="用工为主"), by=by(them.centre, TUESDAY))
    sent = arbitrate(order, Way("hr", says="用工为主"), by=by(them.arbiter, TUESDAY))
    assert sent.office == them.hr_office
    with pytest.raises(UserError, match="arbiter decided"):
        give_back(order, "land", "三定规定第四条", "属于用地问题", by=by(them.hr, TUESDAY))


def test_an_office_that_nobody_holds_the_duty_of_gets_nothing(them: Services) -> None:
    with pytest.raises(UserError, match="nobody answers"):
        dispatch(them.ordered(), Way("ecology"), by=by(them.centre))


def test_the_centre_may_choose_a_longer_class(them: Services) -> None:
    sent = dispatch(them.ordered(), Way("", "complex"), by=by(them.centre))
    assert sent.matter.code == "answer"
    assert matter(sent.order).promised_on == date(2026, 11, 23)
    with pytest.raises(UserError, match="not answered by"):
        dispatch(them.ordered(), Way("", "late_payment"), by=by(them.centre))


def test_a_problem_of_a_visit_becomes_an_order_and_a_repeat_is_seen(them: Services) -> None:
    first = order_service(
        enterprise=them.firm, service="other_request", says="厂区断水", by=them.hr, on=MONDAY,
        at=making.moment(MONDAY), about="visit:12",
    )  # fmt: skip
    again = order_service(
        enterprise=them.firm, service="other_request", says="又断水", by=them.agent, on=TUESDAY,
        at=making.moment(TUESDAY),
    )  # fmt: skip
    assert (first.about, first.repeats, again.repeats) == ("visit:12", None, first)


def test_constraints_hold_in_the_database(them: Services) -> None:
    sent = them.sent()
    orders = ServiceOrder.objects.filter(pk=sent.order_id)
    sends = ServiceDispatch.objects.filter(pk=sent.pk)
    for rows, name, change in (
        (orders, "service_order_says_what", {"says": ""}),
        (orders, "service_order_closed_has_its_day", {"state": "closed"}),
        (orders, "service_order_waits_for_somebody", {"wait_until": MONDAY}),
        (sends, "service_dispatch_returned_on_a_basis", {"returned_on": MONDAY}),
        (sends, "service_dispatch_binding_is_kept", {
            "is_binding": True, "returned_on": MONDAY, "returned_by": them.hr,
            "returned_duty": "land", "returned_document": "三定规定"}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)
    other = them.sent("upgrading")
    with pytest.raises(IntegrityError, match="service_dispatch_once_a_position"):
        ServiceDispatch.objects.filter(pk=other.pk).update(order=sent.order)


def test_an_order_is_turned_away_on_the_page_of_its_case_neither_as_not_ours_nor_refused(
    them: Services,
) -> None:
    order = them.sent().order
    for turn_away in (acts.not_ours, acts.refuse):
        with pytest.raises(UserError, match="on a basis"):
            turn_away(matter(order).pk, "不归我们管", by=by(them.hr, TUESDAY))
    assert matter(order).state == State.RECEIVED
    give_back(order, "land", "三定规定第四条", "主要问题在用地", by=by(them.hr, TUESDAY))
    assert matter(order).state == State.NOT_OURS
