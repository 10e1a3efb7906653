"""Who a token lets in, and when it does no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings
from tests.api.programs import Program, program, token_for
from tests.web.people import account, sign_in

from tashan.record.accounts import close_account, end_role
from tashan.record.models import Token
from tashan.record.tokens import revoke

pytestmark = pytest.mark.django_db


def test_a_token_tells_whose_it_is_and_what_it_may_do() -> None:
    told = program("analyst", scopes=("figures:read", "registers:write")).get("/me")
    assert told["roles"] == ["analyst"]
    assert told["scopes"] == ["figures:read"]  # the account may not keep registers


def test_no_token_is_a_problem_with_401() -> None:
    answer = Client().get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["type"] == "/problems/no-token"


def test_an_unknown_token_opens_nothing() -> None:
    assert Program("tashan_unknown").problem("GET", "/me")["status"] == 401


def test_a_session_cookie_opens_nothing() -> None:
    browser = sign_in(account("lin", "reader"))
    assert browser.get("/").status_code == 200
    assert browser.get("/api/v1/me").status_code == 401


def test_a_revoked_token_opens_nothing() -> None:
    mine = program("reader")
    assert mine.user is not None
    revoke(Token.objects.get(), actor=mine.user, at=timezone.now())
    assert mine.problem("GET", "/me")["status"] == 401


def test_a_token_that_has_ended_opens_nothing() -> None:
    mine = Program(token_for(account("lin", "reader"), "reports:read", days=0))
    assert mine.problem("GET", "/me")["status"] == 401


def test_the_token_of_a_closed_account_opens_nothing() -> None:
    mine = program("reader")
    assert mine.user is not None
    close_account(mine.user, actor=None, at=timezone.now())
    assert mine.problem("GET", "/me")["status"] == 401


def test_a_scope_that_is_missing_is_named() -> None:
    told = program("reader", scopes=("reports:read",)).problem("GET", "/indicators")
    assert told["type"] == "/problems/scope-missing"
    assert "figures:read" in told["detail"]


def test_a_token_may_never_do_more_than_its_account() -> None:
    told = program("reader").problem("POST", "/officers", {})
    assert told["type"] == "/problems/right-missing"


def test_a_role_that_is_ended_ends_what_its_tokens_could_do() -> None:
    mine = program("registrar")
    assert mine.user is not None
    end_role(mine.user, "registrar", actor=None, at=timezone.now())
    assert mine.problem("GET", "/entities?q=a")["type"] == "/problems/right-missing"


def test_the_last_use_is_kept_once_a_minute(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    mine = program("reader")
    mine.get("/me")
    used = Token.objects.get().last_used_at
    mine.get("/me")
    assert used is not None
    assert Token.objects.get().last_used_at == used
    Token.objects.update(last_used_at=used - timedelta(minutes=2))
    mine.get("/me")
    assert Token.objects.get().last_used_at != used - timedelta(minutes=2)


def test_too_many_requests_are_told_when_to_come_again(settings: Settings) -> None:
    settings.API_RATE = 2
    mine = program("reader")
    statuses = {mine.send("GET", "/me").status_code for _ in range(6)}
    assert 429 in statuses
    answer = mine.send("GET", "/me")
    if answer.status_code == 429:  # else a new minute began just now
        assert answer.json()["type"] == "/problems/too-many-requests"
        assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_each_token_is_counted_apart(settings: Settings) -> None:
    settings.API_RATE = 1
    one, other = program("reader", username="one"), program("reader", username="other")
    one.send("GET", "/me")
    assert other.send("GET", "/me").status_code == 200
