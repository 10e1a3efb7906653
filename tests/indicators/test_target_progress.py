"""Progress as of a day: the figure's own period decides, and an unknown figure is never nought."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests import cast
from tests.indicators import target_cast
from tests.indicators.target_cast import OCTOBER, County

from tashan.base.lights import Light
from tashan.indicators import targets
from tashan.indicators.models import CurveKind, Holder, Measure, Plan, Target
from tashan.indicators.plan_states import plan_state
from tashan.indicators.target_parts import Part, split
from tashan.indicators.target_progress import Condition, TargetState
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Belonging

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 30)


@pytest.fixture
def county() -> County:
    return target_cast.county()


@pytest.fixture
def plan(county: County) -> Plan:
    return target_cast.plan(county)


def state(county: County, target: Target, *, on: date = OCTOBER, **options: object) -> TargetState:
    whole = plan_state(target.plan, on=on, user=county.planner, **options)  # type: ignore[arg-type]
    return whole.by_identity[target.identity]


def revenue(county: County, plan: Plan, value: str = "18", **fields: object) -> Target:
    return target_cast.target(county, plan, "general_budget_revenue", value, **fields)


def reached(county: County, value: str, *, last: date = SEPTEMBER, **fields: object) -> None:
    row = target_cast.figure(county, "general_budget_revenue", last, value, **fields)  # type: ignore[arg-type]
    target_cast.store(county, [row])


def test_the_planned_share_is_that_of_the_figures_month(county: County, plan: Plan) -> None:
    target = revenue(county, plan)
    reached(county, "13.5")
    found = state(county, target)
    assert found.measured is not None
    assert found.measured.progress.planned == 75
    assert found.difference == 0


def test_by_october_five_sixths_of_an_even_year_have_passed(county: County, plan: Plan) -> None:
    target = revenue(county, plan)
    reached(county, "15", last=date(2026, 10, 31))
    found = state(county, target, on=date(2026, 11, 20))
    assert found.measured is not None
    assert round(found.measured.elapsed, 1) == Decimal("83.3")


@pytest.mark.parametrize(
    ("value", "light", "note"),
    [
        ("75.1", Light.GREEN, ""),
        ("70", Light.GREEN, "A little behind time elapsed"),
        ("65", Light.YELLOW, "Clearly behind time elapsed"),
        ("45", Light.YELLOW, "Clearly behind time elapsed"),
        ("44.9", Light.RED, "Far behind time elapsed"),
    ],
)
def test_the_light_follows_the_points_behind(
    value: str, light: Light, note: str, county: County, plan: Plan
) -> None:
    target = revenue(county, plan, "100")
    reached(county, value)
    found = state(county, target)
    assert (found.light, found.note) == (light, note)


def test_a_missing_figure_is_unknown_and_not_nought(county: County, plan: Plan) -> None:
    found = state(county, revenue(county, plan))
    assert (found.condition, found.light, found.value) == (Condition.NO_FIGURE, None, None)


def test_a_figure_that_comes_later_does_not_count_yet(county: County, plan: Plan) -> None:
    target = revenue(county, plan)
    reached(county, "15", last=date(2026, 10, 31))
    assert state(county, target).condition is Condition.NO_FIGURE


def test_an_office_figure_does_not_stand_in_for_the_statistics(county: County, plan: Plan) -> None:
    target = revenue(county, plan)
    reached(county, "13.5", holder=Holder.OFFICE)
    assert state(county, target).condition is Condition.NO_FIGURE


def test_a_target_may_say_that_the_offices_figure_counts(county: County, plan: Plan) -> None:
    target = revenue(county, plan, holder=Holder.OFFICE)
    reached(county, "13.5", holder=Holder.OFFICE)
    assert state(county, target).value == Decimal("13.5")


def test_a_target_that_has_not_begun_has_no_light(county: County, plan: Plan) -> None:
    found = state(county, revenue(county, plan), on=date(2025, 12, 31))
    assert (found.condition, found.light) == (Condition.NOT_BEGUN, None)


def test_a_plan_without_rules_lights_nothing(county: County) -> None:
    target = revenue(county, target_cast.plan(county, code=""))
    reached(county, "13.5")
    found = state(county, target)
    assert (found.condition, found.light) == (Condition.NO_RULE, None)


def test_a_curve_by_month_plans_its_own_share(county: County, plan: Plan) -> None:
    points = ["0.02", "0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]
    target = revenue(county, plan, curve=CurveKind.MONTHLY, points=points)
    reached(county, "13.5")
    assert state(county, target).difference == 5


def test_a_ceiling_is_good_while_less_is_used_than_planned(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "energy_use", "40")
    used = target_cast.figure(county, "energy_use", date(2026, 6, 30), "18")
    target_cast.store(county, [used])
    assert state(county, target).difference == 5


def test_growth_is_held_against_its_target_in_points(county: County, plan: Plan) -> None:
    target = revenue(county, plan, "7", measure=Measure.GROWTH)
    reached(county, "5.5", measure=Measure.GROWTH)
    found = state(county, target)
    assert (found.difference, found.light) == (Decimal("-1.5"), Light.YELLOW)


def test_shrinking_is_red(county: County, plan: Plan) -> None:
    target = revenue(county, plan, "7", measure=Measure.GROWTH)
    reached(county, "-0.1", measure=Measure.GROWTH)
    assert state(county, target).light is Light.RED


def test_a_level_to_hold_is_short_at_once(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "occupancy_rate", "85")
    target_cast.store(
        county, [target_cast.figure(county, "occupancy_rate", SEPTEMBER, "84", first=SEPTEMBER)]
    )
    found = state(county, target)
    assert (found.difference, found.light) == (-1, Light.YELLOW)


def test_a_level_with_a_way_to_go_is_held_against_the_way(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "deposits", "500")
    days = ((date(2025, 12, 31), "400"), (SEPTEMBER, "480"))
    stock = [target_cast.figure(county, "deposits", day, value, first=day) for day, value in days]
    target_cast.store(county, stock)
    assert state(county, target).difference == 5


def test_income_a_head_adds_up_over_the_months(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "income_per_head", "40000")
    row = target_cast.figure(county, "income_per_head", SEPTEMBER, "30000")
    target_cast.store(county, [row])
    assert state(county, target).difference == 0


def test_a_broken_bottom_line_is_red(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "good_air_share", "88", is_bottom_line=True)
    target_cast.store(county, [target_cast.figure(county, "good_air_share", SEPTEMBER, "87.9")])
    assert state(county, target).light is Light.RED


def test_no_average_makes_up_for_a_red_bottom_line(county: County, plan: Plan) -> None:
    target_cast.target(county, plan, "good_air_share", "88", is_bottom_line=True)
    target_cast.store(county, [target_cast.figure(county, "good_air_share", SEPTEMBER, "87.9")])
    for code in ("tax_revenue", "exports", "retail_sales"):
        target_cast.target(county, plan, code, "10")
        target_cast.store(county, [target_cast.figure(county, code, SEPTEMBER, "12")])
    whole = plan_state(plan, on=OCTOBER, user=county.planner)
    assert whole.light is Light.RED
    assert len(whole.broken_bottom_lines) == 1


@pytest.fixture
def two_years(county: County) -> Target:
    """Paid-in funds of 2025 and 2026 together."""
    term = {"first": date(2025, 1, 1), "last": date(2026, 12, 31)}
    new = targets.NewPlan("两年行动", county.place, **term, code=target_cast.RULES)
    plan = targets.make_plan(new, actor=county.planner, at=cast.AT)
    return target_cast.target(county, plan, "funds_paid_in", "120", **term)


def paid_in(county: County, *figures: tuple[date, str]) -> None:
    rows = [target_cast.figure(county, "funds_paid_in", last, value) for last, value in figures]
    target_cast.store(county, rows)


def test_years_that_are_over_and_the_year_to_date_add_up(county: County, two_years: Target) -> None:
    paid_in(county, (date(2025, 12, 31), "52"), (date(2026, 6, 30), "30"))
    found = state(county, two_years)
    assert found.value == 82
    assert found.measured is not None
    assert found.measured.month == 18


def test_a_year_that_is_missing_leaves_a_gap_and_is_not_passed_over(
    county: County, two_years: Target
) -> None:
    paid_in(county, (date(2026, 6, 30), "30"))
    assert state(county, two_years).value is None


def excuse(county: County, target: Target, *, until: date = date(2026, 12, 1)) -> None:
    other = target_cast.planner("leader")
    targets.exempt(target, reason="汛期停工", since=date(2026, 9, 1), until=until, approver=other,
                   at=cast.AT)  # fmt: skip


def test_an_exemption_is_green_with_its_reason(county: County, plan: Plan) -> None:
    target = revenue(county, plan, "100")
    reached(county, "40")
    excuse(county, target)
    found = state(county, target)
    assert (found.light, found.note, found.is_excused) == (Light.GREEN, "汛期停工", True)


def test_an_exemption_that_has_expired_gives_the_light_back(county: County, plan: Plan) -> None:
    target = revenue(county, plan, "100")
    reached(county, "40")
    excuse(county, target, until=OCTOBER)
    assert state(county, target, on=OCTOBER - timedelta(days=1)).light is Light.GREEN
    assert state(county, target, on=OCTOBER).light is Light.RED


def test_an_exemption_survives_a_change_of_its_target(county: County, plan: Plan) -> None:
    target = revenue(county, plan, "100")
    reached(county, "40")
    excuse(county, target)
    changed = targets.change(
        target, reason="年中调整", actor=county.planner, at=cast.AT, value=Decimal(110)
    )
    assert state(county, changed).light is Light.GREEN


def test_a_broken_bottom_line_cannot_be_exempted(county: County, plan: Plan) -> None:
    target = target_cast.target(county, plan, "good_air_share", "88", is_bottom_line=True)
    target_cast.store(county, [target_cast.figure(county, "good_air_share", SEPTEMBER, "87.9")])
    excuse(county, target)
    assert state(county, target).light is Light.RED


def test_what_was_known_earlier_is_still_answered(county: County, plan: Plan) -> None:
    target = revenue(county, plan, "18")
    later = cast.AT + timedelta(days=30)
    targets.change(target, reason="年中调整", actor=county.planner, at=later, value=Decimal("17.5"))
    assert state(county, target).target.value == Decimal("17.5")
    assert state(county, target, known_at=cast.AT).target.value == 18


def test_a_plan_of_forty_targets_asks_six_queries(
    county: County, django_assert_max_num_queries: object
) -> None:
    plan = target_cast.many(county)
    user = type(county.planner).objects.get(pk=county.planner.pk)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(plan_state(plan, on=OCTOBER, user=user).states) == 40


def test_of_a_target_split_by_office_each_has_its_own_figures(county: County, plan: Plan) -> None:
    whole = target_cast.target(county, plan, "funds_paid_in", "50")
    office = county.offices["商务局"]
    part = Part(Decimal(20), answerable=office)
    (made,) = split(whole, [part], reason="分解", actor=county.planner, at=cast.AT)
    paid_in(county, (SEPTEMBER, "40"))
    own = target_cast.figure(county, "funds_paid_in", SEPTEMBER, "15", subject=office)
    target_cast.store(county, [own])
    assert (state(county, whole).value, state(county, made).value) == (40, 15)


def officer_account(county: County, target: Target, *, is_lead: bool = False) -> None:
    """The planner becomes the officer who answers, or leads the office that does."""
    who = target_cast.enter(Kind.OFFICER, "林清和", "", county.source)
    Belonging.objects.create(
        user=county.planner, entity=who, capacity=Capacity.OFFICER, since=target_cast.FOUNDED,
        source=county.source, entered=county.source,
    )  # fmt: skip
    if is_lead:
        office = county.offices["财政局"]
        office.staff.create(officer=who, post="局长", is_lead=True, since=target_cast.FOUNDED,
                            source=county.source, entered=county.source)  # fmt: skip
    else:
        targets.change(target, reason="定责", actor=county.planner, at=cast.AT, answerable=who)


@pytest.mark.parametrize("is_lead", [False, True])
def test_nobody_exempts_what_they_answer_for(is_lead: bool, county: County, plan: Plan) -> None:
    target = revenue(county, plan, answerable=county.offices["财政局"])
    officer_account(county, target, is_lead=is_lead)
    current = targets.find(target.identity)
    assert current is not None
    with pytest.raises(Exception, match="cannot exempt"):
        targets.exempt(current, reason="无", since=OCTOBER, until=date(2026, 12, 1),
                       approver=county.planner, at=cast.AT)  # fmt: skip
