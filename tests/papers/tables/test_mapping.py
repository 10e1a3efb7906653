"""Columns find their fields by name, and what an officer once chose is chosen again."""

from __future__ import annotations

import json

import pytest
from tests.papers.tables.cast import FIELDS, header

from tashan.base.errors import UserError
from tashan.papers.tables.fields import Field
from tashan.papers.tables.mapping import How, chosen, fingerprint, propose, remember

HEAD = ("企业名称", "统一社会信用代码", "2025年纳税额（亿元）", "单位")


def codes(*names: object) -> dict[str, tuple[str, How]]:
    found = propose(header(list(names)), FIELDS)
    return {entry.column.name: (entry.field.code, entry.how) for entry in found.mapped}


def test_equal_names_are_mapped_whatever_their_unit_and_star() -> None:
    assert codes("企业名称*", "纳税额（亿元）") == {
        "企业名称": ("name", How.EXACT),
        "纳税额": ("tax", How.EXACT),
    }


def test_another_name_for_the_same_is_mapped() -> None:
    assert codes("单位名称", "税收")["单位名称"] == ("name", How.EXACT)


def test_traditional_script_is_mapped() -> None:
    assert codes("企業名稱", "納稅額（萬元）")["納稅額"] == ("tax", How.EXACT)


def test_a_name_that_contains_a_label_is_proposed_as_less_sure() -> None:
    assert codes("企业名称", "2025年纳税额")["2025年纳税额"] == ("tax", How.CONTAINED)


def test_a_field_has_one_column_and_the_surest() -> None:
    found = codes("企业名称（曾用）", "企业名称")
    assert found == {"企业名称": ("name", How.EXACT)}


def test_the_lowest_part_of_a_joined_name_is_enough() -> None:
    found = propose(
        header(
            ["企业名称", "变化", None],
            [None, "增速", "降幅"],
            ["甲", 1, 2],
            merged=["A1:A2", "B1:C1"],
        ),
        FIELDS,
    )
    assert [entry.field.code for entry in found.mapped] == ["name", "growth"]


def test_a_required_field_without_a_column_is_missing() -> None:
    found = propose(header(["企业名称", "规模"]), FIELDS)
    assert [entry.code for entry in found.missing] == ["credit_code"]
    with pytest.raises(UserError, match="统一社会信用代码"):
        found.refuse_missing()


def test_columns_without_a_field_are_told() -> None:
    assert [c.name for c in propose(header(["企业名称", "备注"]), FIELDS).unmapped] == ["备注"]


def test_the_unit_of_the_column_goes_before_the_sheet_s() -> None:
    found = propose(header(["单位：亿元"], ["企业名称", "纳税额", "增速"], ["甲", 1, 2]), FIELDS)
    assert [entry.unit for entry in found.mapped] == ["", "亿元", ""]
    found = propose(header(["单位：亿元"], ["企业名称", "纳税额(元)", "x"], ["甲", 1, 2]), FIELDS)
    assert found.mapped[1].unit == "元"


def test_what_was_chosen_once_is_chosen_for_the_same_head_again() -> None:
    head = header(list(HEAD))
    choice = chosen(head, FIELDS, {"A": "name", "B": "credit_code", "D": "scale"})
    kept = json.loads(json.dumps(remember({}, head, choice)))
    again = propose(header(list(HEAD), ["甲", "乙", "丙", "丁"]), FIELDS, remembered=kept)
    assert {entry.column.letter: entry.field.code for entry in again.mapped} == {
        "A": "name",
        "B": "credit_code",
        "D": "scale",
    }
    assert {entry.how for entry in again.mapped} == {How.REMEMBERED}


def test_another_head_has_another_fingerprint() -> None:
    assert fingerprint(header(list(HEAD))) != fingerprint(header([*HEAD[:3], "规模"]))
    assert fingerprint(header(list(HEAD))) == fingerprint(
        header([*HEAD[:2], "2025年纳税额", "单位"])
    )


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(UserError, match="Two columns"):
        chosen(header(list(HEAD)), FIELDS, {"A": "name", "B": "name"})


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(UserError, match="no field 'x'"):
        chosen(header(list(HEAD)), FIELDS, {"A": "x"})


def test_a_field_needs_a_label_and_a_choice_its_choices() -> None:
    with pytest.raises(ValueError, match="no label"):
        Field("a", ())
