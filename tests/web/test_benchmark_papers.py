"""A benchmark on its way out: the files read back, and that they went out is recorded."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.indicators import benchmark_cast
from tests.indicators.benchmark_cast import Cast
from tests.web.people import Knock

from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made(settings: Settings, db: None) -> Cast:
    settings.PLACE = benchmark_cast.HOME
    return benchmark_cast.play()


def taken(knock: Knock, form: str) -> bytes:
    answer = knock("reader", "exporter").get(reverse("benchmark_export", args=[form]))
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_workbook_has_the_gaps_as_numbers(knock: Knock) -> None:
    book = openpyxl.load_workbook(BytesIO(taken(knock, "xlsx")))
    gaps = book.worksheets[0]
    head = [cell.value for cell in gaps[1]]
    first = dict(zip(head, [cell.value for cell in gaps[2]], strict=True))
    assert gaps.title == "他山县差距表"
    assert (first["指标"], first["单位"], first["差距"]) == ("标准厂房建成面积", "万平方米", -166.4)
    assert first["追赶年数"] == 10.3


def test_the_workbook_says_what_is_not_comparable_and_leaves_its_gap_empty(knock: Knock) -> None:
    gaps = openpyxl.load_workbook(BytesIO(taken(knock, "xlsx"))).worksheets[0]
    (row,) = (r for r in gaps.iter_rows(values_only=True) if r[0] == "亩均税收")
    assert row[5] is None
    assert "口径不同" in str(row[-1])


def test_every_figure_of_the_workbook_has_its_source(knock: Knock) -> None:
    sheet = openpyxl.load_workbook(BytesIO(taken(knock, "xlsx"))).worksheets[1]
    head, *rows = list(sheet.iter_rows(values_only=True))
    at = head.index("来源") if "来源" in head else head.index("出处")
    figures = [row for row in rows if isinstance(row[0], int)]
    assert len(figures) > 150
    assert {row[at] for row in figures} == {"赴各县考察报告", "县域统计年鉴"}


def test_the_workbook_is_signed_and_dated(knock: Knock) -> None:
    gaps = openpyxl.load_workbook(BytesIO(taken(knock, "xlsx"))).worksheets[0]
    assert "填报人" in str(gaps.cell(gaps.max_row, 1).value)


def test_the_document_says_the_same_in_sentences(knock: Knock) -> None:
    paper = docx.Document(BytesIO(taken(knock, "docx")))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "他山县与 12 个相似县比，差在哪里" in text
    assert (
        "标准厂房建成面积：他山县 146.2 万平方米，在 13 地中列第 8；与云岭县相差 −166.4 万平方米。"
        "按现在的速度，约 2035 年追平。" in text
    )
    assert "与参照地不可比：口径不同" in text
    assert "赴各县考察报告，他山县发展和改革局，2025-11-06" in text
    cells = [cell.text for cell in paper.tables[0].rows[1].cells]
    assert cells[1:5] == ["146.2", "312.6", "−166.4", "8/13"]


def test_that_it_went_out_is_an_event_of_the_place(made: Cast, knock: Knock) -> None:
    taken(knock, "docx")
    event = Event.objects.get(stream=f"benchmark:{made.ours.pk}")
    assert event.kind == "benchmark.exported"
    assert event.payload["form"] == "docx"
    assert "general_budget_revenue" in event.payload["indicators"]


def test_an_auditor_sees_that_it_went_out_and_not_what(made: Cast, knock: Knock) -> None:
    taken(knock, "docx")
    page = knock("audit_admin").get(reverse("audit")).content.decode()
    assert f"benchmark:{made.ours.pk}" in page
    assert "general_budget_revenue" not in page


def test_a_form_that_there_is_not_is_not_found(knock: Knock) -> None:
    client = knock("reader", "exporter")
    assert client.get(reverse("benchmark_export", args=["pdf"])).status_code == 404
    assert not Event.objects.filter(stream__startswith="benchmark:").exists()
