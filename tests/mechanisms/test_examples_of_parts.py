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
SCORED = """\
score:
  kind: ranking
  title: {zh: 考核, en: Appraisal}
  subject: enterprise
  population: "scale != 'micro'"
  excluded:
    - {rule: "dishonest", says: 失信, code: dishonest}
  measures:
    - code: sales
      title: {zh: 营业收入, en: Sales}
      figure: "sales[last_year]"
      weight: "60"
      scoring: {method: completion, target: "least"}
    - code: first
      title: {zh: 名次, en: Place}
      figure: "sales[last_year]"
      weight: "40"
      scoring: {method: rank_points}
  extras:
    - {code: prize, title: {zh: 获奖, en: Prize}, each: 2, cap: 3, levels: {nation: 3}}
  vetoes:
    - {code: accident, title: {zh: 事故, en: Accident}, effect: last_class}
  grades:
    - {code: A, title: {zh: 优秀, en: Best}, from_points: 90}
    - {code: B, title: {zh: 良好, en: Good}, from_points: 0}
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
    text = mechanism(TAX, HALF, PROGRAMME, RANKED, SCORED, more=f"{MORE}{example}\n")
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


def scored(expect: str, *, jia: str = "", yi: str = "") -> list[str]:
    known = "dishonest: false, scale: small"
    given = (
        f"甲: {{{known}, 'sales[last_year]': 2000{jia}}}, "
        f"乙: {{{known}, 'sales[last_year]': 1000{yi}}}"
    )
    return wrong(given, expect, part="score")


def test_a_ranking_gives_ranks_scores_and_classes() -> None:
    expect = "甲: {rank: 1, score: 100, class: A, sales: 60, first: 40, state: ranked}"
    assert scored(f"{expect}, 乙: {{rank: 2, score: 30, class: B}}") == []


def test_a_number_alone_is_the_rank_expected() -> None:
    assert scored("甲: 1, 乙: 1") == ["乙.rank is 2, expected 1."]


def test_plus_points_and_vetoes_are_given_by_their_codes() -> None:
    assert scored("乙: {score: 33}", yi=", prize: 2") == []
    assert scored("乙: {score: 33}", yi=", prize: nation") == []
    assert scored("甲: {class: B}", jia=", accident: true") == []


def test_who_is_excluded_or_outside_has_no_rank() -> None:
    given = "甲: {dishonest: true, scale: small}, 乙: {scale: micro}, 丙: {scale: small}"
    expect = "甲: {state: excluded, rank: null}, 乙: {state: out}, 丙: {state: undecided}"
    assert wrong(given, expect, part="score") == []


def test_a_missing_figure_makes_the_score_unknown() -> None:
    given = "甲: {dishonest: false, scale: small}"
    assert wrong(given, "甲: {state: unknown, score: null}", part="score") == []
