"""A finding as a line: every field, in the order that the reference gives."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from tashan.reading.document import Document
from tashan.reading.findings import Finding, IndicatorType, Kind, Status
from tashan.reading.rows import FIELDS, as_line, line_of, row_of

TEXT = Document(text="入驻率达到91%", format="txt")


def finding(**given: object) -> Finding:
    return Finding(Kind.INDICATOR, 0, 8, "入驻率达到91%", **given)  # type: ignore[arg-type]


def test_every_field_of_a_finding_is_in_its_row() -> None:
    assert set(FIELDS) == {field.name for field in fields(Finding)}


def test_the_reference_lists_the_fields_in_their_order() -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"
    cells = re.findall(r"^\| (`.*?`) \|", reference.read_text("utf-8"), re.M)
    listed = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert tuple(listed) == (*FIELDS, "page", "paragraph")


@pytest.mark.parametrize(
    ("value", "written"), [(91.0, "91"), (0.25, "0.25"), (None, "null"), (1e16, "1e+16")]
)
def test_a_number_is_written_as_by_hand(value: float | None, written: str) -> None:
    assert f'"value":{written},' in as_line(row_of(finding(value=value), TEXT))


def test_words_from_a_list_are_written_as_words() -> None:
    found = finding(type=IndicatorType.SHARE, status=Status.LOST)
    row = json.loads(as_line(row_of(found, TEXT)))
    assert (row["kind"], row["type"], row["status"]) == ("indicator", "share", "lost")


def test_a_text_without_pages_has_no_page() -> None:
    assert "page" not in row_of(finding(), TEXT)
    assert "paragraph" not in row_of(finding(), TEXT)


def test_the_page_is_that_of_the_first_character() -> None:
    document = Document(text="概况\n入驻率达到91%", format="pdf", pages=(0, 3))
    found = Finding(Kind.INDICATOR, 3, 11, "入驻率达到91%")
    assert row_of(found, document)["page"] == 2


@pytest.mark.parametrize(
    "found",
    [
        finding(),
        finding(value=91.0, unit="%", place='“甲”\n"乙"', rules=["a:b", "c"], refers_to=3),
        finding(value=0.25, base_value=1e16, type=IndicatorType.SHARE, confidence=0.8),
    ],
)
@pytest.mark.parametrize("pages", [(), (0, 3)])
def test_a_line_says_what_the_row_says(found: Finding, pages: tuple[int, ...]) -> None:
    document = Document(text="入驻率达到91%", format="pdf", pages=pages, paragraphs=pages)
    assert line_of(found, document) == as_line(row_of(found, document))


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="inf"):
        line_of(finding(value=float("inf")), TEXT)
