"""Every row comes out, good or bad, and a bad cell says where it is and why."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.tables.cast import FIELDS, FIRM, LABELS, OTHER_FIRM, header, read, xlsx

from tashan.base.errors import UserError
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.papers.tables.header import find_header
from tashan.papers.tables.mapping import propose
from tashan.papers.tables.opening import Grid, open_table
from tashan.papers.tables.preview import preview
from tashan.papers.tables.reasons import Note, Reason
from tashan.papers.tables.rows import read_rows

HEAD = [
    "企业名称",
    "信用代码",
    "成立日期",
    "纳税额（亿元）",
    "从业人员",
    "规模",
    "是否高企",
    "增速",
]
GOOD = ["甲公司", FIRM, "2026年3月5日", "1.2", "１２", "大型", "是", "-3.5%"]


def bad(*cells: object) -> list[tuple[str, str, Reason]]:
    found = read(xlsx(HEAD, list(cells))).problems
    return [(p.column, p.shown, p.reason.form) for p in found if isinstance(p.reason.form, Reason)]


def test_a_good_row_has_every_value() -> None:
    (row,) = read(xlsx(HEAD, GOOD)).first
    assert (row.number, row.is_good) == (2, True)
    assert row.values == {
        "name": "甲公司",
        "credit_code": FIRM,
        "founded": date(2026, 3, 5),
        "tax": 12_000_000_000,
        "staff": 12,
        "scale": "large",
        "high_tech": True,
        "growth": Decimal("-3.5"),
    }


def test_every_bad_cell_of_a_row_is_told_with_its_column() -> None:
    assert bad("甲公司", FIRM, "3月", "约3", 1.5, "巨型", "是", 1) == [
        ("C", "3月", Reason.NO_DAY),
        ("D", "约3", Reason.ABOUT),
        ("E", "1.5", Reason.NOT_WHOLE),
        ("F", "巨型", Reason.NO_CHOICE),
    ]


def test_a_required_cell_that_is_empty_or_a_dash_is_bad() -> None:
    assert bad(None, "—", *GOOD[2:]) == [("A", "", Reason.REQUIRED), ("B", "—", Reason.REQUIRED)]


def test_what_was_expected_is_told_in_the_unit_of_the_column() -> None:
    (problem,) = read(xlsx(HEAD, [*GOOD[:3], "约3", *GOOD[4:]])).problems
    assert str(problem.expected) == "an amount in 亿元, like 1234.56"


def test_the_second_row_of_a_key_is_bad_and_names_the_first() -> None:
    found = read(xlsx(HEAD, GOOD, ["乙公司", OTHER_FIRM], ["丙公司", FIRM]), key=["credit_code"])
    (problem,) = found.problems
    assert (problem.row, problem.column, problem.shown) == (4, "B", FIRM)
    assert str(problem.reason) == "row 2 has the same 统一社会信用代码 already"


def test_a_key_may_have_several_parts() -> None:
    rows = [HEAD, ["甲", FIRM], ["乙", FIRM], ["甲", FIRM]]
    assert [p.row for p in read(xlsx(*rows), key=["name", "credit_code"]).problems] == [4]


def test_empty_rows_are_passed_over_and_numbers_stay_those_of_excel() -> None:
    found = read(xlsx(HEAD, GOOD, [], [" ", "—"], ["乙公司", OTHER_FIRM]))
    assert [row.number for row in found.first] == [2, 5]


def test_totals_and_the_foot_are_no_rows() -> None:
    foot = [["合计", None, None, 12], [], ["填报人：王某", None, "2026年3月5日"]]
    assert read(xlsx(["名录"], HEAD, GOOD, *foot)).total == 1


def test_a_text_merged_over_rows_counts_for_each_and_a_figure_once() -> None:
    second = [None, OTHER_FIRM, None, None]
    found = read(xlsx(HEAD, [*GOOD[:3], 5], second, merged=["A2:A3", "D2:D3"]))
    assert [(r.values["name"], r.values["tax"]) for r in found.first] == [
        ("甲公司", 50_000_000_000),
        ("甲公司", None),
    ]


def test_what_was_changed_on_the_way_is_noted() -> None:
    found = read(xlsx(HEAD, [*GOOD[:2], 46086, *GOOD[3:]]))
    assert [(n.row, n.column, n.note.form) for n in found.notes] == [(2, "C", Note.DAY_NUMBER)]


def test_a_preview_counts_good_and_bad_rows_and_keeps_every_bad_one() -> None:
    rows = [[f"第{i}公司", FIRM if i % 2 else "x"] for i in range(100)]
    found = read(xlsx(HEAD, *rows))
    assert (found.total, found.good, found.bad, len(found.bad_rows)) == (100, 50, 50, 50)
    assert found.by_reason == ((Reason.CREDIT_LENGTH, 50),)
    assert found.by_field == (("credit_code", 50),)
    assert len(found.first) == 20


def test_a_table_without_a_required_column_is_refused() -> None:
    data = xlsx(["企业名称", "规模"], ["甲", "大型"])
    head = header(["企业名称", "规模"], ["甲", "大型"])
    with pytest.raises(UserError, match="No column holds"):
        next(read_rows(open_table(data, "表").grid(), head, propose(head, FIELDS)))


def test_true_and_one_in_one_column_are_not_the_same_cell() -> None:
    found = read(xlsx(HEAD, [*GOOD[:4], 1, *GOOD[5:]], ["乙", OTHER_FIRM, None, None, True]))
    assert [(p.row, p.column, p.reason.form) for p in found.problems] == [
        (3, "E", Reason.IS_A_TRUTH)
    ]


def test_what_is_exported_is_read_in_again_with_the_same_figures() -> None:
    columns = [Column("企业名称"), Column("信用代码"), Column("纳税额", unit="万元")]
    foot = signed_by(officer="王某", on=date(2026, 3, 5), reviewer="李某", unit="万元")
    firms = [["甲公司", FIRM, Decimal("12.5")], ["乙公司", OTHER_FIRM, None]]
    found = read(workbook([Sheet("企业名录", columns, firms, foot)]))
    assert (found.good, found.bad) == (2, 0)
    assert [row.values["tax"] for row in found.first] == [12_500_000, None]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["企业名称", "信用代码", "纳税额（万元）", "单位：万元", "合计", "注：", "甲", FIRM, ""]
    ),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.text(max_size=6),
)
AREAS = st.tuples(*[st.integers(0, 12)] * 4).map(
    lambda a: (min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3]))
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=10), st.lists(AREAS, max_size=4))
def test_any_sheet_is_read_or_refused(
    cells: list[list[object]], merged: list[tuple[int, int, int, int]]
) -> None:
    grid = Grid("表", cells, tuple(merged))
    with suppress(UserError):
        head = find_header(grid, LABELS)
        found = preview(read_rows(grid, head, propose(head, FIELDS), key=["name"]))
        assert found.total <= len(cells)
