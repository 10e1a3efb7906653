"""What the environment says, and what is said when it says nothing or nonsense."""

from __future__ import annotations

import runpy
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tashan import settings

SERVICE = {
    "TASHAN_OIDC_SERVER": "https://sign-in.county.example",
    "TASHAN_OIDC_CLIENT": "tashan",
    "TASHAN_OIDC_SECRET": "between the two",
}


def loaded(patch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The settings as another process would load them."""
    for name, value in environment.items():
        patch.setenv(name, value)
    return runpy.run_path(settings.__file__)


def test_a_setting_that_must_be_there_is_asked_for_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ImproperlyConfigured, match="TASHAN_DATABASE_URL is not set: expected post"):
        loaded(monkeypatch, TASHAN_DATABASE_URL=" ")


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="has 6 characters: expected 32 or more"):
        loaded(monkeypatch, TASHAN_SECRET_KEY="secret")


def test_another_database_than_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL only"):
        loaded(monkeypatch, TASHAN_DATABASE_URL="mysql://root@localhost/tashan")


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_a_switch_is_one_or_nought(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"TASHAN_DEBUG is .* expected 1 \(yes\)"):
        loaded(monkeypatch, TASHAN_DEBUG=value)


@pytest.mark.parametrize("value", ["0", "-1", "ten", "1.5"])
def test_hours_are_a_whole_number(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TASHAN_SESSION_HOURS is"):
        loaded(monkeypatch, TASHAN_SESSION_HOURS=value)


def test_a_database_is_read_from_its_address() -> None:
    read = settings.database("postgresql://a:p%40ss@db.example:5433/tashan?sslmode=require")
    wanted = {"NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"}
    assert {key: value for key, value in read.items() if key in wanted} == {
        "NAME": "tashan",
        "USER": "a",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_can_be_reached_by_a_socket() -> None:
    assert settings.database("postgresql://a@/tashan?host=/var/pg")["HOST"] == "/var/pg"


def test_an_office_is_served_over_https_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TASHAN_HTTPS")
    office = loaded(monkeypatch)
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert [office[name] for name in names] == [True, True, True]
    assert office["SECURE_HSTS_SECONDS"] > 0


def test_django_finds_nothing_to_warn_of_in_an_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TASHAN_HTTPS")
    monkeypatch.setenv("TASHAN_SECRET_KEY", secrets.token_urlsafe(50))
    monkeypatch.setenv("PYTHONPATH", str(Path(settings.__file__).parents[1]))
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_demo_may_do_without_https_and_shows_no_debug_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    demo = loaded(monkeypatch, TASHAN_HTTPS="0")
    assert (demo["SESSION_COOKIE_SECURE"], demo["DEBUG"]) == (False, False)


def test_the_word_of_a_proxy_is_taken_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert loaded(monkeypatch)["SECURE_PROXY_SSL_HEADER"] is None
    behind = loaded(monkeypatch, TASHAN_BEHIND_PROXY="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_pages_load_nothing_from_elsewhere() -> None:
    policy = settings.content_policy(form_targets_elsewhere=False)
    assert policy.startswith("default-src 'self'; img-src 'self' data:; ")
    assert "unsafe" not in policy


def test_a_form_may_lead_to_the_sign_in_service_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "form-action 'self'" in loaded(monkeypatch)["CONTENT_POLICY"]
    assert "form-action" not in loaded(monkeypatch, **SERVICE)["CONTENT_POLICY"]


def test_a_sign_in_service_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="TASHAN_OIDC_SECRET is not set"):
        loaded(monkeypatch, **{**SERVICE, "TASHAN_OIDC_SECRET": ""})


def test_the_sign_in_service_is_named_as_the_office_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    providers = loaded(monkeypatch, **SERVICE, TASHAN_OIDC_NAME="统一认证")
    (service,) = providers["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (service["name"], service["client_id"]) == ("统一认证", "tashan")
