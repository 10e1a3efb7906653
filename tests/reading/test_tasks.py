"""The worker reads what waits, and says why where it cannot."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast

from tashan.base.errors import UserError
from tashan.reading import review, tasks
from tashan.reading.intake import store_report
from tashan.reading.models import ReportFinding
from tashan.record.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lin():
    return cast.officer()


def work() -> None:
    """A real worker on the real queue until nothing waits."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def uploaded(lin, data: bytes, name: str = "报告.txt"):
    report = store_report(data, name=name, actor=lin, at=cast.AT).report
    tasks.queue_reading(report, actor=lin, at=cast.AT)
    return report


def test_a_report_that_waits_is_read(lin) -> None:
    report = uploaded(lin, cast.TEXT.encode())
    work()
    report.refresh_from_db()
    assert (report.state, report.progress, report.text) == ("read", 100, cast.TEXT)


def test_every_quote_is_the_text_at_its_offsets(lin) -> None:
    report = uploaded(lin, cast.TEXT.encode("gb18030"))
    work()
    report.refresh_from_db()
    rows = list(report.findings.all())
    assert rows
    assert all(report.text[row.start : row.end] == row.quote for row in rows)


def test_a_bad_file_says_why_and_leaves_no_finding(lin) -> None:
    report = uploaded(lin, b"\x00\xff\xfe\x01" * 100, "图.pdf")
    work()
    report.refresh_from_db()
    assert report.state == "failed"
    assert report.failure["message"]
    assert report.failure["hint"]
    assert not ReportFinding.objects.exists()


def test_the_worker_lives_on_after_a_bad_file(lin) -> None:
    uploaded(lin, b"%PDF-1.7 broken", "坏.pdf")
    good = uploaded(lin, cast.TEXT.encode())
    work()
    good.refresh_from_db()
    assert good.state == "read"


def test_a_report_waits_once(lin) -> None:
    report = uploaded(lin, cast.TEXT.encode())
    assert tasks.queue_reading(report, actor=lin, at=cast.AT) is False
    waiting = ProcrastinateJob.objects.filter(status="todo", args__report_id=report.pk)
    assert waiting.count() == 1
    work()


def test_reading_again_keeps_decisions(lin) -> None:
    report = uploaded(lin, cast.TEXT.encode())
    work()
    row = report.findings.first()
    review.accept(row, actor=lin, at=cast.AT, seen_version=0)
    tasks.queue_reading(report, actor=lin, at=cast.AT)
    work()
    row.refresh_from_db()
    assert (row.state, report.runs.count()) == ("accepted", 2)


def test_a_report_whose_job_was_given_up_says_so(lin) -> None:
    report = store_report(b"text", name="a.txt", actor=lin, at=cast.AT).report
    waiting = uploaded(lin, cast.TEXT.encode())
    tasks._fail_abandoned(cast.AT)
    report.refresh_from_db()
    waiting.refresh_from_db()
    assert (report.state, waiting.state) == ("failed", "waiting")
    work()


def test_the_rules_read_unless_the_office_switched_a_model_on() -> None:
    assert tasks.chosen_reader({}) == "rules"


def test_an_unknown_reader_is_named(lin) -> None:
    with pytest.raises(UserError, match="TASHAN_READER"):
        tasks.chosen_reader({"TASHAN_READER": "magic"})


def test_the_stream_tells_the_way_of_a_report(lin) -> None:
    report = uploaded(lin, cast.TEXT.encode())
    work()
    kinds = Event.objects.filter(stream=report.stream).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "report.uploaded",
        "report.queued",
        "report.read",
    ]
