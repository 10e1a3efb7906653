"""The firm's word: rated, closed, reopened; nobody who handled an order reads a mark."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.casework import making
from tests.casework.services.service_cast import LATER, MONDAY, TUESDAY, WEDNESDAY, Services, by

from tashan.base.errors import UserError
from tashan.casework.service_models import (
    OrderState,
    ServiceAnswer,
    ServiceOrder,
    ServiceRating,
    ServiceReopening,
    ServiceVisit,
)
from tashan.casework.services.answering import answer, sign
from tashan.casework.services.dispatching import Way, dispatch
from tashan.casework.services.figures import (
    Period,
    hot_topics,
    months,
    of_month,
    of_period,
)
from tashan.casework.services.rating import close, rate, reopen
from tashan.casework.services.seeing import may_read_rating, visible_orders
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), LATER)


@pytest.fixture
def them() -> Services:
    return Services()


def figures(office: int | None = None, least: int = 1):  # type: ignore[no-untyped-def]
    period = Period(YEAR.first, YEAR.last, office)
    return of_period(period, on=LATER, satisfied=4, least=least)


def test_an_answer_is_rated_once_and_the_order_closes(them: Services) -> None:
    order = them.answered()
    with pytest.raises(UserError, match="from 1 to 5"):
        rate(order, 6, is_solved=True, by=by(them.agent, WEDNESDAY))
    rate(order, 5, "来得快", is_solved=True, by=by(them.agent, WEDNESDAY))
    order.refresh_from_db()
    assert (order.state, order.closed_on) == (OrderState.CLOSED, WEDNESDAY)
    with pytest.raises(UserError, match="Closed"):
        rate(order, 1, is_solved=False, by=by(them.agent, WEDNESDAY))


def test_no_event_repeats_what_a_firm_said(them: Services) -> None:
    order = them.answered()
    rate(order, 1, "敷衍了事", is_solved=False, by=by(them.agent, WEDNESDAY))
    told = Event.objects.get(stream=order.stream, kind="service.rated")
    assert told.payload == {"dispatch": 1}
    assert not Event.objects.filter(payload__icontains="敷衍").exists()


def test_who_handled_an_order_never_reads_its_rating(them: Services) -> None:
    order = them.answered()
    rate(order, 2, "慢", is_solved=False, by=by(them.agent, WEDNESDAY))
    assert may_read_rating(them.agent, order, LATER)
    assert may_read_rating(them.arbiter, order, LATER)  # a leader who had no part in it
    for one in (them.hr, them.hr_chief, them.centre, them.land):
        assert not may_read_rating(one, order, LATER)
    both = making.officer("both", "leader", "handler", at=them.land_office)
    assert not may_read_rating(both, order, LATER)
    of_the_office = making.officer("head", "leader", at=them.hr_office, post="副县长")
    assert not may_read_rating(of_the_office, order, LATER)


def test_a_firm_that_says_not_solved_reopens_within_the_days(them: Services) -> None:
    order = them.answered("explained")
    rate(order, 2, is_solved=False, by=by(them.agent, WEDNESDAY))
    with pytest.raises(UserError, match="reopened until"):
        reopen(order, "还是缺人", by=by(them.agent, LATER))
    reopen(order, "还是缺人", by=by(them.agent, WEDNESDAY))
    order.refresh_from_db()
    assert (order.state, order.closed_on) == (OrderState.ORDERED, None)
    again = dispatch(order, Way(), by=by(them.centre, WEDNESDAY))
    assert (again.position, again.matter.code) == (2, "answer")


def test_what_a_firm_called_solved_is_not_reopened(them: Services) -> None:
    order = them.answered()
    rate(order, 5, is_solved=True, by=by(them.agent, WEDNESDAY))
    with pytest.raises(UserError, match="solved"):
        reopen(order, "还是缺人", by=by(them.agent, WEDNESDAY))


def test_an_unrated_order_is_closed_after_the_days_to_rate_it(them: Services) -> None:
    order = them.answered("not_solved")
    with pytest.raises(UserError, match="may rate the answer until 2026-11-10"):
        close(order, by=by(them.centre, date(2026, 11, 10)))
    close(order, by=by(them.centre, date(2026, 11, 11)))
    told = figures().shares
    assert (told["closed"].numerator, told["said_solved"].numerator) == (1, 0)  # not the same


def test_each_figure_says_of_how_many(them: Services) -> None:
    order = them.answered()  # signed for and answered in time
    rate(order, 5, is_solved=True, by=by(them.agent, WEDNESDAY))
    late = them.sent(on=TUESDAY)
    sign(late.order, by=by(them.hr, date(2026, 11, 16)))
    answer(late.order, "explained", "说明了原因", by=by(them.hr, date(2026, 11, 16)))
    them.sent("upgrading", on=TUESDAY)  # nobody signs, nobody answers
    told = {code: (s.numerator, s.denominator) for code, s in figures().shares.items()}
    assert told == {
        "signed": (1, 3), "in_time": (1, 3), "closed": (1, 3), "said_solved": (1, 2),
        "repeated": (1, 3), "firm_solved": (1, 1), "satisfied": (1, 1),
    }  # fmt: skip
    assert figures().mean == 5
    (month,) = months(YEAR.first, YEAR.last, on=LATER, satisfied=4)
    assert "satisfied" not in {share.code for share in of_month(month)}


def test_what_rests_on_few_ratings_is_not_shown(them: Services) -> None:
    rate(them.answered(), 1, is_solved=False, by=by(them.agent, WEDNESDAY))
    told = figures(least=2)
    assert told.mean is None
    assert told.shares["satisfied"].is_hidden
    assert (told.shares["satisfied"].percent, told.shares["satisfied"].denominator) == (None, 0)
    assert told.shares["closed"].percent == 100


def test_an_office_s_marks_are_hidden_where_taking_away_would_tell_the_others(
    them: Services,
) -> None:
    rate(them.answered(), 5, is_solved=True, by=by(them.agent, WEDNESDAY))
    rate(them.answered(), 5, is_solved=True, by=by(them.agent, WEDNESDAY))
    other = them.sent("upgrading").order
    sign(other, by=by(them.industry))
    answer(other, "solved", "专家已到厂", by=by(them.industry))
    rate(other, 1, is_solved=False, by=by(them.agent, WEDNESDAY))
    assert not figures(least=2).shares["satisfied"].is_hidden
    assert figures(them.hr_office.pk, least=2).shares["satisfied"].is_hidden


def test_hot_topics_are_what_was_ordered_most(them: Services) -> None:
    for service in ("recruiting", "recruiting", "upgrading"):
        them.ordered(service)
    told = [(one.service, one.orders, one.firms) for one in hot_topics(*YEAR_DAYS, most=5)]
    assert told == [("recruiting", 2, 1), ("upgrading", 1, 1)]


YEAR_DAYS = (YEAR.first, YEAR.last)


def test_each_sees_what_is_theirs(them: Services) -> None:
    order = them.sent().order
    stranger = making.agent("stranger", making.enterprise("他山纸业有限公司", 9))
    for one in (them.centre, them.arbiter, them.hr, them.agent):
        assert list(visible_orders(one, LATER)) == [order]
    for one in (them.land, stranger):
        assert not visible_orders(one, LATER).exists()
    centre = making.officer("zhong", "handler", at=them.centre_office)
    assert list(visible_orders(centre, LATER)) == [order]


def test_the_words_of_all_are_kept_by_constraints(them: Services) -> None:
    order = them.answered()
    given = ServiceAnswer.objects.get(dispatch__order=order)
    own = {"by": them.agent, "at": making.moment(MONDAY), "on": MONDAY}
    for made, name in (
        (lambda: ServiceRating(answer=given, mark=11, is_solved=True, **own),
         "service_rating_on_its_scale"),
        (lambda: ServiceReopening(answer=given, says="", **own), "service_reopening_says_why"),
        (lambda: ServiceVisit(dispatch=given.dispatch, who="", says="看", **own),
         "service_visit_says_who_came"),
        (lambda: ServiceAnswer(dispatch=them.sent("upgrading"), outcome="solved", says="", **own),
         "service_answer_says_what"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            made().save(force_insert=True)  # type: ignore[no-untyped-call]
    assert ServiceOrder.objects.count() == 1
