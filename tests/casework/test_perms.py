"""Who sees which case, and what a page offers to whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.casework import making
from tests.registry import people_and_places as county

from tashan.casework import acts
from tashan.casework.acts import Act, By
from tashan.casework.models import Case, Opinion
from tashan.casework.perms import acts_for, may_act, may_see_case, offices_of, visible_cases
from tashan.duties.models import JointMember
from tashan.record.models import User
from tashan.registry.models import Succession

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture
def case() -> Case:
    return making.make_case(applicant=making.enterprise())


def handler(office: str = "自然资源和规划局", name: str = "handler") -> User:
    return making.officer(name, "handler", at=making.office(office))


@pytest.mark.parametrize("role", ["window", "leader", "steward"])
def test_the_window_leaders_and_stewards_see_every_case(role: str, case: Case) -> None:
    assert may_see_case(making.person("somebody", role), case, DAY)


def test_an_office_sees_the_cases_it_has_a_part_in(case: Case) -> None:
    water = handler("水利局", "water")
    assert may_see_case(handler(), case, DAY)
    assert not may_see_case(water, case, DAY)
    Opinion.objects.create(
        matter=making.matter(case), duty="water", office=making.office("水利局"), asked_on=DAY
    )
    assert list(visible_cases(water, DAY)) == [case]


def test_an_agent_sees_the_cases_of_their_own_enterprise(case: Case) -> None:
    assert may_see_case(making.agent("agent", making.enterprise()), case, DAY)
    stranger = making.agent("stranger", making.enterprise("别的公司", 8))
    assert not may_see_case(stranger, case, DAY)


def test_a_visitor_and_a_reader_see_no_case(case: Case) -> None:
    assert not may_see_case(making.person("reader", "reader"), case, DAY)
    assert acts_for(AnonymousUser(), making.matter(case), DAY) == []


def test_an_officer_acts_for_what_their_office_followed() -> None:
    old, new = making.office("国土资源局"), making.office()
    Succession.objects.create(entity=old, successor=new, on=DAY, source=county.source())
    assert offices_of(handler(), DAY) == {old.pk, new.pk}


def test_an_officer_acts_for_the_joint_office_they_belong_to() -> None:
    joint = making.office("联合审批办公室")
    source = county.source()
    JointMember.objects.create(
        joint=joint, member=making.office(), since=DAY, source=source, entered=source
    )
    assert joint.pk in offices_of(handler(), DAY)
    assert joint.pk not in offices_of(handler(), date(2026, 11, 1))


def test_a_page_offers_what_is_possible_and_allowed(case: Case) -> None:
    matter = making.matter(case)
    assert acts_for(handler(), matter, DAY) == [Act.RECEIVE]
    acts.receive(matter.pk, by=By(handler(), making.moment(DAY), DAY))
    matter = making.matter(case)
    agent = making.agent("agent", making.enterprise())
    assert acts_for(agent, matter, DAY) == [Act.CANCEL]
    assert Act.ACCEPT in acts_for(making.person("window", "window"), matter, DAY)


def test_what_still_waits_is_not_offered(case: Case) -> None:
    case = making.make_case(["one", "two"], {"two": ["one"]})
    assert acts_for(handler(), making.matter(case, "two"), DAY) == []


def test_time_is_the_chiefs_to_give(case: Case) -> None:
    matter = making.matter(case)
    assert not may_act(handler(), matter, Act.EXTEND, DAY)
    chief = making.officer("chief", "chief", at=making.office())
    assert may_act(chief, matter, Act.EXTEND, DAY)
