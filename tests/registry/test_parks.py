"""Floors are divided, tenants move in and out, and nothing that was is lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.registry import park_cast
from tests.registry.park_cast import ON, Park

from tashan.base.errors import UserError
from tashan.record.models import Event
from tashan.registry import parks
from tashan.registry.dated import as_of
from tashan.registry.models import Floor, Tenancy, Unit
from tashan.registry.occupancy import Stock

pytestmark = pytest.mark.django_db
DIVIDED = date(2026, 12, 1)
HALVES = (parks.Part("西", Decimal(700)), parks.Part("东", Decimal(800)))


@pytest.fixture
def park() -> Park:
    return park_cast.park()


def kinds(park: Park, building: int) -> list[str]:
    return list(
        Event.objects.filter(stream=park.buildings[building].stream).values_list("kind", flat=True)
    )


def names(floor: Floor, day: date) -> list[str]:
    rows = as_of(Unit.objects.filter(floor=floor), day).order_by("order")
    return list(rows.values_list("name", flat=True))


def empty_floor(park: Park) -> Floor:
    """The second floor of 1#, after both its tenants left."""
    for name in ("西", "东"):
        tenancy = as_of(Tenancy.objects.filter(unit=park.unit(1, 2, name)), ON).first()
        if tenancy is not None:
            parks.move_out(tenancy, on=DIVIDED, source=park.source)
    return park.unit(1, 2, "西").floor


def test_a_floor_divided_anew_keeps_its_old_units_in_the_past(park: Park) -> None:
    floor = empty_floor(park)
    parts = [parks.Part(name, Decimal(1200)) for name in ("甲", "乙", "丙")]
    parks.divide(floor, parts, since=DIVIDED, source=park.source)
    assert names(floor, DIVIDED - timedelta(1)) == ["西", "东"]
    assert names(floor, DIVIDED) == ["甲", "乙", "丙"]


def test_what_was_let_before_the_division_is_still_told(park: Park) -> None:
    before = Stock([park.park]).areas(ON)
    parks.divide(empty_floor(park), HALVES, since=DIVIDED, source=park.source)
    assert Stock([park.park]).areas(ON) == before


def test_a_floor_is_not_divided_under_its_tenant(park: Park) -> None:
    floor = park.unit(3, 1).floor
    with pytest.raises(UserError, match="恒川精密电子有限公司 still rents"):
        parks.divide(floor, HALVES, since=DIVIDED, source=park.source)


def test_a_division_does_not_reach_behind_the_last_one(park: Park) -> None:
    floor = empty_floor(park)
    parks.divide(floor, HALVES, since=DIVIDED, source=park.source)
    with pytest.raises(UserError, match="begins on 2026-12-01"):
        parks.divide(floor, HALVES, since=DIVIDED, source=park.source)


def test_two_parts_of_one_name_are_refused(park: Park) -> None:
    parts = [parks.Part("甲", Decimal(10)), parks.Part("甲", Decimal(20))]
    with pytest.raises(UserError, match="Two parts"):
        parks.divide(empty_floor(park), parts, since=DIVIDED, source=park.source)


def test_a_part_without_area_is_refused_when_it_is_made() -> None:
    with pytest.raises(UserError, match="has no area"):
        parks.Part("甲", Decimal(0))


def test_a_floor_of_the_same_number_is_refused(park: Park) -> None:
    plan = parks.FloorPlan(1, Decimal(5), None, HALVES)
    with pytest.raises(UserError, match="has a floor 1 already"):
        parks.add_floor(park.buildings[1], plan, since=ON, source=park.source)


def test_a_unit_is_let_to_one_tenant_at_a_time(park: Park) -> None:
    lease = parks.Lease(park.tenants["云上服饰"], ON)
    with pytest.raises(UserError, match="is let to 恒川精密电子有限公司 from 2021-06-01"):
        parks.move_in(park.unit(3, 1), lease, source=park.source)


def test_the_next_tenant_moves_in_on_the_day_the_last_is_gone(park: Park) -> None:
    tenancy = Tenancy.objects.get(unit=park.unit(3, 1), replaced=None)
    parks.move_out(tenancy, on=DIVIDED, source=park.source)
    lease = parks.Lease(park.tenants["云上服饰"], DIVIDED)
    assert parks.move_in(park.unit(3, 1), lease, source=park.source).since == DIVIDED


def test_only_an_enterprise_rents(park: Park) -> None:
    with pytest.raises(UserError, match="Only an enterprise"):
        parks.Lease(park.place, ON)


def test_a_contract_ends_after_it_begins(park: Park) -> None:
    with pytest.raises(UserError, match="ends before it begins"):
        parks.Lease(park.tenants["云上服饰"], ON, ON)


def test_a_contract_does_not_reach_beyond_its_unit(park: Park) -> None:
    unit = park.unit(1, 2, "东")
    parks.divide(empty_floor(park), HALVES, since=DIVIDED, source=park.source)
    unit = Unit.objects.get(floor=unit.floor, name="东", until=DIVIDED, replaced=None)
    with pytest.raises(UserError, match="not there on all days"):
        parks.move_in(unit, parks.Lease(park.tenants["云上服饰"], ON), source=park.source)


