"""One file: every error at its line and column, with what was expected."""

from __future__ import annotations

import os
from pathlib import Path

from tests.mechanisms.written import indicator, loaded, mechanism, told

from tashan.mechanisms.loader import files_in, load_file


def test_a_sound_file_becomes_a_mechanism() -> None:
    file = loaded(mechanism(indicator("output")))
    assert file.tree.problems == []
    assert file.mechanism is not None
    assert file.mechanism.parts["output"].kind == "indicator"


def test_a_misspelt_field_is_told_with_the_nearest_right_word() -> None:
    text = mechanism(indicator("output").replace("direction", "directon"))
    assert "trial.yaml:11:5: unknown field 'directon'. Did you mean 'direction'?" in told(text)


def test_a_missing_field_is_told() -> None:
    text = mechanism(indicator("output").replace("  decimals: 2\n", ""))
    assert told(text) == ["trial.yaml:6:5: the field 'decimals' is missing."]


def test_a_wrong_word_is_told_with_the_words_there_are() -> None:
    assert told(mechanism(indicator("output", direction="highest"))) == [
        "trial.yaml:11:16: unknown word for 'direction': 'highest'. Did you mean 'higher'? "
        "Expected one of: higher, lower, none."
    ]


def test_an_unknown_unit_is_told_with_the_nearest() -> None:
    assert told(mechanism(indicator("output", unit="亿圆"))) == [
        "trial.yaml:9:11: unknown unit '亿圆'. Did you mean '亿元'?"
    ]


def test_an_unknown_kind_of_part_is_told_with_the_list() -> None:
    [line] = told(mechanism("loan:\n  kind: indikator\n"))
    assert line.startswith(
        "trial.yaml:6:11: unknown kind of part 'indikator'. Did you mean 'indicator'? "
        "Expected one of: indicator, plan, ranking, programme, fund, procedure, "
    )


def test_a_part_without_a_kind_is_told() -> None:
    [line] = told(mechanism("loan:\n  title: {zh: 贷, en: Loan}\n"))
    assert "the part has no 'kind'" in line


def test_numbers_words_and_truths_are_not_made_into_one_another() -> None:
    text = mechanism(indicator("output", decimals="'2'", additive="{places: yes, periods: 1}"))
    assert told(text) == [
        "trial.yaml:14:24: 'places': expected true or false, got the words 'yes'.",
        "trial.yaml:14:38: 'periods': expected true or false, got 1.",
        "trial.yaml:15:15: 'decimals': expected a whole number, got the words '2'.",
    ]


def test_all_errors_of_a_file_are_told_at_once() -> None:
    text = mechanism(
        indicator("output", unit="亿圆", direction="up"),
        indicator("tax", frequency="monthly").replace("decimals", "decimal"),
        more="parameters:\n  cap: {values: {2026-02-30: 1}}\n  cap: {values: {2026-01-01: 1}}\n",
    )
    # two in the parameters, two in the first part, three in the second
    assert len(told(text)) == 7


def test_a_ratio_says_how_it_is_computed() -> None:
    text = mechanism(indicator("share", nature="ratio", additive="{places: false, periods: false}"))
    assert told(text) == ["trial.yaml:6:5: a ratio names its 'ratio' or its 'formula'."]


def test_a_stock_does_not_add_up_over_periods() -> None:
    [line] = told(mechanism(indicator("deposits", nature="stock")))
    assert "only a flow adds up over periods" in line


def test_a_formula_that_cannot_be_read_is_told() -> None:
    [line] = told(mechanism(indicator("x", "formula: a ** 2\n")))
    assert line.startswith("trial.yaml:16:14: this has no meaning in a formula.")


def test_a_code_has_small_letters() -> None:
    [line] = told(mechanism(indicator("Output")))
    assert "'Output' is no code." in line


def test_a_file_that_is_a_list_is_told() -> None:
    assert told("- a\n- b\n") == ["trial.yaml:1:1: expected 'mechanism:' at its head."]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    [problem] = load_file(tmp_path / "none.yaml").tree.problems
    assert problem.code == "not_opened"


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    [problem] = load_file(tmp_path / "pipe.yaml").tree.problems
    assert problem.message == "cannot be opened: it is no file."


def test_folders_give_their_files_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/c.yml", ".hidden.yaml", ".git/d.yaml", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == [
        "a/c.yml",
        "b.yaml",
    ]
