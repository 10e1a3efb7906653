"""Those served: who speaks for a firm, an office, a village or a park, and reads which ratings."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.casework.services.service_cast import Services
from tests.duties.dispatching.four_cast import Four
from tests.duties.dispatching.sent_cast import NAMES, by

from tashan.base.errors import UserError
from tashan.casework.service_models import ServiceOrder
from tashan.casework.visit_orders import pass_on
from tashan.duties.dispatch_models import RatingSide
from tashan.duties.dispatching.appraising import rate
from tashan.duties.dispatching.serving import manages, may_see_ratings, served_by
from tashan.duties.dispatching.visiting import NewProblem, NewVisit, log_visit

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 2)


def test_everybody_speaks_for_their_own_destination_alone() -> None:
    place = Four()
    for user, entity in (
        (place.agent, place.firms[0]), (place.villager, place.village),
        (place.parker, place.park), (place.recruiter, place.station),
    ):  # fmt: skip
        known = {one.pk for one in (place.firms[0], place.village, place.park, place.station)}
        assert served_by(user, MARCH) & known == {entity.pk}
    sent = place.people["fang"]
    assert not served_by(sent, MARCH) & {place.village.pk, place.park.pk}
    assert served_by(place.steward, MARCH) == frozenset()
    assert served_by(making.person("wu", "handler"), MARCH) == frozenset()


def test_nobody_rates_their_own_work_even_where_they_serve() -> None:
    place = Four()
    term = place.at(place.village)
    name = next(n for n in NAMES if place.officer(n).pk == term.officer_id)
    with pytest.raises(UserError, match="Nobody rates"):
        rate(term, RatingSide.SERVED, 5, by=by(place.people[name], MARCH))


def test_single_ratings_are_read_by_who_looks_on_and_never_by_the_officer() -> None:
    place = Four()
    term = place.at(place.village)
    name = next(n for n in NAMES if place.officer(n).pk == term.officer_id)
    colleague = next(n for n in NAMES if n != name)
    assert may_see_ratings(place.chief, term, MARCH)
    assert may_see_ratings(making.person("ling", "leader"), term, MARCH)
    assert not may_see_ratings(place.people[name], term, MARCH)
    assert not may_see_ratings(place.people[colleague], term, MARCH)
    making.person(name, "chief")
    assert not may_see_ratings(place.people[name], term, MARCH)


def test_a_chief_of_another_office_does_not_manage_a_round() -> None:
    place = Four()
    term = place.at(place.village)
    assert manages(place.chief, term.round, MARCH)
    assert manages(place.steward, term.round, MARCH)
    assert not manages(place.parker, term.round, MARCH)
    assert not manages(place.villager, term.round, MARCH)


def test_a_problem_of_a_park_becomes_an_order_of_the_enterprise_that_has_it() -> None:
    place = Four()
    Services()
    term, sent = place.at(place.park), place.sent(place.park)
    new = NewVisit("园区", "企业", "缺工", (NewProblem("缺二十名工人", "recruiting"),))
    problem = log_visit(term, new, by=by(sent, MARCH)).problems.get()
    with pytest.raises(UserError, match="no visit to one"):
        pass_on(problem, by=by(sent, MARCH))
    passed = pass_on(problem, by=by(sent, MARCH), enterprise=place.firms[1])
    order = ServiceOrder.objects.get(pk=passed.order)
    assert (order.enterprise, order.about) == (place.firms[1], problem.visit.about)


def test_a_problem_of_a_firm_is_ordered_for_that_firm_alone() -> None:
    place = Four()
    Services()
    term, sent = place.at(place.firms[0]), place.sent(place.firms[0])
    new = NewVisit("车间", "厂长", "缺工", (NewProblem("缺二十名工人", "recruiting"),))
    problem = log_visit(term, new, by=by(sent, MARCH)).problems.get()
    with pytest.raises(UserError, match="another enterprise"):
        pass_on(problem, by=by(sent, MARCH), enterprise=place.firms[1])
    passed = pass_on(problem, by=by(sent, MARCH))
    assert ServiceOrder.objects.get(pk=passed.order).enterprise == place.firms[0]
