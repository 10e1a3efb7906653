"""Decisions on the page: what comes back, what the other officer sees, what is refused."""

from __future__ import annotations

import pytest
from tests.web.people import Knock, OfficerClient

from tashan.reading.models import Report, ReportFinding

pytestmark = pytest.mark.django_db
PART = {"X-Part": "1"}


def act(client: OfficerClient, report: Report, move: str, number: int = 1, **data: str):
    address = f"/reports/{report.pk}/findings/{number}/{move}/"
    return client.post(address, {"seen_version": "0"} | data, headers=PART)


def state(report: Report, number: int = 1) -> str:
    return ReportFinding.objects.get(report=report, number=number).state


def test_an_accepted_finding_comes_back_with_the_counters(report: Report, knock: Knock) -> None:
    html = act(knock("reviewer"), report, "accept").content.decode()
    assert 'id="f1"' in html
    assert "已审 1 / 3" in html
    assert state(report) == "accepted"


def test_a_rejected_finding_is_marked(report: Report, knock: Knock) -> None:
    act(knock("reviewer"), report, "reject")
    assert state(report) == "rejected"


def test_a_decision_can_be_undone(report: Report, knock: Knock) -> None:
    client = knock("reviewer")
    act(client, report, "accept")
    act(client, report, "undo", seen_version="1")
    assert state(report) == "open"


def test_a_correction_stands_beside_what_was_read(report: Report, knock: Knock) -> None:
    client = knock("reviewer")
    act(client, report, "correct", 2, name="入驻率", value="87.6", unit="%", status="ok")
    html = client.get(f"/reports/{report.pk}/findings/2/").content.decode()
    assert '<del class="was">78.6%</del>87.6%' in html


def test_a_value_that_is_no_number_is_told_beside_the_form(report: Report, knock: Knock) -> None:
    answer = act(knock("reviewer"), report, "correct", 2, name="率", value="许多", status="ok")
    assert answer.headers["X-Outcome"] == "invalid"
    assert "“许多”不是数字" in answer.content.decode()


def test_the_form_shows_what_was_read(report: Report, knock: Knock) -> None:
    address = f"/reports/{report.pk}/findings/2/correct/"
    html = knock("reviewer").get(address, headers=PART).content.decode()
    assert "原读： 78.6" in html


def test_who_decides_second_is_told_who_was_first(report: Report, knock: Knock) -> None:
    first, second = knock("reviewer", username="chen"), knock("reviewer", username="lin")
    act(first, report, "accept")
    answer = act(second, report, "reject")
    assert answer.headers["X-Outcome"] == "overtaken"
    assert "chen 某" in answer.content.decode()
    assert state(report) == "accepted"


def test_a_decision_without_a_seen_version_decides_nothing(report: Report, knock: Knock) -> None:
    act(knock("reviewer"), report, "accept", seen_version="")
    assert state(report) == "open"


def test_without_a_script_a_decision_leads_back_to_the_finding(
    report: Report, knock: Knock
) -> None:
    address = f"/reports/{report.pk}/findings/2/accept/"
    answer = knock("reviewer").post(address, {"seen_version": "0"})
    assert answer.headers["Location"] == f"/reports/{report.pk}/?at=2#f2"


def changes(client: OfficerClient, report: Report, since: int):
    return client.get(f"/reports/{report.pk}/changes/?since={since}", headers=PART)


def test_the_other_officers_decision_arrives_with_their_name(report: Report, knock: Knock) -> None:
    chen, lin = knock("reviewer", username="chen"), knock("reviewer", username="lin")
    since = lin.get(f"/reports/{report.pk}/").context["room"].since
    act(chen, report, "accept")
    answer = changes(lin, report, since)
    html = answer.content.decode()
    assert 'id="f1"' in html
    assert 'id="f2"' not in html
    assert "chen 某采纳了 # 1" in html
    assert answer.headers["X-Since"] == str(since + 1)


def test_nothing_new_is_an_empty_answer(report: Report, knock: Knock) -> None:
    client = knock("reader")
    since = client.get(f"/reports/{report.pk}/").context["room"].since
    assert changes(client, report, since).status_code == 204


def test_my_own_decision_is_not_told_to_me(report: Report, knock: Knock) -> None:
    client = knock("reviewer")
    since = client.get(f"/reports/{report.pk}/").context["room"].since
    act(client, report, "accept")
    assert "data-say" not in changes(client, report, since).content.decode()
