from __future__ import annotations

from collections import Counter

import pytest

from tashan.base.errors import UserError
from tashan.base.industries import (
    IndustryLevel,
    Sector,
    children,
    industries,
    industry,
    is_within,
    search,
    section_of,
    sections,
    sector_of,
)


def codes_of(level: IndustryLevel) -> list[str]:
    return [row.code for row in industries() if row.level is level]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("C", "制造业"),
        ("39", "计算机、通信和其他电子设备制造业"),
        ("C39", "计算机、通信和其他电子设备制造业"),
        ("398", "电子元件及电子专用材料制造"),
        ("3981", "电阻电容电感元件制造"),
        ("C3981", "电阻电容电感元件制造"),
        (" c3981 ", "电阻电容电感元件制造"),
        ("Ｃ３９", "计算机、通信和其他电子设备制造业"),
        ("A0111", "稻谷种植"),
        ("T9700", "国际组织"),
    ],
)
def test_a_code_is_understood_as_it_is_written(written: str, name: str) -> None:
    assert industry(written).name == name


def test_the_table_holds_every_level_of_the_standard() -> None:
    counts = Counter(row.level for row in industries())
    assert counts[IndustryLevel.SECTION] == 20
    assert counts[IndustryLevel.DIVISION] == 97
    assert counts[IndustryLevel.GROUP] == 473
    assert counts[IndustryLevel.CLASS] == 1381


def test_the_sections_run_from_a_to_t() -> None:
    assert "".join(row.code for row in sections()) == "ABCDEFGHIJKLMNOPQRST"


def test_the_divisions_run_from_01_to_97() -> None:
    assert codes_of(IndustryLevel.DIVISION) == [f"{number:02}" for number in range(1, 98)]


@pytest.mark.parametrize("level", [IndustryLevel.GROUP, IndustryLevel.CLASS])
def test_codes_rise_and_stand_once(level: IndustryLevel) -> None:
    codes = codes_of(level)
    assert codes == sorted(set(codes))


def test_the_code_above_every_code_exists() -> None:
    known = {row.code for row in industries()}
    below_sections = [row for row in industries() if row.level is not IndustryLevel.SECTION]
    assert [row.code for row in below_sections if row.parent not in known] == []
    assert [row.code for row in sections() if row.parent is not None] == []


def test_every_group_has_its_classes() -> None:
    assert [code for code in codes_of(IndustryLevel.GROUP) if not children(code)] == []


def test_a_class_that_ends_in_nought_is_the_whole_of_its_group() -> None:
    whole = [code for code in codes_of(IndustryLevel.CLASS) if code.endswith("0")]
    assert [code for code in whole if industry(code).name != industry(code[:-1]).name] == []
    assert [code for code in whole if len(children(code[:-1])) != 1] == []


def test_names_are_chinese_without_blanks() -> None:
    assert [r.code for r in industries() if not r.name or len(r.name.split()) != 1] == []
    assert [r.code for r in industries() if set(r.name) & set("(),?/ ")] == []


def test_no_two_industries_of_a_level_share_a_name() -> None:
    names = Counter((row.level, row.name) for row in industries())
    assert [name for name, times in names.items() if times > 1] == []


def test_a_full_code_begins_with_the_section() -> None:
    assert industry("3981").full_code == "C3981"
    assert industry("C").full_code == "C"


def test_every_full_code_leads_back_to_its_industry() -> None:
    assert [row.code for row in industries() if industry(row.full_code) != row] == []


def test_a_code_that_does_not_exist_names_the_nearest() -> None:
    with pytest.raises(UserError, match=r"no such code.*nearest is 'C398' 电子元件"):
        industry("3987")


def test_a_code_without_its_leading_nought_names_the_division() -> None:
    with pytest.raises(UserError, match=r"nearest is 'A05' 农、林、牧、渔专业"):
        industry("5")


def test_a_code_of_five_digits_names_its_class() -> None:
    with pytest.raises(UserError, match="nearest is 'C3981'"):
        industry("39811")


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("99", "T97"), ("9910", "T97"), ("C4", "C40"), ("C99", "C43"), ("0", "A01")],
)
def test_a_division_that_does_not_exist_names_the_closest(written: str, nearest: str) -> None:
    with pytest.raises(UserError, match=f"The nearest is '{nearest}'"):
        industry(written)


