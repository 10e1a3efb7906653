"""Words of the readers and of the search on the page."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests import cast
from tests.web.people import Knock

from tashan.reading.models import Report
from tashan.web.highlight import highlighted
from tashan.web.reading_notes import notes_in_words


def test_a_found_word_is_marked() -> None:
    assert highlighted("标准厂房86万平方米", "厂房") == "标准<b>厂房</b>86万平方米"


def test_a_word_is_marked_in_the_script_of_the_text() -> None:
    assert highlighted("標準廠房", "厂房") == "標準<b>廠房</b>"


def test_several_words_are_marked_each() -> None:
    assert highlighted("厂房入驻率", "入驻 厂房") == "<b>厂房</b><b>入驻</b>率"


def test_marked_text_is_escaped() -> None:
    assert highlighted("<i>厂房</i>", "厂房") == "&lt;i&gt;<b>厂房</b>&lt;/i&gt;"


def test_what_a_search_holds_is_no_pattern() -> None:
    assert highlighted("厂房", ".*") == "厂房"


NOTES = [
    "The document holds macros; only its text was read and none was run.",
    "Pages with hardly any text (empty, or scanned and not read): 3, 7 and more.",
    "Encodings are mixed: UTF-8, and GB 18030 in line 3, 4 and 2 more.",
    "Bytes that are not UTF-8 are shown as \ufffd in line 9.",
    "Half characters (lone surrogates) are shown as \ufffd.",
    "Recognised from pictures: 40 lines, 3 of them doubtful.",
    "It is named like a PDF and was read as what it is, a web page.",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_the_readers_is_told_in_the_tongue_of_the_page(note: str) -> None:
    with translation.override("zh-hans"):
        (told,) = notes_in_words([note])
    assert not any("a" <= letter <= "z" for letter in told)


def test_the_numbers_of_a_note_are_kept() -> None:
    assert "3, 7" in notes_in_words([NOTES[1]])[0]


def test_a_note_of_a_new_form_is_shown_as_it_is() -> None:
    assert notes_in_words(["Something new."]) == ["Something new."]


def test_the_reader_page_shows_the_notes(report: Report, knock: Knock) -> None:
    Report.objects.filter(pk=report.pk).update(notes=[NOTES[0]])
    page = knock("reader").get(f"/reports/{report.pk}/").content.decode()
    assert "文档含有宏" in page
    assert cast.TEXT[:4] in page
