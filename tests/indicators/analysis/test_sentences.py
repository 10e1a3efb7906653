"""Sentences of the briefing, made by rule: one for each way that a figure can be."""

from __future__ import annotations

from decimal import Decimal

from tests.indicators.analysis.made import OURS, analysis, made, series

from tashan.indicators.analysis import sentences
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.rows import Row
from tashan.indicators.analysis.seasons import Season, Watched
from tashan.indicators.analysis.sentences import plain
from tashan.indicators.analysis.standings import Rank, Standings
from tashan.indicators.analysis.wholes import wholes
from tashan.indicators.models import Holder
from tashan.indicators.seasonal import Deviation, Expectation, Method


def told(row: Row, **more: object) -> str:
    return plain(sentences.told(analysis(row, **more), row))


def test_a_rising_figure() -> None:
    row = made("retail_sales", {"2026-09": "76.9"}, {"2026-08": "5.0", "2026-09": "5.3"})
    assert told(row) == (
        "1—9月，社会消费品零售总额76.90亿元，同比增长5.3%，增速比1—8月提高0.3个百分点。"
    )


def test_a_falling_figure_whose_fall_narrows() -> None:
    row = made("fixed_asset_investment", {}, {"2026-08": "-3.1", "2026-09": "-2.4"})
    assert told(row) == "1—9月，固定资产投资同比下降2.4%，降幅比1—8月收窄0.7个百分点。"


def test_the_product_says_that_growth_is_at_constant_prices() -> None:
    row = made("grp", {"2026-09": "222.01"}, {"2026-06": "5.9", "2026-09": "6.1"})
    assert told(row) == (
        "前三季度，地区生产总值222.01亿元，按不变价格计算，同比增长6.1%，"
        "增速比上半年提高0.2个百分点。"
    )


def test_the_first_two_months_are_held_against_the_whole_year_before() -> None:
    row = made(
        "retail_sales", {"2026-02": "17.0"}, {"2025-12": "5.0", "2026-02": "4.1"},
        sheet=End(2026, 2),
    )  # fmt: skip
    assert told(row) == (
        "1—2月，社会消费品零售总额17.00亿元，同比增长4.1%，增速比上年全年回落0.9个百分点。"
    )


def test_a_figure_without_a_base_says_nothing_of_growth() -> None:
    row = made("fdi_utilised", {"2025-09": "0", "2026-09": "120"})
    assert told(row) == "1—9月，实际使用外资120.00万美元。"


def test_ranks_in_the_city_with_a_tie() -> None:
    row = made("retail_sales", {"2026-09": "76.9"}, {"2026-09": "5.3"})
    standing = Standings(Rank(3, 7, is_shared=False), Rank(2, 7, is_shared=True))
    words = told(row, standings={row.code: standing}, peers=dict.fromkeys(range(2, 8), "县"))
    assert words.endswith("总量居全市第3位，增速并列全市第2位。")


def test_ranks_among_the_same_places_are_told_together() -> None:
    row = made("retail_sales", {"2026-09": "76.9"}, {"2026-09": "5.3"})
    standing = Standings(Rank(3, 5, is_shared=False), Rank(2, 5, is_shared=True))
    words = told(row, standings={row.code: standing}, peers=dict.fromkeys(range(2, 8), "县"))
    assert words.endswith("总量和增速在已公布的5个县（市、区）中分别居第3位和并列第2位。")


def test_a_target_is_told_against_the_time_elapsed() -> None:
    row = made("retail_sales", {"2026-09": "76.9"})
    assert told(row, done={"retail_sales": Decimal("78.3")}).endswith(
        "完成年度目标的78.3%，比时间进度快3.3个百分点。"
    )


def test_a_share_is_told_in_points() -> None:
    row = made("tax_share", {"2025-09": "70.1", "2026-09": "71.3"})
    assert told(row) == "1—9月，税收占比71.3%，比上年同期提高1.2个百分点。"


def test_a_stock_is_told_at_its_day() -> None:
    row = made("deposits", {"2025-12": "459.6", "2026-09": "484.9"}, {"2026-09": "7.5"})
    assert (
        told(row) == "9月末，金融机构本外币存款余额484.90亿元，同比增长7.5%，比年初增加25.30亿元。"
    )


def test_a_figure_that_is_not_published_yet() -> None:
    row = made("retail_sales", {"2026-08": "67.2"})
    assert plain(sentences.absent(row, year=2026)) == (
        "社会消费品零售总额1—9月数据尚未发布，预计10月发布，文中为1—8月数据。"
    )


