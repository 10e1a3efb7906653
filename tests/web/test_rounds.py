"""S08 and S12 on pages: rounds, reports, problems, alarms, inspections, evaluations."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework import making
from tests.casework.rounds.rounds_cast import (
    ANSWERED,
    PICTURE,
    WAN,
    Dispatching,
    by,
    evidence,
    project,
)
from tests.web.people import browser, shown

from tashan.casework.problem_models import PostEvaluation, ProjectProblem, SiteInspection
from tashan.casework.round_models import (
    DispatchRound,
    LightExcuse,
    PaperSort,
    ProjectPaper,
    RoundPhoto,
    StatisticalFigure,
)
from tashan.casework.rounds import answering

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def test_a_steward_issues_a_round(place: Dispatching) -> None:
    said = {"month": "2026-09-05", "title": "九月调度", "projects": "key", "asks": "",
            "due_on": "2099-10-10"}  # fmt: skip
    answer = browser(place.steward).post("/rounds/new/", said)
    made = DispatchRound.objects.get()
    assert answer.headers["Location"] == f"/rounds/{made.pk}/"
    assert made.reports.count() == 2
    assert "0 / 2" in shown(place.steward, "/rounds/")
    again = browser(place.steward).post("/rounds/new/", said)
    assert again.status_code == 409
    assert "issued already" in again.content.decode()


def test_an_office_answers_and_its_chief_checks(place: Dispatching) -> None:
    report = place.report(place.issued())
    address = f"/rounds/reports/{report.pk}/"
    said = {"progress": "主管完成三公里", "done": "6000000", "on": "2026-10-09", "received": "",
            "paid": "", "problems": "两户未签", "lowered_because": ""}  # fmt: skip
    assert browser(place.handler).post(address + "answer/", said).status_code == 302
    photo = {"picture": SimpleUploadedFile("a.png", PICTURE, "image/png"), "taken_on": "2026-10-09",
             "place": "二标段"}  # fmt: skip
    assert browser(place.handler).post(address + "photos/", photo).status_code == 302
    page = shown(place.chief, address)
    assert "600 万元" in page
    assert "二标段" in page
    assert browser(place.chief).get(f"/rounds/photos/{RoundPhoto.objects.get().pk}/").content == (
        PICTURE
    )
    verdict = {"verdict": "check", "remark": "", "on": "2026-10-10"}
    assert browser(place.chief).post(address + "check/", verdict).status_code == 302
    assert "Checked" in shown(place.handler, address)


def test_who_answered_cannot_check(place: Dispatching) -> None:
    report = place.report(place.issued())
    answering.answer(report, answering.Answer("完成"), by=by(place.chief))
    address = f"/rounds/reports/{report.pk}/check/"
    told = browser(place.chief).post(address, {"verdict": "check", "on": "2026-10-10"})
    assert told.status_code == 409
    back = {"verdict": "send_back", "remark": "", "on": "2026-10-10"}
    assert browser(place.steward).post(address, back).status_code == 409
    assert browser(place.steward).post(address, back | {"remark": "太短"}).status_code == 302


def test_another_office_neither_answers_nor_checks(place: Dispatching) -> None:
    report = place.report(place.issued())
    stranger = making.officer("wai", "chief", at=making.office("水利局"))
    for act in ("answer", "check", "photos"):
        assert browser(stranger).get(f"/rounds/reports/{report.pk}/{act}/").status_code == 403


def test_reported_and_statistical_figures_stand_in_two_columns(place: Dispatching) -> None:
    found = place.issued()
    place.planned()
    place.answered(place.report(found))
    said = {"project": place.project.code, "month": "2026-09-01", "fen": "4800000",
            "document": "九月固投台账"}  # fmt: skip
    client = browser(place.statistician)
    assert client.post(f"/rounds/{found.pk}/statistics/", said).status_code == 302
    assert StatisticalFigure.objects.get().fen == 480 * WAN
    page = shown(place.statistician, f"/rounds/{found.pk}/")
    assert "600 万元" in page
    assert "480 万元" in page
    assert "九月固投台账" in page
    assert browser(place.steward).get(f"/rounds/{found.pk}/statistics/").status_code == 403


def test_each_light_opens_why(place: Dispatching) -> None:
    found = place.issued()
    place.planned()
    place.answered(place.report(found))
    page = shown(place.steward, f"/rounds/{found.pk}/?sort=-done")
    assert "600 万元 of 1,000 万元 = 60.0%, time elapsed 75.0%: −15.0" in page
    assert "1 red and 1 yellow of 2 projects" in page
    assert "供水管网改造" not in shown(place.steward, f"/rounds/{found.pk}/?light=yellow")
    assert "No project here" in shown(place.steward, f"/rounds/{found.pk}/?light=green")
    assert "高标准厂房二期" in shown(place.steward, f"/rounds/{found.pk}/?state=asked")


def test_a_light_is_excused_with_a_reason(place: Dispatching) -> None:
    said = {"dimension": "start", "reason": "等待用地批复", "until": "2099-12-31",
            "on": "2026-10-09"}  # fmt: skip
    address = f"/projects/{place.other.pk}/excuse/"
    assert browser(place.steward).post(address, said).status_code == 302
    assert LightExcuse.objects.get().reason == "等待用地批复"
    assert "等待用地批复" in shown(place.steward, f"/projects/{place.other.pk}/?on=2026-11-30")


def test_papers_give_alarms(place: Dispatching) -> None:
    address = f"/projects/{place.project.pk}/papers/"
    client = browser(place.steward)
    for sort, yuan in (("study", "10000000"), ("estimate", "11500000")):
        said = {"sort": sort, "document": f"{sort}批复", "fen": yuan, "on": "2025-10-09"}
        assert client.post(address, said).status_code == 302
    lacking = {"sort": "study", "document": "无", "on": "2025-10-09"}
    assert client.post(address, lacking).status_code == 409
    assert ProjectPaper.objects.count() == 2
    page = shown(place.steward, "/alarms/?on=2026-10-12")
    assert "115.0% of the study" in page
    assert "政府投资条例" in page
    assert "2 alarms" in page  # and no licence
    assert "No alarm" in shown(place.steward, "/alarms/?on=2020-10-12")
    assert "115.0% of the study" in shown(place.steward, f"/projects/{place.project.pk}/")


def test_a_problem_goes_its_way_on_pages(place: Dispatching) -> None:
    said = {"project": place.project.code, "kind": "land", "says": "三户未签", "needs": "",
            "on": "2026-10-09"}  # fmt: skip
    report = place.report(place.issued())
    client = browser(place.handler)
    assert client.post(f"/problems/new/?report={report.pk}", said).status_code == 302
    problem = ProjectProblem.objects.get()
    assert problem.report == report
    address = f"/problems/{problem.pk}/"
    steward, on = browser(place.steward), {"on": "2026-10-09"}
    assert steward.post(address + "review/", on).status_code == 302
    limit = {"office": "发展和改革局", "measures": "逐户签", "until": "2026-10-30"} | on
    answer = steward.post(address + "assign/", limit)
    assert answer.status_code == 302, answer.content.decode()
    assert client.post(address + "take_up/", on).status_code == 302
    asked = {"says": "已签", "file": SimpleUploadedFile("a.png", PICTURE, "image/png")} | on
    assert client.post(address + "ask_clearing/", asked).status_code == 302
    assert client.get(address + "clear/").status_code == 403
    assert steward.post(address + "clear/", on).status_code == 302
    page = shown(place.handler, address)
    assert "Cleared" in page
    step = problem.steps.get(act="ask_clearing")
    assert client.get(f"/problems/files/{step.pk}/").content == PICTURE
    assert client.get(address + "nod/").status_code == 404


def test_the_problem_list_is_narrowed(place: Dispatching) -> None:
    place.assigned()
    assert "1 problem is open, 1 past the limit" in shown(place.handler, "/problems/")
    for query in ("?due=late", "?mine=1", "?kind=land", "?state=assigned", "?sort=-raised"):
        assert "三户未签协议" in shown(place.handler, f"/problems/{query}")
    for query in ("?kind=money", "?state=cleared"):
        assert "No problem here" in shown(place.handler, f"/problems/{query}")


def test_an_inspection_with_a_finding_to_be_put_right(place: Dispatching) -> None:
    client = browser(place.steward)
    said = {"project": place.project.code, "title": "专项稽察", "document": "稽〔2026〕3号",
            "inspectors": "县稽察组", "summary": "", "on": "2026-10-09"}  # fmt: skip
    assert client.post("/inspections/new/", said).status_code == 302
    row = SiteInspection.objects.get()
    finding = {"kind": "tender", "says": "未备案", "needs": "", "office": "发展和改革局",
               "measures": "补办", "due_on": "2026-10-30", "on": "2026-10-09"}  # fmt: skip
    assert client.post(f"/inspections/{row.pk}/findings/", finding).status_code == 302
    assert "0 of 1 findings put right" in shown(place.handler, f"/inspections/{row.pk}/")
    assert "0 / 1" in shown(place.handler, "/inspections/")


def test_a_finished_project_is_evaluated_and_it_is_used(place: Dispatching) -> None:
    one = project("农村饮水工程", 5, stage="completed")
    making.enterprise("江南咨询公司", 71)
    client = browser(place.steward)
    marks = {"decision": 90, "building": 80, "money": 85, "effect": 70, "lasting": 60}
    said = {f"mark_{code}": mark for code, mark in marks.items()}
    said |= {"evaluator": "江南咨询公司", "document": "评1号", "says": "达到目标",
             "on": "2026-10-09"}  # fmt: skip
    answer = client.post(f"/projects/{one.pk}/evaluations/", said)
    assert answer.status_code == 302, answer.content.decode()
    row = PostEvaluation.objects.get()
    use = {"says": "二期照此优化", "document": "纪要", "on": "2026-10-20"}
    assert client.post(f"/evaluations/{row.pk}/uses/", use).status_code == 302
    page = shown(place.handler, f"/evaluations/{row.pk}/")
    for words in ("78.50 of 100", "18.00", "Fair", "二期照此优化"):
        assert words in page
    assert "78.50" in shown(place.handler, "/inspections/")


def test_the_pages_ask_little_of_the_database(
    place: Dispatching, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found = place.issued()
    place.planned()
    report = place.answered(place.report(found))
    answering.attach_photo(report, evidence(), date(2026, 10, 8), "二标段", by=by(place.handler))
    place.paper(PaperSort.STUDY, ANSWERED, fen=WAN)
    problem = place.assigned()
    client = browser(place.steward)
    pages = ["/rounds/", f"/rounds/{found.pk}/", f"/rounds/reports/{report.pk}/", "/problems/"]
    for address in (*pages, f"/problems/{problem.pk}/", "/alarms/", "/inspections/"):
        client.get(address)
        with django_assert_max_num_queries(26):
            assert client.get(address).status_code == 200


def test_a_problem_on_account_leaves_the_late_ones_and_waits_for_its_review(
    place: Dispatching,
) -> None:
    problem = place.assigned()
    address = f"/problems/{problem.pk}/"
    assert "1 problem is open, 1 past the limit" in shown(place.steward, "/problems/?due=late")
    asked = {"says": "电网改造列入明年计划", "until": "2099-01-20", "on": "2026-10-12"}
    said = browser(place.handler).post(address + "ask_account/", asked)
    assert said.status_code == 302
    assert "asks to put it on account until 2099-01-20" in shown(place.steward, address)
    assert browser(place.handler).post(address + "put_on_account/", asked).status_code == 403
    granted = browser(place.steward).post(address + "put_on_account/", {"on": "2026-10-13"})
    assert granted.status_code == 302
    told = shown(place.steward, address)
    assert "On account: 电网改造列入明年计划. Agreed by qiao; to be reviewed by 2099-01-20." in told
    late = shown(place.steward, "/problems/?due=late")
    assert "1 problem is open, 0 past the limit, 1 on account" in late
    assert address not in late
    assert address in shown(place.steward, "/problems/?state=on_account")
    assert address not in shown(place.steward, "/problems/?due=review")
    ProjectProblem.objects.update(review_on=date(2026, 10, 20))
    assert address in shown(place.steward, "/problems/?due=review")
    assert "past its review" in shown(place.steward, address)
    again = browser(place.handler).post(
        address + "take_up_again/", {"until": "2099-02-01", "on": "2026-10-21"}
    )
    assert again.status_code == 302
    assert "1 problem is open, 0 past the limit" in shown(place.steward, "/problems/")
