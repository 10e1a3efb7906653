"""Nonsense in an address or a form is answered, never with a fault of the program."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from tests.web.people import Knock

from tashan.reading.models import Report
from tashan.web.pages.reader import attachment

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
INJECTED = ["<script>", "'; DROP TABLE x; --", "'", "\\", "%"]
WORDS = [*INJECTED, "\x00", "字" * 5000, HUGE, "\u202e", " "]
BUSINESS = [
    "/reports/?{}",
    "/reports/{{report}}/?{}",
    "/reports/{{report}}/changes/?{}",
    "/search/?{}",
]
PARAMETERS = [
    "q",
    "sort",
    "page",
    "state",
    "kind",
    "status",
    "at",
    "since",
    "low",
    "before",
    "stream",
]


@pytest.mark.parametrize("words", WORDS, ids=repr)
def test_a_parameter_of_nonsense_is_left_out(words: str, report: Report, knock: Knock) -> None:
    client = knock("reader")
    for address in BUSINESS:
        for parameter in PARAMETERS:
            url = address.format(f"{parameter}={quote(words)}").format(report=report.pk)
            assert client.get(url).status_code in (200, 204), url


@pytest.mark.parametrize("words", WORDS, ids=repr)
def test_administrators_may_write_nonsense_too(words: str, knock: Knock) -> None:
    system, auditor = knock("system_admin"), knock("audit_admin")
    for parameter in PARAMETERS:
        query = f"?{parameter}={quote(words)}"
        assert system.get(f"/people/{query}").status_code == 200
        assert auditor.get(f"/audit/{query}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/reports/{HUGE}/",
        f"/reports/{HUGE}/row/",
        f"/reports/{HUGE}/changes/?since=0",
        f"/reports/{{report}}/findings/{HUGE}/",
        "/reports/{report}/findings/99/",
        "/reports/0/original/",
    ],
)
def test_what_there_is_not_is_not_found(address: str, report: Report, knock: Knock) -> None:
    assert knock("reader").get(address.format(report=report.pk)).status_code == 404


@pytest.mark.parametrize("words", [*WORDS, ""], ids=repr)
@pytest.mark.parametrize("field", ["name", "value", "unit", "type", "status", "period_iso"])
def test_a_correction_of_nonsense_is_refused_or_kept_as_written(
    words: str, field: str, report: Report, knock: Knock
) -> None:
    address = f"/reports/{report.pk}/findings/2/correct/"
    data = {"name": "入驻率", "value": "78.6", "unit": "%", "status": "ok", "seen_version": "0"}
    answer = knock("reviewer").post(address, data | {field: words}, headers={"X-Part": "1"})
    assert answer.status_code == 200
    assert answer.headers["X-Outcome"] in ("done", "invalid")


def test_an_export_in_an_unknown_form_is_told(report: Report, knock: Knock) -> None:
    client = knock("reader", "exporter")
    assert client.get(f"/reports/{report.pk}/export.exe").status_code == 422


def test_a_file_name_with_a_line_break_is_one_line() -> None:
    assert "\n" not in attachment("a\nb.txt")
