"""A write that is sent twice happens once, also where both come at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from tests.api.programs import Program, program
from tests.web.people import account

from tashan.api.idempotency import KEPT_FOR, forget
from tashan.api.models import KeptAnswer
from tashan.api.tasks import forget_answers
from tashan.api.views import offices as offices_view
from tashan.reading.models import Report
from tashan.registry import offices
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"
OFFICER = {"name": "林清和", "since": "2026-01-01", "reason": "任命文件"}


def officers() -> int:
    return Entity.objects.filter(kind=Kind.OFFICER).count()


@pytest.fixture
def registrar(db: None) -> Program:
    return program("registrar")


@pytest.mark.django_db
def test_the_same_request_again_gives_the_same_answer_and_writes_once(registrar: Program) -> None:
    first = registrar.send("POST", "/officers", OFFICER, Idempotency_Key=KEY)
    second = registrar.send("POST", "/officers", OFFICER, Idempotency_Key=KEY)
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert officers() == 1


@pytest.mark.django_db
def test_without_a_key_each_request_writes(registrar: Program) -> None:
    registrar.post("/officers", OFFICER)
    registrar.post("/officers", OFFICER)
    assert officers() == 2


@pytest.mark.django_db
def test_a_key_is_of_one_request_alone(registrar: Program) -> None:
    registrar.post("/officers", OFFICER, Idempotency_Key=KEY)
    told = registrar.problem("POST", "/officers", OFFICER | {"name": "吴"}, Idempotency_Key=KEY)
    assert told["type"] == "/problems/key-reused"
    assert told["status"] == 422
    assert officers() == 1


@pytest.mark.django_db
def test_two_accounts_may_use_one_key(registrar: Program) -> None:
    other = program("registrar", username="other")
    registrar.post("/officers", OFFICER, Idempotency_Key=KEY)
    other.post("/officers", OFFICER | {"name": "吴"}, Idempotency_Key=KEY)
    assert officers() == 2


@pytest.mark.django_db
def test_a_write_that_was_refused_keeps_no_answer(registrar: Program) -> None:
    registrar.problem("POST", "/officers", OFFICER | {"name": " "}, Idempotency_Key=KEY)
    assert not KeptAnswer.objects.exists()
    registrar.post("/officers", OFFICER, Idempotency_Key=KEY)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["长", "a b", "x" * 101])
def test_a_key_is_a_short_word(registrar: Program, key: str) -> None:
    told = registrar.problem("POST", "/officers", OFFICER, Idempotency_Key=key)
    assert told["type"] == "/problems/bad-request"


@pytest.mark.django_db
def test_a_file_sent_twice_is_one_report_with_one_answer() -> None:
    reviewer = program("reviewer")
    headers = {"Authorization": f"Bearer {reviewer.secret}", "Idempotency-Key": KEY}

    def send() -> Any:
        file = SimpleUploadedFile("考察报告.txt", "青石县修建标准厂房。".encode())
        return reviewer.client.post("/api/v1/reports", {"file": file}, headers=headers)

    first, second = send(), send()
    assert first.status_code == second.status_code == 202, first.content
    assert first.json() == second.json()
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_keys_are_forgotten_after_a_day(registrar: Program) -> None:
    registrar.post("/officers", OFFICER, Idempotency_Key=KEY)
    now = timezone.now()
    assert forget(now - KEPT_FOR) == 0
    KeptAnswer.objects.update(at=now - timedelta(days=2))
    assert forget(now - KEPT_FOR) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_them_each_hour() -> None:
    user = account("lin")
    old = timezone.now() - timedelta(days=2)
    KeptAnswer.objects.create(user=user, key="a", request_sha256="", status=201, body={}, at=old)
    forget_answers(int(timezone.now().timestamp()))
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db
def test_kept_answer_once_a_key() -> None:
    said = {"user": account("lin"), "key": "a", "status": 201, "body": {}, "at": timezone.now()}
    KeptAnswer.objects.create(**said)
    with pytest.raises(IntegrityError, match="kept_answer_once_a_key"), transaction.atomic():
        KeptAnswer.objects.create(**said)


def closing(send: Any) -> Any:
    """A thread's own connection ends with it, else the test database could not be dropped."""
    try:
        return send()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_writes_and_the_others_are_told_so() -> None:
    registrar = program("registrar")
    start = threading.Barrier(6)

    def send() -> Any:
        start.wait()
        return registrar.send("POST", "/officers", OFFICER, Idempotency_Key=KEY)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: closing(send), range(6)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert officers() == 1


@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_at_work_the_second_is_told_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registrar = program("registrar")
    begun, may_end = threading.Event(), threading.Event()
    enter = offices.enter_officer

    def slow(*arguments: Any, **named: Any) -> Entity:
        begun.set()
        assert may_end.wait(20)
        return enter(*arguments, **named)

    monkeypatch.setattr(offices_view.offices, "enter_officer", slow)

    def send() -> Any:
        return registrar.send("POST", "/officers", OFFICER, Idempotency_Key=KEY)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(closing, send)
        assert begun.wait(20)
        second = send()
        may_end.set()
        assert first.result().status_code == 201
    assert second.status_code == 409
    assert second.json()["type"] == "/problems/still-at-work"
    assert second.headers["Retry-After"] == "1"
    assert send().content == first.result().content
