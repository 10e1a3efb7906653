"""Targets of a year and of five, split into years, offices and towns."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from tashan.demo.invented.facts import Aim
from tashan.demo.invented.world import World
from tashan.indicators.progress import Curve
from tashan.mechanisms.library import library


def aims(world: World) -> dict[str, Aim]:
    return {aim.key: aim for plan in world.plans for aim in plan.aims}


def parts(world: World) -> dict[str, list[Aim]]:
    """The parts of each target within its own plan."""
    found: dict[str, list[Aim]] = defaultdict(list)
    for plan in world.plans:
        own = {aim.key for aim in plan.aims}
        for aim in plan.aims:
            if aim.parent in own:
                found[aim.parent].append(aim)
    return found


def test_curves_of_every_kind_are_there(world: World) -> None:
    assert {aim.curve for aim in aims(world).values()} == {"even", "monthly", "stepped"}


def test_every_curve_ends_at_the_whole(world: World) -> None:
    for aim in aims(world).values():
        if aim.curve == "monthly":
            points = {at: Decimal(share) * 100 for at, share in enumerate(aim.points, start=1)}
            assert Curve.monthly(points).planned(12) == 100
        elif aim.curve == "stepped":
            steps = {month: Decimal(share) * 100 for month, share in aim.points}
            assert Curve.stepped(steps).planned(12) == 100


def test_parts_add_up_but_for_the_one_that_was_entered_wrongly(world: World) -> None:
    wrong = [
        key for key, own in parts(world).items()
        if sum(aim.value for aim in own) != aims(world)[key].value
    ]  # fmt: skip
    assert wrong == ["2026-2030 signed_investment 2028"]


def test_the_year_carries_out_its_part_of_the_five_years(world: World) -> None:
    of_2026 = aims(world)["2026 general_budget_revenue"]
    assert of_2026.parent == "2026-2030 general_budget_revenue 2026"
    assert of_2026.value == aims(world)[of_2026.parent].value


def test_the_library_knows_the_indicators_and_plans(world: World) -> None:
    assert {aim.indicator for aim in aims(world).values()} <= library().indicators.keys()
    assert {plan.code for plan in world.plans} <= library().plans.keys()


def test_an_exemption_names_a_target_and_a_reason(world: World) -> None:
    assert all(excuse.aim in aims(world) and excuse.reason for excuse in world.excuses)
