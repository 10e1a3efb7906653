"""A passkey from its making to coming in with it, in a real browser with a virtual key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tashan.record.accounts import Account, make_account
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "stone-from-another-hill"


@pytest.fixture
def user() -> User:
    cache.clear()
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return make_account(Account("linxia", "林夏"), PASSWORD, roles=("reader",), actor=None, at=at)


@pytest.fixture
def key(page: Page) -> None:
    """A security key that is plugged in and touched whenever it is asked."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in_by_password(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.locator("input[name=login]").fill("linxia")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{address}/")


def add_passkey(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/2fa/webauthn/add/")
    page.locator("input[name=password]").fill(PASSWORD)  # what matters asks for it again
    page.locator("input[name=password]").press("Enter")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)


def ways_in() -> list[list[str]]:
    events = Event.objects.filter(kind="signed.in").order_by("sequence")
    return [event.payload["by"] for event in events]


def test_a_user_comes_in_with_a_passkey_and_no_password(
    page: Page, live_server: LiveServer, user: User, key: None
) -> None:
    sign_in_by_password(page, live_server.url)
    add_passkey(page, live_server.url)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{live_server.url}/")
    assert ways_in() == [["password"], ["webauthn"]]
