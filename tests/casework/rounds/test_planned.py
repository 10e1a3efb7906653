"""The plan of a year has one home; its own months; what was invested beside it."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.rounds.planning_cast import JULY, LATE, MARCH, Planning
from tests.casework.rounds.rounds_cast import ISSUED, OCTOBER, SEPTEMBER, WAN, by

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.projects import planning
from tashan.casework.round_models import PlanCurve
from tashan.casework.rounds import papers
from tashan.casework.rounds.invested import by_month, invested_of, sum_of
from tashan.casework.rounds.lights import lights_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def place() -> Planning:
    return Planning()


def test_the_issued_annual_plan_says_what_is_planned(place: Planning) -> None:
    place.planned(1_000)
    plan = place.drafted(1_200)
    assert place.light().known.plan == 1_000 * WAN
    place.issue(plan)
    planned = place.light().known.planned
    assert planned is not None
    assert planned.entry is not None
    assert (planned.fen, planned.entry.plan) == (1_200 * WAN, plan)
    assert planned.document == "2026年年度投资计划 发改〔2026〕3号"


def test_before_the_plan_was_issued_the_paper_counted(place: Planning) -> None:
    place.planned(1_000)
    place.issue(place.drafted(1_200))
    assert place.light(date(2026, 2, 1)).known.plan == 1_000 * WAN


def test_an_adjusted_plan_counts_from_its_issue_on(place: Planning) -> None:
    plan = place.issue(place.drafted(1_200))
    draft = place.adjusted(plan, 900, JULY)
    assert place.light().known.plan == 1_200 * WAN
    place.issue(draft, JULY)
    assert place.light().known.plan == 900 * WAN
    assert place.light(date(2026, 6, 1)).known.plan == 1_200 * WAN


def test_a_rolling_plan_gives_no_figure_of_a_year(place: Planning) -> None:
    plan = planning.make_plan("rolling", "", 2026, by=by(place.steward, MARCH))
    place.admit(plan, 1_200)
    place.issue(plan)
    assert place.light().known.plan is None


def test_a_paper_of_a_year_that_the_plan_gives_is_refused(place: Planning) -> None:
    place.issue(place.drafted())
    with pytest.raises(UserError, match="gives the investment of this year already") as refused:
        place.planned()
    assert "Adjust that plan" in refused.value.hint


def test_progress_is_held_against_the_own_curve(place: Planning) -> None:
    place.issue(place.drafted(1_200))
    place.answered(place.report(place.issued()), done=540 * WAN)
    assert place.light().readings["progress"] == 45 - 75
    place.curve(LATE)
    found = place.light()
    assert (found.readings["progress"], found.known.scheduled) == (0, 45)
    side = next(one for one in found.overall.dimensions if one.dimension == "progress")
    assert side.light == Light.GREEN


def test_a_curve_never_falls_and_ends_at_the_plan(place: Planning) -> None:
    with pytest.raises(UserError, match="No plan gives"):
        place.curve(LATE)
    place.issue(place.drafted(1_200))
    with pytest.raises(UserError, match="Month 4 is lower"):
        place.curve((*LATE[:3], 10, *LATE[4:]))
    with pytest.raises(UserError, match=r"December is 11,990,000.00 yuan; .* 12,000,000.00"):
        place.curve((*LATE[:11], 1_199))
    with pytest.raises(UserError, match="twelve months"):
        place.curve(LATE[:11])
    assert not PlanCurve.objects.exists()


def test_a_changed_curve_needs_its_reason_and_the_old_one_stays(place: Planning) -> None:
    place.issue(place.drafted(1_200))
    place.curve(LATE)
    earlier = (*LATE[:10], 1_000, 1_200)
    with pytest.raises(UserError, match="Reason"):
        place.curve(earlier)
    with pytest.raises(UserError, match="planned already"):
        place.curve(LATE, reason="无")
    made = place.curve(earlier, reason="设备提前到货")
    assert (made.number, PlanCurve.objects.count()) == (2, 2)


def test_a_curve_of_another_sum_no_longer_counts(place: Planning) -> None:
    plan = place.issue(place.drafted(1_200))
    place.curve(LATE)
    place.issue(place.adjusted(plan, 900, JULY), JULY)
    known = place.light().known
    assert (known.curve, known.has_lost_curve, known.scheduled) == (None, True, 75)


def test_invested_keeps_reported_and_statistical_apart(place: Planning) -> None:
    years = range(2026, 2028)
    assert invested_of([place.project.pk], years, ISSUED) == {}
    place.answered(place.report(place.issued()), done=540 * WAN)
    place.answered(place.report(place.issued(OCTOBER)), done=None)
    clerk = by(place.statistician, date(2026, 10, 12))
    papers.enter_statistics(place.project, SEPTEMBER, 500 * WAN, "九月台账", by=clerk)
    papers.enter_statistics(place.project, SEPTEMBER, 480 * WAN, "九月台账更正", by=clerk)
    found = invested_of([place.project.pk, place.other.pk], years, date(2026, 11, 2))
    assert list(found) == [(place.project.pk, 2026)]
    told = found[place.project.pk, 2026]
    assert (told.reported, told.statistical) == (540 * WAN, 480 * WAN)
    assert by_month(place.project.pk, 2026, date(2026, 11, 2)) == ({9: 540 * WAN}, {9: 480 * WAN})
    assert sum_of([None, 3, 4]) == (7, 2, 3)
    assert sum_of([None]).fen is None


def test_lights_ask_a_bounded_number_of_queries(
    place: Planning, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place.issue(place.drafted())
    place.curve(LATE)
    with django_assert_max_num_queries(9):
        lights_of([place.project.pk, place.other.pk], SEPTEMBER)
