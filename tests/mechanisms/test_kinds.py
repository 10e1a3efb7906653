"""The kinds of part beside indicators, plans, programmes and rankings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.mechanisms import kinds
from tests.mechanisms.written import indicator, library_with, mechanism, wrong_in

from tashan.mechanisms.chain import Chain
from tashan.mechanisms.duty import Duty
from tashan.mechanisms.library import Library, library_of
from tashan.mechanisms.loader import load_file
from tashan.mechanisms.procedure import Procedure

BRIDGE = Path(__file__).with_name("files") / "bridge_loan_fund.yaml"
ALL = "".join(
    (
        indicator("output", subjects="[place, enterprise]"),
        *(kinds.RANKING, kinds.PROCEDURE, kinds.CHAIN, kinds.ASSIGNMENT, kinds.DUTY),
        *(kinds.TASKS, kinds.EVENT, kinds.OPTIONS, kinds.FUND, kinds.LADDER),
    )
)
BASED = "basis: {document: 甲〔2026〕1号}\n"


def spoilt(old: str, new: str) -> list[str]:
    assert ALL.count(old) >= 1
    return wrong_in(a=mechanism(ALL.replace(old, new, 1)))


def test_a_file_with_every_kind_is_right() -> None:
    assert wrong_in(a=mechanism(ALL)) == []


def test_the_bridge_loan_fund_loads_whole() -> None:
    found = library_of([load_file(BRIDGE)])
    assert [str(error) for error in found.errors if "vat_paid" not in str(error)] == []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("late: 1, every", "late: days_late, every", "unknown parameter 'days_late'."),
        ("before: 2, to", "before: 2, late: 1, to", "Expected one."),
        ("by: [page]}", "by: [pages]}", "unknown word for 'by': 'pages'."),
        ("bulletin: 1", "bulletin: weekday", "unknown parameter 'weekday'."),
        ("after: [planning,", "after: [planing,", "unknown step 'planing'. Did you mean 'plann"),
        ("duty: land", "duty: lend", "unknown duty 'lend'. Did you mean 'land'?"),
        ("stage: start", "stage: strat", "unknown stage 'strat'. Did you mean 'start'?"),
        ("materials: [plan]", "materials: [plans]", "unknown material 'plans'."),
        ("materials: [plan], within", "materials: [licence], within", "material of the step"),
        ("before: building", "before: bulding", "unknown step 'bulding'."),
        ("steps: [planning, fire]", "steps: [planning, fier]", "unknown step 'fier'."),
        ("from_step: planning", "from_step: plan", "unknown step 'plan'."),
        ("need: soft", "need: sotf", "unknown word for 'need': 'sotf'. Did you mean 'soft'?"),
        ("[expert_review,", "[expert,", "unknown word for 'stops': 'expert'."),
        ("back_within: 15 days", "back_within: d days", "unknown parameter 'd'."),
        ("taken_back_within: 15 days", "paid_within: 9 days from receipt", "without 'from'."),
        ("limit: 5 working days", "limit: 5 workdays", "'5 workdays' is no limit."),
        ("limit: 5 working days", "limit: 0 days", "expected 'same day'"),
        ("limit: 5 working days", "limit: days days", "unknown parameter 'days'."),
        ("limit: 5 working days", "limit: 2 days from plannin", "unknown step 'plannin'."),
        ("limit: 5 working days", "limit: 30 working days", "30 working days are promised where"),
        ("limit: 3 days", "limit: 9 working days", "9 working days are promised where the law"),
    ],
)
def test_a_procedure_that_is_wrong_is_told(old: str, new: str, why: str) -> None:
    assert any(why in line for line in spoilt(old, new))


def test_steps_that_wait_for_each_other_are_told() -> None:
    lines = spoilt("duty: land\n", "duty: land\n      after: [building]\n")
    assert [line.split(": ", 1)[1] for line in lines] == [
        "the step 'planning' waits for itself.",
        "the step 'building' waits for itself.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("industries: [C39]", "industries: [C99]", "no such code"),
        ("industries: [C39]", "industries: ['39']", "expected 'C39', with the letter"),
        ("industries: [C39]", "industries: chips", "unknown parameter 'chips'."),
        ("tier: pillar", "tier: piller", "Did you mean 'pillar'?"),
        ("indicators: [output]", "indicators: [outptu]", "Did you mean 'output'?"),
        ("indicators: [output]", "policies: [reward]", "unknown programme 'reward'."),
        ("chosen_by: best\n", "chosen_by: bset\n", "unknown part 'bset'."),
        ("chosen_by: best\n", "chosen_by: pool\n", "trial.pool is of the kind fund."),
        ("appraisal: best", "appraisal: other.best", "unknown mechanism 'other'."),
        ("appraisal: best", "appraisal: a.b.c", "names no part."),
        ("form: transferred", "form: entrusted", "what is entrusted is announced."),
        ("since: 2026-01-01", "since: 2026-01-01, until: 2025-01-01", "is before 2026-01-01."),
        ("most: 2\n", "most: 2\n  every: year\n", "unknown field 'every'."),
        ("by: 2026-03-31", "by: 2026-12-31", "lies behind the end, 2026-11-30."),
        ("indicator: output", "indicator: outptu", "Did you mean 'output'?"),
        ("  command: {leader: {zh: 县长, en: Head of the county}}\n", "", "nobody leads school."),
        ("posts: [{zh: 行长, en: Heads of the banks}]", "most: 3", "expected one of 'rule'"),
        (", amount: \"land * 800 元/亩\"}", "}", "an option gives something"),
        ("amount: \"land * 800 元/亩\"", "amount: \"land * 800\"", "an amount is money"),
        ("amount: \"land * 800\"", "amount: \"lnad * 800\"", "Did you mean 'land'?"),
        ("investment > 1000", "investmnt > 1000", "Did you mean 'investment'?"),
        ("land_mu > 0", "land_mu > 0 and", "the rule is not"),
        ("value: \"100\"", "value: \"many\"", "unknown name 'many'."),
        ("rate: \"0.0003\"", "rate: \"raet\"", "unknown name 'raet'."),
        ("minimum: \"100\"", "minimum: \"100 亩\"", "an amount is money"),
        ("never: [\"below zero\"]", "never: [\"below nil\"]", "Did you mean 'below zero'?"),
        ("overdue: double", "overdue: 0.5", "overdue days cost at least as much"),
    ],
)  # fmt: skip
def test_a_part_that_is_wrong_is_told(old: str, new: str, why: str) -> None:
    assert any(why in line for line in spoilt(old, new))


def used(more: str) -> list[str]:
    return wrong_in(a=mechanism(ALL), b=mechanism(more, code="other"))


def test_a_part_may_use_a_part_of_another_mechanism() -> None:
    assert used("best: {use: trial.best}\n") == []


def test_what_is_used_is_found_with_its_own_origin() -> None:
    files = {"a": mechanism(ALL), "b": mechanism("mine: {use: trial.best}\n", code="other")}
    found = library_with(**files).part("other.mine")
    assert found is not None
    assert (found.part.kind, found.origin.mechanism) == ("ranking", "trial")


@pytest.mark.parametrize(
    ("use", "why"),
    [
        ("trial.bset", "b.yaml:5:15: unknown part 'bset'. Did you mean 'best'?"),
        ("trail.best", "b.yaml:5:15: unknown mechanism 'trail'. Did you mean 'trial'?"),
        ("best", "expected a part of another mechanism, as 'mechanism.part'."),
    ],
)
def test_what_cannot_be_used_is_told(use: str, why: str) -> None:
    [line] = used(f"best: {{use: {use}}}\n")
    assert why in line


def test_a_use_of_a_use_is_told_to_go_to_the_source() -> None:
    found = wrong_in(
        a=mechanism(ALL),
        b=mechanism("mine: {use: trial.best}\n", code="other"),
        c=mechanism("theirs: {use: other.mine}\n", code="third"),
    )
    assert found == ["c.yaml:5:17: other.mine itself uses trial.best. Use that."]


def test_an_effect_names_indicators_that_there_are() -> None:
    [line] = wrong_in(a=mechanism(indicator("a"), more="effect: [b]\n"))
    assert line.startswith("a.yaml:4:10: unknown indicator 'b'.")


def all_kinds() -> Library:
    return library_with(a=mechanism(ALL))


def test_a_chain_is_found_by_its_code() -> None:
    assert list(all_kinds().chains["chips"].links) == ["parts", "devices"]


def test_the_industries_of_a_chain_may_be_a_dated_parameter() -> None:
    more = BASED + "parameters:\n  codes: {values: {2026-01-01: [C38, C39]}}\n"
    text = mechanism(ALL.replace("[C39]", "codes", 1), more=more)
    head = library_with(a=text).mechanisms["trial"]
    chain = head.parts["chips"]
    assert isinstance(chain, Chain)
    assert chain.industries_on(head.parameters, date(2026, 5, 1)) == ("C38", "C39")
    assert chain.industries_on(head.parameters, date(2025, 5, 1)) == ()


def test_a_place_that_takes_part_of_a_chain_has_the_links_of_that_part() -> None:
    more = BASED + "parameters:\n  codes: {values: {2026-01-01: [C398]}}\n"
    text = mechanism(ALL.replace("[C39]", "codes", 1), more=more)
    head = library_with(a=text).mechanisms["trial"]
    chain = head.parts["chips"]
    assert isinstance(chain, Chain)
    assert list(chain.links_on(head.parameters, date(2026, 5, 1))) == ["parts"]
    assert chain.links_on(head.parameters, date(2025, 5, 1)) == chain.links


def test_a_limit_is_written_again_as_it_was_read() -> None:
    found = all_kinds().part("trial.permit")
    assert found is not None
    assert isinstance(found.part, Procedure)
    assert str(found.part.steps["planning"].limit) == "5 working days"
    assert found.part.model_dump(mode="json")["steps"]["planning"]["limit"] == "5 working days"


def test_a_transferred_item_is_decided_in_the_name_of_the_town() -> None:
    found = all_kinds().part("trial.lines")
    assert found is not None
    assert isinstance(found.part, Duty)
    assert found.part.delegated["permit"].decided_by.zh == "甲镇"
