"""Rules of files: each mistake is told at its line and column, in the words of the language."""

from __future__ import annotations

import pytest
from tests.mechanisms.written import indicator, mechanism, wrong_in

BASIS = "basis: {example_of: 他山县}\n"
INDICATORS = mechanism(
    indicator("tax_paid", unit="万元", subjects="[enterprise]"),
    indicator("town_tax", unit="万元", subjects="[place]"),
    code="figures",
)
PROGRAMME = """\
grant:
  kind: programme
  title: {{zh: 奖, en: Grant}}
  eligible:
    - {{rule: {rule}, says: 条件}}
  gives: {{kind: grant, amount: {amount}}}
"""
RANKING = """\
board:
  kind: ranking
  title: {{zh: 榜, en: Board}}
  subject: enterprise
  groups:
    - {{code: rest, title: {{zh: 其他, en: Others}}, rule: 'true'}}
  measures:
    - code: tax
      title: {{zh: 税, en: Tax}}
      figure: {figure}
      weight: '50'
      scoring: {{method: completion, target: {target}}}
"""


def wrong_with(part: str, more: str = "") -> list[str]:
    text = mechanism(part, code="trial", more=BASIS + more)
    return [line.removeprefix("trial.yaml:") for line in wrong_in(trial=text, a=INDICATORS)]


def programme(rule: str, amount: str = "1000 元") -> str:
    return PROGRAMME.format(rule=rule, amount=amount)


def ranking(figure: str = "tax_paid[last_year]", target: str = "500 万元") -> str:
    return RANKING.format(figure=f'"{figure}"', target=target)


def test_a_right_programme_has_no_problem() -> None:
    assert wrong_with(programme('"tax_paid[last_year] >= 500 万元"')) == []


def test_a_wrong_name_is_told_at_its_character() -> None:
    plain = "operates_here and tax_piad[last_year] > 5"
    told = "unknown indicator 'tax_piad'. Did you mean 'tax_paid'?"
    [line] = wrong_with(programme(f'"{plain}"'))
    column = len("      - {rule: ") + 1 + plain.index("tax_piad") + 1
    assert line.startswith(f"10:{column}: {told}")


def test_without_quotes_the_column_is_one_less() -> None:
    [quoted] = wrong_with(programme('"in_prak"'))
    [bare] = wrong_with(programme("in_prak"))
    assert int(quoted.split(":")[1]) == int(bare.split(":")[1]) + 1


def test_doubled_quotes_of_the_file_do_not_move_the_column() -> None:
    written = "'scale in [''small'', ''mirco'']'"
    [line] = wrong_with(programme(written))
    column = len("      - {rule: ") + written.index("''mirco") + 1
    assert line.startswith(f"10:{column}: unknown scale 'mirco'. Did you mean 'micro'?")


def test_a_rule_on_several_lines_is_told_where_it_begins() -> None:
    [line] = wrong_with(programme('"in_park\n        or in_prak"'))
    assert line.startswith("10:16: unknown name 'in_prak'")


@pytest.mark.parametrize("rule", ["'true'", "1 < 2", "in_park or true"])
def test_a_condition_that_holds_of_nothing_known_is_refused(rule: str) -> None:
    [line] = wrong_with(programme(rule))
    assert "holds even of a subject about which nothing is known" in line


def test_a_last_group_may_take_all() -> None:
    assert wrong_with(ranking()) == []


def test_an_amount_is_money() -> None:
    [line] = wrong_with(programme("in_park", amount="10%"))
    assert "an amount is money" in line


def test_a_target_measures_what_its_figure_does() -> None:
    [line] = wrong_with(ranking(target="10%"))
    assert "% and 万元" in line or "a share and 万元" in line


def test_a_parameter_with_the_name_of_a_field_is_refused() -> None:
    more = "parameters:\n  scale: {values: {2026-01-01: 5}}\n"
    [line] = wrong_with(programme("in_park"), more)
    assert "'scale' is a field of an enterprise. Give the parameter another name." in line


def test_an_indicator_of_a_failed_file_is_told_as_lost() -> None:
    broken = INDICATORS.replace("unit: 万元", "unit: 万圆", 1)
    text = mechanism(programme('"tax_paid[last_year] > 5"'), code="trial", more=BASIS)
    lines = wrong_in(trial=text, a=broken)
    assert any(
        "the indicator 'tax_paid' could not be loaded; see a.yaml." in line for line in lines
    )
