"""Several files together: what they define, and what clashes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.mechanisms.written import indicator, library_with, mechanism, put, wrong_in

from tashan.base.errors import UserError
from tashan.mechanisms.library import SHIPPED, library, load_library

RATIO = {"nature": "ratio", "additive": "{places: false, periods: false}", "unit": "'%'"}


def share(code: str, above: str, below: str) -> str:
    more = f"ratio: {{numerator: {above}, denominator: {below}, times: 100}}\n"
    return indicator(code, more, **RATIO)


def test_an_indicator_is_found_by_the_name_of_its_part() -> None:
    found = library_with(a=mechanism(indicator("output"))).indicators["output"]
    assert (found.code, found.origin.mechanism, str(found.origin.mark)) == (
        "output",
        "trial",
        "a.yaml:5:3",
    )


def test_a_code_of_its_own_goes_before_the_name_of_the_part() -> None:
    found = library_with(a=mechanism(indicator("effect", "code: loans_made\n")))
    assert list(found.indicators) == ["loans_made"]


def test_a_ratio_is_a_formula() -> None:
    files = mechanism(indicator("tax"), indicator("revenue"), share("tax_share", "tax", "revenue"))
    found = library_with(a=files).indicators["tax_share"]
    assert found.computed_by == "tax / revenue * 100"
    assert found.inputs == ("tax", "revenue")


def test_an_unknown_indicator_in_a_formula_is_told_at_its_column() -> None:
    text = mechanism(indicator("tax_per_mu"), indicator("x", "formula: 1 + tax_per_acre\n"))
    assert wrong_in(a=text) == [
        "a.yaml:27:18: unknown indicator 'tax_per_acre'. Did you mean 'tax_per_mu'? "
        "Expected one of: tax_per_mu, x."
    ]


def test_a_formula_may_name_an_indicator_of_another_file() -> None:
    one = mechanism(indicator("x", "formula: output * 2\n"), code="one")
    two = mechanism(indicator("output"), code="two")
    assert wrong_in(one=one, two=two) == []


def test_an_indicator_that_is_defined_twice_is_told_and_the_first_stands() -> None:
    one, two = (mechanism(indicator("output"), code=code) for code in ("one", "two"))
    found = library_with(one=one, two=two)
    assert [str(e) for e in found.errors] == [
        "two.yaml:5:3: the indicator 'output' is defined before, in one.yaml:5:3."
    ]
    assert found.indicators["output"].origin.mechanism == "one"


def test_two_mechanisms_of_one_name_are_told() -> None:
    found = wrong_in(one=mechanism(indicator("a")), two=mechanism(indicator("b")))
    assert found == ["two.yaml:1:12: the mechanism 'trial' is defined before, in one.yaml:1:12."]


def test_a_failed_file_defines_nothing_and_the_others_stand() -> None:
    bad = mechanism(indicator("a"), indicator("b", unit="圆圆圆"), code="bad")
    found = library_with(bad=bad, good=mechanism(indicator("c"), code="good"))
    assert (list(found.indicators), found.loaded, found.failed) == (
        ["c"],
        ("good.yaml",),
        ("bad.yaml",),
    )
    assert not found.is_whole


def test_who_names_a_code_of_a_failed_file_is_told_why() -> None:
    bad = mechanism(indicator("a", unit="圆圆圆"), code="bad")
    needs = mechanism(indicator("x", "formula: a * 2\n"), code="needs")
    assert wrong_in(bad=bad, needs=needs)[1] == (
        "needs.yaml:16:14: the indicator 'a' could not be loaded; see bad.yaml."
    )


def test_an_indicator_computed_from_itself_is_told() -> None:
    text = mechanism(indicator("a", "formula: b + 1\n"), indicator("b", "formula: a - 1\n"))
    assert wrong_in(a=text) == [
        "a.yaml:5:3: the indicator 'a' is computed from itself.",
        "a.yaml:17:3: the indicator 'b' is computed from itself.",
    ]


def test_a_parameter_without_a_basis_is_told() -> None:
    text = mechanism(indicator("a"), more="parameters:\n  cap: {values: {2026-01-01: 1}}\n")
    [line] = wrong_in(a=text)
    assert line.startswith("a.yaml:5:3: the parameter 'cap' has no basis.")


def test_the_basis_of_the_head_is_the_basis_of_its_parameters() -> None:
    more = "basis: {document: 甲〔2026〕1号}\nparameters:\n  cap: {values: {2026-01-01: 1}}\n"
    assert wrong_in(a=mechanism(indicator("a"), more=more)) == []


def test_an_example_of_no_part_is_told() -> None:
    more = "examples:\n  - {name: 例, part: outptu, given: {}, expect: {outptu: 1}}\n"
    [line] = wrong_in(a=mechanism(indicator("output"), more=more))
    assert line.startswith("a.yaml:5:21: unknown part 'outptu'. Did you mean 'output'?")


def test_what_is_defined_cannot_be_changed() -> None:
    found = library_with(a=mechanism(indicator("a")))
    with pytest.raises(TypeError):
        found.indicators["b"] = found.indicators["a"]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        found.indicators["a"].unit = "元"


@pytest.fixture
def _fresh() -> Iterator[None]:
    library.cache_clear()
    yield
    library.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_the_library_in_use_is_the_folder_of_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.yaml", mechanism(indicator("output")))
    monkeypatch.setenv("TASHAN_LIBRARY", str(tmp_path))
    assert list(library().indicators) == ["output"]


@pytest.mark.usefixtures("_fresh")
def test_an_office_keeps_its_own_folder_beside_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.yaml", mechanism(indicator("own", "formula: exports * 2\n")))
    monkeypatch.setenv("TASHAN_LIBRARY", f"{SHIPPED}{os.pathsep}{tmp_path}")
    assert {"grp", "own"} <= set(library().indicators)


@pytest.mark.usefixtures("_fresh")
def test_a_setting_that_names_no_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TASHAN_LIBRARY", str(tmp_path / "none"))
    with pytest.raises(UserError, match="TASHAN_LIBRARY"):
        library()


def test_a_file_that_is_reached_twice_is_loaded_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.yaml", mechanism(indicator("output")))
    assert load_library(tmp_path, path).errors == ()
