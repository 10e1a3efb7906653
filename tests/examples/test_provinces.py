"""The real figures that the benchmark page starts with are whole, sourced and no one's prose."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tashan.base.divisions import Level, divisions

ROOT = Path(__file__).parents[2]
FILE = ROOT / "examples" / "provinces-2025.csv"
Row = dict[str, str]

YUAN = {"亿元", "万亿元"}
INCOME = {"元", "万元"}
UNITS = {
    "grp": YUAN,
    "general_budget_revenue": YUAN,
    "retail_sales": YUAN,
    "goods_trade": YUAN,
    "income_per_head": INCOME,
    "urban_income_per_head": INCOME,
    "rural_income_per_head": INCOME,
    "fdi_utilised": {"亿元", "亿美元"},
    "grain_output": {"亿斤", "万吨"},
    "new_urban_jobs": {"万人"},
    "resident_population": {"万人"},
    "surveyed_unemployment": {"%"},
    "urbanisation_rate": {"%"},
    "rd_intensity": {"%"},
}
ONLY_GROWTH = {
    "fixed_asset_investment",
    "industrial_value_added",
    "high_tech_value_added",
    "consumer_prices",
}
MARKS = {"", "左右", "以内", "突破", "预计"}
LONGEST_CELL = 120
ENOUGH = 20


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_is_utf8_with_line_feeds() -> None:
    content = FILE.read_bytes()
    assert content.decode("utf-8").startswith("place_code,place,indicator,measure,period,")
    assert b"\r" not in content


def test_every_place_is_a_province_of_the_table_of_codes(rows: list[Row]) -> None:
    today = {d.code: d.name for d in divisions() if d.level is Level.PROVINCE and not d.until}
    assert all(today.get(row["place_code"]) == row["place"] for row in rows)


def test_every_value_is_a_decimal(rows: list[Row]) -> None:
    assert all(Decimal(row["value"]).is_finite() for row in rows)


def test_a_missing_figure_is_absent_and_never_nought(rows: list[Row]) -> None:
    assert all(Decimal(row["value"]) != 0 for row in rows)


def test_only_growth_may_be_negative(rows: list[Row]) -> None:
    assert {row["measure"] for row in rows if Decimal(row["value"]) < 0} <= {"growth"}


def test_a_level_has_a_unit_of_its_indicator(rows: list[Row]) -> None:
    levels = [row for row in rows if row["measure"] == "level"]
    assert [row for row in levels if row["unit"] not in UNITS.get(row["indicator"], ())] == []


def test_growth_is_in_percent(rows: list[Row]) -> None:
    growth = [row for row in rows if row["measure"] == "growth"]
    assert {row["unit"] for row in growth} == {"%"}
    assert {row["indicator"] for row in growth} <= UNITS.keys() | ONLY_GROWTH


def test_a_row_is_a_level_or_growth(rows: list[Row]) -> None:
    assert {row["measure"] for row in rows} == {"level", "growth"}


def test_every_figure_is_of_the_year_that_the_reports_review(rows: list[Row]) -> None:
    assert {row["period"] for row in rows} == {"2025"}


def test_what_a_report_says_is_approximate_keeps_its_mark(rows: list[Row]) -> None:
    assert {row["approximate"] for row in rows} == MARKS


def test_no_figure_stands_twice(rows: list[Row]) -> None:
    keys = [(row["place_code"], row["indicator"], row["measure"], row["period"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_every_row_names_its_report_government_and_day(rows: list[Row]) -> None:
    for row in rows:
        assert row["report_title"].startswith(("2026年", f"{row['place']}2026年"))
        assert row["report_title"].endswith("政府工作报告")
        assert row["government"] == f"{row['place']}人民政府"
        assert date.fromisoformat(row["report_date"]).year == int(row["period"]) + 1


def test_an_address_is_of_a_government(rows: list[Row]) -> None:
    hosts = {urlsplit(row["address"]).hostname or "" for row in rows if row["address"]}
    assert hosts
    assert all(host.endswith(".gov.cn") for host in hosts)


def test_a_note_says_where_and_quotes_nothing(rows: list[Row]) -> None:
    place = re.compile(r"第[一二三四五六七]部分第\d+段")
    assert all(place.fullmatch(row["evidence_note"]) for row in rows)


def test_no_cell_holds_a_sentence(rows: list[Row]) -> None:
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if len(cell) > LONGEST_CELL or set("。；，、") & set(cell)] == []


def test_enough_provinces_have_a_regional_product_to_compare(rows: list[Row]) -> None:
    assert len({row["place"] for row in rows if row["indicator"] == "grp"}) >= ENOUGH


@pytest.mark.shared
def test_every_figure_stands_in_its_report(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    from cases import SHARED

    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"the reports are not part of the project: no {SHARED / 'corpus'}")
    missing = [row for row in rows if not _stands(row, SHARED / "corpus")]
    assert missing == []


def _stands(row: Row, corpus: Path) -> bool:
    """Printed in the paragraph that the note names, by number and unit."""
    text = (corpus / f"{row['place']}.txt").read_text("utf-8").replace("％", "%")
    figure = re.escape(row["value"].lstrip("-") + row["unit"])
    printed = re.compile(rf"(?<![\d.]){figure}")
    return any(printed.search(paragraph) for paragraph in _paragraphs(text, row["evidence_note"]))


def _paragraphs(text: str, note: str) -> list[str]:
    """Those that may be meant: the heading of a part is known by its number, or by its words."""
    part, number = re.findall(r"第(.)部分第(\d+)段", note)[0]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heading = re.compile(rf"{part}、|“十四五”时期工作回顾$")
    starts = [at for at, line in enumerate(lines) if heading.match(line)]
    return [lines[at + int(number)] for at in starts if at + int(number) < len(lines)]
