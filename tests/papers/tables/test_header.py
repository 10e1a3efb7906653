"""The head of a table is found under titles and over units, and the foot is no row."""

from __future__ import annotations

import pytest
from tests.papers.tables.cast import grid, header

from tashan.base.errors import UserError
from tashan.papers.tables.header import Header, find_header
from tashan.papers.tables.heading import matching_form, unit_note, without_unit
from tashan.papers.tables.opening import Grid
from tashan.papers.tables.outside import Why


def names(found: Header) -> list[str]:
    return [column.name for column in found.columns]


def units(found: Header) -> list[str]:
    return [column.unit for column in found.columns]


def test_a_plain_table_begins_with_its_head() -> None:
    found = header(["名称", "数值"], ["甲", 1])
    assert (names(found), found.first_row, found.data_from) == (["名称", "数值"], 0, 1)


def test_a_title_merged_over_the_table_is_no_head() -> None:
    found = header(["企业名录", None, None], ["名称", "代码", "数值"], merged=["A1:C1"])
    assert (names(found), found.title) == (["名称", "代码", "数值"], "企业名录")


def test_the_line_of_units_over_the_table_is_no_head_and_holds_for_it() -> None:
    found = header(
        ["一览表"], ["填报单位：发改局", None, "单位：万元"], ["名称", "一", "二"], ["产值", 1, 2]
    )
    assert (names(found), found.units) == (["名称", "一", "二"], ("万元",))


def test_a_line_may_name_several_units() -> None:
    assert header(["计量单位：亿元、%"], ["指标", "总量"], ["甲", 1]).units == ("亿元", "%")


def test_a_number_and_a_date_in_the_corners_are_no_head() -> None:
    found = header(
        ["附表1", None, None, "2026年3月5日"], ["名", "一", "二", "三"], ["产值", 1, 2, 3]
    )
    assert names(found) == ["名", "一", "二", "三"]


def test_names_of_merged_groups_are_joined() -> None:
    rows = (["指标", "总量", "增速", None], [None, None, "同比", "环比"], ["产值", 1, 2, 3])
    found = header(*rows, merged=["A1:A2", "B1:B2", "C1:D1"])
    assert names(found) == ["指标", "总量", "增速/同比", "增速/环比"]
    assert found.data_from == 2


def test_a_head_may_have_three_rows() -> None:
    rows = (
        ["指标", "全年", None, None],
        [None, "总量", "增速", None],
        [None, None, "同比", "环比"],
        ["产值", 1, 2, 3],
    )
    found = header(*rows, merged=["A1:A3", "B1:D1", "B2:B3", "C2:D2"])
    assert names(found) == ["指标", "全年/总量", "全年/增速/同比", "全年/增速/环比"]
    assert found.data_from == 3


def test_groups_that_were_never_merged_are_joined_too() -> None:
    found = header(
        ["指标", "本月", None, "累计", None],
        [None, "总量", "同比", "总量", "同比"],
        ["产值", 1, 2, 3, 4],
    )
    assert names(found) == ["指标", "本月/总量", "本月/同比", "累计/总量", "累计/同比"]


def test_a_first_row_of_text_is_no_second_row_of_the_head() -> None:
    found = header(["名称", "地址", "电话"], ["甲公司", "城关镇", "无"], ["乙公司", "城关镇", "无"])
    assert found.data_from == 1


def test_the_unit_in_a_name_is_the_column_s() -> None:
    found = header(["名称", "投资额（万元）", "增速(%)", "面积，平方米"], ["产值", 1, 2, 3])
    assert names(found) == ["名称", "投资额", "增速", "面积"]
    assert units(found) == ["", "万元", "%", "平方米"]


def test_a_bracket_that_is_no_unit_stays_in_the_name() -> None:
    assert without_unit("财政收入(全口径)(亿元)") == ("财政收入(全口径)", "亿元")


def test_a_row_of_units_under_the_head_gives_each_column_its_own() -> None:
    found = header(["指标", "总量", "增速"], ["—", "亿元", "%"], ["产值", 1, 2])
    assert (units(found), found.data_from) == (["", "亿元", "%"], 2)


def test_the_row_of_column_numbers_is_left_out() -> None:
    found = header(["指标", "代码", "总量"], ["甲", "乙", 1], ["产值", "01", 5])
    assert found.data_from == 2
    assert [entry.why for entry in found.left_out] == [Why.NUMBERS]


def test_years_may_be_names_of_columns() -> None:
    found = header(["指标", 2024, 2025], ["产值", 12.5, 13.5])
    assert names(found) == ["指标", "2024", "2025"]


def test_totals_are_left_out_and_told() -> None:
    found = header(["名称", "数值"], ["甲", 1], ["小 计", 1], ["乙", 2], ["合计", 3])
    assert [entry.row for entry in found.left_out] == [2, 4]
    assert found.notes == (
        "Row 3 “小计” was left out: a total.",
        "Row 5 “合计” was left out: a total.",
    )


def test_signatures_and_notes_under_the_table_are_left_out() -> None:
    rows = (
        ["名称", "数", "增速"],
        ["产值", 1, 2],
        [],
        ["注：1.按现价计算。"],
        ["2.增速为可比价。"],
    )
    found = header(*rows, ["填报人：王某", "审核人：李某", "2026年3月5日"])
    assert [(entry.row, entry.why) for entry in found.left_out] == [
        (3, Why.FOOT),
        (4, Why.FOOT),
        (5, Why.FOOT),
    ]


def test_a_firm_whose_name_begins_like_a_foot_is_a_row() -> None:
    found = header(["名称", "数", "增速"], ["注册会计师协会", 1, 2], ["说明书印刷厂", 1, 2])
    assert found.left_out == ()


def test_a_blank_tail_is_no_part_of_the_table() -> None:
    rows = [["名称", "数"], ["甲", 1], *[[" ", ""] for _ in range(30)]]
    assert find_header(Grid("表", rows)).last == 1


def test_known_names_decide_which_row_is_the_head() -> None:
    rows = [["请各单位", "认真填写"], ["企业名称", "信用代码"], ["甲", "乙"]]
    assert find_header(Grid("表", rows), ["企业名称", "信用代码"]).first_row == 1


def test_a_sheet_of_figures_alone_has_no_head() -> None:
    with pytest.raises(UserError, match="names of columns"):
        find_header(grid([1, 2], [3, 4]))


def test_a_table_of_one_column_has_a_head() -> None:
    assert names(header(["企业名称"], ["甲公司"])) == ["企业名称"]


@pytest.mark.parametrize(
    "text", ["单位：万元", "（单位：万元）", "计量单位:万元", "金额单位：万元"]
)
def test_a_line_of_units_is_told(text: str) -> None:
    assert unit_note(text) == ("万元",)


@pytest.mark.parametrize("text", ["填报单位：财政局", "单位：发改局", "单位名称", "万元"])
def test_an_office_is_no_unit(text: str) -> None:
    assert unit_note(text) == ()


def test_names_match_whatever_script_blanks_stars_and_unit_they_have() -> None:
    forms = {matching_form(n) for n in ("投資額（萬元）*", "投资额(万元)", " 投资 额 ", "投资额")}
    assert forms == {"投资额"}