def test_production_begins_after_the_unit_was_let(park: Park) -> None:
    tenancy = Tenancy.objects.get(unit=park.unit(4, 5, "西"), replaced=None)
    with pytest.raises(UserError, match="before the unit was let"):
        parks.start_production(tenancy, on=date(2026, 8, 31), source=park.source)


def test_a_tenant_that_starts_to_produce_counts_from_that_day(park: Park) -> None:
    before = Stock([park.park]).areas(ON).producing
    tenancy = Tenancy.objects.get(unit=park.unit(4, 5, "西"), replaced=None)
    parks.start_production(tenancy, on=ON, source=park.source)
    assert Stock([park.park]).areas(ON).producing == before + 1200


def test_nobody_moves_out_after_the_contract_ended(park: Park) -> None:
    tenancy = Tenancy.objects.get(unit=park.unit(3, 4, "东"), replaced=None)
    with pytest.raises(UserError, match="does not run"):
        parks.move_out(tenancy, on=date(2027, 3, 1), source=park.source)


def test_what_was_agreed_about_the_time_after_is_kept(park: Park) -> None:
    tenancy = Tenancy.objects.get(unit=park.unit(2, 3, "西"), replaced=None)
    parks.settle_renewal(tenancy, "不续租", source=park.source, on=ON)
    (ending, *_) = Stock([park.park]).ending(ON, within=90)
    assert ending.tenancy.renewal == "不续租"


def test_every_change_is_an_event_of_the_building(park: Park) -> None:
    tenancy = Tenancy.objects.get(unit=park.unit(3, 1), replaced=None)
    parks.move_out(tenancy, on=DIVIDED, source=park.source)
    assert kinds(park, 3)[0] == "entity.entered"
    assert kinds(park, 3)[-1] == "tenant.moved_out"


def test_the_event_says_who_and_by_which_source(park: Park) -> None:
    event = Event.objects.filter(stream=park.park.stream).get()
    assert event.actor == park.source.actor
    assert event.payload["source"] == park.source.pk


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("floor_once_a_building", {"number": 1}),
        ("floor_number_not_zero", {"number": 0}),
        ("floor_height_positive", {"number": 9, "height": Decimal(0)}),
    ],
)
def test_a_wrong_floor_is_refused(constraint: str, fields: dict[str, object], park: Park) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Floor.objects.create(building=park.buildings[1], **fields)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("unit_ends_after_it_begins", {"name": "丁", "until": park_cast.FOUNDED}),
        ("unit_area_positive", {"name": "丁", "area": Decimal(0)}),
        ("unit_once_a_floor", {}),
    ],
)
def test_a_wrong_unit_is_refused(constraint: str, changes: dict[str, object], park: Park) -> None:
    unit = park.unit(1, 1, "西")
    unit.pk = None
    for name, value in changes.items():
        setattr(unit, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        unit.save(force_insert=True)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("tenancy_never_twice", {"since": ON}),
        ("tenancy_ends_after_it_begins", {"until": park_cast.FOUNDED}),
        ("tenancy_rent_not_negative", {"since": date(2040, 1, 1), "until": None, "rent": -1}),
    ],
)
def test_a_wrong_tenancy_is_refused(
    constraint: str, changes: dict[str, object], park: Park
) -> None:
    tenancy = Tenancy.objects.get(unit=park.unit(3, 1), replaced=None)
    tenancy.pk = None
    for name, value in changes.items():
        setattr(tenancy, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        tenancy.save(force_insert=True)


@pytest.mark.parametrize("kind", ["park", "building"])
def test_facts_of_parks_and_buildings_hold_one_at_a_time(kind: str, park: Park) -> None:
    """park_facts_never_twice, building_facts_never_twice"""
    entity = park.park if kind == "park" else park.buildings[1]
    row = getattr(entity, f"{kind}_facts").get()
    row.pk = None
    with pytest.raises(IntegrityError, match=f"{kind}_facts_never_twice"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("kind", ["park", "building"])
def test_facts_of_parks_and_buildings_end_after_they_begin(kind: str, park: Park) -> None:
    """park_facts_end_after_they_begin, building_facts_end_after_they_begin"""
    entity = park.park if kind == "park" else park.buildings[1]
    row = getattr(entity, f"{kind}_facts").get()
    row.pk, row.until = None, row.since
    name = f"{kind}_facts_end_after_they_begin"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_a_completed_building_was_completed_on_a_day(park: Park) -> None:
    row = park.buildings[1].building_facts.get()
    row.pk, row.completed_on, row.until, row.since = None, None, date(1990, 1, 2), date(1990, 1, 1)
    with pytest.raises(IntegrityError, match="building_completed_on_a_day"), transaction.atomic():
        row.save(force_insert=True)
