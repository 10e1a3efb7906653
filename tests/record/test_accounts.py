from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from tashan.base.errors import UserError
from tashan.record import perms
from tashan.record.accounts import (
    Account,
    close_account,
    end_role,
    give_role,
    make_account,
    open_account,
    reset_password,
)
from tashan.record.models import AccountKind, Event, RoleGrant, User

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "stone-from-another-hill"


def someone(username: str = "linxia", kind: str = "business", roles: tuple[str, ...] = ()) -> User:
    account = Account(username, "林夏", kind=kind)
    return make_account(account, PASSWORD, roles=roles, actor=None, at=AT)


def kinds(user: User) -> list[str]:
    return [event.kind for event in Event.objects.filter(stream=user.stream)]


def test_an_account_is_made_with_its_roles_and_events() -> None:
    user = someone(roles=("reader", "reviewer"))
    assert (perms.roles_of(user), kinds(user)) == (
        {"reader", "reviewer"},
        ["account.made", "role.given", "role.given"],
    )


def test_a_taken_username_is_told() -> None:
    someone()
    with pytest.raises(UserError, match="already an account for LinXia"):
        someone("LinXia")


def test_a_taken_mail_address_is_told() -> None:
    make_account(Account("a", "甲", email="x@county.example"), PASSWORD, actor=None, at=AT)
    with pytest.raises(UserError, match=r"already an account for X@county\.example"):
        make_account(Account("b", "乙", email="X@county.example"), PASSWORD, actor=None, at=AT)


def test_an_unknown_kind_of_account_is_a_bug_and_not_a_taken_name() -> None:
    with pytest.raises(IntegrityError, match="user_kind_known"):
        someone(kind="other")


def test_an_account_whose_role_is_refused_is_not_made() -> None:
    with pytest.raises(UserError, match="cannot hold"):
        someone(roles=("reader", "audit_admin"))
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_weak_password_is_refused() -> None:
    with pytest.raises(UserError, match="too short"):
        make_account(Account("linxia", "林夏"), "short", actor=None, at=AT)


def test_an_account_without_a_name_is_refused() -> None:
    with pytest.raises(UserError):
        make_account(Account("linxia", ""), PASSWORD, actor=None, at=AT)


def test_a_role_given_twice_is_held_once() -> None:
    user = someone(roles=("reader",))
    give_role(user, "reader", actor=None, at=AT)
    assert kinds(user).count("role.given") == 1


def test_an_ended_role_gives_no_right_and_stays_on_record() -> None:
    user = someone(roles=("reader",))
    end_role(user, "reader", actor=None, at=AT + timedelta(days=1))
    assert not perms.may_read_report(user)
    assert RoleGrant.objects.get().to_at == AT + timedelta(days=1)


def test_a_role_can_be_given_again_after_it_ended() -> None:
    user = someone(roles=("reader",))
    end_role(user, "reader", actor=None, at=AT)
    give_role(user, "reader", actor=None, at=AT)
    assert perms.may_read_report(user)


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("business", "system_admin"),
        ("business", "audit_admin"),
        ("system", "reader"),
        ("system", "security_admin"),
        ("security", "audit_admin"),
        ("audit", "exporter"),
    ],
)
def test_business_and_the_three_administrations_are_kept_apart(kind: str, role: str) -> None:
    with pytest.raises(UserError, match=f"cannot hold the role {role}"):
        give_role(someone(kind=kind), role, actor=None, at=AT)


@pytest.mark.parametrize(
    ("kind", "constraint"),
    [("system", "grant_kind_is_the_users"), ("business", "grant_kind_is_the_roles")],
)
def test_the_database_keeps_them_apart_too(kind: str, constraint: str) -> None:
    user = someone()
    with pytest.raises(IntegrityError, match=constraint):
        RoleGrant.objects.create(user=user, role_id="system_admin", kind=kind, from_at=AT)


def test_an_account_with_roles_cannot_change_sides() -> None:
    user = someone(roles=("reader",))
    with pytest.raises(IntegrityError, match="grant_kind_is_the_users"):
        User.objects.filter(pk=user.pk).update(kind=AccountKind.AUDIT)


def test_a_closed_account_holds_no_rights_until_it_is_opened_again() -> None:
    user = someone(roles=("reader",))
    close_account(user, actor=None, at=AT)
    assert not perms.may_read_report(user)
    open_account(user, actor=None, at=AT)
    assert perms.may_read_report(user)


def test_a_reset_password_is_recorded_without_the_password() -> None:
    user = someone()
    reset_password(user, "another-hill-another-stone", actor=None, at=AT)
    assert Event.objects.get(kind="password.reset").payload == {}
    assert user.check_password("another-hill-another-stone")


def test_a_grant_never_ends_before_it_began() -> None:
    user = someone(roles=("reader",))
    with pytest.raises(IntegrityError, match="grant_ends_after_it_begins"):
        RoleGrant.objects.filter(user=user).update(to_at=AT - timedelta(days=1))


def test_one_role_is_not_open_twice_for_one_user() -> None:
    user = someone(roles=("reader",))
    with pytest.raises(IntegrityError, match="grant_open_once"):
        RoleGrant.objects.create(user=user, role_id="reader", kind="business", from_at=AT)


def test_roles_are_asked_once_a_user_object(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    user = User.objects.get(pk=someone(roles=("reader",)).pk)
    with django_assert_num_queries(1):
        assert perms.may_read_report(user)
        assert not perms.may_review(user)


def test_roles_of_the_table_are_those_of_the_code() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM record_role")
        rows = {row[0] for row in cursor.fetchall()}
    assert rows == {
        perms.READER,
        perms.REVIEWER,
        perms.STEWARD,
        perms.EXPORTER,
        perms.REGISTRAR,
        perms.ANALYST,
        perms.STATISTICIAN,
        perms.AGENT,
        perms.CLERK,
        perms.WINDOW,
        perms.HANDLER,
        perms.CHIEF,
        perms.LEADER,
        perms.CASHIER,
        perms.SYSTEM_ADMIN,
        perms.SECURITY_ADMIN,
        perms.AUDIT_ADMIN,
    }
