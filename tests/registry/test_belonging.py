"""Whose account it is; agents and clerks see their own and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from tests.registry.people_and_places import TODAY, enterprise, office, source
from tests.web.people import account

from tashan.base.errors import UserError
from tashan.record.models import User
from tashan.registry import offices
from tashan.registry.belonging import (
    belong,
    belonging_of,
    entity_of,
    may_see_entity,
    release,
)
from tashan.registry.kinds import Capacity
from tashan.registry.merging import merge
from tashan.registry.models import Belonging, Entity

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 1)


@pytest.fixture
def firm(db: None) -> Entity:
    return enterprise("恒川精密电子有限公司")


@pytest.fixture
def agent(firm: Entity) -> User:
    user = account("agent", "agent")
    belong(user, firm, Capacity.AGENT, since=SINCE, source=source())
    return user


def test_an_agent_sees_their_own_enterprise(agent: User, firm: Entity) -> None:
    assert may_see_entity(agent, firm, TODAY)
    assert entity_of(agent, TODAY) == firm


def test_an_agent_sees_no_other_enterprise(agent: User) -> None:
    assert not may_see_entity(agent, enterprise("云帆机械有限公司", 2), TODAY)


def test_an_agent_saw_nothing_before_it_was_theirs(agent: User, firm: Entity) -> None:
    assert not may_see_entity(agent, firm, date(2025, 12, 31))


def test_an_agent_who_was_released_sees_nothing(agent: User, firm: Entity) -> None:
    release(Belonging.objects.get(), on=date(2026, 6, 1), source=source())
    assert not may_see_entity(agent, firm, TODAY)
    assert entity_of(agent, TODAY) is None


def test_an_agent_sees_what_their_enterprise_was_merged_into(agent: User, firm: Entity) -> None:
    kept = enterprise("恒川电子有限公司", 2)
    merge(firm, kept, source=source(), on=TODAY, despite_codes=True)
    assert may_see_entity(agent, kept, TODAY)


def test_a_clerk_sees_their_bank_alone(firm: Entity) -> None:
    bank, clerk = enterprise("他山农商银行股份有限公司", 2), account("clerk", "clerk")
    belong(clerk, bank, Capacity.CLERK, since=SINCE, source=source())
    assert [may_see_entity(clerk, one, TODAY) for one in (bank, firm)] == [True, False]


def test_a_role_without_a_belonging_opens_nothing(firm: Entity) -> None:
    assert not may_see_entity(account("agent", "agent"), firm, TODAY)


def test_a_belonging_without_its_role_opens_nothing(firm: Entity) -> None:
    user = account("clerk", "clerk")
    belong(user, firm, Capacity.AGENT, since=SINCE, source=source())
    assert not may_see_entity(user, firm, TODAY)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_sees_no_entity(role: str, firm: Entity) -> None:
    assert not may_see_entity(account("who", role), firm, TODAY)


def test_a_visitor_sees_no_entity(firm: Entity) -> None:
    assert not may_see_entity(AnonymousUser(), firm, TODAY)


def test_an_officer_sees_every_entity(firm: Entity) -> None:
    assert may_see_entity(account("reader", "reader"), firm, TODAY)


def test_an_officers_account_belongs_to_an_officer(firm: Entity) -> None:
    lin = offices.enter_officer("林清和", since=SINCE, source=source())
    user = account("lin", "reader")
    belong(user, lin, Capacity.OFFICER, since=SINCE, source=source())
    assert entity_of(user, TODAY) == lin
    with pytest.raises(UserError, match="another kind"):
        belong(user, firm, Capacity.OFFICER, since=TODAY, source=source())


def test_a_new_belonging_ends_the_one_before(agent: User, firm: Entity) -> None:
    other = enterprise("云帆机械有限公司", 2)
    belong(agent, other, Capacity.AGENT, since=date(2026, 7, 1), source=source())
    assert entity_of(agent, date(2026, 6, 30)) == firm
    assert entity_of(agent, TODAY) == other


def test_an_earlier_belonging_is_not_put_under_a_later_one(agent: User, firm: Entity) -> None:
    with pytest.raises(UserError, match="later one already"):
        belong(agent, firm, Capacity.AGENT, since=date(2025, 1, 1), source=source())


def test_an_office_has_no_accounts(firm: Entity) -> None:
    with pytest.raises(UserError, match="another kind"):
        belong(account("a"), office("发改局"), Capacity.AGENT, since=SINCE, source=source())


@pytest.mark.parametrize(
    ("constraint", "until"),
    [("belonging_never_twice", None), ("belonging_ends_after_it_begins", SINCE)],
)
def test_the_database_refuses_two_at_once(
    constraint: str, until: date | None, agent: User, firm: Entity
) -> None:
    own = source()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Belonging.objects.create(
            user=agent, entity=firm, capacity="agent", since=SINCE, until=until, source=own,
            entered=own,
        )  # fmt: skip
    assert belonging_of(agent, TODAY) is not None
