"""The parts `programme` and `ranking` as files have them."""

from __future__ import annotations

import pytest
from tests.mechanisms.written import indicator, library_with, mechanism, told, wrong_in

PROGRAMME = """\
reward:
  kind: programme
  title: {zh: 技改奖补, en: Reward for new equipment}
  eligible:
    - {rule: "operates_here", says: 在本县生产经营}
  gives: {kind: grant, amount: "min(0.1 * registered_capital, 100 万元)"}
"""
RANKING = """\
best:
  kind: ranking
  title: {zh: 税收十强, en: The ten best taxpayers}
  subject: enterprise
  measures:
    - code: tax
      title: {zh: 纳税额, en: Tax paid}
      figure: "tax_paid[last_year]"
      weight: "100"
      scoring: {method: value}
"""


def test_a_programme_is_found_by_its_code_with_its_origin() -> None:
    found = library_with(a=mechanism(PROGRAMME)).programmes["reward"]
    assert (found.code, found.origin.mechanism, found.origin.part) == ("reward", "trial", "reward")


def test_a_ranking_is_found_by_its_code_with_its_origin() -> None:
    tax = mechanism(indicator("tax_paid", subjects="[enterprise]"), code="figures")
    found = library_with(a=mechanism(RANKING), b=tax).rankings["best"]
    assert (found.code, found.measures[0].figure) == ("best", "tax_paid[last_year]")


def test_two_programmes_of_one_code_are_told() -> None:
    one, two = mechanism(PROGRAMME, code="one"), mechanism(PROGRAMME, code="two")
    [line] = wrong_in(one=one, two=two)
    assert line.startswith("two.yaml:5:3: the programme 'reward' is defined before")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("kind: grant", "kind: gift", "unknown word for 'kind': 'gift'."),
        ("kind: grant", "kind: title", "a title has no amount."),
        ("eligible", "eligibel", "unknown field 'eligibel'. Did you mean 'eligible'?"),
        ("says: 在本县生产经营", "say: 在本县", "unknown field 'say'. Did you mean 'says'?"),
    ],
)
def test_a_programme_that_is_wrong_is_told(old: str, new: str, why: str) -> None:
    assert any(why in line for line in told(mechanism(PROGRAMME.replace(old, new, 1))))


def test_a_method_that_lacks_its_target_is_told() -> None:
    [line] = told(mechanism(RANKING.replace("method: value", "method: completion")))
    assert "the method completion needs 'target'." in line


def test_a_list_of_enterprises_never_shows_scores() -> None:
    [line] = told(mechanism(RANKING + "  publishing: {shows: scores}\n"))
    assert "only names and ranks or classes are published" in line


def parameter(value: str) -> str:
    more = f"""\
basis: {{document: 甲〔2026〕1号}}
parameters:
  chain: {{values: {{2026-01-01: {value}}}}}
"""
    return mechanism(indicator("a"), more=more)


def test_a_parameter_may_be_a_list_of_words() -> None:
    held = library_with(a=parameter("[C38, C39]")).mechanisms["trial"].parameters["chain"]
    assert list(held.values.values()) == [("C38", "C39")]


@pytest.mark.parametrize("value", ["[C38, 39]", "[C38, [1, 2]]", "[]"])
def test_a_list_of_words_holds_words_alone(value: str) -> None:
    assert len(told(parameter(value))) == 1


def test_an_indicator_says_who_holds_its_figure() -> None:
    text = mechanism(indicator("a", "held_by: {zh: 税务局, en: the tax office}\nis_tax: true\n"))
    found = library_with(a=text).indicators["a"]
    assert (found.held_by.zh if found.held_by else None, found.is_tax) == ("税务局", True)
