"""Candidates for ``examples/provinces-2025.csv``, read from a folder of work reports.

    python scripts/provinces.py FOLDER [--year 2025]

FOLDER holds one .txt a province, named by its full name. What is printed is what the reader
found, a row a figure with the line of the text that it stands in. It is to be checked by eye
against the text: of two rows of one key at most one is right, and what the reader missed is
missing.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tashan.base.divisions import Level, divisions
from tashan.base.errors import UserError
from tashan.reading.findings import Finding, IndicatorType, Kind
from tashan.reading.pipeline import read_text

COLUMNS = ("place_code", "place", "indicator", "measure", "period", "value", "unit", "approximate")
# The first that fits a finding's name decides.
NAMES = {
    "high_tech_value_added": re.compile("高技术制造业增加值"),
    "industrial_value_added": re.compile("(?:规上|规模以上|规模)工业增加值"),
    "general_budget_revenue": re.compile("一般公共预算收入"),
    "fixed_asset_investment": re.compile("固定资产投资"),
    "retail_sales": re.compile("社会消费品零售总额"),
    "goods_trade": re.compile("进出口(?:总[额值])?(?:$|增)"),
    "urban_income_per_head": re.compile("城镇(?:常住)?居民(?:人均可支配)?收入"),
    "rural_income_per_head": re.compile("农村(?:常住)?居民(?:人均可支配)?收入"),
    "income_per_head": re.compile("居民人均可支配收入"),
    "consumer_prices": re.compile("居民消费价格|CPI"),
    "surveyed_unemployment": re.compile("调查失业率"),
    "new_urban_jobs": re.compile("新增就业"),
    "grain_output": re.compile("粮食(?:总产|产量|总产量)"),
    "urbanisation_rate": re.compile("城镇化率"),
    "fdi_utilised": re.compile("实际(?:使用|利用)外资"),
    "rd_intensity": re.compile("研发(?:经费)?(?:投入强度|支出相当于)"),
    "grp": re.compile("生产总值|GDP"),
    "resident_population": re.compile("常住人口$"),
}
NOT_HEADLINE = re.compile("人均(?!可支配)|单位|能耗|占|比重|年均|累计|海洋|服务|对|脱贫|跨境")
NOT_FIGURES = (IndicatorType.RANK, IndicatorType.TARGET)


def indicator(name: str) -> str | None:
    """The code of the headline figure that ``name`` names."""
    if NOT_HEADLINE.search(name):
        return None
    return next((code for code, words in NAMES.items() if words.search(name)), None)


def provinces() -> dict[str, str]:
    """The code of each province of today by its full name."""
    return {
        division.name: division.code
        for division in divisions()
        if division.level is Level.PROVINCE and not division.until
    }


def candidates(text: str, year: str) -> Iterator[tuple[Finding, str]]:
    """Findings of ``year`` that name a headline figure, each with the figure's code."""
    for finding in read_text(text).findings:
        if finding.kind is not Kind.INDICATOR or finding.value is None:
            continue
        code = indicator(finding.name)
        if code and finding.period_iso == year and finding.type not in NOT_FIGURES:
            yield finding, code


def rows(folder: Path, year: str) -> Iterator[list[str]]:
    """One row a candidate, by province and then by where it stands."""
    for place, place_code in sorted(provinces().items(), key=lambda pair: pair[1]):
        file = folder / f"{place}.txt"
        if not file.is_file():
            continue
        text = file.read_text("utf-8")
        for finding, code in candidates(text, year):
            line = text.count("\n", 0, finding.start) + 1
            measure = "growth" if finding.type is IndicatorType.GROWTH else "level"
            figure = [f"{finding.value:.12g}", finding.unit or "", finding.approximate or ""]
            yield [place_code, place, code, measure, year, *figure, f"line {line}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--year", default="2025", help="the year that the reports review")
    options = parser.parse_args()
    if not options.folder.is_dir():
        raise UserError(f"{options.folder}: there is no such folder")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*COLUMNS, "where"])
    writer.writerows(rows(options.folder, options.year))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UserError as error:
        sys.exit(str(error))
