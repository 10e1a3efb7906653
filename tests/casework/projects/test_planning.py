"""Plans of investment: who may be in them, what they must state, issued by another, adjusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from tests.casework.projects.library_cast import PLANNED, WAN, Library, by

from tashan.base.errors import UserError
from tashan.casework.project_models import InvestmentPlan, PlanAmount, PlanEntry
from tashan.casework.projects import planning
from tashan.casework.projects.plan_totals import of_year, totals_of
from tashan.casework.projects.planning import Amount, NewPlanEntry

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 2)


class Planning(Library):
    """A plan of 2026 by the steward, and the project as a government's."""

    def __init__(self) -> None:
        super().__init__(funding="government")
        self.plan = self.made("annual")

    def made(self, rules: str) -> InvestmentPlan:
        return planning.make_plan(rules, "", 2026, by=by(self.steward, PLANNED))

    def new(self, amounts: Sequence[Amount] = (), **more: Any) -> NewPlanEntry:
        found = amounts or (
            Amount(2026, "county", 1_000 * WAN), Amount(2026, "bonds", 2_000 * WAN),
        )  # fmt: skip
        new = NewPlanEntry(
            self.project, "正极材料生产线，二万平方米", date(2026, 6, 1), date(2027, 12, 31),
            8_000 * WAN, found,
        )  # fmt: skip
        return replace(new, **more)

    def admitted(self, plan: InvestmentPlan | None = None, **more: Any) -> PlanEntry:
        return planning.admit(plan or self.plan, self.new(**more), by=by(self.steward, MARCH))


@pytest.fixture
def place() -> Planning:
    return Planning()


def test_a_project_of_the_government_needs_its_study_or_its_estimate(place: Planning) -> None:
    assert place.plan.title == "2026年年度投资计划"
    with pytest.raises(UserError) as refused:
        place.admitted()
    assert "政府投资项目已有可研批复或者概算核定" in refused.value.message
    assert "初步设计概算核定文件" in refused.value.hint
    place.show("estimate", MARCH)
    entry = place.admitted()
    told = {one["code"]: (one["applies"], one["met"]) for one in entry.shown}
    assert told == {"study_approved": (True, True), "decided": (False, True)}
    assert entry.shown[0]["basis"] == ["国务院令第712号第十七条"]


def test_the_plan_must_state_every_field(place: Planning) -> None:
    place.show("study", MARCH)
    with pytest.raises(UserError, match="when building ends、total investment"):
        place.admitted(ends=None, total=None)
    with pytest.raises(UserError, match="before it begins"):
        place.admitted(ends=date(2026, 1, 1))
    with pytest.raises(UserError, match="plan's years"):
        place.admitted(amounts=[Amount(2027, "county", 1)])
    with pytest.raises(UserError, match="plan's years"):
        place.admitted(amounts=[Amount(2026, "lottery", 1)])
    with pytest.raises(UserError, match="more than the total"):
        place.admitted(amounts=[Amount(2026, "county", 8_001 * WAN)])


def test_totals_by_year_and_source(place: Planning) -> None:
    rolling = place.made("rolling")
    with pytest.raises(UserError, match="已入储备库"):
        place.admitted(rolling)
    place.show("proposal", MARCH)
    place.move("reserved", MARCH)
    amounts = [Amount(2026, "county", 5 * WAN), Amount(2027, "bonds", 7 * WAN),
               Amount(2028, "bonds", 11 * WAN)]  # fmt: skip
    entry = place.admitted(rolling, amounts=amounts)
    found = totals_of(rolling, MARCH)
    assert list(found.years) == [2026, 2027, 2028]
    assert [found.of_year(year) // WAN for year in found.years] == [5, 7, 11]
    assert {source: found.of_source(source) // WAN for source in found.used} == {
        "county": 5, "bonds": 18,
    }  # fmt: skip
    assert (found.sum, found.total, of_year(entry, 2027)) == (23 * WAN, 8_000 * WAN, 7 * WAN)


def test_another_issues_it_and_then_nothing_of_it_changes(place: Planning) -> None:
    with pytest.raises(UserError, match="empty"):
        planning.issue(place.plan, "发改〔2026〕3号", by=by(place.chief, MARCH))
    place.show("study", MARCH)
    entry = place.admitted()
    with pytest.raises(UserError, match="does not issue"):
        planning.issue(place.plan, "发改〔2026〕3号", by=by(place.steward, MARCH))
    planning.issue(place.plan, "发改〔2026〕3号", by=by(place.chief, MARCH))
    with pytest.raises(UserError, match="issued on"):
        planning.take_out(entry, "退出", by=by(place.steward, MARCH))
    with pytest.raises(ProgrammingError, match="issued"), transaction.atomic():
        PlanEntry.objects.filter(pk=entry.pk).update(total=1)
    with pytest.raises(ProgrammingError, match="issued"), transaction.atomic():
        PlanAmount.objects.filter(entry=entry).update(fen=1)
    with pytest.raises(ProgrammingError, match="issued"), transaction.atomic():
        PlanAmount.objects.create(entry=entry, year=2026, source="own", fen=1)


def test_an_adjusted_plan_takes_the_place_of_the_issued_one(place: Planning) -> None:
    place.show("study", MARCH)
    place.admitted()
    with pytest.raises(UserError, match="issued last"):
        planning.adjust(place.plan, "年中调整", by=by(place.steward, MARCH))
    planning.issue(place.plan, "发改〔2026〕3号", by=by(place.chief, MARCH))
    draft = planning.adjust(place.plan, "年中调整", by=by(place.steward, MARCH))
    assert [one.fen for one in draft.entries.get().amounts.all()] == [1_000 * WAN, 2_000 * WAN]
    planning.take_out(draft.entries.get(), "资金未落实", by=by(place.steward, MARCH))
    assert (place.plan.entries.count(), draft.entries.count()) == (1, 0)
    with pytest.raises(UserError, match="already"):
        place.made("annual")
