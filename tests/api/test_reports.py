"""Reports and findings, as programs bring them in and decide on them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import cast
from tests.api.programs import Program, program
from tests.web.people import account

from tashan.indicators.models import Observation
from tashan.reading.models import Report, ReportState
from tashan.record.models import Event
from tashan.registry import keeping
from tashan.registry.kinds import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    uploaded = cast.report(account("uploader", "reviewer"))
    return cast.read(uploaded, cast.area(), cast.occupancy(), cast.shortfall())


@pytest.fixture
def reviewer() -> Program:
    return program("reviewer")


def upload(caller: Program, name: str, data: bytes) -> Any:
    return caller.client.post(
        "/api/v1/reports",
        {"file": SimpleUploadedFile(name, data)},
        headers={"Authorization": f"Bearer {caller.secret}", "Accept-Language": "en"},
    )


def test_a_file_is_brought_in_and_waits_to_be_read(reviewer: Program) -> None:
    answer = upload(reviewer, "考察报告.txt", cast.TEXT.encode())
    assert answer.status_code == 202
    told = reviewer.get(answer.json()["url"])
    assert (told["title"], told["state"]) == ("考察报告", "waiting")
    again = upload(reviewer, "另名.txt", cast.TEXT.encode())
    assert again.json() == answer.json() | {"is_new": False}


def test_an_empty_file_is_refused(reviewer: Program) -> None:
    answer = upload(reviewer, "空.txt", b"")
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/refused"


def test_a_file_that_failed_is_tried_again(reviewer: Program) -> None:
    upload(reviewer, "考察报告.txt", cast.TEXT.encode())
    failure = {"code": "failed", "message": "坏了", "hint": ""}
    Report.objects.update(state=ReportState.FAILED, failure=failure)
    listed = reviewer.get("/reports?state=failed")["items"]
    assert listed[0]["failure"]["message"] == "坏了"
    assert upload(reviewer, "考察报告.txt", cast.TEXT.encode()).json()["state"] == "waiting"


def test_findings_are_listed_in_the_order_of_the_text(report: Report, reviewer: Program) -> None:
    path = f"/reports/{report.pk}/findings"
    told = reviewer.get(f"{path}?limit=2")
    assert [finding["quote"] for finding in told["items"]] == [
        "标准厂房61.2万平方米",
        "入驻率78.6%",
    ]
    assert reviewer.get(told["next"])["items"][0]["kind"] == "gap"
    assert len(reviewer.get(f"{path}?kind=gap")["items"]) == 1
    assert told["items"][0]["value"] == "61.2"


def test_findings_of_all_reports_are_searched(report: Report, reviewer: Program) -> None:
    assert [f["number"] for f in reviewer.get("/findings?q=入駐率")["items"]] == [2]
    assert reviewer.get("/reports?q=考察")["items"][0]["open"] == 3


def decide(reviewer: Program, report: Report, act: str, **body: Any) -> Any:
    return reviewer.send("POST", f"/reports/{report.pk}/findings/1/{act}", body)


def test_a_finding_is_accepted_corrected_and_taken_back(report: Report, reviewer: Program) -> None:
    accepted = decide(reviewer, report, "accept", seen_version=0).json()
    assert (accepted["state"], accepted["version"]) == ("accepted", 1)
    corrected = decide(reviewer, report, "correct", seen_version=1, value="62.1").json()
    assert (corrected["value"], corrected["as_read"]) == ("62.1", {"value": "61.2"})
    reopened = decide(reviewer, report, "reopen", seen_version=2).json()
    assert (reopened["state"], reopened["value"]) == ("open", "61.2")
    rejected = decide(reviewer, report, "reject", seen_version=3, reason="口径不符").json()
    assert rejected["state"] == "rejected"


def test_who_decides_on_what_another_decided_is_told_so(report: Report, reviewer: Program) -> None:
    decide(reviewer, report, "accept", seen_version=0)
    answer = decide(program("steward"), report, "reject", seen_version=0)
    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/conflict"


def test_accepted_findings_go_out_and_that_is_recorded(report: Report, reviewer: Program) -> None:
    decide(reviewer, report, "accept", seen_version=0)
    exporter = program("reader", "exporter")
    answer = exporter.send("GET", f"/reports/{report.pk}/export/jsonl")
    assert answer.content.decode().count("\n") == 1
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Event.objects.filter(stream=report.stream, kind="report.exported").exists()
    assert exporter.problem("GET", f"/reports/{report.pk}/export/exe")["status"] == 422


def test_the_original_comes_as_it_was_sent(reviewer: Program) -> None:
    url = upload(reviewer, "考察报告.txt", cast.TEXT.encode()).json()["url"]
    assert reviewer.send("GET", url + "/original").content.decode() == cast.TEXT


def test_a_report_is_read_again_by_stewards(report: Report) -> None:
    steward = program("steward")
    assert steward.send("POST", f"/reports/{report.pk}/read-again", {}).status_code == 202
    assert steward.get(f"/reports/{report.pk}")["state"] == "waiting"


def test_an_accepted_finding_is_recorded_as_a_figure(report: Report, reviewer: Program) -> None:
    decide(reviewer, report, "accept", seen_version=0)
    new = keeping.New("青石县", cast.AT.date().replace(year=2001), "999902", {"level": "county"})
    from tests.web import things

    keeping.enter(Kind.PLACE, new, source=things.source())
    analyst = program("analyst", "reader")
    path = f"/reports/{report.pk}/findings/1/record"
    told = analyst.problem("POST", path, {})
    assert "period" in told["detail"]
    body = {"indicator": "factory_area_built", "period": "2026-06-30"}
    made = analyst.post(path, body)
    figure = analyst.get(made["url"])
    assert (figure["figure"]["value"], figure["source"]["kind"]) == ("61.2", "finding")
    assert Observation.objects.count() == 1
