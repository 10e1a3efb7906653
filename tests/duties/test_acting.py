"""Who acts on an item, whose seal it bears, and who answers for it in court."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import making
from tests.duties.duties_cast import BUILDING, BUREAU, ON, TOWN, delegated, given, new, succeed
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.duties import keeping
from tashan.duties.acting import Acting, actors, who_acts
from tashan.duties.models import Delegation, Form
from tashan.record.models import Event
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
ITEM = "land_use_permit"


@pytest.fixture
def bureau() -> Entity:
    office = making.office(BUREAU)
    given(office)
    return office


def acting(on: date = ON, *, place: Entity | None = None) -> Acting:
    found = who_acts("planning", ITEM, on, place=place)
    assert found is not None
    return found


def told(found: Acting) -> tuple[Entity, Entity, Entity]:
    return found.office, found.seal, found.respondent


def refused(message: str) -> pytest.RaisesExc[UserError]:
    return pytest.raises(UserError, match=message)


def test_without_a_delegation_the_holder_acts_in_its_own_name(bureau: Entity) -> None:
    assert told(acting()) == (bureau, bureau, bureau)
    assert acting().delegation is None


def test_nobody_acts_where_nobody_holds_the_duty() -> None:
    delegated()
    assert who_acts("planning", ITEM, ON) is None


def test_what_was_transferred_is_decided_in_the_town_s_own_name(bureau: Entity) -> None:
    row = delegated(Form.TRANSFERRED)
    town = making.office(TOWN)
    assert told(acting()) == (town, town, town)
    assert acting().delegation == row


def test_what_was_entrusted_bears_the_seal_of_the_entruster(bureau: Entity) -> None:
    delegated(Form.ENTRUSTED)
    assert told(acting()) == (making.office(TOWN), bureau, bureau)


def test_a_window_changes_nothing_but_where_one_goes(bureau: Entity) -> None:
    delegated(Form.WINDOW)
    assert told(acting()) == (bureau, bureau, bureau)
    assert acting().host == making.office(TOWN)


def test_a_delegation_holds_from_its_day_to_its_recall(bureau: Entity) -> None:
    row = delegated()
    keeping.recall(row, on=ON, source=county.source())
    town = making.office(TOWN)
    days = [date(2026, 2, 28), date(2026, 3, 1), ON - timedelta(days=1), ON]
    assert [acting(day).office for day in days] == [bureau, town, town, bureau]


def test_another_item_is_not_touched(bureau: Entity) -> None:
    delegated(item="survey")
    assert acting().office == bureau


def test_a_delegation_for_a_park_holds_there_alone(bureau: Entity) -> None:
    park = county.place("东岭产业园", "999901901", "zone")
    delegated(place=park)
    assert acting(place=park).office == making.office(TOWN)
    assert acting().office == bureau


def test_the_delegation_for_the_place_goes_before_the_one_for_everywhere(bureau: Entity) -> None:
    park = county.place("东岭产业园", "999901901", "zone")
    committee = making.office("产业园管理委员会")
    delegated()
    delegated(place=park, to=committee)
    assert acting(place=park).office == committee


def test_what_an_abolished_office_delegated_stays_delegated() -> None:
    old, bureau = making.office("国土资源局"), making.office(BUREAU)
    given(old)
    delegated(Form.ENTRUSTED, holder=old)
    succeed(old, bureau, date(2026, 6, 1))
    assert told(acting()) == (making.office(TOWN), bureau, bureau)


def test_the_successor_of_the_receiver_handles_the_item(bureau: Entity) -> None:
    delegated()
    street = making.office("东岭街道办事处")
    succeed(making.office(TOWN), street, date(2026, 6, 1))
    assert told(acting()) == (street, street, street)


def test_a_joint_office_acts_under_the_seal_of_its_lead(bureau: Entity) -> None:
    joint = making.office("工程联合审批办公室")
    keeping.join(joint, bureau, since=county.REFORM, source=county.source(), is_lead=True)
    given(joint, "joint_review")
    found = who_acts("joint_review", "", ON)
    assert found is not None
    assert told(found) == (joint, bureau, bureau)


def test_who_acts_takes_five_queries(bureau: Entity, django_assert_max_num_queries: object) -> None:
    delegated()
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        acting()


def test_who_acts_on_everything_is_read_once(
    bureau: Entity, django_assert_num_queries: object
) -> None:
    delegated()
    everything = actors(ON)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert everything.of("planning", ITEM) is not None


def test_an_item_is_delegated_by_a_document() -> None:
    with refused("by a document"):
        delegated(document=" ")


def test_what_is_entrusted_is_announced() -> None:
    with refused("entrusted is announced"):
        delegated(Form.ENTRUSTED, announced="")


def test_what_is_entrusted_goes_to_an_administrative_organ() -> None:
    with refused("administrative organ only"):
        delegated(Form.ENTRUSTED, is_to_organ=False)


@pytest.mark.parametrize("form", Form)
def test_a_company_receives_no_item(form: Form) -> None:
    with refused("from one office to another"):
        delegated(form, to=county.enterprise("他山电子有限公司"))


def test_who_was_entrusted_does_not_pass_it_on() -> None:
    delegated(Form.ENTRUSTED)
    for form in (Form.ENTRUSTED, Form.TRANSFERRED):
        with refused("does not pass it on"):
            delegated(form, holder=making.office(TOWN), to=making.office(BUILDING))


def test_who_was_entrusted_may_have_a_window_elsewhere() -> None:
    delegated(Form.ENTRUSTED)
    delegated(Form.WINDOW, holder=making.office(TOWN), to=making.office(BUILDING))
    assert Delegation.objects.count() == 2


def test_the_same_item_is_not_delegated_twice_at_a_time() -> None:
    delegated()
    with refused("delegated since 2026-03-01 already"):
        delegated(to=making.office(BUILDING), since=ON)


def test_the_successor_does_not_delegate_what_is_delegated() -> None:
    old = making.office("国土资源局")
    delegated(holder=old)
    succeed(old, making.office(BUREAU), date(2026, 6, 1))
    with refused("already"):
        delegated(since=ON)


def test_an_item_is_delegated_again_after_its_recall() -> None:
    keeping.recall(delegated(), on=date(2026, 9, 1), source=county.source())
    delegated(since=date(2026, 9, 1))
    assert Delegation.objects.filter(replaced__isnull=True).count() == 2


def test_a_recall_of_what_ended_before_is_refused() -> None:
    row = delegated(until=date(2026, 9, 1))
    with refused("already"):
        keeping.recall(row, on=ON, source=county.source())


def test_delegating_and_recalling_are_events_of_the_holder() -> None:
    keeping.recall(delegated(), on=ON, source=county.source())
    stream = new().holder.stream
    kinds = Event.objects.filter(stream=stream).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds)[1:] == ["item.delegated", "item.recalled"]
