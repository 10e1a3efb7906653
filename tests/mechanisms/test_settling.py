"""A procedure on a day: steps with what their items say, limits with their base events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.mechanisms.written import library_with, mechanism, wrong_in

from tashan.base.errors import UserError
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.settling import ItemNature, Settled, settle

DAY = date(2026, 11, 28)
HEAD = """\
basis: {document: 甲〔2026〕1号}
parameters:
  promise: {values: {2026-01-01: 7, 2026-12-01: 5}}
"""
CATALOGUE = """\
items:
  kind: catalogue
  title: {zh: 事项清单, en: Items}
  duties:
    land: {zh: 自然资源局, en: Land office}
    ecology: {zh: 生态环境局, en: Ecology office}
    town: {zh: 镇政府, en: Town}
  materials:
    report: {title: {zh: 报告, en: Report}}
    permit: {title: {zh: 规划许可证, en: Planning permit}, from_step: planning}
  items:
    planning:
      title: {zh: 规划许可, en: Planning permit}
      sort: licence
      duty: land
      statutory: 20 working days
      limit: promise working days
      limit_basis: {example_of: 甲县}
      materials: [report]
      basis: {document: 城乡规划法, article: 第四十条}
      asks: [ecology, town]
      asks_within: 3 working days
      extension: {by: 10 working days, approved_by: land}
    eia:
      title: {zh: 环评, en: Impact assessment}
      sort: licence
      duty: ecology
      statutory: 30 days from receipt
      materials: [report]
    filed:
      title: {zh: 备案, en: Filing}
      sort: filing
      duty: land
      same_day: true
    connect:
      title: {zh: 通水, en: Water}
      sort: utility
      duty: town
      materials: [permit]
"""
PROCEDURE = """\
approval:
  kind: procedure
  title: {zh: 并联审批, en: Parallel approval}
  subject: project
  route: filing
  project_code: required
  when: {rule: "funding == 'enterprise'", says: 企业投资, code: private}
  stages:
    first: {title: {zh: 第一阶段, en: First}, lead: land, limit: 20 working days, done: any}
  steps:
    filing: {item: filed, stage: first, milestone: true}
    plan:
      item: planning
      after: [{step: filing, role: startup_gate}]
      day_one: next_working_day
      rolls: true
    assess: {item: eia, assessed: ecology}
    water:
      item: connect
      title: {zh: 报装, en: Connection}
      after: [{step: plan, basis: {document: 甲法}}, {step: assess, need: soft}]
      limit: 5 working days from assess
      not_before: [20 days from plan, {limit: 2 days from filing, basis: {document: 乙法}}]
