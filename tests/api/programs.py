"""Programs that call the API, each with a token of an account that holds some roles."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.web.people import account

from tashan.record.models import Token, User
from tashan.record.tokens import Scope, digest

ROOT = "/api/v1"
LONG_AGO = datetime(2026, 1, 2, tzinfo=UTC)


def token_for(user: User, *scopes: str, secret: str = "", days: int = 30) -> str:
    """A token as if the account had been allowed all of these scopes when it was made."""
    given = secret or f"tashan_{user.username}-{digest('-'.join(scopes))}"
    Token.objects.create(
        name="测试程序",
        user=user,
        sha256=digest(given),
        hint=given[7:15],
        scopes=list(scopes),
        created_at=LONG_AGO,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return given


class Program:
    """Sends requests with its token and reads the answers as JSON."""

    def __init__(self, secret: str, user: User | None = None) -> None:
        self.secret = secret
        self.user = user
        self.client = Client(raise_request_exception=False)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """``headers`` are names with _ for -; ``path`` begins after /api/v1 or is whole."""
        address = path if path.startswith("/api/") else ROOT + path
        said = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = "" if body is None else json.dumps(body)
        return self.client.generic(
            method, address, data, content_type="application/json", headers=said
        )

    def get(self, path: str, **headers: str) -> Any:
        """The JSON of an answer that must be 200."""
        answer = self.send("GET", path, **headers)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def post(self, path: str, body: Any, *, expected: int = 201, **headers: str) -> Any:
        answer = self.send("POST", path, body, **headers)
        assert answer.status_code == expected, answer.content.decode()
        return answer.json()

    def problem(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The JSON of an answer that must be a problem."""
        answer = self.send(method, path, body, **headers)
        assert answer.headers["Content-Type"] == "application/problem+json", answer.content
        told = answer.json()
        assert told["status"] == answer.status_code
        return told


def program(*roles: str, scopes: tuple[str, ...] | None = None, username: str = "") -> Program:
    """A program of somebody new; without ``scopes`` its token was made for everything."""
    user = account(username or "-".join(roles) or "nobody", *roles)
    wanted = tuple(Scope.values) if scopes is None else scopes
    return Program(token_for(user, *wanted), user)
