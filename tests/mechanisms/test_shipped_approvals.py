"""The approvals that ship: matters, limits and prerequisites as the law has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.duty import Duty, Form
from tashan.mechanisms.examples import run_examples
from tashan.mechanisms.head import Example
from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Need, Procedure, Sort
from tashan.mechanisms.procedure_examples import procedure_answers
from tashan.mechanisms.settling import Settled, SettledStep, procedures, settle

DAY = date(2026, 11, 28)
APPROVALS = library().mechanisms["parallel_approval"]
FOUR = ("government_building", "enterprise_filing", "enterprise_ratification", "standard_plot")
FILES = ("parallel_approval", "tendering", "public_notice")
CHINESE = re.compile("[\u4e00-\u9fff]")


def settled(part: str, mechanism: str = "parallel_approval") -> Settled:
    return settle(library().mechanisms[mechanism], part, DAY)


def every_step() -> Iterator[tuple[str, SettledStep]]:
    for code in FILES:
        mechanism = library().mechanisms[code]
        for part in procedures(mechanism):
            for name, step in settle(mechanism, part, DAY).steps.items():
                yield f"{code}.{part}.{name}", step


def limit(part: str, step: str, kind: str) -> dict[str, Any]:
    limits = settled(part).steps[step].terms["limits"]
    return next(dict(one) for one in limits if one["kind"] == kind)


def catalogue(mechanism: str, part: str) -> Catalogue:
    found = library().mechanisms[mechanism].parts[part]
    assert isinstance(found, Catalogue)
    return found


def powers() -> Duty:
    found = library().mechanisms["strong_towns"].parts["powers"]
    assert isinstance(found, Duty)
    return found


def test_there_is_a_procedure_for_each_of_four_types_of_project() -> None:
    assert tuple(procedures(APPROVALS)) == FOUR
    assert [str(settled(part).route) for part in FOUR] == [
        "approval",
        "filing",
        "ratification",
        "filing",
    ]


@pytest.mark.parametrize("part", FOUR)
def test_each_has_four_stages_a_parallel_line_and_forty_matters(part: str) -> None:
    found = settled(part)
    assert list(found.stages) == ["land", "works", "permit", "finish", "beside"]
    assert len(found.steps) >= 40
    assert {step.stage for step in found.steps.values()} == set(found.stages)
    assert found.needs_project_code


@pytest.mark.parametrize("part", FOUR)
def test_stages_wait_for_their_milestones(part: str) -> None:
    found = settled(part)
    milestones = {step.stage for step in found.steps.values() if step.milestone}
    assert milestones == {"land", "works", "permit", "finish"}


def test_whatever_the_money_and_the_land_one_procedure_is_for_it() -> None:
    for funding, listed, standard in product(
        ("government", "enterprise", "other"), (True, False), (True, False)
    ):
        facts = {"funding": funding, **facts_of(listed, standard)}
        verdicts = [verdict(part, facts) for part in FOUR]
        assert verdicts.count("yes") == 1, facts


def facts_of(listed: bool, standard: bool) -> dict[str, bool]:
    return {
        "approval.in_ratification_catalogue": listed,
        "approval.standard_plot": standard,
    }


def verdict(part: str, facts: dict[str, Any]) -> object:
    placed = library().part(f"parallel_approval.{part}")
    assert placed is not None
    assert isinstance(placed.part, Procedure)
    named = " ".join(one.rule for one in placed.part.when)
    given = {name: held for name, held in facts.items() if name in named}
    example = Example.model_validate(
        {"name": "试", "part": part, "given": given, "expect": {"verdict": "yes"}}
    )
    return procedure_answers(example, placed, placed.part, library())["verdict"]


def test_every_limit_says_what_it_rests_on() -> None:
    bare = [
        f"{name} {one['kind']}"
        for name, step in every_step()
        for one in step.terms["limits"]
        if not one["basis"]
    ]
    assert bare == []


def test_what_is_promised_is_marked_as_one_places_example() -> None:
    for name, step in every_step():
        for one in step.terms["limits"]:
            if one["kind"] == "promised" and one["n"]:
                assert "示例" in one["basis"][0], name


def test_a_prerequisite_of_the_laws_order_names_the_law() -> None:
    for name, step in every_step():
        for one in step.after:
            assert one.basis or one.role != "legal_sequence", name
            assert one.need is Need.HARD or not one.basis, name


def test_some_prerequisites_are_shown_to_have_no_basis() -> None:
    assert any(not one.basis for _, step in every_step() for one in step.after)


def test_an_environmental_report_has_sixty_days_and_a_form_thirty_from_receipt() -> None:
    for step, days in (("eia_report", 60), ("eia_form", 30)):
        found = limit("enterprise_filing", step, "statutory")
        assert (found["n"], found["unit"], found["base"]) == (days, "calendar", "receipt")


def test_a_construction_permit_has_seven_days_of_the_calendar() -> None:
    found = limit("enterprise_filing", "construction_permit", "statutory")
    assert (found["n"], found["unit"], found["base"]) == (7, "calendar", "acceptance")


def test_a_licence_has_twenty_working_days_and_ten_more_once() -> None:
    found = settled("enterprise_filing").steps["works_permit"].terms
    assert limit("enterprise_filing", "works_permit", "statutory")["n"] == 20
    assert (found["extension"]["n"], found["extension"]["by"]) == (10, "office_head")


def test_a_ratification_may_take_forty_working_days_more() -> None:
    found = settled("enterprise_ratification").steps["ratification"].terms
    assert found["extension"]["n"] == 40


def test_the_joint_check_has_forty_five_working_days_and_fifteen_more() -> None:
    found = settled("government_building").joint["together"]
    limits = {one["kind"]: one["n"] for one in found.terms["limits"]}
    assert limits == {"promised": 12, "statutory": 45}
    assert (found.terms["extension"]["n"], found.terms["extension"]["by"]) == (15, "county_head")


@pytest.mark.parametrize("part", FOUR)
def test_nothing_is_accepted_before_it_is_checked_against_the_plan(part: str) -> None:
    before = {one.step: one.basis for one in settled(part).steps["completion"].after}
    assert before["planning_check"] == ("城乡规划法 第四十五条",)


def test_energy_comes_before_the_study_of_the_state_and_before_the_start_of_a_firm() -> None:
    state, firm = settled("government_building"), settled("enterprise_filing")
    assert "energy" in [one.step for one in state.steps["feasibility"].after]
    gate = next(one for one in firm.steps["start"].after if one.step == "energy")
    assert gate.role == "startup_gate"


def test_a_filing_is_a_filing_and_is_done_the_same_day() -> None:
    filing = settled("enterprise_filing").steps["filing"]
    assert filing.sort is Sort.FILING
    assert limit("enterprise_filing", "filing", "promised")["n"] == 0


def test_the_hall_decides_sixty_nine_items_the_same_day() -> None:
    items = catalogue("item_catalogue", "hall").items.values()
    assert sum(item.same_day for item in items) == 69
    assert len(items) > 100


def test_forty_four_powers_go_to_strong_towns_in_three_forms() -> None:
    delegated = powers().delegated
    assert len(delegated) == 44
    assert {one.form for one in delegated.values()} == set(Form)


def test_what_is_delegated_is_a_licence_of_the_catalogue_and_the_other_way_about() -> None:
    items = catalogue("item_catalogue", "hall").items
    flagged = {code for code, item in items.items() if item.delegated}
    assert flagged == set(powers().delegated)
    assert all(items[code].sort is Sort.LICENCE for code in flagged)


def test_a_transfer_rests_on_the_provinces_decision_marked_as_an_example() -> None:
    for one in powers().delegated.values():
        assert one.basis[0].example_of
        if one.form is Form.TRANSFERRED:
            assert (one.basis[0].document or "").startswith("省")


def test_bids_close_twenty_days_after_the_documents_and_fifteen_after_a_clarification() -> None:
    closing = settled("tender", "tendering").steps["closing"].terms["not_before"]
    assert [(one["n"], one["base"]) for one in closing] == [
        (20, "step:documents"),
        (15, "step:clarification"),
    ]


def test_the_contract_follows_within_thirty_days_and_the_report_within_fifteen() -> None:
    steps = settled("tender", "tendering").steps
    found = {code: steps[code].terms["limits"][0] for code in ("contract", "report")}
    assert [(one["n"], one["base"]) for one in found.values()] == [
        (30, "step:award"),
        (15, "step:award"),
    ]


def test_offices_and_matters_have_words_in_both_tongues() -> None:
    for _, step in every_step():
        assert CHINESE.search(step.title.zh)
        assert not CHINESE.search(step.title.en)


@pytest.mark.parametrize("code", [*FILES, "item_catalogue", "strong_towns"])
def test_each_file_is_learned_somewhere_has_a_basis_and_examples_that_hold(code: str) -> None:
    found = library().mechanisms[code]
    assert found.learned_from
    assert found.basis
    ran = [run for run in run_examples(library()) if run.mechanism == code]
    assert ran
    assert [run for run in ran if run.wrong] == []