def test_a_code_under_another_section_says_which_is_right() -> None:
    with pytest.raises(UserError, match=r"in section C.*Did you mean 'C39'"):
        industry("A39")


@pytest.mark.parametrize("written", ["", "U", "制造业", "C 39", "3.9", "CC39"])
def test_what_is_no_code_says_what_a_code_looks_like(written: str) -> None:
    with pytest.raises(UserError, match="Expected a letter A to T"):
        industry(written)


@pytest.mark.parametrize("prefix", ["C", "39", "C39", "398", "3981", "C3981"])
def test_a_class_lies_within_all_that_is_above_it(prefix: str) -> None:
    assert is_within("3981", prefix)


@pytest.mark.parametrize("prefix", ["A", "38", "C40", "397", "3982"])
def test_a_class_lies_in_no_other_branch(prefix: str) -> None:
    assert not is_within("C3981", prefix)


def test_what_is_wider_does_not_lie_within_the_narrower() -> None:
    assert not is_within("39", "3981")
    assert not is_within("C", "39")


def test_a_section_lies_within_itself_alone() -> None:
    assert [row.code for row in sections() if is_within("C", row.code)] == ["C"]


def test_the_section_of_a_class_is_found() -> None:
    assert section_of("6431").name == "信息传输、软件和信息技术服务业"


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("0111", Sector.PRIMARY),
        ("A04", Sector.PRIMARY),
        ("05", Sector.TERTIARY),
        ("0532", Sector.TERTIARY),
        ("0610", Sector.SECONDARY),
        ("11", Sector.TERTIARY),
        ("1190", Sector.TERTIARY),
        ("12", Sector.SECONDARY),
        ("C39", Sector.SECONDARY),
        ("43", Sector.TERTIARY),
        ("4341", Sector.TERTIARY),
        ("D", Sector.SECONDARY),
        ("E50", Sector.SECONDARY),
        ("F", Sector.TERTIARY),
        ("T97", Sector.TERTIARY),
    ],
)
def test_the_sector_follows_the_rule_of_2018(code: str, sector: Sector) -> None:
    assert sector_of(code) is sector


@pytest.mark.parametrize("code", ["A", "B", "C"])
def test_a_section_that_lies_in_two_sectors_has_none(code: str) -> None:
    assert sector_of(code) is None


def test_every_division_has_a_sector() -> None:
    counts = Counter(sector_of(code) for code in codes_of(IndustryLevel.DIVISION))
    assert counts == {Sector.PRIMARY: 4, Sector.SECONDARY: 43, Sector.TERTIARY: 50}


def test_children_are_one_level_down() -> None:
    assert [row.code for row in children("E")] == ["47", "48", "49", "50"]
    assert [row.code for row in children("019")] == ["0190"]


def test_a_class_has_no_children() -> None:
    assert children("3981") == ()


def test_all_words_of_a_search_must_be_in_the_name() -> None:
    assert [row.code for row in search("锂 电池")] == ["3841"]


def test_the_very_name_comes_first() -> None:
    assert search("教育")[0].code == "P"
    assert [row.code for row in search("电池制造")][:2] == ["384", "3841"]


def test_a_search_takes_the_beginning_of_a_code() -> None:
    assert [row.code for row in search("C398")] == [
        "398",
        "3981",
        "3982",
        "3983",
        "3984",
        "3985",
        "3989",
    ]
    assert search("398") == search("c398")


def test_digits_within_a_word_are_no_code() -> None:
    assert [row.code for row in search("3D 打印")] == ["7517"]


def test_a_search_in_traditional_characters_finds_the_same() -> None:
    assert search("電池製造") == search("电池制造")


def test_brackets_of_either_width_find_the_name() -> None:
    assert [row.code for row in search("(3d)打印")] == ["7517"]
    assert [row.code for row in search("（3Ｄ）打印")] == ["7517"]


def test_a_search_for_nothing_finds_nothing() -> None:
    assert search("  ") == ()
