"""Each rule that the tables of reports hold by themselves, by its name."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from tashan.reading.models import ReadingRun, Report, ReportFinding, ReportSection
from tashan.record.models import StoredFile, User

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def report(**fields: object) -> Report:
    file = StoredFile.objects.create(
        sha256="a" * 64, size=1, media_type="text/plain", name="a", stored_at=AT
    )
    user = User.objects.create(username="linxia", display_name="林夏")
    sound = {"file": file, "title": "报告", "uploaded_by": user, "uploaded_at": AT}
    return Report.objects.create(**(sound | fields))


def run(of: Report) -> ReadingRun:
    counts = {"found": 0, "added": 0, "changed": 0, "gone": 0}
    return ReadingRun.objects.create(
        report=of,
        number=1,
        reader="rules",
        rules_version="1",
        started_at=AT,
        finished_at=AT,
        **counts,
    )


def finding(of: Report, **fields: object) -> ReportFinding:
    sound = {"report": of, "number": 1, "kind": "gap", "start": 0, "end": 2, "quote": "短板"}
    return ReportFinding.objects.create(**(sound | fields))


def twice(make: Callable[[Report], object]) -> None:
    of = report()
    make(of)
    make(of)


BROKEN: dict[str, Callable[[], object]] = {
    "report_progress_at_most_100": lambda: report(progress=101),
    "report_failure_says_why": lambda: report(state="failed"),
    "run_number_once_a_report": lambda: twice(run),
    "section_ends_after_start": lambda: ReportSection.objects.create(
        report=report(), path="一", title="一", level=1, start=2, end=1
    ),
    "finding_number_once_a_report": lambda: twice(finding),
    "finding_quotes_something": lambda: finding(report(), end=0),
    "finding_lost_has_no_value": lambda: finding(report(), status="lost", value=1),
    "finding_decided_by_somebody": lambda: finding(report(), state="accepted"),
    "finding_correction_only_when_corrected": lambda: finding(report(), correction={"unit": "亩"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_the_constraint_names(name: str) -> None:
    with pytest.raises(IntegrityError, match=name):
        BROKEN[name]()
