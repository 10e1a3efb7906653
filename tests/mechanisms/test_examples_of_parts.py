"""Examples of programmes and funds: run as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.mechanisms.written import indicator, library_with, mechanism

from tashan.mechanisms.examples import run_examples
from tashan.mechanisms.library import library, library_of
from tashan.mechanisms.loader import files_in, load_file

BRIDGE = Path(__file__).with_name("files") / "bridge_loan_fund.yaml"
TAX = indicator("sales", subjects="[enterprise]", unit="万元")
HALF = indicator("half_sales", "formula: sales / 2\n", subjects="[enterprise]", unit="万元")
PROGRAMME = """\
reward:
  kind: programme
  title: {zh: 奖补, en: Reward}
  asks:
    equipment: {title: {zh: 设备, en: Equipment}, unit: 万元}
  eligible:
    - {rule: "scale in ['small', 'micro']", says: 小微企业, code: small}
    - {rule: "sales[last_year] >= least", says: 营业收入, code: sales}
    - {rule: "'srdi' in labels", says: 专精特新}
  excluded:
    - {rule: "dishonest", says: 失信, code: dishonest}
  gives: {kind: grant, amount: "min(0.1 * equipment, 20 万元)"}
"""
RANKED = """\
first:
  kind: programme
  title: {zh: 前两名, en: The first two}
  eligible:
    - {rule: "rank(sales[2025]) <= 2", says: 前两名}
  gives: {kind: title}
"""
MORE = """\
basis: {document: 甲〔2026〕1号}
parameters:
  least: {unit: 万元, values: {2026-01-01: 1000, 2027-01-01: 2000}}
"""
GIVEN = "scale: small, 'sales[last_year]': 2000, labels: [srdi], dishonest: false, equipment: 100"


def wrong(given: str, expect: str, *, part: str = "reward", on: str = "") -> list[str]:
    example = (
        f"examples:\n  - {{name: 例, part: {part}, {on}given: {{{given}}}, expect: {{{expect}}}}}"
    )
    text = mechanism(TAX, HALF, PROGRAMME, RANKED, more=f"{MORE}{example}\n")
    found = library_with(a=text)
    assert [str(error) for error in found.errors] == []
    [run] = run_examples(found)
    return list(run.wrong)


def test_who_qualifies_and_for_how_much() -> None:
    assert wrong(GIVEN, "verdict: yes, amount: 100000, missed: [], unknown: []") == []


def test_what_differs_is_told() -> None:
    assert wrong(GIVEN, "verdict: no, amount: 5") == [
        "verdict is yes, expected no.",
        "amount is 100000.00, expected 5.",
    ]


def test_what_is_missed_is_told_by_its_code() -> None:
    given = GIVEN.replace("small", "large").replace("false", "true")
    assert wrong(given, "verdict: no, amount: null, missed: [dishonest, small]") == []


def test_a_figure_that_is_not_given_is_unknown() -> None:
    given = GIVEN.replace("'sales[last_year]': 2000, ", "")
    assert wrong(given, "verdict: unknown, unknown: ['sales[last_year]']") == []


def test_labels_and_what_is_asked_may_be_unknown() -> None:
    given = "scale: small, 'sales[last_year]': 2000, dishonest: false, labels: null"
    assert wrong(given, "unknown: labels") == []


def test_money_may_be_written_with_its_unit() -> None:
    given = GIVEN.replace("equipment: 100", "equipment: 0.03 亿元")
    assert wrong(given, "amount: 200000") == []


def test_an_example_runs_under_the_parameters_of_its_day() -> None:
    given = GIVEN.replace("2000", "1000")
    assert wrong(given, "verdict: no, missed: sales") == []
    assert wrong(given, "verdict: yes", on="on: 2026-06-01, ") == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("scael: small", "unknown name 'scael'."),
        ("in_park: true", "'in_park' is given, and no rule asks for it."),
        ("'half_sales[last_year]': 3", "is worked out from others. Give those."),
        ("sales: 3", "the indicator 'sales' needs a period"),
        ("'sales[last_year]': true", "expected a number"),
        ("dishonest: 1", "expected true or false"),
        ("scale: 1", "expected words"),
        ("labels: 1", "expected a list of words"),
        ("equipment: a lot", "'equipment': "),
    ],
)
def test_what_cannot_be_given_is_told(given: str, why: str) -> None:
    [line] = wrong(given, "verdict: yes")
    assert why in line


def test_several_subjects_are_ranked_among_themselves() -> None:
    given = "甲: {'sales[2025]': 30}, 乙: {'sales[2025]': 20}, 丙: {'sales[2025]': 10}"
    assert wrong(given, "甲: yes, 乙: {verdict: yes}, 丙: no", part="first") == []


def test_one_of_several_that_is_unknown_takes_no_place() -> None:
    given = "甲: {'sales[2025]': null}, 乙: {'sales[2025]': 20}"
    assert wrong(given, "甲: unknown, 乙: yes", part="first") == []


def test_subjects_and_figures_do_not_stand_side_by_side() -> None:
    [line] = wrong("甲: {'sales[2025]': 3}, 'sales[2025]': 3", "甲: yes", part="first")
    assert "subjects by name" in line


def test_the_examples_of_the_bridge_loan_fund_hold() -> None:
    shipped = [load_file(path) for folder in _folders() for path in files_in(folder)]
    found = library_of([*shipped, load_file(BRIDGE)])
    runs = [run for run in run_examples(found) if run.mechanism == "bridge_loan_fund"]
    assert [run.wrong for run in runs] == [()] * 6


def _folders() -> list[Path]:
    return sorted({Path(one.origin.mark.file).parent for one in library().indicators.values()})
