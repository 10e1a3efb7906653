"""The page of tokens: an officer makes, sees and revokes their own, and the secret once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.web.people import Knock, OfficerClient

from tashan.record.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(knock: Knock) -> OfficerClient:
    return knock("analyst")


def ask(client: OfficerClient, **fields: object) -> str:
    day = timezone.localdate() + timedelta(days=30)
    said = {"name": "月报程序", "scopes": ["figures:read"], "last_day": day} | fields
    return client.post(reverse("tokens"), said, headers={"Accept-Language": "en"}).content.decode()


def secret_of(page: str) -> str:
    found = re.search(r"tashan_[\w-]{43}", page)
    assert found is not None
    return found[0]


def test_the_secret_is_shown_once_and_opens_the_api(analyst: OfficerClient) -> None:
    secret = secret_of(ask(analyst))
    again = analyst.get(reverse("tokens")).content.decode()
    assert secret not in again
    assert "月报程序" in again
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["scopes"] == ["figures:read"]


def test_the_last_day_is_the_one_that_was_asked_for(analyst: OfficerClient) -> None:
    day = timezone.localdate() + timedelta(days=30)
    assert f"<td>{day:%Y-%m-%d}</td>" in ask(analyst, last_day=day)


def test_a_revoked_token_opens_nothing(analyst: OfficerClient) -> None:
    secret = secret_of(ask(analyst))
    analyst.post(reverse("revoke_token", args=[Token.objects.get().pk]))
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


def test_another_officers_token_is_neither_seen_nor_revoked(
    analyst: OfficerClient, knock: Knock
) -> None:
    ask(analyst)
    other = knock("reader")
    assert "月报程序" not in other.get(reverse("tokens")).content.decode()
    address = reverse("revoke_token", args=[Token.objects.get().pk])
    assert other.post(address).status_code == 404
    assert Token.objects.get().revoked_at is None


def test_only_scopes_of_the_account_are_offered(analyst: OfficerClient) -> None:
    page = analyst.get(reverse("tokens")).content.decode()
    assert 'value="figures:write"' in page
    assert 'value="registers:write"' not in page
    ask(analyst, scopes=["registers:write"])
    assert not Token.objects.exists()


@pytest.mark.parametrize("days", [-1, 400])
def test_a_last_day_out_of_reach_is_told_beside_the_form(analyst: OfficerClient, days: int) -> None:
    page = ask(analyst, last_day=timezone.localdate() + timedelta(days=days))
    assert 'class="errorlist' in page
    assert not Token.objects.exists()


def test_an_administrator_is_told_that_there_is_nothing_to_make(knock: Knock) -> None:
    page = knock("audit_admin").get(reverse("tokens")).content.decode()
    assert "您的账号没有可由程序代办工作的角色" in page


def test_the_account_menu_leads_there(analyst: OfficerClient) -> None:
    assert f'href="{reverse("tokens")}"' in analyst.get("/").content.decode()


def test_the_page_asks_the_database_a_few_times(
    analyst: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        ask(analyst)
    with django_assert_max_num_queries(12):
        analyst.get(reverse("tokens"))
