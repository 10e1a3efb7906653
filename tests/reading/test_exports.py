"""What goes out: accepted findings alone, with corrections applied and evidence beside."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO

import docx
import openpyxl
import pytest
from tests import cast

from tashan.base.errors import UserError
from tashan.reading import exports, review
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    lin = cast.officer()
    report = cast.read(cast.report(lin), cast.area(), cast.occupancy(), cast.shortfall())
    review.accept(report.findings.get(number=1), actor=lin, at=cast.AT, seen_version=0)
    changes = {"value": "87.6"}
    row = report.findings.get(number=2)
    review.correct(row, changes, actor=lin, at=cast.AT, seen_version=0)
    review.reject(report.findings.get(number=3), actor=lin, at=cast.AT, seen_version=0)
    return report


def test_rejected_and_open_findings_stay_here(report) -> None:
    assert [row.number for row in exports.outgoing(report)] == [1, 2]


def test_a_line_holds_the_correction_and_what_was_read(report) -> None:
    lines = exports.to_jsonl(exports.outgoing(report)).decode().splitlines()
    second = json.loads(lines[1])
    assert (second["value"], second["as_read"]) == (87.6, {"value": 78.6})


def test_a_line_quotes_the_text_exactly(report) -> None:
    first = json.loads(exports.to_jsonl(exports.outgoing(report)).decode().splitlines()[0])
    assert cast.TEXT[first["start"] : first["end"]] == first["quote"]


def test_a_sheet_has_a_row_a_finding_with_its_quote(report) -> None:
    data = exports.to_xlsx(report, exports.outgoing(report), officer="林清和", on=cast.AT.date())
    rows = list(openpyxl.load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    assert [rows[1][3], rows[2][3], rows[2][10]] == [61.2, 87.6, "入驻率78.6%"]


def test_an_official_document_shows_figure_and_evidence(report) -> None:
    data = exports.to_docx(report, exports.outgoing(report), officer="林清和", on=cast.AT.date())
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
    assert "87.6%" in text
    assert "入驻率78.6%" in text


def test_a_report_with_nothing_accepted_says_so(report) -> None:
    data = exports.to_docx(report, [], officer="林清和", on=cast.AT.date())
    assert len(docx.Document(BytesIO(data)).paragraphs) > 1


@pytest.mark.parametrize("form", ["xlsx", "jsonl", "docx"])
def test_that_findings_went_out_is_an_event_with_the_hash_of_the_file(report, form) -> None:
    made = exports.export(report, form, actor=report.uploaded_by, at=cast.AT)
    event = Event.objects.filter(stream=report.stream).latest("sequence")
    assert event.payload == {
        "form": form,
        "findings": 2,
        "sha256": sha256(made.data).hexdigest(),
    }


def test_an_unknown_form_is_refused_and_leaves_no_event(report) -> None:
    with pytest.raises(UserError, match="pptx"):
        exports.export(report, "pptx", actor=report.uploaded_by, at=cast.AT)
    assert not Event.objects.filter(kind="report.exported").exists()
