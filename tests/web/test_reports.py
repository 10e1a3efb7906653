"""The list of reports: files come in one by one, and the address holds what is shown."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.web.people import Knock, OfficerClient

from tashan.reading.models import Report, ReportState

pytestmark = pytest.mark.django_db


def send(client: OfficerClient, text: str = "青石县有工厂3家。", name: str = "考察.txt"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post("/reports/upload/", {"files": file}, headers={"X-Part": "1"})


def titles(client: OfficerClient, query: str = "") -> list[str]:
    return [report.title for report in client.get(f"/reports/{query}").context["shown"]]


def fail(report: Report, code: str) -> None:
    failure = {"code": code, "message": "The reader's own words.", "hint": "Do this."}
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED, failure=failure)


def test_an_uploaded_file_is_queued_to_be_read(knock: Knock) -> None:
    answer = send(knock("reviewer"))
    report = Report.objects.get()
    assert answer.json()["url"] == f"/reports/{report.pk}/"
    assert ProcrastinateJob.objects.get().args == {"report_id": report.pk}


def test_the_same_file_twice_is_one_report_and_says_so(knock: Knock) -> None:
    client = knock("reviewer")
    send(client)
    again = send(client, name="另一个名字.txt")
    assert Report.objects.count() == 1
    assert again.json()["tone"] == "yellow"
    assert "同一文件已有" in again.json()["message"]


def test_an_empty_file_is_refused_with_the_next_step_and_nothing_is_stored(knock: Knock) -> None:
    answer = send(knock("reviewer"), text="")
    assert (answer.json()["tone"], Report.objects.count()) == ("red", 0)
    assert "请检查文件是否完整保存" in answer.json()["message"]


def test_a_file_above_the_limit_is_refused(knock: Knock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASHAN_READ_MAX_BYTES", "10")
    assert send(knock("reviewer")).json()["tone"] == "red"


def test_a_file_that_could_not_be_read_is_tried_again_when_it_comes_again(knock: Knock) -> None:
    client = knock("reviewer")
    send(client)
    ProcrastinateJob.objects.all()._raw_delete("default")
    fail(Report.objects.get(), "damaged")
    send(client)
    assert Report.objects.get().state == ReportState.WAITING


def test_without_a_script_many_files_come_at_once_and_a_bad_one_stops_no_other(
    knock: Knock,
) -> None:
    client = knock("reviewer")
    files = [SimpleUploadedFile("空.txt", b""), SimpleUploadedFile("好.txt", "工厂3家".encode())]
    page = client.post("/reports/upload/", {"files": files}, follow=True)
    assert Report.objects.count() == 1
    assert [message.level_tag for message in page.context["messages"]] == ["error", "success"]


def test_a_failed_report_tells_why_and_what_to_do_in_the_tongue_of_the_page(
    report: Report, knock: Knock
) -> None:
    fail(report, "encrypted")
    page = knock("reader").get("/reports/").content.decode()
    assert "文件设有密码保护。" in page
    assert "请用密码打开" in page


def test_a_reason_that_is_new_shows_the_readers_own_words(report: Report, knock: Knock) -> None:
    fail(report, "something_new")
    assert "The reader&#x27;s own words." in knock("reader").get("/reports/").content.decode()


def test_a_row_asks_again_while_the_report_is_being_read(report: Report, knock: Knock) -> None:
    client = knock("reader")
    Report.objects.update(state=ReportState.READING, progress=40)
    assert "hx-get" in client.get(f"/reports/{report.pk}/row/").content.decode()


def test_a_row_asks_no_more_when_the_report_is_read(report: Report, knock: Knock) -> None:
    assert "hx-get" not in knock("reader").get(f"/reports/{report.pk}/row/").content.decode()


def test_a_row_counts_what_is_reviewed(report: Report, knock: Knock) -> None:
    client = knock("reviewer")
    client.post(f"/reports/{report.pk}/findings/1/accept/", {"seen_version": "0"})
    (row,) = client.get("/reports/").context["shown"]
    assert (row.reviewed, row.found, row.open_count) == (1, 3, 2)


@pytest.fixture
def two(report: Report) -> None:
    other = cast.report(report.uploaded_by, text=cast.TEXT + "另一份。")
    Report.objects.filter(pk=other.pk).update(title="甲报告")


@pytest.mark.usefixtures("two")
def test_the_list_is_sorted_as_the_address_says(knock: Knock) -> None:
    client = knock("reader")
    assert titles(client, "?sort=title") == list(reversed(titles(client, "?sort=-title")))


@pytest.mark.usefixtures("two")
def test_the_list_is_narrowed_by_state_and_by_words(knock: Knock) -> None:
    client = knock("reader")
    assert titles(client, "?state=waiting") == ["甲报告"]
    assert titles(client, "?q=甲") == ["甲报告"]


@pytest.mark.usefixtures("two")
def test_the_list_can_show_what_i_brought_in(knock: Knock) -> None:
    assert titles(knock("reader"), "?mine=1") == []


def test_an_unknown_column_is_not_sorted_by(report: Report, knock: Knock) -> None:
    assert titles(knock("reader"), "?sort=password") == [report.title]


def test_the_list_takes_few_queries(two: None, knock: Knock, django_assert_max_num_queries) -> None:
    client = knock("reader")
    with django_assert_max_num_queries(12):
        client.get("/reports/")
