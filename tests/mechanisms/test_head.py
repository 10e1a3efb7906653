"""The head of a file: dated parameters, basis, law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.mechanisms.written import indicator, loaded, mechanism, told

from tashan.mechanisms.head import Parameter

POOL = """\
parameters:
  pool:
    values: {2024-01-01: 10, 2026-01-01: 20.5}
    basis: {document: 甲}
"""
TIERS = """\
parameters:
  fee: {values: {2026-01-01: [[5, 0.0002], [null, 0.0004]]}}
"""


def parameter(more: str = POOL, name: str = "pool") -> Parameter:
    file = loaded(mechanism(indicator("a"), more=more))
    assert file.mechanism is not None, file.tree.problems
    return file.mechanism.parameters[name]


def test_a_parameter_has_the_value_in_force_on_the_day() -> None:
    pool = parameter()
    assert pool.on(date(2025, 12, 31)) == 10
    assert pool.on(date(2026, 1, 1)) == Decimal("20.5")
    assert pool.since(date(2027, 1, 1)) == date(2026, 1, 1)


def test_before_its_first_date_a_parameter_is_unknown() -> None:
    assert parameter().on(date(2023, 12, 31)) is None


def test_a_parameter_says_what_it_rests_on() -> None:
    assert [basis.document for basis in parameter().basis] == ["甲"]


def test_tiers_are_pairs_of_limit_and_value() -> None:
    fee = parameter(
        "parameters:\n  fee: {values: {2026-01-01: [[5, 0.0002], [null, 0.0004]]}}\n", "fee"
    )
    assert fee.on(date(2026, 1, 1)) == (
        (Decimal(5), Decimal("0.0002")),
        (None, Decimal("0.0004")),
    )


def test_a_tier_of_three_is_refused() -> None:
    more = "parameters:\n  fee: {values: {2026-01-01: [[5, 0.1, 2]]}}\n"
    assert told(mechanism(indicator("a"), more=more)) == [
        "trial.yaml:5:30: expected a tier of two: up to where (null: without end), and the value."
    ]


def test_a_value_is_dated_to_the_day() -> None:
    [line] = told(mechanism(indicator("a"), more="parameters:\n  fee: {values: {2026: 1}}\n"))
    assert line == "trial.yaml:5:18: 'values': expected a date like 2026-01-31, got 2026."


def test_a_basis_names_a_document_or_a_place() -> None:
    [line] = told(mechanism(indicator("a"), more="basis:\n  - {note: somewhere}\n"))
    assert line.startswith("trial.yaml:5:5: a basis names a 'document'")


def test_a_mechanism_serves_systems_by_their_numbers() -> None:
    assert len(told(mechanism(indicator("a")).replace("S04", "4"))) == 1


def test_selective_is_none_or_says_its_basis() -> None:
    law = "law:\n  fair_competition_review: required\n  selective: {}\n"
    sound = law.format("none")
    assert told(mechanism(indicator("a"), more=sound)) == []
    reasoned = law.format("{basis: law, document: 某法, article: 第八条, until: 2027-01-01}")
    assert told(mechanism(indicator("a"), more=reasoned)) == []
    assert len(told(mechanism(indicator("a"), more=law.format("{basis: custom}")))) == 2


def test_needs_and_pedigree_are_kept() -> None:
    more = """\
        learned_from:
          - {place: '330283', report: 考察报告}
        needs: {money: 20000000, people: 2, authority: county, systems: [S31]}
        """
    file = loaded(mechanism(indicator("a"), more=more))
    assert file.mechanism is not None
    assert file.mechanism.needs is not None
    assert file.mechanism.needs.money == 20_000_000
    assert file.mechanism.learned_from[0].place == "330283"
