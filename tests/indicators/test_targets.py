"""Plans and targets are made, changed, split and audited; what was said before stays."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.indicators import target_cast
from tests.indicators.target_cast import OCTOBER, YEAR, County

from tashan.base.errors import UserError
from tashan.indicators import targets
from tashan.indicators.models import CurveKind, Measure, Plan, Target
from tashan.indicators.plan_states import plan_state, targets_of
from tashan.indicators.target_parts import Part, parts_audit, proposed, rolled_up, split
from tashan.indicators.targets import NewPlan
from tashan.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return target_cast.county()


@pytest.fixture
def plan(county: County) -> Plan:
    return target_cast.plan(county)


@pytest.fixture
def funds(county: County, plan: Plan) -> Target:
    return target_cast.target(county, plan, "funds_paid_in", "50")


def changed(county: County, target: Target, value: str = "45") -> Target:
    return targets.change(
        target, reason="年中调整", actor=county.planner, at=cast.AT, value=Decimal(value)
    )


def by_town(county: County, target: Target, *values: str) -> list[Target]:
    towns = list(county.towns.values())
    parts = [Part(Decimal(v), town, town) for v, town in zip(values, towns, strict=False)]
    return split(target, parts, reason="分解", actor=county.planner, at=cast.AT)


def kinds(plan: Plan) -> list[str]:
    return list(Event.objects.filter(stream=plan.stream).values_list("kind", flat=True))


def test_a_plan_is_an_event_of_its_stream(plan: Plan) -> None:
    assert kinds(plan) == ["plan.made"]


def test_a_plan_does_not_end_before_it_begins(county: County) -> None:
    new = NewPlan("倒着的计划", county.place, date(2026, 12, 31), date(2026, 1, 1))
    with pytest.raises(UserError, match="ends before it begins"):
        targets.make_plan(new, actor=county.planner, at=cast.AT)


def test_a_plan_names_a_file_that_there_is(county: County) -> None:
    with pytest.raises(UserError, match="no plan file"):
        target_cast.plan(county, code="no_such_plan")


def test_a_changed_target_replaces_the_one_before(county: County, funds: Target) -> None:
    changed(county, funds)
    assert [target.value for target in targets_of(funds.plan)] == [45]


def test_a_changed_target_keeps_its_history(county: County, funds: Target) -> None:
    now = changed(county, changed(county, funds), "48")
    assert [row.value for row in targets.history(now)] == [48, 45, 50]
    assert now.identity == funds.pk


def test_a_change_is_told_with_what_was_before(county: County, funds: Target) -> None:
    changed(county, funds)
    event = Event.objects.get(stream=funds.plan.stream, kind="target.changed")
    assert (event.payload["value"], event.payload["before"]["value"]) == ("45", "50.000000")


def test_two_changes_at_once_do_not_overwrite_each_other(county: County, funds: Target) -> None:
    changed(county, funds)
    with pytest.raises(UserError, match="changed this target meanwhile"):
        changed(county, funds, "40")


def test_a_change_that_changes_nothing_is_refused(county: County, funds: Target) -> None:
    with pytest.raises(UserError, match="Nothing is changed"):
        changed(county, funds, "50")


def test_a_target_is_found_by_any_of_its_rows(county: County, funds: Target) -> None:
    now = changed(county, funds)
    assert targets.find(funds.pk) == targets.find(now.pk) == now


def test_a_dropped_target_counts_no_more(county: County, funds: Target) -> None:
    targets.drop(funds, reason="重复下达", actor=county.planner, at=cast.AT)
    assert list(targets_of(funds.plan)) == []
    assert targets.find(funds.pk) is None
    assert kinds(funds.plan)[-1] == "target.dropped"


def test_a_target_with_parts_is_not_dropped(county: County, funds: Target) -> None:
    by_town(county, funds, "30", "20")
    with pytest.raises(UserError, match="still has parts"):
        targets.drop(funds, reason="重复", actor=county.planner, at=cast.AT)


def test_what_a_target_says_is_known_once(funds: Target) -> None:
    copy = Target.objects.get(pk=funds.pk)
    copy.pk, copy.original, copy.last = None, funds, date(2026, 6, 30)
    with pytest.raises(IntegrityError, match="target_known_once"), transaction.atomic():
        copy.save(force_insert=True)


def test_the_same_target_twice_is_told_in_words(county: County, plan: Plan, funds: Target) -> None:
    with pytest.raises(UserError, match="has this target already"):
        target_cast.target(county, plan, "funds_paid_in", "60")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"last": date(2027, 12, 31)}, "does not lie within the plan"),
        ({"value": "0"}, "not above nought"),
        ({"curve": CurveKind.MONTHLY, "points": ["0.5", "1"]}, "The curve of"),
        ({"curve": CurveKind.STEPPED, "points": [[6, "0.5"], [12, "0.9"]]}, "ends at 90"),
        ({"curve": CurveKind.STEPPED, "points": [["x", "0.5"]]}, "The curve of"),
    ],
)
def test_a_target_that_cannot_be_followed_is_refused(
    fields: dict[str, object], message: str, county: County, plan: Plan
) -> None:
    said: dict[str, object] = {"value": "50"} | fields
    with pytest.raises(UserError, match=message):
        target_cast.target(county, plan, "funds_paid_in", **said)  # type: ignore[arg-type]


def test_a_level_that_is_not_published_is_no_target(county: County, plan: Plan) -> None:
    with pytest.raises(UserError, match="not published in this form"):
        target_cast.target(county, plan, "fixed_asset_investment", "160")


def test_an_officer_is_no_subject_of_a_figure(county: County, plan: Plan) -> None:
    officer = target_cast.enter(target_cast.Kind.OFFICER, "林清和", "", county.source)
    with pytest.raises(UserError, match="a place, an office or a park"):
        target_cast.target(county, plan, "funds_paid_in", "50", subject=officer)


def test_a_park_answers_for_nothing(county: County, plan: Plan) -> None:
    park = target_cast.enter(target_cast.Kind.PARK, "云溪园区", "", county.source, level="county")
    with pytest.raises(UserError, match="answers for a target"):
        target_cast.target(county, plan, "funds_paid_in", "50", answerable=park)


def test_a_proportional_split_adds_up_exactly(funds: Target) -> None:
    parts = proposed(funds, {1: Decimal(1), 2: Decimal(1), 3: Decimal(1)})
    assert sum(parts.values()) == 50
    assert sorted(parts.values()) == [Decimal("16.66"), Decimal("16.67"), Decimal("16.67")]


def test_a_ratio_is_not_divided(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "occupancy_rate", "85")
    with pytest.raises(UserError, match="does not add up over its parts"):
        proposed(target, {1: Decimal(1)})


def test_growth_is_not_divided(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "tax_revenue", "6", measure=Measure.GROWTH)
    with pytest.raises(UserError, match="does not add up over its parts"):
        proposed(target, {1: Decimal(1)})


def test_the_audit_tells_by_how_much_parts_miss_the_whole(county: County, funds: Target) -> None:
    found = parts_audit(funds, by_town(county, funds, "30", "19"), {})
    assert found is not None
    assert (found.audit.adds_up, found.audit.difference.value) == (False, 1)


def test_the_audit_of_a_ratio_says_that_it_does_not_add_up(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "occupancy_rate", "85")
    found = parts_audit(target, by_town(county, target, "85", "85"), {})
    assert found is not None
    assert found.audit.adds_up is None


@pytest.mark.parametrize(
    ("code", "adds_up", "difference"),
    [
        ("signed_investment", True, 0),
        ("funds_paid_in", False, 3),
        ("factory_area_built", True, 0),
        ("urbanisation_rate", False, Decimal("0.2")),
    ],
)
def test_years_make_up_five_or_the_last_one_is_the_target(
    code: str, adds_up: bool, difference: Decimal, county: County
) -> None:
    five = target_cast.five_years(county)
    rows = Target.objects.filter(plan=five, indicator__code=code)
    whole, parts = rows.get(parent=None), list(rows.exclude(parent=None))
    found = parts_audit(whole, parts, {})
    assert found is not None
    assert (found.audit.adds_up, found.audit.difference.value) == (adds_up, difference)


def test_a_part_stays_with_its_whole_when_that_changes(county: County, funds: Target) -> None:
    parts = by_town(county, funds, "30", "20")
    now = changed(county, funds)
    whole = plan_state(funds.plan, on=OCTOBER, user=county.planner)
    assert [state.target for state in whole.parts_of(now)] == parts


def test_a_roll_up_names_who_has_no_figure(county: County, plan: Plan) -> None:
    taxes = target_cast.target(county, plan, "tax_revenue", "50")
    by_town(county, taxes, "30", "20")
    row = target_cast.figure(county, "tax_revenue", date(2026, 9, 30), "21",
                             subject=county.towns["石门镇"])  # fmt: skip
    target_cast.store(county, [row])
    whole = plan_state(plan, on=OCTOBER, user=county.planner)
    state = whole.by_identity[taxes.identity]
    found = rolled_up(state, whole.parts_of(taxes), whole.names)
    assert (found.partial, found.known, found.unknown) == (21, 1, ("云溪镇",))
    assert found.total.value is None


def test_who_answers_for_most_red_comes_first(county: County) -> None:
    whole = plan_state(target_cast.year(county), on=OCTOBER, user=county.planner)
    first, second = whole.by_answerable[:2]
    assert first.tally.red >= second.tally.red
    assert sum(load.tally.total for load in whole.by_answerable) == len(whole.states)


def test_the_year_of_a_plan_is_the_whole_term(plan: Plan) -> None:
    assert (plan.first, plan.last) == (YEAR["first"], YEAR["last"])
    assert plan.last - plan.first == timedelta(days=364)
