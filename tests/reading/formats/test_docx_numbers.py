"""Numbers of headings and lists that Word counts and does not write."""

from __future__ import annotations

import pytest
from tests.reading.made_files import docx, paragraph, word_part

from tashan.reading.formats.docx import read_docx
from tashan.reading.formats.docx_numbers import written_number
from tashan.reading.limits import Limits


def level(depth: int, form: str, pattern: str, *, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{named}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


LEVELS = (
    level(0, "chineseCountingThousand", "%1、", style="Heading1")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "bullet", "\uf0b7")
)
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
LISTS = word_part(
    f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{RESTART}</w:num>',
    "numbering",
)
STYLES = word_part(
    '<w:style w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Title1"><w:basedOn w:val="Heading1"/></w:style>',
    "styles",
)


def lines(*paragraphs: str) -> list[str]:
    parts = {"word/numbering.xml": LISTS, "word/styles.xml": STYLES}
    return read_docx(docx("".join(paragraphs), parts), Limits()).text.splitlines()


def item(text: str, depth: int = 0, *, of: str = "1") -> str:
    return paragraph(text, numbered=(of, str(depth)))


def test_headings_are_counted_in_chinese() -> None:
    assert lines(item("概况"), item("做法")) == ["一、概况", "二、做法"]


def test_a_deeper_level_begins_anew_under_each_heading() -> None:
    found = lines(item("甲"), item("子", 1), item("丑", 1), item("乙"), item("寅", 1))
    assert found == ["一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅"]


def test_a_number_in_figures_cannot_run_into_the_text() -> None:
    assert lines(item("5万元", 2)) == ["1. 5万元"]


def test_bullets_are_not_written() -> None:
    assert lines(item("要点", 3)) == ["要点"]


def test_a_style_may_number_its_paragraphs() -> None:
    assert lines(paragraph("概况", style="Heading1")) == ["一、概况"]


def test_a_style_is_numbered_like_the_style_it_is_based_on() -> None:
    assert lines(paragraph("概况", style="Title1")) == ["一、概况"]


def test_a_list_that_restarts_begins_at_its_own_start() -> None:
    assert lines(item("甲"), item("乙"), item("丙", of="2"), item("丁", of="2")) == [
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
    ]


def test_a_paragraph_outside_lists_has_no_number() -> None:
    assert lines(paragraph("正文"), paragraph("正文", numbered=("0", "0"))) == ["正文", "正文"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (34, "chineseCounting", "三十四"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "upperLetter", "B"),
        (4, "lowerRoman", "ⅳ"),
        (120, "chineseCounting", "120"),
        (7, "decimal", "7"),
    ],
)
def test_a_count_is_written_in_its_format(number: int, form: str, written: str) -> None:
    assert written_number(number, form) == written
