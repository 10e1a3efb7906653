"""Pages of plans beside what was invested: plans, months of a project, and rounds by the plan."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.rounds.planning_cast import JULY, LATE, MARCH, Planning
from tests.casework.rounds.rounds_cast import SEPTEMBER, WAN, by
from tests.web.people import browser, shown

from tashan.casework.project_models import InvestmentPlan, ProjectEvidence
from tashan.casework.projects import evidence, planning
from tashan.casework.round_models import PlanCurve
from tashan.casework.rounds import papers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def place() -> Planning:
    return Planning()


@pytest.fixture
def plan(place: Planning) -> InvestmentPlan:
    return place.issue(place.drafted(1_200))


def told(place: Planning) -> None:
    place.answered(place.report(place.issued()), done=540 * WAN)
    clerk = by(place.statistician, date(2026, 10, 12))
    papers.enter_statistics(place.project, SEPTEMBER, 500 * WAN, "九月台账", by=clerk)


def test_a_plan_shows_what_was_invested_beside_what_was_planned(
    place: Planning, plan: InvestmentPlan
) -> None:
    address = f"/investment-plans/{plan.pk}/?on=2026-11-02"
    assert shown(place.steward, address).count("unknown") == 4
    told(place)
    page = shown(place.steward, address)
    assert "540 万元</a> · 45.0%" in page
    assert "500 万元" in page
    assert "九月台账" in page
    assert "unknown" not in page
    report = place.project.round_reports.get()
    assert f'href="/rounds/reports/{report.pk}/"' in page
    assert "540 万元" in shown(place.steward, f"/projects/{place.project.pk}/?on=2026-11-02")


def test_a_round_takes_the_figure_of_the_plan_and_opens_it(
    place: Planning, plan: InvestmentPlan
) -> None:
    told(place)
    report = place.project.round_reports.get()
    for address in (f"/rounds/{report.round_id}/", f"/rounds/reports/{report.pk}/"):
        page = shown(place.steward, address)
        assert f'href="/investment-plans/{plan.pk}/"' in page
        assert "1,200 万元" in page


def test_the_months_of_a_project_are_entered_and_drawn(
    place: Planning, plan: InvestmentPlan
) -> None:
    told(place)
    year = timezone.localdate().year
    address = f"/projects/{place.project.pk}/"
    form = address + "plan-by-month/?year=2026"
    assert "December is 1,200 万元: 2026年年度投资计划" in shown(place.steward, form)
    months = {f"month_{n}": str(wan) for n, wan in enumerate(LATE, start=1)}
    said = months | {"document": "进度计划表", "reason": "", "on": "2026-03-02"}
    client = browser(place.steward)
    falls = client.post(form, said | {"month_4": "1"})
    assert (falls.status_code, "Month 4 is lower" in falls.content.decode()) == (409, True)
    assert 'value="20"' in falls.content.decode()
    assert client.post(form, said).status_code == 302
    assert PlanCurve.objects.get().fen[8] == 540 * WAN
    page = shown(place.steward, address + "?on=2026-11-02")
    assert f"Plan of {min(year, 2026)} by month" in page
    assert "own months 45.0%: +0.0" in page
    assert "进度计划表" in page
    assert browser(place.steward).get(address + "plan-by-month/?year=x").status_code == 200


def test_months_that_fit_no_more_say_so(place: Planning, plan: InvestmentPlan) -> None:
    place.curve(LATE)
    place.issue(place.adjusted(plan, 900, JULY), JULY)
    page = shown(place.steward, f"/projects/{place.project.pk}/?on=2026-11-02")
    assert "Its months end at 1,200 万元; the plan of the year gives 900 万元" in page


def test_a_paper_that_the_plan_replaced_says_so(place: Planning) -> None:
    place.planned(1_000)
    place.issue(place.drafted(1_200), MARCH)
    page = shown(place.steward, f"/projects/{place.project.pk}/?on=2026-11-02")
    assert "the annual plan counts in its place" in page


def test_a_draft_leads_to_its_table_and_its_template(place: Planning) -> None:
    draft = place.drafted(1_200)
    client = browser(place.steward)
    page = client.get(f"/investment-plans/{draft.pk}/").content.decode()
    assert f'href="/data/?target=plan_entries&amp;plan={draft.pk}"' in page
    data = client.get(f"/data/?target=plan_entries&plan={draft.pk}").content.decode()
    assert f'<option value="{draft.pk}" selected>2026年年度投资计划</option>' in data
    address = f"/data/templates/plan_entries.xlsx?plan={draft.pk}"
    assert address in data
    sheet = load_workbook(BytesIO(client.get(address).content)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads[0] == "项目名称*"
    assert "2026年县级财政（万元）" in heads


def test_an_entry_says_that_its_evidence_was_taken_back(
    place: Planning, plan: InvestmentPlan
) -> None:
    row = ProjectEvidence.objects.get(project=place.project)
    evidence.take_back(row, "批复已撤销", by=by(place.steward, JULY))
    address = f"/investment-plans/{plan.pk}/"
    assert "2026-03-02 (taken back since)" in shown(place.steward, address)
    assert "taken back" not in shown(place.steward, address + "?on=2026-06-01")


def test_what_a_rule_admitted_reads_in_words_not_in_codes(place: Planning) -> None:
    plan = planning.make_plan("rolling", "", 2026, by=by(place.steward, MARCH))
    place.admit(plan, 1_200)
    page = shown(place.steward, f"/investment-plans/{plan.pk}/")
    assert "Reserved or further on" in page
    assert "stage " not in page.split("Reserved or further on")[0].rpartition("Admitted")[2]


def test_pages_of_plans_ask_a_bounded_number_of_queries(
    place: Planning, plan: InvestmentPlan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    told(place)
    client = browser(place.steward)
    with django_assert_max_num_queries(20):
        client.get(f"/investment-plans/{plan.pk}/")
    with django_assert_max_num_queries(62):
        client.get(f"/projects/{place.project.pk}/")