"""
WHOLE = mechanism(CATALOGUE, PROCEDURE, more=HEAD)


def written(text: str = WHOLE) -> Mechanism:
    assert wrong_in(a=text) == []
    return library_with(a=text).mechanisms["trial"]


def settled(on: date = DAY) -> Settled:
    return settle(written(), "approval", on)


def limits(code: str, on: date = DAY) -> dict[str, dict[str, Any]]:
    return {limit["kind"]: limit for limit in settled(on).steps[code].terms["limits"]}


def test_a_step_has_from_its_item_what_it_does_not_say() -> None:
    steps = settled().steps
    assert (steps["plan"].title.zh, steps["plan"].duty) == ("规划许可", "land")
    assert steps["plan"].terms["materials"] == ["report"]
    assert (steps["plan"].item, steps["plan"].sort) == ("planning", "licence")


def test_what_a_step_says_itself_stands() -> None:
    assert settled().steps["water"].title.zh == "报装"


def test_an_item_decided_the_same_day_has_that_limit() -> None:
    assert (
        limits("filing")["promised"] | {"n": 0, "unit": "calendar"} == limits("filing")["promised"]
    )


def test_a_limit_is_that_of_the_day() -> None:
    assert limits("plan")["promised"]["n"] == 7
    assert limits("plan", date(2026, 12, 1))["promised"]["n"] == 5


def test_a_limit_without_a_value_on_the_day_is_told() -> None:
    with pytest.raises(UserError, match="'promise' has no value on 2025-01-01"):
        settled(date(2025, 1, 1))


def test_each_limit_names_its_base_event_and_its_basis() -> None:
    assert limits("assess")["statutory"]["base"] == "receipt"
    assert limits("plan")["statutory"]["base"] == "acceptance"
    assert limits("water")["promised"]["base"] == "step:assess"
    assert limits("plan")["statutory"]["basis"] == ["城乡规划法 第四十条"]
    assert limits("plan")["promised"]["basis"] == ["甲县（示例）"]


def test_the_first_day_is_said_as_clocks_say_it() -> None:
    assert limits("plan")["statutory"]["day_one"] == "next_working_day"
    assert limits("assess")["statutory"]["day_one"] == "next_day"
    assert limits("plan")["statutory"]["rolls"] is True


def test_a_joint_matter_says_whom_it_asks_and_how_long_they_have() -> None:
    terms = settled().steps["plan"].terms
    assert terms["asks"] == ["ecology", "town"]
    assert terms["asks_limit"] == {"n": 3, "unit": "working", "base": "acceptance"}
    assert terms["replies_deemed"] is False


def test_what_must_at_least_have_passed_is_in_the_terms() -> None:
    assert settled().steps["water"].terms["not_before"] == [
        {"n": 20, "unit": "calendar", "base": "step:plan", "basis": []},
        {"n": 2, "unit": "calendar", "base": "step:filing", "basis": ["乙法"]},
    ]


def test_a_prerequisite_without_a_role_is_the_laws_order_or_custom() -> None:
    before = {one.step: str(one.role) for one in settled().steps["water"].after}
    assert before == {"plan": "legal_sequence", "assess": "recommended_flow"}
    assert settled().steps["plan"].after[0].role == "startup_gate"


def test_a_result_of_an_item_is_that_of_its_step_here() -> None:
    assert settled().materials["permit"].from_step == "plan"


def test_a_result_of_an_item_that_does_not_stand_here_is_handed_in() -> None:
    alone = PROCEDURE.replace("    plan:\n      item: planning\n", "    plan:\n      item: eia\n")
    found = settle(written(mechanism(CATALOGUE, alone, more=HEAD)), "approval", DAY)
    assert found.materials["permit"].from_step is None


def test_the_head_of_a_procedure_is_kept() -> None:
    found = settled()
    assert (found.route, found.needs_project_code) == ("filing", True)
    assert [one.rule for one in found.when] == ["funding == 'enterprise'"]
    assert found.stages["first"].done == "any"
    assert found.stages["first"].limit == {"n": 20, "unit": "working", "base": "acceptance"}
    assert found.steps["assess"].assessed == "ecology"
    assert found.steps["filing"].milestone


def test_natures_are_those_of_the_exchange_standard() -> None:
    assert settled().steps["water"].nature is ItemNature.UTILITY
    assert settled().steps["plan"].nature is ItemNature.ADMINISTRATIVE


def test_a_part_that_is_no_procedure_is_told_with_those_that_are() -> None:
    with pytest.raises(UserError) as told:
        settle(written(), "items", DAY)
    assert told.value.hint == "Its procedures: approval."


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("item: filed,", "item: fled,", "unknown item 'fled'. Did you mean 'filed'?"),
        ("from_step: planning", "from_step: plan", "unknown item 'plan'."),
        ("asks: [ecology, town]", "asks: [ecology, twon]", "unknown duty 'twon'."),
        ("approved_by: land", "approved_by: lend", "unknown duty 'lend'."),
        ("lead: land", "lead: lend", "unknown duty 'lend'."),
        (
            "days from receipt",
            "days from reciept",
            "unknown step 'reciept'. Did you mean 'receipt'",
        ),
        ("20 days from plan", "20 days from plna", "unknown step 'plna'."),
        ("20 days from plan", "20 days", "expected the step it counts from"),
        ("role: startup_gate", "role: startup", "Did you mean 'startup_gate'?"),
        ("sort: utility", "sort: utilty", "Did you mean 'utility'?"),
        ("route: filing", "route: filling", "Did you mean 'filing'?"),
        ("project_code: required", "project_code: require", "Did you mean 'required'?"),
        ("funding ==", "fundin ==", "Did you mean 'funding'?"),
        ("asks: [ecology, town]", "asks: []", "'asks_within' is a limit of those whom"),
        ("asks_within: 3 working days", "replies_deemed: true", "Expected 'asks_within'."),
        ("same_day: true", "same_day: true\n        limit: 3 days", "has no limit of 3 days."),
        ("limit: promise working", "limit: promis working", "unknown parameter 'promis'."),
        ("statutory: 30 days from", "statutory: 30 dys from", "is no limit."),
        ("materials: [permit]", "materials: [permits]", "unknown material 'permits'."),
        ("    filing: {item", "    receipt: {item", "limits begin at 'receipt' of every step."),
    ],
)
def test_what_is_wrong_is_told_once(old: str, new: str, why: str) -> None:
    assert WHOLE.count(old) >= 1
    told = wrong_in(a=WHOLE.replace(old, new, 1))
    assert len([line for line in told if why in line]) == 1