def test_a_figure_that_was_not_reported() -> None:
    row = made("retail_sales", on=End(2026, 12))
    assert told(row) == "社会消费品零售总额1—9月数据未报送，应于10月发布。"


def test_an_offices_figure_is_told_as_not_mixed_in() -> None:
    theirs = series("retail_sales", {"2026-09": "80"}, {"2026-09": "6"}, holder=Holder.OFFICE)
    row = made("retail_sales", {"2026-09": "76.9"}, others=(theirs,))
    assert plain(sentences.beside(row, row.beside[0])) == (
        "另据责任部门数据，同期社会消费品零售总额80.00亿元，同比增长6.0%，口径不同，不作合并。"
    )


def test_parts_of_a_growing_total() -> None:
    rows = [
        made("goods_trade", {"2025-09": "20", "2026-09": "22"}),
        made("exports", {"2025-09": "15", "2026-09": "17.5"}),
        made("imports", {"2025-09": "5", "2026-09": "4.5"}),
    ]
    (whole,) = wholes({row.code: row for row in rows})
    assert plain(sentences.contributed(whole)) == (
        "对货物进出口总额增长的贡献中，货物出口额贡献率125.0%、拉动12.5个百分点；"
        "货物进口额贡献率-25.0%、下拉2.5个百分点。"
    )


def test_parts_of_a_falling_total_share_in_the_fall() -> None:
    rows = [
        made("goods_trade", {"2025-09": "20", "2026-09": "18"}),
        made("exports", {"2025-09": "15", "2026-09": "13"}),
    ]
    (whole,) = wholes({row.code: row for row in rows})
    assert plain(sentences.contributed(whole)) == (
        "对货物进出口总额下降的影响中，货物出口额占降幅的100.0%、下拉10.0个百分点。"
    )


def test_parts_of_the_product_are_weighted_and_a_missing_one_is_named() -> None:
    rows = [
        made("grp", {"2025-09": "200"}, {"2026-09": "6"}),
        made("secondary_value_added", {"2025-09": "80"}, {"2026-09": "9"}),
        made("tertiary_value_added", {}, {"2026-09": "5"}),
    ]
    (whole,) = wholes({row.code: row for row in rows})
    assert plain(sentences.contributed(whole)) == (
        "对地区生产总值增长的贡献中，第二产业增加值贡献率60.0%、拉动3.6个百分点"
        "（按上年同期比重和不变价增速推算；第三产业增加值缺数，未计）。"
    )


def season(deviation: Deviation, value: str, *, watched: Watched = Watched.MONTHS) -> Season:
    band = (Decimal("2.2"), Decimal("2.1"), Decimal("2.3"))
    found = Expectation(
        Decimal(value), *band, Decimal(9), deviation, Method.STL, periods=11, since=(2023, 2)
    )
    return Season(watched, found)


def test_a_month_above_its_season() -> None:
    row = made("exports", {"2026-08": "16", "2026-09": "21.75"})
    found = analysis(row, seasons={"exports": season(Deviation.ABOVE, "5.75")})
    assert plain(sentences.anomaly(found, row)) == (
        "货物出口额9月当月5.75亿元，高于季节预期2.20亿元（正常区间2.10亿元至2.30亿元），建议核实。"
    )


def test_growth_below_its_season() -> None:
    row = made("fixed_asset_investment", {}, {"2026-09": "-4"})
    odd = season(Deviation.BELOW, "-4", watched=Watched.GROWTH)
    words = plain(sentences.anomaly(analysis(row, seasons={row.code: odd}), row))
    assert words.startswith("固定资产投资累计增速-4.0%，低于季节预期2.2%")


def test_a_published_rate_that_does_not_follow() -> None:
    levels = {"2025-09": "73.0", "2026-09": "76.9"}
    row = made("retail_sales", levels, {"2026-09": "5.8"})
    assert plain(sentences.mismatch(row)) == (
        "社会消费品零售总额公布增速5.8%，由总量推算为5.34%，相差0.46个百分点，"
        "以公布数为准，建议核实。"
    )


def test_a_run_that_fell() -> None:
    row = made("retail_sales", {"2026-08": "67.2", "2026-09": "66"})
    assert plain(sentences.fell(row)) == (
        "社会消费品零售总额1—9月累计66.00亿元，低于1—8月累计67.20亿元，累计数不应减少，建议核实。"
    )


def test_every_figure_told_knows_its_number() -> None:
    row = made("retail_sales", {"2026-09": "76.9"}, {"2026-09": "5.3"})
    spans = sentences.told(analysis(row), row)
    assert [span.figure for span in spans if span.figure] == [100, 200]
    assert row.series is not None
    assert row.series.track.subject == OURS
