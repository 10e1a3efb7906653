"""Coming in, and who tried, through the real pages of the sign-in library."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tashan.record.accounts import Account, close_account, make_account, reset_password
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "stone-from-another-hill"


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user() -> User:
    account = Account("linxia", "林夏", email="linxia@county.example", language="en")
    return make_account(account, PASSWORD, actor=None, at=AT)


def sign_in(client: Client, name: str = "linxia", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password})


def recorded(stream: str) -> list[tuple[str, list[str]]]:
    events = Event.objects.filter(stream=stream).exclude(kind="account.made")
    return [(event.kind, event.payload.get("by", [])) for event in events]


@pytest.mark.parametrize("name", ["linxia", "LinXia", "linxia@county.example"])
def test_a_user_comes_in_by_username_or_mail_address(client: Client, user: User, name: str) -> None:
    assert sign_in(client, name).status_code == 302
    assert recorded(user.stream) == [("signed.in", ["password"])]


def test_the_event_tells_from_where(client: Client, user: User) -> None:
    sign_in(client)
    assert Event.objects.get(kind="signed.in").payload["ip"] == "127.0.0.1"


def test_the_pages_speak_the_users_language_after_signing_in(client: Client, user: User) -> None:
    assert sign_in(client).cookies["django_language"].value == "en"


def test_going_out_is_recorded(client: Client, user: User) -> None:
    sign_in(client)
    client.post(reverse("account_logout"))
    assert recorded(user.stream)[-1] == ("signed.out", [])


def test_a_wrong_password_is_recorded_with_the_account(client: Client, user: User) -> None:
    assert sign_in(client, password="wrong").status_code == 200
    assert recorded(user.stream) == [("sign-in.failed", ["password"])]


def test_an_unknown_name_is_recorded_without_the_name(client: Client) -> None:
    sign_in(client, name="my-secret-password")
    event = Event.objects.get(stream="sign-in")
    assert event.payload == {"by": ["password"], "ip": "127.0.0.1"}


def test_after_five_wrong_passwords_the_right_one_is_refused_for_a_while(
    client: Client, user: User
) -> None:
    for _attempt in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 200
    assert "signed.in" not in dict(recorded(user.stream))


def test_a_closed_account_cannot_come_in(client: Client, user: User) -> None:
    close_account(user, actor=None, at=AT)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_closing_an_account_ends_its_sessions(client: Client, user: User) -> None:
    sign_in(client)
    close_account(user, actor=None, at=AT)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_a_password_that_is_reset_ends_its_sessions(client: Client, user: User) -> None:
    sign_in(client)
    reset_password(user, "another-hill-another-stone", actor=None, at=AT)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_nobody_signs_up(client: Client) -> None:
    form = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not User.objects.exists()


def test_a_changed_password_is_recorded(client: Client, user: User) -> None:
    sign_in(client)
    new = "another-hill-another-stone"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), form)
    assert ("sign-in.password_changed", []) in recorded(user.stream)


SECRET = "JBSWY3DPEHPK3PXP"


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def careful(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


def test_a_second_factor_is_asked_for(client: Client, careful: User) -> None:
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_the_right_code_opens_the_account(client: Client, careful: User) -> None:
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert recorded(careful.stream) == [("signed.in", ["password", "totp"])]


def test_a_wrong_code_is_recorded(client: Client, careful: User) -> None:
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert recorded(careful.stream) == [("sign-in.failed", ["code"])]


@pytest.mark.parametrize("answer", ['{"id": "x", "rawId": "x"}', "[1]"])
def test_a_key_that_does_not_fit_is_recorded(client: Client, careful: User, answer: str) -> None:
    sign_in(client)
    client.get(reverse("mfa_authenticate"))
    client.post(reverse("mfa_authenticate"), {"credential": answer})
    assert recorded(careful.stream) == [("sign-in.failed", ["webauthn"])]


def test_the_secret_of_a_second_factor_is_not_stored_in_clear(careful: User) -> None:
    assert SECRET not in json.dumps(Authenticator.objects.get(user=careful).data)


def test_taking_a_second_factor_off_is_recorded(client: Client, careful: User) -> None:
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert ("sign-in.totp_deactivated", []) in recorded(careful.stream)


def test_what_matters_asks_for_the_password_again(client: Client, careful: User) -> None:
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=careful).exists()


def test_a_passkey_can_be_asked_for(client: Client) -> None:
    answer = client.get(reverse("mfa_login_webauthn"), HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert "challenge" in answer.json()["request_options"]["publicKey"]


class SignInService(BaseHTTPRequestHandler):
    """The outside part: a county's OpenID Connect server, as small as the protocol allows."""

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path == "/.well-known/openid-configuration":
            self._answer(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/userinfo",
                    "jwks_uri": f"{base}/keys",
                }
            )
        else:
            self._answer({"sub": "4711", "work_number": "linxia"})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "a token", "token_type": "Bearer"})

    def _answer(self, content: dict[str, str]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests are silent."""


@pytest.fixture
def service(settings: Settings) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", 0), SignInService) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {
                        "provider_id": "office",
                        "name": "Office",
                        "client_id": "tashan",
                        "secret": "between the two",
                        "settings": {"server_url": address},
                    }
                ],
                "OAUTH_PKCE_ENABLED": True,
            }
        }
        yield
        server.shutdown()
        thread.join()


def come_by_service(client: Client) -> Any:
    there = client.post(reverse("openid_connect_login", kwargs={"provider_id": "office"}))
    (state,) = parse_qs(urlsplit(there.url).query)["state"]
    back = reverse("openid_connect_callback", kwargs={"provider_id": "office"})
    return client.get(back, {"code": "a code", "state": state})


def test_the_countys_sign_in_service_opens_the_account_that_its_claim_names(
    client: Client, user: User, service: None, settings: Settings
) -> None:
    settings.SIGN_IN_CLAIM = "work_number"
    come_by_service(client)
    assert ("signed.in", ["socialaccount"]) in recorded(user.stream)


@pytest.mark.parametrize("claim", ["", "sub"])
def test_the_sign_in_service_opens_nothing_where_no_claim_names_an_account(
    client: Client, user: User, service: None, settings: Settings, claim: str
) -> None:
    settings.SIGN_IN_CLAIM = claim
    come_by_service(client)
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1
