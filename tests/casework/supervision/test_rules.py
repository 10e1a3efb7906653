"""The ladder in force, with its numbers; the changed days of a place count."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.supervision.supervised import FRIDAY, adopt
from tests.programmes.match_cast import steward

from tashan.base.errors import UserError
from tashan.casework.supervision.rules import LAST, ladder_on, rules_on

pytestmark = pytest.mark.django_db


def test_without_an_adoption_there_is_no_ladder() -> None:
    assert ladder_on(FRIDAY) is None
    with pytest.raises(UserError, match="No ladder"):
        rules_on(FRIDAY)


def test_steps_follow_one_another_without_a_gap() -> None:
    adopt(steward())
    rules = rules_on(FRIDAY)
    spans = {step.code: (step.first, step.last, step.every) for step in rules.steps}
    assert spans == {"ahead": (-2, 0, 0), "late": (1, 2, 5), "chief": (3, 14, 5),
                     "leader": (15, LAST, 5)}  # fmt: skip
    assert [(one.code, one.rank, one.late, one.answer) for one in rules.letters] == [
        ("assignment", 1, 3, 5), ("reminder", 2, 8, 5), ("supervision", 3, 15, 5),
        ("notice", 4, 30, 5),
    ]  # fmt: skip
    assert (rules.complaint_assigned, rules.complaint_answered, rules.bulletin_day) == (2, 15, 1)


def test_a_group_is_told_by_webhook_and_a_person_is_not() -> None:
    adopt(steward())
    ways = {(step.told.value, step.channel.value) for step in rules_on(FRIDAY).steps}
    assert ("office", "webhook") in ways
    assert not {("officer", "webhook"), ("office", "page"), ("office", "mail")} & ways


def test_the_days_of_the_place_count() -> None:
    adopt(steward(), assign=4, first=2)
    spans = {step.code: step.first for step in rules_on(date(2026, 11, 27)).steps}
    assert (spans["late"], spans["chief"]) == (2, 4)
