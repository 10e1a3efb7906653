"""Households: their facts, and how their name is written for whom."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.registry import park_cast, project_cast
from tests.web.people import account

from tashan.record import sources
from tashan.registry.changes import enter
from tashan.registry.households import masked, name_for
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def household() -> Entity:
    source = sources.entry("农户台账", actor=cast.officer(), at=cast.AT)
    new = New("他山县", park_cast.FOUNDED, facts={"level": "county"})
    place = enter(Kind.PLACE, new, source=source)
    return project_cast.households(place, source)[0]


@pytest.mark.parametrize(
    ("name", "told"), [("张建国", "张某"), ("欧阳明", "欧阳某"), ("李", "李某"), (" 王五 ", "王某")]
)
def test_a_masked_name_keeps_the_surname_alone(name: str, told: str) -> None:
    assert masked(name) == told


def test_registrars_alone_read_the_name_in_full() -> None:
    told = {role: name_for(account(role, role), "张建国") for role in ("registrar", "reader")}
    assert told == {"registrar": "张建国", "reader": "张某"}


def test_a_house_that_nobody_measured_is_unknown(household: Entity) -> None:
    others = Entity.objects.filter(kind=Kind.HOUSEHOLD).order_by("pk")
    last = others.last()
    assert last is not None
    assert last.household_facts.get().house_area is None


def test_facts_of_a_household_hold_one_at_a_time(household: Entity) -> None:
    row = household.household_facts.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="household_facts_never_twice"), transaction.atomic():
        row.save(force_insert=True)


def test_facts_of_a_household_end_after_they_begin(household: Entity) -> None:
    row = household.household_facts.get()
    row.pk, row.until = None, row.since
    name = "household_facts_end_after_they_begin"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)
