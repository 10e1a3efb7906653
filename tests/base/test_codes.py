from __future__ import annotations

import pytest

from tashan.base.codes import CreditCode, ProjectCode, ProjectCodeFormat, mod_11_10
from tashan.base.errors import UserError

CREDIT = ["91330482MA0T5HA19Y", "91520302MA0T5HA272", "113304820T5HAN016A"]
STANDARD = [
    "2607-330482-04-01-100010",
    "2607-330482-07-02-204172",
    "2511-520302-89-05-003089",
    "2011-330482-04-01-555556",
]


@pytest.mark.parametrize("code", CREDIT)
def test_a_right_credit_code_is_taken(code: str) -> None:
    assert CreditCode(code).value == code


@pytest.mark.parametrize("at", range(17))
def test_one_mistyped_character_of_a_credit_code_is_found(at: int) -> None:
    code = CREDIT[0]
    wrong = code[:at] + ("2" if code[at] != "2" else "3") + code[at + 1 :]
    with pytest.raises(UserError, match="Expected '"):
        CreditCode(wrong)


def test_a_credit_code_with_the_letter_o_says_where_it_stands() -> None:
    with pytest.raises(UserError, match="'O' at position 11"):
        CreditCode("91330482MAOT5HA19Y")


def test_a_short_credit_code_says_its_length() -> None:
    with pytest.raises(UserError, match="17 characters"):
        CreditCode(CREDIT[0][:17])


def test_blanks_and_small_letters_are_mended() -> None:
    assert CreditCode.parse("91330482 ma0t5ha19y").value == CREDIT[0]


def test_a_credit_code_tells_where_it_was_registered() -> None:
    assert CreditCode(CREDIT[0]).division_code == "330482"


@pytest.mark.parametrize("code", STANDARD)
def test_a_right_project_code_has_no_warning(code: str) -> None:
    found = ProjectCode.parse(code)
    assert (found.format, found.warning) == (ProjectCodeFormat.STANDARD, "")


def test_a_failed_check_of_a_project_code_is_a_warning_with_its_reason() -> None:
    found = ProjectCode.parse("2607-330482-04-01-100011")
    assert "the last digit is 1" in found.warning
    assert "expects 0" in found.warning


def test_a_project_code_of_2017_is_of_the_legacy_format_and_has_no_check() -> None:
    found = ProjectCode.parse("2017-330482-13-03-012345")
    assert (found.format, found.warning) == (ProjectCodeFormat.LEGACY, "")


def test_2011_is_november_2020_and_not_the_year() -> None:
    assert ProjectCode.parse("2011-330482-04-01-555556").format is ProjectCodeFormat.STANDARD


def test_hyphens_may_be_missing() -> None:
    assert ProjectCode.parse("26073304820401100010").value == STANDARD[0]


@pytest.mark.parametrize("text", ["", "2607-330482", "2613-330482-04-01-100010"])
def test_what_is_no_project_code_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(UserError, match="Expected"):
        ProjectCode.parse(text)


def test_the_check_digit_of_iso_7064() -> None:
    assert mod_11_10("0794") == "5"  # the example of the standard
