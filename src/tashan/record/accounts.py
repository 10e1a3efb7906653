"""Accounts and the roles they hold; every change is an event of the account's stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.events import append
from tashan.record.models import AccountKind, Role, RoleGrant, User


@dataclass(frozen=True, slots=True)
class Account:
    """What is asked for when an account is made."""

    username: str
    display_name: str
    kind: str = AccountKind.BUSINESS
    email: str = ""
    office: str = ""
    post: str = ""
    language: str = "zh-hans"


def make_account(
    account: Account,
    password: str,
    *,
    roles: tuple[str, ...] = (),
    actor: User | None,
    at: datetime,
) -> User:
    """A new account with its first roles. Raises UserError for a taken name or a weak password."""
    user = _checked(account, password, at=at)
    with transaction.atomic():
        with _telling_what_is_taken(account):
            user.save(force_insert=True)
        detail = {"username": user.username, "name": user.display_name, "kind": user.kind}
        append(user.stream, "account.made", detail, actor=actor, at=at)
        for role in roles:
            give_role(user, role, actor=actor, at=at)
    return user


def _checked(account: Account, password: str, *, at: datetime) -> User:
    user = User(
        username=account.username.strip(),
        display_name=account.display_name.strip(),
        kind=account.kind,
        email=account.email.strip(),
        office=account.office.strip(),
        post=account.post.strip(),
        language=account.language,
        created_at=at,
    )
    try:
        validate_password(password, user)
        user.set_password(password)
        user.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from error
    return user


@contextmanager
def _telling_what_is_taken(account: Account) -> Iterator[None]:
    named = {"user_username_once": account.username, "user_email_once": account.email}
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        taken = next((value for rule, value in named.items() if rule in str(error)), None)
        if taken is None:
            raise
        raise UserError(
            _("There is already an account for %s.") % taken, hint=_("Choose another name.")
        ) from error


def give_role(user: User, role: str, *, actor: User | None, at: datetime) -> RoleGrant:
    """The user holds the role from ``at``. A role held already stays as it was given.

    Raises UserError where the role belongs to another kind of account.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        held = RoleGrant.objects.filter(user=user, role_id=role, to_at__isnull=True).first()
        if held is not None:
            return held
        if Role.objects.get(pk=role).kind != user.kind:
            raise UserError(
                _("%(user)s cannot hold the role %(role)s.") % {"user": user, "role": role},
                hint=_("Business and the three administrations need an account each."),
            )
        grant = RoleGrant.objects.create(user=user, role_id=role, kind=user.kind, from_at=at)
        append(user.stream, "role.given", {"role": role}, actor=actor, at=at)
    user.held_roles = None
    return grant


def end_role(user: User, role: str, *, actor: User | None, at: datetime) -> None:
    """The user holds the role no longer. A role that is not held is no error."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        ended = RoleGrant.objects.filter(user=user, role_id=role, to_at__isnull=True)
        if ended.update(to_at=at):
            append(user.stream, "role.ended", {"role": role}, actor=actor, at=at)
    user.held_roles = None


def close_account(user: User, *, actor: User | None, at: datetime) -> None:
    """The account can no longer be used; what it did stays."""
    _set_active(user, "account.closed", is_active=False, actor=actor, at=at)


def open_account(user: User, *, actor: User | None, at: datetime) -> None:
    """A closed account can be used again, with the roles it still holds."""
    _set_active(user, "account.opened", is_active=True, actor=actor, at=at)


def _set_active(
    user: User, kind: str, *, is_active: bool, actor: User | None, at: datetime
) -> None:
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        if row.is_active != is_active:
            User.objects.filter(pk=user.pk).update(is_active=is_active)
            append(user.stream, kind, {}, actor=actor, at=at)
    user.is_active = is_active
    user.held_roles = None


def reset_password(user: User, password: str, *, actor: User | None, at: datetime) -> None:
    """A new password, set by an administrator. Raises UserError for a weak one."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from error
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        append(user.stream, "password.reset", {}, actor=actor, at=at)


def change_language(user: User, language: str, *, at: datetime) -> None:
    """The language of the pages for this user."""
    with transaction.atomic():
        user.language = language
        user.save(update_fields=["language"])
        append(user.stream, "language.changed", {"language": language}, actor=user, at=at)
