"""Examples of procedures, catalogues and delegated items: what comes out of given facts."""

from __future__ import annotations

from tests.mechanisms.test_settling import CATALOGUE, HEAD
from tests.mechanisms.written import library_with, mechanism

from tashan.mechanisms.examples import run_examples

CALENDAR = """\
days:
  kind: calendar
  year: 2026
  notice: 甲办〔2025〕1号
  holidays: [{name: 清明节, first: 2026-04-04, last: 2026-04-06}]
  make_up_days: []
"""
PROCEDURE = """\
approval:
  kind: procedure
  title: {zh: 审批, en: Approval}
  subject: project
  route: filing
  when: {rule: "funding == 'enterprise'", says: 企业投资, code: private}
  steps:
    filing: {item: filed}
    plan: {item: planning, after: [filing], when: "land_mu > 10"}
    eia: {item: eia, after: [plan], assessed: ecology}
    water: {item: connect, after: [plan, {step: eia, need: soft}], limit: 5 working days, not_before: 9 days from filing}
  gates:
    - {rule: "is_key", says: 重点项目, before: water}
"""  # noqa: E501


def ran(given: str, expect: str, *, on: str = "") -> tuple[str, ...]:
    day = f"    on: {on}\n" if on else ""
    example = f"  - name: 试\n    part: approval\n{day}    given: {given}\n    expect: {expect}\n"
    text = mechanism(CATALOGUE, PROCEDURE, CALENDAR, more=HEAD) + "examples:\n" + example
    [run] = run_examples(library_with(a=text))
    return run.wrong


def test_the_steps_that_apply_are_told_with_those_left_out() -> None:
    facts = "{funding: enterprise, land_mu: 5, is_key: true}"
    assert ran(facts, "{steps: [filing, eia, water], left_out: [plan], route: filing}") == ()


def test_a_step_of_which_the_fact_is_not_known_is_undecided() -> None:
    assert ran("{funding: enterprise}", "{undecided: [plan], steps: [filing, eia, water]}") == ()


def test_who_it_is_not_for_is_told_by_the_condition() -> None:
    assert ran("{funding: government}", "{verdict: no, missed: [private], route: null}") == ()


def test_a_regional_assessment_spares_its_step() -> None:
    facts = "{funding: enterprise, land_mu: 50, assessed: [ecology]}"
    assert ran(facts, "{spared: [eia], steps: [filing, plan, water]}") == ()


def test_an_assessment_that_no_step_names_is_told() -> None:
    [wrong] = ran("{assessed: [geology]}", "{verdict: yes}")
    assert wrong == "'assessed': expected kinds of assessment that steps name: ecology."


def test_a_shut_gate_blocks_its_step() -> None:
    assert ran("{is_key: false}", "{blocked: [water]}") == ()


def test_the_longest_way_says_when_it_is_done_over_a_holiday() -> None:
    facts = "{funding: enterprise, land_mu: 50, assessed: [ecology]}"
    # 7 working days from 1 April, of which one is a holiday, then 5 more
    expect = "{plan: 2026-04-13, water: 2026-04-20, finish: 2026-04-20}"
    assert ran(facts, expect, on="2026-04-01") == ()


def test_what_must_have_passed_moves_the_end_and_a_step_left_out_hands_on() -> None:
    facts = "{funding: enterprise, land_mu: 5}"
    assert ran(facts, "{eia: 2026-05-01, water: 2026-04-10}", on="2026-04-01") == ()


def test_a_rule_that_cannot_be_given_is_told() -> None:
    [wrong] = ran("{stage: building}", "{verdict: yes}")
    assert wrong == "'stage' is given, and no rule asks for it."


def of_part(part: str, name: str, given: str, expect: str, more: str = "") -> tuple[str, ...]:
    example = f"  - name: 试\n    part: {name}\n{more}    given: {given}\n    expect: {expect}\n"
    [run] = run_examples(library_with(a=mechanism(part, more=HEAD) + "examples:\n" + example))
    return run.wrong


def test_a_catalogue_counts_its_items() -> None:
    expect = "{items: 4, same_day: 1, delegated: 0, share: 25.0}"
    assert of_part(CATALOGUE, "items", "{}", expect) == ()
    assert of_part(CATALOGUE, "items", "{duty: town}", "{items: 1, same_day: 0, share: 0}") == ()


def test_an_office_that_has_no_items_is_told() -> None:
    [wrong] = of_part(CATALOGUE, "items", "{duty: lend}", "{items: 1}")
    assert wrong.startswith("unknown duty 'lend'. Did you mean 'land'?")


DELEGATED = """\
powers:
  kind: duty
  title: {zh: 赋权, en: Powers}
  delegated:
    felling:
      title: {zh: 采伐, en: Felling}
      item: felling
      holder: {zh: 林业局, en: Forestry}
      to: {zh: 甲镇, en: Town A}
      form: entrusted
      since: 2026-01-01
      until: 2026-12-31
      announced: 甲告〔2026〕1号
      basis: {document: 甲〔2026〕1号}
"""


def test_an_entrusted_item_bears_the_offices_seal_while_it_is_delegated() -> None:
    held = "{form: entrusted, to: 甲镇, seal: 林业局}"
    gone = "{form: null, seal: null}"
    on = "    on: {}\n"
    given = "{item: felling}"
    assert of_part(DELEGATED, "powers", given, held, on.format("2026-12-31")) == ()
    assert of_part(DELEGATED, "powers", given, gone, on.format("2027-01-01")) == ()


def test_an_item_that_is_not_delegated_is_told() -> None:
    [wrong] = of_part(DELEGATED, "powers", "{item: feling}", "{form: window}")
    assert wrong.startswith("unknown item 'feling'. Did you mean 'felling'?")
