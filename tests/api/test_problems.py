"""Everything that goes wrong is told as a problem, in the tongue of the request."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from tests.api.programs import Program, program

from tashan.api import problems
from tashan.api.views import account
from tashan.record.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Program:
    return program("registrar")


def test_a_problem_has_its_type_title_status_and_next_step(registrar: Program) -> None:
    told = registrar.problem("GET", "/entities/999999999")
    assert told == {
        "type": "/problems/not-found",
        "title": "There is no such thing here",
        "status": 404,
        "detail": "",
        "hint": "Look it up in its list first.",
        "errors": [],
    }


def test_what_is_wrong_with_a_field_is_pointed_at(registrar: Program) -> None:
    told = registrar.problem("POST", "/officers", {"name": "林清和", "since": "yesterday"})
    assert told["type"] == "/problems/invalid"
    assert {error["pointer"] for error in told["errors"]} == {"#/since", "#/reason"}


def test_a_field_that_nobody_asked_for_is_refused(registrar: Program) -> None:
    body = {"name": "林清和", "since": "2026-01-01", "reason": "任命文件", "nmae": "林"}
    told = registrar.problem("POST", "/officers", body)
    assert [error["pointer"] for error in told["errors"]] == ["#/nmae"]


def test_a_parameter_that_is_wrong_is_named(registrar: Program) -> None:
    told = registrar.problem("GET", "/enterprises?limit=0&on=x")
    assert {error["parameter"] for error in told["errors"]} == {"limit", "on"}


def test_what_an_officer_can_mend_says_how(registrar: Program) -> None:
    body = {"name": "某公司", "code": "91", "since": "2026-01-01", "reason": "营业执照"}
    told = registrar.problem("POST", "/enterprises", body)
    assert told["type"] == "/problems/refused"
    assert told["status"] == 422
    assert told["hint"]


def test_an_unknown_address_is_a_problem(registrar: Program) -> None:
    assert registrar.problem("GET", "/nothing/here")["status"] == 404
    assert Client().get("/api/").headers["Content-Type"] == "application/problem+json"


def test_another_method_is_a_problem_that_names_those_allowed(registrar: Program) -> None:
    answer = registrar.send("DELETE", "/enterprises")
    assert answer.status_code == 405
    assert answer.json()["type"] == "/problems/method-not-allowed"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_a_body_that_is_no_json_is_a_problem(registrar: Program) -> None:
    answer = registrar.client.post(
        "/api/v1/officers",
        "{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {registrar.secret}"},
    )
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/bad-request"


def test_a_body_that_is_too_large_is_refused_unread(registrar: Program) -> None:
    told = registrar.problem("POST", "/officers", {"name": "大" * 3_000_000})
    assert told["type"] == "/problems/too-large"


@pytest.mark.parametrize("path", ["/entities?q=%00", "/enterprises?q=%00", "/entities?q=%ED%A0%80"])
def test_characters_that_cannot_be_kept_are_no_fault(registrar: Program, path: str) -> None:
    assert registrar.send("GET", path).status_code in (200, 422)


def test_a_fault_tells_nothing_of_the_inside_and_is_logged(
    registrar: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(account, "entity_of", broken)
    with caplog.at_level(logging.ERROR):
        answer = registrar.send("GET", "/me")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/fault"
    assert "inside" not in answer.content.decode()
    assert "the secret inside" in caplog.text


@pytest.mark.parametrize(
    ("tongue", "title"),
    [
        ("zh-CN", "这里没有"),
        ("zh-TW,zh;q=0.9", "這裡沒有"),
        ("en", "There is no such thing here"),
        ("xx", "这里没有"),
    ],
)
def test_a_problem_speaks_the_tongue_that_was_asked_for(
    registrar: Program, tongue: str, title: str
) -> None:
    told = registrar.problem("GET", "/entities/999999999", Accept_Language=tongue)
    assert title in told["title"]


def test_an_answer_says_its_tongue_and_is_kept_by_nobody(registrar: Program) -> None:
    answer = registrar.send("GET", "/me")
    assert answer.headers["Content-Language"] == "en"
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_cookie_is_set(registrar: Program) -> None:
    assert registrar.send("GET", "/me").cookies == {}
    assert Token.objects.count() == 1


def test_every_code_is_in_the_reference() -> None:
    from tests.api.test_guide import GUIDE

    text = GUIDE.read_text(encoding="utf-8")
    assert [code for code in problems.CODES if f"`{code}`" not in text] == []
