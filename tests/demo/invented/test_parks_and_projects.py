"""Floors are let as the parks' reports say, and projects carry codes that hold."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from tashan.base.codes import ProjectCode
from tashan.demo.invented.park_figures import area_on
from tashan.demo.invented.world import World
from tashan.registry.kinds import ProjectStage

TODAY = date(2026, 10, 31)


def test_the_development_zone_is_let_to_91_and_used_to_85_per_cent(world: World) -> None:
    built, signed, used = area_on(world.parks[0], TODAY)
    assert round(signed / built, 2) == Decimal("0.91")
    assert round(used / built, 2) == Decimal("0.85")


def test_no_unit_is_let_twice_on_a_day(world: World) -> None:
    for lease, following in (
        pair
        for park in world.parks for building in park.buildings for floor in building.floors
        for unit in floor.units for pair in zip(unit.leases, unit.leases[1:], strict=False)
    ):  # fmt: skip
        assert lease.until is not None
        assert lease.until <= following.since


def test_only_a_finished_building_is_let(world: World) -> None:
    unfinished = [b for park in world.parks for b in park.buildings if not b.completed_on]
    assert {building.state for building in unfinished} == {"building", "planned"}
    assert not any(u.leases for b in unfinished for floor in b.floors for u in floor.units)


def test_every_tenant_is_an_enterprise_of_the_register(world: World) -> None:
    codes = {firm.code for firm in world.enterprises}
    tenants = {
        lease.tenant
        for park in world.parks for building in park.buildings for floor in building.floors
        for unit in floor.units for lease in unit.leases
    }  # fmt: skip
    assert tenants <= codes


def test_projects_stand_in_every_stage(world: World) -> None:
    stages = Counter(project.stages[-1].stage for project in world.projects)
    assert set(stages) == set(ProjectStage.values)


def test_the_stages_of_a_project_follow_each_other(world: World) -> None:
    for project in world.projects:
        days = [stage.since for stage in project.stages]
        assert days == sorted(set(days))


def test_project_codes_are_of_both_formats_and_their_check_digits_hold(world: World) -> None:
    codes = [ProjectCode.parse(project.code) for project in world.projects]
    assert {code.format.value for code in codes} == {"standard", "legacy"}
    assert [code.warning for code in codes if code.warning] == []
    assert len({code.value for code in codes}) == len(codes)


def test_investment_of_a_year_never_falls(world: World) -> None:
    for project in world.projects:
        for (year, month), done in project.done.items():
            assert done >= project.done.get((year, month - 1), Decimal(0))


def test_a_started_project_of_construction_has_works_and_an_owner(world: World) -> None:
    started = [p for p in world.projects if p.facts["started_on"] and p.facts["floor_area"]]
    assert started
    assert all(project.works for project in started)
    assert all("owner" in {part.part for part in p.parts} for p in world.projects)
