from __future__ import annotations

import pytest
from tests import cast

from tashan.reading import review
from tashan.reading.search import search_findings

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return cast.read(cast.report(cast.officer()), cast.area(), cast.occupancy(), cast.shortfall())


def names(words: str) -> list[str]:
    return [row.name for row in search_findings(words)]


def test_words_inside_a_quote_are_found_without_a_dictionary(report) -> None:
    assert names("准厂") == ["标准厂房"]


def test_traditional_words_find_simplified_text(report) -> None:
    assert names("標準廠房") == ["标准厂房"]


def test_all_words_must_be_there(report) -> None:
    assert names("青石县 入驻") == ["入驻率"]


def test_characters_that_stand_apart_are_no_word(report) -> None:
    assert names("标房") == []


def test_figures_are_found(report) -> None:
    assert names("78.6%") == ["入驻率"]


def test_an_empty_question_finds_nothing(report) -> None:
    assert names("  ，。 ") == []


def test_a_correction_is_found_too(report) -> None:
    row = report.findings.get(name="入驻率")
    lin = report.uploaded_by
    review.correct(row, {"place": "松岭园区"}, actor=lin, at=cast.AT, seen_version=0)
    assert names("松岭") == ["入驻率"]


@pytest.mark.parametrize("words", ["' & !", "a:*", "\\", "x' | 'y", "<->"])
def test_signs_of_the_query_language_are_harmless(report, words) -> None:
    assert names(words) == []
