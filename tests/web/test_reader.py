"""The reader page: marks, cards, counters and filters tell the same story."""

from __future__ import annotations

import re

import pytest
from tests import cast
from tests.web.people import Knock, OfficerClient

from tashan.reading.findings import Finding, Kind, Status
from tashan.reading.models import Report, ReportState

pytestmark = pytest.mark.django_db


def page(client: OfficerClient, report: Report, query: str = "") -> str:
    return client.get(f"/reports/{report.pk}/{query}").content.decode()


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="finding[^"]*" id="(f\d+)"', html)


def marks(html: str) -> list[str]:
    return re.findall(r'<mark[^>]* data-f="([^"]+)"', html)


def test_every_finding_has_a_card_and_a_mark(report: Report, knock: Knock) -> None:
    html = page(knock("reader"), report)
    assert (cards(html), marks(html)) == (["f1", "f2", "f3"], ["1", "2", "3"])


def test_a_filter_narrows_cards_and_marks_alike(report: Report, knock: Knock) -> None:
    html = page(knock("reader"), report, "?kind=gap")
    assert (cards(html), marks(html)) == (["f3"], ["3"])


def test_the_address_chooses_the_finding_under_review(report: Report, knock: Knock) -> None:
    html = page(knock("reader"), report, "?at=2")
    assert re.findall(r'id="(f\d)"[^>]*aria-current="true"', html) == ["f2"]


def test_the_first_open_finding_is_under_review_where_the_address_names_none(
    report: Report, knock: Knock
) -> None:
    client = knock("reviewer")
    client.post(f"/reports/{report.pk}/findings/1/accept/", {"seen_version": "0"})
    html = page(client, report)
    assert re.findall(r'id="(f\d)"[^>]*aria-current="true"', html) == ["f2"]


def test_nonsense_in_the_address_is_left_out(report: Report, knock: Knock) -> None:
    html = page(knock("reader"), report, "?at=x&kind=cat&state=%00&page=-1")
    assert len(cards(html)) == 3


def test_the_text_is_escaped(report: Report, knock: Knock) -> None:
    Report.objects.filter(pk=report.pk).update(text=cast.TEXT + "\n<script>alert(1)</script>")
    html = page(knock("reader"), report)
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_a_lost_number_has_a_word_beside_its_mark(report: Report, knock: Knock) -> None:
    text = "全县累计周转[  ]亿元。"
    lost = Finding(Kind.INDICATOR, 2, 12, text[2:12], name="周转", status=Status.LOST)
    other = cast.read(cast.report(report.uploaded_by, text=text), lost, text=text)
    html = page(knock("reader"), other)
    assert 'class="kind-indicator lost' in html
    assert 'data-label="缺数"' in html


def test_a_reader_is_offered_no_decision(report: Report, knock: Knock) -> None:
    assert "data-act=" not in page(knock("reader"), report)
    assert "data-act=" in page(knock("reviewer"), report)


def test_export_is_offered_only_to_those_who_may(report: Report, knock: Knock) -> None:
    assert "export.xlsx" not in page(knock("reader"), report)
    assert "export.xlsx" in page(knock("reader", "exporter"), report)


def test_a_report_that_is_not_read_yet_shows_how_far_it_is(report: Report, knock: Knock) -> None:
    waiting = cast.report(report.uploaded_by, text="别的文字")
    Report.objects.filter(pk=waiting.pk).update(state=ReportState.READING, progress=40)
    assert 'value="40"' in page(knock("reader"), waiting)


def test_the_waiting_page_is_loaded_anew_when_the_report_is_read(
    report: Report, knock: Knock
) -> None:
    answer = knock("reader").get(f"/reports/{report.pk}/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_the_original_comes_back_byte_for_byte(report: Report, knock: Knock) -> None:
    answer = knock("reader").get(f"/reports/{report.pk}/original/")
    assert answer.content == cast.TEXT.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_what_a_second_reading_changed_is_shown(report: Report, knock: Knock) -> None:
    area = cast.area()
    area.place = "另一县"
    cast.read(report, area, cast.occupancy(), rules="2")
    client = knock("reader")
    assert cards(page(client, report, "?changed=1")) == ["f1", "f3"]
    assert cards(page(client, report)) == ["f1", "f2"]
    assert "另一县" in client.get(f"/reports/{report.pk}/findings/1/").content.decode()


def test_the_page_takes_few_queries(
    report: Report, knock: Knock, django_assert_max_num_queries
) -> None:
    client = knock("reviewer", "exporter")
    with django_assert_max_num_queries(12):
        page(client, report)


def long_report(report: Report) -> Report:
    """200,000 characters with 2,000 findings."""
    line = "青石县修建标准厂房61.2万平方米，入驻率78.6%，以下各年大致相同，不再列举，请参见附表。\n"
    text = line * (200_000 // len(line))
    found = [
        Finding(Kind.INDICATOR, at, at + len(quote), quote, name="厂房", value=1.0)
        for quote in ("标准厂房61.2万平方米", "入驻率78.6%")
        for at in (hit.start() for hit in re.finditer(re.escape(quote), text))
    ][:2000]
    return cast.read(cast.report(report.uploaded_by, text=text), *found, text=text)


def test_a_long_report_takes_no_more_queries_than_a_short_one(
    report: Report, knock: Knock, django_assert_max_num_queries
) -> None:
    long = long_report(report)
    client = knock("reviewer")
    with django_assert_max_num_queries(12):
        html = page(client, long)
    assert len(cards(html)) == 2000
