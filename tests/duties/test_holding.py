"""Who answers for a duty on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import making
from tests.duties.duties_cast import BUILDING, BUREAU, ON, given, succeed
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.duties import keeping
from tashan.duties.holding import holder, holders, members
from tashan.duties.models import Duty, Holding
from tashan.record.models import Event
from tashan.registry.models import Entity
from tashan.registry.offices import appoint, enter_officer

pytestmark = pytest.mark.django_db
REFORM = county.REFORM


@pytest.fixture
def bureau() -> Entity:
    return making.office(BUREAU)


def serves(name: str, office: Entity, post: str, *, since: date = county.LONG_AGO) -> Entity:
    officer = enter_officer(name, since=since, source=county.source())
    appoint(officer, office, post, since=since, source=county.source())
    return officer


def office_of(duty: str, on: date = ON) -> Entity | None:
    found = holder(duty, on)
    return found.office if found else None


def who(on: date) -> Entity | None:
    found = holder("planning", on)
    assert found is not None
    return found.officer


def test_an_office_holds_a_duty_from_a_day_on(bureau: Entity) -> None:
    given(bureau, since=REFORM)
    assert office_of("planning", REFORM) == bureau
    assert office_of("planning", REFORM - timedelta(days=1)) is None


def test_a_duty_that_nobody_was_given_is_held_by_nobody(bureau: Entity) -> None:
    given(bureau)
    assert holder("fire", ON) is None


def test_the_post_tells_the_officer_of_the_day(bureau: Entity) -> None:
    chen = serves("陈立", bureau, "用途管制科科长", since=REFORM)
    given(bureau, post="用途管制科科长")
    assert [who(day) for day in (ON, date(2017, 1, 1))] == [chen, None]


def test_an_officer_holds_a_duty_in_person(bureau: Entity) -> None:
    chen = serves("陈立", bureau, "科长")
    given(bureau, officer=chen)
    found = holder("planning", ON)
    assert found is not None
    assert (found.office, found.officer, found.post) == (bureau, chen, "")


def test_a_duty_of_an_abolished_office_goes_to_its_successor() -> None:
    old = making.office("国土资源局")
    given(old)
    succeed(old, making.office(BUREAU), REFORM)
    assert office_of("planning", date(2017, 1, 1)) == old
    found = holder("planning", ON)
    assert found is not None
    assert found.office == making.office(BUREAU)
    assert found.is_successor


def test_a_duty_given_anew_leaves_the_successor(bureau: Entity) -> None:
    old = making.office("国土资源局")
    given(old)
    succeed(old, bureau, REFORM)
    given(making.office(BUILDING), since=REFORM)
    assert office_of("planning") == making.office(BUILDING)


def test_nobody_is_guessed_where_two_offices_followed(bureau: Entity) -> None:
    old = making.office("国土资源局")
    row = given(old)
    for one in (bureau, making.office(BUILDING)):
        succeed(old, one, REFORM)
    told = holders(ON)
    assert told.of("planning") is None
    assert list(told.unclear.values()) == [row]


def test_the_own_duty_of_a_park_goes_first(bureau: Entity) -> None:
    park = county.place("东岭产业园", "999901901", "zone")
    committee = making.office("产业园管理委员会")
    given(bureau)
    given(committee, place=park)
    there, elsewhere = holder("planning", ON, place=park), holder("planning", ON)
    assert there is not None
    assert elsewhere is not None
    assert (there.office, elsewhere.office) == (committee, bureau)


def test_a_park_without_its_own_duty_is_answered_for_by_the_county(bureau: Entity) -> None:
    given(bureau)
    park = county.place("东岭产业园", "999901901", "zone")
    found = holder("planning", ON, place=park)
    assert found is not None
    assert found.office == bureau


def test_giving_a_duty_anew_ends_who_had_it(bureau: Entity) -> None:
    given(bureau)
    given(making.office(BUILDING), since=ON)
    assert office_of("planning", ON - timedelta(days=1)) == bureau
    assert office_of("planning") == making.office(BUILDING)
    assert Duty.objects.count() == 1


def test_an_ended_duty_is_held_by_nobody(bureau: Entity) -> None:
    keeping.end_duty(given(bureau), on=ON, source=county.source())
    assert office_of("planning") is None
    assert office_of("planning", ON - timedelta(days=1)) == bureau


def test_giving_and_ending_are_events_of_the_duty(bureau: Entity) -> None:
    row = given(bureau)
    keeping.end_duty(row, on=ON, source=county.source())
    events = Event.objects.filter(stream=row.duty.stream).order_by("sequence")
    assert [(event.kind, event.occurred_on) for event in events] == [
        ("duty.given", county.LONG_AGO),
        ("duty.ended", ON),
    ]


def test_all_holders_take_three_queries(bureau: Entity, django_assert_num_queries: object) -> None:
    for code in ("planning", "survey", "forest"):
        given(bureau, code, post="局长")
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(holders(ON).by_duty) == 3


def refused(message: str) -> pytest.RaisesExc[UserError]:
    return pytest.raises(UserError, match=message)


def test_only_an_office_is_given_a_duty() -> None:
    with refused("Only an office"):
        given(county.enterprise("他山电子有限公司"))


def test_a_post_and_an_officer_together_are_refused(bureau: Entity) -> None:
    with refused("not by both"):
        given(bureau, post="科长", officer=serves("陈立", bureau, "科长"))


def test_an_officer_of_another_office_is_refused(bureau: Entity) -> None:
    with refused("does not serve"):
        given(bureau, officer=serves("陈立", making.office(BUILDING), "科长"))


def test_a_code_that_no_procedure_could_name_is_refused(bureau: Entity) -> None:
    with refused("is no code of a duty"):
        given(bureau, "规划")


def test_a_duty_given_from_a_later_day_is_not_given_before_it(bureau: Entity) -> None:
    given(bureau, since=ON)
    with refused("from 2026-11-02 on already"):
        given(making.office(BUILDING), since=REFORM)


def test_what_was_changed_meanwhile_is_not_ended(bureau: Entity) -> None:
    row = given(bureau)
    keeping.end_duty(row, on=ON, source=county.source())
    with refused("changed meanwhile"):
        keeping.end_duty(row, on=ON, source=county.source())
    assert Holding.objects.filter(replaced__isnull=True).count() == 1


def test_a_joint_office_has_members_and_a_lead(bureau: Entity) -> None:
    joint, building = making.office("工程联合审批办公室"), making.office(BUILDING)
    source = county.source()
    keeping.join(joint, building, since=REFORM, source=source)
    keeping.join(joint, bureau, since=REFORM, source=source, is_lead=True)
    assert [row.member for row in members(joint, ON)] == [bureau, building]
    assert members(joint, date(2017, 1, 1)) == []


def test_an_office_leaves_a_joint_office(bureau: Entity) -> None:
    joint = making.office("工程联合审批办公室")
    row = keeping.join(joint, bureau, since=REFORM, source=county.source())
    keeping.part(row, on=ON, source=county.source())
    assert members(joint, ON) == []


@pytest.mark.parametrize(
    ("message", "is_lead", "again"),
    [("belongs to this joint office", False, True), ("leads this joint office", True, False)],
)
def test_a_member_twice_and_a_second_lead_are_refused(
    message: str, is_lead: bool, again: bool, bureau: Entity
) -> None:
    joint, source = making.office("工程联合审批办公室"), county.source()
    keeping.join(joint, bureau, since=REFORM, source=source, is_lead=True)
    other = bureau if again else making.office(BUILDING)
    with refused(message):
        keeping.join(joint, other, since=ON, source=source, is_lead=is_lead)


def test_an_office_is_no_member_of_itself(bureau: Entity) -> None:
    with refused("Only another office"):
        keeping.join(bureau, bureau, since=ON, source=county.source())
