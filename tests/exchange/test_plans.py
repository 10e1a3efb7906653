"""A plan of investment as a sheet: previewed row by row, whole or not at all, out and in again."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.rounds.planning_cast import MARCH, Planning
from tests.casework.rounds.rounds_cast import WAN, by
from tests.exchange.cast import begun, loaded, said, undone, xlsx
from tests.exchange.test_exports import bytes_of, cells, written

from tashan.base.errors import UserError
from tashan.casework.project_models import InvestmentPlan, PlanEntry, ProjectEvidence
from tashan.casework.projects import evidence, planning
from tashan.casework.projects.evidence import NewEvidence
from tashan.exchange.models import Import
from tashan.exchange.options import Options
from tashan.exchange.plans.columns import fields
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db
HEAD = ("项目名称", "建设内容及规模", "建设开始", "建设结束", "总投资（万元）",
        "2026年县级财政（万元）", "2026年专项债券（万元）")  # fmt: skip
PIPES = ("供水管网改造", "管网十二公里", "2026-02-03", "2027-06-30", 3_000, 500, 700)
PLANT = ("高标准厂房二期", "厂房三万平方米", "2026-08-20", "2027-12-31", 9_000, 1_000, None)


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def place() -> Planning:
    made = Planning()
    evidence.enter_evidence(
        made.other, NewEvidence("study", "可研批复〔2025〕9号"), by=by(made.steward, MARCH)
    )
    return made


@pytest.fixture
def plan(place: Planning) -> InvestmentPlan:
    return planning.make_plan("annual", "", 2026, by=by(place.steward, MARCH))


def brought(place: Planning, plan: InvestmentPlan, *rows: tuple[object, ...]) -> Import:
    return begun(xlsx(HEAD, *rows), "plan_entries", place.steward, plan=str(plan.pk))


def test_a_sheet_admits_its_projects_with_their_source(
    place: Planning, plan: InvestmentPlan
) -> None:
    run = brought(place, plan, PIPES, PLANT)
    assert said(run) == []
    assert not PlanEntry.objects.exists()
    run = loaded(run)
    entry = plan.entries.get(project=place.project)
    assert (entry.content, entry.total, entry.ends) == (
        "管网十二公里", 3_000 * WAN, date(2027, 6, 30),
    )  # fmt: skip
    assert {(one.source, one.fen) for one in entry.amounts.all()} == {
        ("county", 500 * WAN), ("bonds", 700 * WAN),
    }  # fmt: skip
    assert (entry.source, plan.entries.count()) == (run.source, 2)
    assert Event.objects.filter(stream=plan.stream, kind="plan.admitted").count() == 2


def test_each_row_is_told_what_stands_against_it(place: Planning, plan: InvestmentPlan) -> None:
    rows = (
        ("没有的项目", "一", "2026-02-03", "2027-06-30", 10, 1, None),
        (*PIPES[:4], 3, 500, 700),
        (*PLANT[:5], None, None),
        PLANT,
        PLANT,
    )
    run = brought(place, plan, *rows)
    assert [(one.row, one.field) for one in run.problems.all()] == [
        (2, "project"), (3, "project"), (4, "project"), (5, "project"), (6, "project"),
    ]  # fmt: skip
    told = [one.reason for one in run.problems.all()]
    assert "more than the total investment" in told[1]
    assert "investment of the year with its source" in told[2]
    with pytest.raises(UserError, match="No row"):
        loaded(run, only_good=True)
    assert not PlanEntry.objects.exists()


def test_a_project_that_lacks_its_evidence_is_refused_in_its_row(
    place: Planning, plan: InvestmentPlan
) -> None:
    row = ProjectEvidence.objects.get(project=place.other)
    evidence.take_back(row, "不是本项目的", by=by(place.steward, MARCH))
    run = brought(place, plan, PIPES, PLANT)
    (problem,) = run.problems.all()
    assert (problem.row, "政府投资项目已有可研批复" in problem.reason) == (3, True)
    loaded(run, only_good=True)
    assert [one.project for one in plan.entries.all()] == [place.project]


def test_nothing_is_stored_where_the_plan_was_issued_meanwhile(
    place: Planning, plan: InvestmentPlan
) -> None:
    loaded(brought(place, plan, PIPES))
    run = brought(place, plan, PLANT)
    place.issue(plan)
    with pytest.raises(UserError, match="draft"):
        loaded(run)
    assert plan.entries.count() == 1


def test_a_sheet_that_says_the_same_changes_nothing(place: Planning, plan: InvestmentPlan) -> None:
    loaded(brought(place, plan, PIPES))
    run = loaded(brought(place, plan, PIPES))
    assert (run.unchanged_rows, plan.entries.count()) == (1, 1)
    other = brought(place, plan, (*PIPES[:6], 800))
    assert [one.reason for one in other.problems.all()] == [
        "the project is in the plan already, with other figures"
    ]


def test_an_import_is_undone_while_the_plan_is_a_draft(
    place: Planning, plan: InvestmentPlan
) -> None:
    run = undone(loaded(brought(place, plan, PIPES)))
    assert (run.state, plan.entries.count()) == ("undone", 0)
    run = loaded(brought(place, plan, PIPES))
    place.issue(plan)
    with pytest.raises(UserError, match="issued since"):
        undone(run)
    assert plan.entries.count() == 1


def test_a_sheet_needs_its_draft(place: Planning, plan: InvestmentPlan) -> None:
    with pytest.raises(UserError, match="for a draft"):
        begun(xlsx(HEAD, PIPES), "plan_entries", place.steward)
    with pytest.raises(UserError, match="no plan of investment"):
        begun(xlsx(HEAD, PIPES), "plan_entries", place.steward, plan="999")


def exporter() -> User:
    return making.person("gu", "steward", "exporter")


def test_a_plan_goes_out_and_comes_in_again(place: Planning, plan: InvestmentPlan) -> None:
    loaded(brought(place, plan, PIPES, PLANT))
    place.answered(place.report(place.issued()), done=540 * WAN)
    who = exporter()
    rows = cells(written("plan_entries", who, plan=str(plan.pk), on="2026-11-02"))
    (head,) = [row for row in rows if "项目名称" in row]
    at = head.index("2026年调度完成投资（万元）")
    found = {row[0]: row[at : at + 2] for row in rows if row[0] in (PIPES[0], PLANT[0])}
    assert found == {PIPES[0]: [540, None], PLANT[0]: [None, None]}
    out = written("plan_entries", who, plan=str(plan.pk), on="2026-11-02")
    again = begun(bytes_of(out), "plan_entries", place.steward, plan=str(plan.pk))
    assert said(again) == []
    assert loaded(again).unchanged_rows == 2
    with pytest.raises(UserError, match="is not said"):
        written("plan_entries", who)


def test_the_columns_are_those_of_the_plan(place: Planning, plan: InvestmentPlan) -> None:
    rolling = planning.make_plan("rolling", "", 2026, by=by(place.steward, MARCH))
    options = Options(since=MARCH, plan=str(rolling.pk))
    labels = [one.label for one in fields(options, None)]
    assert "2028年专项债券" in labels
    assert len(labels) == 5 + 3 * 6
    assert len(fields(Options(since=MARCH), None)) == 5
