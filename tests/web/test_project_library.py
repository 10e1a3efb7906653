"""Pages of the library of projects: gates before a move, leaving, milestones, plans, renewal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.projects.library_cast import Library

from tashan.casework.project_models import Departure, InvestmentPlan, Milestone, ProjectEvidence
from tashan.record.models import User
from tashan.registry.keeping import facts_on

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def place(settings: Settings) -> Library:
    settings.PLACE = "999901"
    return Library()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def today() -> str:
    return timezone.localdate().isoformat()


def test_a_shut_gate_is_shown_before_the_move_and_told_at_it(place: Library) -> None:
    steward, handler = signed_in(place.steward), signed_in(place.handler)
    address = f"/projects/{place.project.pk}/"
    page = steward.get(address).content.decode()
    assert "有谋划书或者建议书" in page
    assert "项目谋划书或者建议书" in page
    said = {"stage": "reserved", "since": today(), "reason": "储备"}
    told = steward.post(address + "stage/", said).content.decode()
    assert "有谋划书或者建议书" in told
    shown = {"kind": "proposal", "document": "项目建议书1号", "on": today(),
             "file": SimpleUploadedFile("建议书.png", PNG)}  # fmt: skip
    assert handler.post(address + "evidence/new/", shown).status_code == 302
    assert steward.post(address + "stage/", said).status_code == 302
    assert facts_on(place.project, timezone.localdate()).stage == "reserved"
    row = ProjectEvidence.objects.get()
    assert handler.get(f"{address}evidence/{row.pk}/").content == PNG
    assert "项目建议书1号" in steward.get(address).content.decode()


def test_leaving_is_asked_for_by_one_and_checked_by_another(place: Library) -> None:
    handler, chief = signed_in(place.handler), signed_in(place.chief)
    address = f"/projects/{place.project.pk}/"
    said = {"reason": "land", "says": "地块无法供应", "on": today()}
    assert handler.post(address + "leave/", said).status_code == 302
    row = Departure.objects.get()
    checked = {"agreed": "yes", "answer": "属实", "on": today()}
    assert f"/departures/{row.pk}/check/" in chief.get(address).content.decode()
    assert chief.post(f"/departures/{row.pk}/check/", checked).status_code == 302
    assert facts_on(place.project, timezone.localdate()).stage == "ended"
    assert "用地、环境等要素无法落实" in chief.get(address).content.decode()


def test_evidence_is_taken_back_and_what_was_made_on_it_named(place: Library) -> None:
    row = place.show("proposal")
    place.move("reserved")
    handler, chief = signed_in(place.handler), signed_in(place.chief)
    page = f"/projects/{place.project.pk}/"
    address = f"{page}evidence/{row.pk}/take-back/"
    assert address in handler.get(page).content.decode()
    assert address not in chief.get(page).content.decode()
    assert "2026-01-05 转为“储备”" in handler.get(address).content.decode()
    said = {"reason": "附错了文件", "on": today()}
    assert chief.post(address, said).status_code == 409
    assert handler.post(address, said).status_code == 302
    told = handler.get(page).content.decode()
    assert "附错了文件" in told
    assert "据此已经办理的保持不变：" in told
    assert f"{page}evidence/{row.pk}/" not in told
    assert "据此已经办理" not in handler.get(page + "?on=2026-02-02").content.decode()


def test_a_confirmed_report_is_taken_back_and_stays_to_be_read(place: Library) -> None:
    row = place.milestone()
    address = f"/milestones/{row.pk}/"
    handler, chief = signed_in(place.handler), signed_in(place.chief)
    file = SimpleUploadedFile("月报.png", PNG)
    done = {"document": "监理报告9号", "fen": "2800", "on": "2026-05-06", "file": file}
    assert handler.post(address + "report/", done).status_code == 302
    checked = {"agreed": "yes", "answer": "属实", "on": "2026-05-07"}
    assert chief.post(address + "check/", checked).status_code == 302
    assert address + "take_back/" not in handler.get(address).content.decode()
    assert address + "take_back/" in chief.get(address).content.decode()
    said = {"reason": "复核未完成", "on": today()}
    assert handler.post(address + "take_back/", said).status_code == 409
    assert chief.post(address + "take_back/", said).status_code == 302
    told = chief.get(address).content.decode()
    assert "复核未完成" in told
    assert "监理报告9号" in told
    kept = row.taken_back.get()
    assert chief.get(f"/milestone-reports/{kept.pk}/file/").content == PNG
    assert address + "report/" in handler.get(address).content.decode()


def test_a_milestone_from_its_plan_to_its_check(place: Library) -> None:
    steward, handler, chief = map(signed_in, (place.steward, place.handler, place.chief))
    past = (timezone.localdate() - timedelta(days=9)).isoformat()
    said = {"title": "主体封顶", "office": "发展和改革局", "planned_on": past,
            "planned_fen": "3000", "on": "2026-02-02"}  # fmt: skip
    new = f"/projects/{place.project.pk}/milestones/new/"
    assert steward.post(new, said).status_code == 302
    address = f"/milestones/{Milestone.objects.get().pk}/"
    page = steward.get(f"/projects/{place.project.pk}/").content.decode()
    assert "主体封顶" in page
    assert "light red" in page
    done = {"document": "监理报告9号", "fen": "2800", "on": today()}
    assert handler.post(address + "report/", done).status_code == 302
    same = {"agreed": "yes", "answer": "属实", "on": today()}
    assert handler.post(address + "check/", same).status_code == 403
    assert chief.post(address + "check/", same).status_code == 302
    told = chief.get(address).content.decode()
    assert "2,800 万元" in told
    assert "监理报告9号" in told
    assert chief.post(address + "plan/", {}).status_code == 403
    assert steward.post(address + "drop/", {"reason": "不用", "on": today()}).status_code == 409
    assert steward.get(address + "burn/").status_code == 404


def test_a_plan_admits_states_and_sums(place: Library) -> None:
    steward, chief = signed_in(place.steward), signed_in(place.chief)
    assert "还没有投资计划" in steward.get("/investment-plans/").content.decode()
    said = {"rules": "annual", "first_year": "2026", "title": "", "on": "2026-02-02"}
    assert steward.post("/investment-plans/new/", said).status_code == 302
    address = f"/investment-plans/{InvestmentPlan.objects.get().pk}/"
    entry = {"project": place.project.code, "content": "", "2026_own": "1000",
             "2026_loans": "2000", "on": today()}  # fmt: skip
    refused = steward.post(address + "admit/", entry)
    assert (refused.status_code, "企业投资项目已核准或者备案" in refused.content.decode()) == (
        409,
        True,
    )
    place.show("filing")
    assert steward.post(address + "admit/", entry).status_code == 302
    page = steward.get(address).content.decode()
    assert "3,000 万元" in page
    assert "年产五千吨正极材料生产线" in page
    issued = {"document": "发改〔2026〕3号", "on": today()}
    assert steward.post(address + "issue/", issued).status_code == 409
    assert chief.post(address + "issue/", issued).status_code == 302
    assert "发改〔2026〕3号" in steward.get(address).content.decode()
    assert steward.post(address + "adjust/", {"reason": "年中", "on": today()}).status_code == 302
    assert InvestmentPlan.objects.count() == 2
    assert "3,000 万元" in steward.get(f"/projects/{place.project.pk}/").content.decode()


def test_stale_projects_are_flagged_and_filtered(place: Library) -> None:
    fresh = place.entered("新谋划项目", 2, timezone.localdate() - timedelta(days=3))
    steward = signed_in(place.steward)
    for view in ("", "?view=board", "?view=timeline"):
        assert "锂电池材料项目" in steward.get("/projects/" + view).content.decode()
    assert steward.get("/projects/").content.decode().count("滞留") >= 2
    told = steward.get("/projects/?stale=1").content.decode()
    assert "锂电池材料项目" in told
    assert "新谋划项目" not in told
    assert f"/projects/{fresh.pk}/" in steward.get("/projects/?view=board").content.decode()


def test_renewal_shows_figures_with_the_projects_behind_them(place: Library) -> None:
    steward = signed_in(place.steward)
    told = steward.get("/projects/renewal/?since=2026-01-01&on=2026-06-30").content.decode()
    assert "谋划一批" in told
    assert "1 ÷ 0" in told
    assert "锂电池材料项目" in told
    nonsense = steward.get("/projects/renewal/?since=x")
    assert nonsense.status_code == 200
    place.adoption.ended_on = date(2026, 1, 1)
    place.adoption.save()
    assert "没有生效的项目库" in steward.get("/projects/renewal/").content.decode()


def test_the_pages_ask_a_bounded_number_of_questions(
    place: Library, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(2, 30):
        place.entered(f"项目{number}", number)
        place.milestone(f"节点{number}")
    steward = signed_in(place.steward)
    with django_assert_max_num_queries(40):
        steward.get("/projects/")
    with django_assert_max_num_queries(40):
        steward.get("/projects/?view=board")
    with django_assert_max_num_queries(40):
        steward.get("/projects/?view=timeline")
    with django_assert_max_num_queries(60):
        steward.get(f"/projects/{place.project.pk}/")
