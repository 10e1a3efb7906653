"""The briefing as files: read back, every figure is numbered to its source."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook
from tests.indicators import analysis_cast as cast

from tashan.base.errors import UserError
from tashan.indicators.analysis import handout
from tashan.indicators.analysis.briefing import Briefing, Heading, Passage, briefing
from tashan.indicators.analysis.monthly import analyse
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None) -> cast.County:
    return cast.county()


@pytest.fixture
def made(county: cast.County) -> Briefing:
    found = analyse(county.place, on=cast.ON)
    assert found is not None
    return briefing(found)


def paper(made: Briefing) -> docx.document.Document:
    return docx.Document(BytesIO(handout.to_docx(made, issued_by="他山县发展和改革局")))


def test_the_title_names_place_and_months(made: Briefing) -> None:
    assert made.title == "他山县2026年1—9月经济运行简报"


def test_chapters_are_numbered_without_a_gap(made: Briefing) -> None:
    first = [part.text for part in made.parts if isinstance(part, Heading) and part.level == 1]
    assert [text[:2] for text in first] == ["一、", "二、", "三、"]


def test_the_overall_passage_counts_what_grows_faster(made: Briefing) -> None:
    passage = next(part for part in made.parts if isinstance(part, Passage))
    words = made.text(passage.sentences[0])
    assert words.startswith("12项主要指标中，")
    assert "固定资产投资和实际使用外资同比下降" in words


def test_every_figure_in_the_text_has_its_source_in_the_table(made: Briefing) -> None:
    document = paper(made)
    told = "".join(paragraph.text for paragraph in document.paragraphs)
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", told)}
    listed = {int(row.cells[0].text) for row in document.tables[1].rows[1:]}
    assert numbers
    assert numbers <= listed


def test_a_source_says_who_entered_it_and_when(made: Briefing) -> None:
    row = paper(made).tables[1].rows[1]
    assert row.cells[4].text == "统计月报，石统2026年11月2日录入"


def test_the_table_shows_each_row_with_its_own_period(made: Briefing) -> None:
    rows = {row.cells[0].text: row.cells[2].text for row in paper(made).tables[0].rows}
    assert rows["规模以上服务业营业收入"] == "1—8月"
    assert rows["地区生产总值"] == "前三季度"


def test_the_paper_is_signed_and_dated(made: Briefing) -> None:
    assert [p.text for p in paper(made).paragraphs[-2:]] == ["他山县发展和改革局", "2026年10月22日"]


def test_the_sheet_carries_figures_units_and_the_foot(made: Briefing) -> None:
    data = handout.to_xlsx(made, officer="石统", reviewer="林清和", at=cast.cast.AT)
    book = load_workbook(BytesIO(data))
    page = book.worksheets[0]
    rows = {row[1].value: row for row in page.iter_rows(min_row=2)}
    retail = rows["社会消费品零售总额"]
    assert (retail[2].value, retail[3].value, retail[6].value) == ("亿元", "1—9月", 5.8)
    foot = page.cell(page.max_row, 1).value
    assert foot == "审核人：林清和    填报人：石统    填报日期：2026年11月2日"


def test_unknown_is_an_empty_cell_and_never_nought(made: Briefing) -> None:
    data = handout.to_xlsx(made, officer="石统", reviewer="", at=cast.cast.AT)
    page = load_workbook(BytesIO(data)).worksheets[0]
    rows = {row[1].value: row for row in page.iter_rows(min_row=2)}
    assert rows["规模以上工业增加值"][4].value is None


def test_the_same_briefing_gives_the_same_bytes(made: Briefing) -> None:
    assert handout.to_docx(made) == handout.to_docx(made)


def test_that_it_went_out_is_an_event_of_the_place(county: cast.County, made: Briefing) -> None:
    given = handout.hand_out(made, "docx", reviewer="", actor=county.actor, at=cast.cast.AT)
    event = Event.objects.get(stream=f"analysis:{county.place.pk}")
    assert given.name == "他山县2026年1—9月经济运行简报.docx"
    assert (event.kind, event.payload["month"]) == ("briefing.exported", "2026-09")


def test_a_form_that_there_is_not_is_refused(county: cast.County, made: Briefing) -> None:
    with pytest.raises(UserError, match="no briefing as pdf"):
        handout.hand_out(made, "pdf", reviewer="", actor=county.actor, at=cast.cast.AT)
