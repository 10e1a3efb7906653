"""Tokens are made by their account, for what it may do, and end within a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.web.people import account

from tashan.base.errors import UserError
from tashan.record.models import Event, Token, User
from tashan.record.tokens import (
    MOST_OPEN,
    NewToken,
    digest,
    make_token,
    note_use,
    revoke,
    scopes_for,
    token_of,
    tokens_of,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
SOON = AT + timedelta(days=30)


@pytest.fixture
def analyst() -> User:
    return account("lin", "analyst")


def made(user: User, *scopes: str) -> tuple[Token, str]:
    return make_token(user, NewToken("月报程序", scopes or ("figures:read",), SOON), at=AT)


def test_only_the_sha256_of_the_secret_is_kept(analyst: User) -> None:
    token, secret = made(analyst)
    assert token.sha256 == digest(secret)
    assert secret not in str(Token.objects.values().get())
    assert secret.startswith("tashan_")


def test_a_secret_finds_its_token_while_it_is_open(analyst: User) -> None:
    token, secret = made(analyst)
    assert token_of(secret, at=AT) == token
    assert token_of(secret, at=SOON) is None
    assert token_of(secret + "x", at=AT) is None


def test_making_and_revoking_are_events_of_the_account_without_the_secret(analyst: User) -> None:
    token, secret = made(analyst)
    revoke(token, actor=analyst, at=AT)
    revoke(token, actor=analyst, at=AT)
    events = list(Event.objects.filter(stream=analyst.stream, kind__startswith="token."))
    assert [event.kind for event in events] == ["token.made", "token.revoked"]
    assert secret not in str([event.payload for event in events])


def test_a_revoked_token_is_found_no_more(analyst: User) -> None:
    token, secret = made(analyst)
    revoke(token, actor=analyst, at=AT)
    assert token_of(secret, at=AT) is None
    assert list(tokens_of(analyst)) == [token]


def test_an_account_is_offered_only_scopes_of_its_roles(analyst: User) -> None:
    offered = {scope.value for scope in scopes_for(analyst)}
    assert "figures:write" in offered
    assert "registers:write" not in offered
    assert scopes_for(account("wu", "audit_admin")) == []


@pytest.mark.parametrize("scope", ["registers:write", "everything", ""])
def test_a_scope_beyond_the_account_is_refused(analyst: User, scope: str) -> None:
    with pytest.raises(UserError):
        made(analyst, scope)


def test_a_token_without_a_scope_is_refused(analyst: User) -> None:
    with pytest.raises(UserError):
        make_token(analyst, NewToken("月报程序", (), SOON), at=AT)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_ends_within_a_year(analyst: User, days: int) -> None:
    new = NewToken("月报程序", ("figures:read",), AT + timedelta(days=days))
    with pytest.raises(UserError):
        make_token(analyst, new, at=AT)


@pytest.mark.parametrize("name", [" ", "长" * 101])
def test_a_token_has_a_name(analyst: User, name: str) -> None:
    with pytest.raises(UserError):
        make_token(analyst, NewToken(name, ("figures:read",), SOON), at=AT)


def test_an_account_has_at_most_twenty_open_tokens(analyst: User) -> None:
    for _ in range(MOST_OPEN):
        made(analyst)
    with pytest.raises(UserError):
        made(analyst)


def test_the_use_of_a_token_is_kept_to_the_minute(analyst: User) -> None:
    token, _secret = made(analyst)
    note_use(token, at=AT)
    token.refresh_from_db()
    note_use(token, at=AT + timedelta(seconds=59))
    assert Token.objects.get().last_used_at == AT
    note_use(token, at=AT + timedelta(seconds=60))
    assert Token.objects.get().last_used_at == AT + timedelta(seconds=60)


def row(user: User, **fields: object) -> Token:
    said = {"sha256": "a" * 64, "expires_at": SOON} | fields
    return Token.objects.create(name="程序", user=user, hint="a", created_at=AT, **said)


def test_token_secret_once(analyst: User) -> None:
    row(analyst)
    with pytest.raises(IntegrityError, match="token_secret_once"), transaction.atomic():
        row(analyst)


def test_token_expires_after_it_was_made(analyst: User) -> None:
    rule = "token_expires_after_it_was_made"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        row(analyst, expires_at=AT)


def test_token_sha256_is_sha256(analyst: User) -> None:
    with pytest.raises(IntegrityError, match="token_sha256_is_sha256"), transaction.atomic():
        row(analyst, sha256="tashan_secret")
