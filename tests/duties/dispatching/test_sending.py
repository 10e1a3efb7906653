"""A round from its draft to its end: proposed, kept, published, visited, reported, rated."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from tests.casework import making
from tests.duties.dispatching.sent_cast import DRAFTED, SINCE, Sent, by
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework import visits_due
from tashan.duties.dispatch_models import RatingSide, RoundState, SecondmentState, TieSort
from tashan.duties.dispatching import drafting, proposing, running, visiting
from tashan.duties.dispatching.appraising import rate, scores
from tashan.duties.dispatching.standing import standings
from tashan.duties.dispatching.terms import terms_of
from tashan.duties.dispatching.visiting import NewProblem, NewVisit

pytestmark = pytest.mark.django_db
VISIT = NewVisit("车间", "王厂长", "谈招工", (NewProblem("缺二十名焊工"),))


def test_everybody_goes_where_they_are_needed() -> None:
    place = Sent()
    row = place.proposed()
    told = {one.place.entity_id: one for one in row.secondments.select_related("place")}
    assert len(told) == 3
    assert [told[firm.pk].met for firm in place.firms] == [["electronics"], ["machinery"], ["food"]]
    assert all(one.points == 10 for one in told.values())


def test_no_conflict_is_ever_proposed() -> None:
    place = Sent()
    place.ties(place.officer("fang"), place.firms[0])
    place.ties(place.officer("gu"), place.firms[0], TieSort.FAMILY)
    place.ties(place.home_office, place.firms[1], TieSort.SUPERVISES)
    with pytest.raises(UserError, match="Everybody has a conflict with: 长青机械"):
        place.proposed()


def test_the_second_best_says_what_it_costs_and_who_would_go() -> None:
    place = Sent()
    row = place.proposed()
    first = place.at_firm(row)
    other = {"fang": "gu", "gu": "fang"}[
        next(n for n in ("fang", "gu") if place.officer(n).pk == first.officer_id)
    ]
    found = proposing.second_bests(row)[(first.officer_id, first.place_id)]
    assert (found.cost, found.instead) == (0, (place.officer(other).pk,))
    machinery = place.at_firm(row, 1)
    assert (
        proposing.second_bests(row, [(machinery.officer_id, machinery.place_id)])[
            (machinery.officer_id, machinery.place_id)
        ].cost
        == 10
    )


def test_a_second_run_keeps_what_holds_and_says_what_changes() -> None:
    place = Sent()
    row = place.proposed()
    first = place.at_firm(row)
    proposing.keep(first, fixed=True, by=by(place.steward, DRAFTED))
    place.brings("kang", "machinery")
    place.brings("kang", "finance")
    drafting.bring(place.firms[1], "finance", since=date(2025, 1, 1), source=county.source())
    found = proposing.work_out(row)
    assert (first.officer_id, first.place_id) in found.kept
    assert [who for who, _where in found.come] == [place.officer("kang").pk]
    assert [who for who, _where in found.gone] == [place.officer("hua").pk]
    assert row.secondments.filter(officer=place.officer("hua")).exists()  # nothing is kept of it
    proposing.propose(row, by=by(place.steward, DRAFTED))
    assert not row.secondments.filter(officer=place.officer("hua")).exists()


def test_who_drafted_it_does_not_publish_it() -> None:
    place = Sent()
    row = place.proposed()
    with pytest.raises(UserError, match="does not publish"):
        running.publish(row, "他委〔2026〕1号", by=by(place.steward))
    found = running.publish(row, "他委〔2026〕1号", by=by(place.chief))
    assert found.state == RoundState.RUNNING
    assert {one.state for one in found.secondments.all()} == {SecondmentState.RUNNING}


def test_a_proposal_that_no_longer_holds_is_not_published() -> None:
    place = Sent()
    row = place.proposed()
    first = place.at_firm(row)
    place.ties(first.officer, place.firms[0])
    with pytest.raises(UserError, match="does not hold any more"):
        running.publish(row, "他委〔2026〕1号", by=by(place.chief))


def test_somebody_is_replaced_and_the_next_round_remembers() -> None:
    place = Sent()
    row = place.published()
    first = place.at_firm(row, 1)
    april = date(2026, 4, 1)
    with pytest.raises(UserError, match="at another place"):
        running.replace(first, place.at_firm(row).officer, "调动", by=by(place.chief, april))
    made = running.replace(first, place.officer("kang"), "调动", by=by(place.chief, april))
    assert (made.points, made.met, made.instead_of_id) == (0, [], first.pk)
    first.refresh_from_db()
    assert (first.state, first.until) == (SecondmentState.REPLACED, april)
    with pytest.raises(UserError, match="The reason is missing"):
        running.hand_back(made, " ", by=by(place.chief, april))
    with pytest.raises(UserError, match="runs until 2027-01-05"):
        running.end_round(row, by=by(place.chief, april))
    running.end_round(row, by=by(place.chief, row.until))
    later = place.drafted(date(2027, 1, 5), row, date(2027, 1, 5))
    found = proposing.work_out(later)
    food, electronics = place.at_firm(row, 2), place.at_firm(row)
    assert {food.officer_id, electronics.officer_id} <= {who for who, _where in found.plan.pairs}
    assert found.plan.points == 10 + 10 + 10 + 6 + 6


def test_visits_are_logged_by_the_officer_alone_and_late_ones_are_marked() -> None:
    place = Sent()
    first = place.at_firm(place.published(), 1)
    with pytest.raises(UserError, match="Only the officer"):
        visiting.log_visit(first, VISIT, by=by(place.people["fang"], date(2026, 2, 3)))
    own = place.people["hua"]
    made = visiting.log_visit(first, VISIT, by=by(own, date(2026, 2, 3)))
    late = visiting.log_visit(
        first, NewVisit("会议室", "李经理", "谈用地"),
        by=by(own, date(2026, 2, 10), entered=date(2026, 2, 14)),
    )  # fmt: skip
    assert (made.is_late, late.is_late) == (False, True)
    problem = made.problems.get()
    visiting.passed_on(problem, "FW-1", by=by(own, date(2026, 2, 3)))
    with pytest.raises(UserError, match="an order already"):
        visiting.passed_on(problem, "FW-2", by=by(own, date(2026, 2, 3)))
    with pytest.raises(UserError, match="The term is from"):
        visiting.log_visit(first, VISIT, by=by(own, date(2026, 1, 4)))


def test_the_light_and_the_report_follow_from_the_log() -> None:
    place = Sent()
    first = place.at_firm(place.published(), 1)
    own, march = place.people["hua"], date(2026, 3, 2)
    for day in (3, 17):
        visiting.log_visit(first, VISIT, by=by(own, date(2026, 2, day)))
    stands = standings([first], march)[first.pk]
    assert (stands.due, stands.made, stands.open_problems) == (2, 2, 2)
    assert (stands.light, stands.unreported) == (Light.YELLOW, (date(2026, 2, 1),))
    made = visiting.report(first, date(2026, 2, 20), "二月走访两次", by=by(own, march))
    assert made.figures == {"visits": 2, "due": 2, "late": 0, "problems": 2, "passed_on": 0}
    assert standings([first], march)[first.pk].light is Light.GREEN
    assert standings([first], date(2026, 4, 1))[first.pk].light is Light.RED
    with pytest.raises(UserError, match="reported already"):
        visiting.report(first, date(2026, 2, 2), "又一份", by=by(own, march))


def test_the_score_waits_until_every_part_of_it_is_known() -> None:
    place = Sent()
    first = place.at_firm(place.published(), 1)
    agent = making.agent("wang", place.firms[1])
    own, march = place.people["hua"], date(2026, 3, 2)
    visiting.log_visit(first, VISIT, by=by(own, date(2026, 2, 3)))
    rate(first, RatingSide.SERVED, 5, "很负责", by=by(agent, march))
    terms = terms_of(first.round)
    found = scores([first], standings([first], march), terms, march)[first.pk]
    assert found.value is None
    rate(first, RatingSide.OFFICE, 4, by=by(place.chief, march))
    found = scores([first], standings([first], march), terms, march)[first.pk]
    assert found.value == Fraction(100 * 50 + 80 * 30 + 50 * 20, 100)
    with pytest.raises(UserError, match="their own"):
        rate(first, RatingSide.OFFICE, 5, by=by(own, march))
    with pytest.raises(UserError, match="rated today"):
        rate(first, RatingSide.SERVED, 1, by=by(agent, march))


def test_what_is_due_is_told_once_a_period() -> None:
    place = Sent()
    row = place.published()
    first = place.at_firm(row, 1)
    own = place.people["hua"]
    for day in (3, 17):
        visiting.log_visit(first, VISIT, by=by(own, date(2026, 2, day)))
    with connection.cursor() as cursor:
        cursor.execute(visits_due.STATEMENT, {"on": date(2026, 2, 20)})
        rows = cursor.fetchall()
    assert {one[0] for one in rows} == {
        f"visit:{one.pk}:2026-02-01" for one in row.secondments.exclude(pk=first.pk)
    }
    assert {one[5] for one in rows} == {date(2026, 2, 28)}
    with connection.cursor() as cursor:
        cursor.execute(visits_due.STATEMENT, {"on": date(2026, 3, 3)})
        rows = cursor.fetchall()
    assert f"visit:{first.pk}:report-2026-02-01" in {one[0] for one in rows}


def test_a_round_begins_on_its_day() -> None:
    row = Sent().opened()
    assert (row.since, row.until, row.visits, row.log_days) == (SINCE, date(2027, 1, 5), 2, 3)
