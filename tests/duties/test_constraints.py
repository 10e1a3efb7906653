"""What the database refuses of duties and delegations, by the rule's name."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.casework import making
from tests.duties.duties_cast import BUILDING, BUREAU, ON, TOWN, given
from tests.registry import people_and_places as county

from tashan.duties.models import Delegation, Duty, Evaluation, Holding, JointMember
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


def dated(**fields: Any) -> dict[str, Any]:
    source = county.source()
    return {"since": ON, "source": source, "entered": source} | fields


def delegation(**fields: Any) -> dict[str, Any]:
    said = {"item": "permit", "title": {}, "holder": making.office(BUREAU),
            "to": making.office(TOWN), "form": "transferred", "document": "3号"}  # fmt: skip
    return dated(**said | fields)


def test_a_duty_is_once_a_place() -> None:
    Duty.objects.create(code="planning", title={})
    with pytest.raises(IntegrityError, match="duty_once_a_place"), transaction.atomic():
        Duty.objects.create(code="planning", title={})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("holding_never_twice", {}),
        ("holding_ends_after_it_begins", {"until": ON}),
    ],
)
def test_a_duty_has_one_holder_a_day(name: str, fields: dict[str, Any]) -> None:
    row = given(making.office(BUREAU), "survey" if fields else "planning")
    since = {} if not fields else {"duty": Duty.objects.create(code="fire", title={})}
    said = dated(duty=row.duty, office=row.office) | fields | since
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Holding.objects.create(**said)


def test_a_duty_is_a_post_s_or_an_officer_s(officer: Entity) -> None:
    duty = Duty.objects.create(code="planning", title={})
    said = dated(duty=duty, office=making.office(BUREAU), post="科长", officer=officer)
    name = "holding_of_a_post_or_an_officer"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Holding.objects.create(**said)


@pytest.fixture
def officer() -> Entity:
    from tashan.registry.offices import enter_officer

    return enter_officer("陈立", since=county.LONG_AGO, source=county.source())


def test_a_joint_office_is_led_by_one() -> None:
    joint = making.office("联合办公室")
    JointMember.objects.create(**dated(joint=joint, member=making.office(BUREAU), is_lead=True))
    second = dated(joint=joint, member=making.office(BUILDING), is_lead=True)
    name = "joint_office_never_led_twice"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        JointMember.objects.create(**second)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("joint_member_ends_after_it_begins", {"until": ON}),
        ("joint_member_is_another_office", {"member": "joint"}),
    ],
)
def test_a_member_is_another_office(name: str, fields: dict[str, Any]) -> None:
    joint = making.office("联合办公室")
    member = joint if fields.pop("member", "") else making.office(BUREAU)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        JointMember.objects.create(**dated(joint=joint, member=member, **fields))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("delegation_ends_after_it_begins", {"until": ON}),
        ("delegation_by_a_document", {"document": ""}),
        ("delegation_entrusted_is_announced", {"form": "entrusted", "is_to_organ": True}),
        ("delegation_entrusted_to_an_organ", {"form": "entrusted", "announced": "公告"}),
    ],
)
def test_the_law_of_delegations_is_kept(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delegation.objects.create(**delegation(**fields))


def test_an_item_is_delegated_to_another_office() -> None:
    name = "delegation_to_another_office"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delegation.objects.create(**delegation(to=making.office(BUREAU)))


def test_an_item_is_delegated_once_at_a_time_for_a_place() -> None:
    Delegation.objects.create(**delegation())
    Delegation.objects.create(**delegation(item="survey"))
    Delegation.objects.create(**delegation(place=making.home()))
    Delegation.objects.create(**delegation(holder=making.office(BUILDING)))
    again = delegation(to=making.office(BUILDING))
    with pytest.raises(IntegrityError, match="delegation_never_twice"), transaction.atomic():
        Delegation.objects.create(**again)


def test_an_evaluation_is_not_empty() -> None:
    row = Delegation.objects.create(**delegation())
    said = {"delegation": row, "on": ON, "passes": True, "says": "", "source": county.source()}
    name = "evaluation_says_something"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Evaluation.objects.create(**said)
