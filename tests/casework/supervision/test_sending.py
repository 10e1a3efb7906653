"""Messages go out from rows: signed, tried again, withdrawn where their cause is gone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.casework.supervision.sinks import Sink, mail_server, web_server
from tests.casework.supervision.supervised import Supervised, late_by

from tashan.base.errors import UserError
from tashan.casework.states import State
from tashan.casework.supervision import addresses, sending, webhooks
from tashan.casework.supervision.sending import WAITS, send_waiting
from tashan.casework.supervision.webhook_keeping import open_webhook
from tashan.casework.supervision.webhooks import NotSentError
from tashan.casework.supervision_models import Message, Reminder, Webhook, WebhookForm

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 1, tzinfo=UTC)


@pytest.fixture
def place() -> Supervised:
    found = Supervised(late_by(1, timezone.localdate()))
    found.remind(timezone.localdate())
    return found


def now() -> datetime:
    return timezone.now() + timedelta(days=1)


def test_a_mail_says_what_is_late_and_is_known_by_its_row(place: Supervised) -> None:
    assert send_waiting(now()) == 1
    (letter,) = mail.outbox
    row = Message.objects.get(channel="mail")
    assert letter.to == ["handler@county.example"]
    assert letter.extra_headers["Message-ID"] == f"<{row.key}@localhost>"
    assert "电子产业园一期" in letter.body
    assert (row.state, row.attempts) == ("sent", 1)
    assert send_waiting(now()) == 0


def test_what_is_done_meanwhile_is_withdrawn(place: Supervised) -> None:
    place.matter.state, place.matter.ended_on = State.PASSED, timezone.localdate()
    place.matter.save()
    assert send_waiting(now()) == 0
    assert Message.objects.get(channel="mail").state == "withdrawn"
    assert Reminder.objects.filter(channel="mail", withdrawn_at__isnull=False).count() == 1
    assert mail.outbox == []


def test_nothing_goes_out_while_the_clock_stands(place: Supervised) -> None:
    place.matter.state = State.SUPPLEMENT_ASKED
    place.matter.save()
    assert send_waiting(now()) == 0


def test_a_message_that_a_dead_sender_held_goes_again_as_it_was(place: Supervised) -> None:
    row = Message.objects.get(channel="mail")
    Message.objects.filter(pk=row.pk).update(state="sending", attempts=1, text="旧", subject="旧")
    assert send_waiting(now()) == 1
    assert (mail.outbox[0].body, mail.outbox[0].extra_headers["Message-ID"]) == (
        "旧", f"<{row.key}@localhost>",
    )  # fmt: skip


def test_it_is_tried_again_after_growing_waits_and_then_has_failed(
    place: Supervised, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    row, waits = Message.objects.get(channel="mail"), []
    for _attempt in range(len(WAITS) + 1):
        Message.objects.update(next_at=AT)
        before = timezone.now()
        send_waiting(timezone.now())
        row.refresh_from_db()
        waits.append(round((row.next_at - before).total_seconds() / 60))
    assert tuple(waits[:-1]) == WAITS
    assert (row.state, row.attempts) == ("failed", len(WAITS) + 1)
    assert "refused" in row.error.lower()
    sending.try_again(row, timezone.now())
    row.refresh_from_db()
    assert row.state == "waiting"


def test_a_mail_server_gets_the_message(place: Supervised, settings: Settings) -> None:
    sink = Sink()
    with mail_server(sink) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        assert send_waiting(now()) == 1
    assert list(sink.arrived) == [f"<{Message.objects.get(channel='mail').key}@localhost>"]


def hooked(place: Supervised, form: WebhookForm, address: str) -> Message:
    """The message to the group of the office."""
    open_webhook(place.office, form, address, "SEC", actor=place.steward, at=AT)
    place.remind(timezone.localdate())
    return Message.objects.select_related("webhook").get(channel="webhook")


def webhook_of(message: Message) -> Webhook:
    assert message.webhook is not None
    return message.webhook


def test_a_webhook_is_signed_over_its_moment_and_body(place: Supervised) -> None:
    message = hooked(place, WebhookForm.GENERIC, "https://a.example/x")
    post = webhooks.post_of(webhook_of(message), message, AT)
    said = dict(part.split("=") for part in post.headers["X-Tashan-Signature"].split(","))
    wanted = hmac.new(b"SEC", said["t"].encode() + b"." + post.body, hashlib.sha256).hexdigest()
    assert said["v1"] == wanted
    assert post.headers["Idempotency-Key"] == str(message.key)


def test_dingtalk_takes_its_timestamp_and_sign_in_the_address(place: Supervised) -> None:
    message = hooked(place, WebhookForm.DINGTALK, "https://oapi.example/send?access_token=x")
    message.text = "逾期"
    post = webhooks.post_of(webhook_of(message), message, AT)
    said = {key: value[0] for key, value in parse_qs(urlsplit(post.address).query).items()}
    told = f"{said['timestamp']}\nSEC".encode()
    assert (
        said["sign"] == base64.b64encode(hmac.new(b"SEC", told, hashlib.sha256).digest()).decode()
    )
    assert said["access_token"] == "x"
    assert json.loads(post.body) == {"msgtype": "text", "text": {"content": "逾期"}}


def test_wecom_has_its_form_and_needs_no_secret(place: Supervised) -> None:
    message = hooked(place, WebhookForm.WECOM, "https://qyapi.example/send?key=k")
    message.text = "逾期"
    post = webhooks.post_of(webhook_of(message), message, AT)
    assert post.address == "https://qyapi.example/send?key=k"
    assert json.loads(post.body)["text"] == {"content": "逾期"}


@pytest.mark.parametrize(
    ("form", "answer", "state"),
    [("generic", b"{}", "sent"), ("wecom", b'{"errcode": 0}', "sent"),
     ("wecom", b'{"errcode": 93000, "errmsg": "invalid"}', "failed"),
     ("dingtalk", b'{"errcode": -1, "errmsg": "busy"}', "waiting"),
     ("dingtalk", b"<html>", "failed")],
)  # fmt: skip
def test_robots_refuse_with_a_code_of_their_own(
    place: Supervised, settings: Settings, form: str, answer: bytes, state: str
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    sink = Sink()
    with web_server(sink, answer) as port:
        message = hooked(place, WebhookForm(form), f"http://127.0.0.1:{port}/x")
        Message.objects.update(next_at=AT)
        send_waiting(timezone.now())
    message.refresh_from_db()
    assert (message.state, sink.arrived[str(message.key)]) == (state, 1)


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"])
def test_private_addresses_are_refused_when_sent_to(number: str) -> None:
    with pytest.raises(UserError, match="private network"):
        addresses.reachable("https://a.example/x", lambda host, port: ["93.184.216.34", number])


@pytest.mark.parametrize(
    "address", ["http://a.example/", "ftp://a.example/", "https://", "https://u:p@a.example/", "x"]
)
def test_an_address_is_https_and_names_a_host(address: str) -> None:
    with pytest.raises(UserError, match="no address"):
        addresses.refuse_address(address)


def test_an_unknown_host_is_tried_again(place: Supervised, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(address: str) -> str:
        raise OSError("name not known")

    monkeypatch.setattr(webhooks, "reachable", unknown)
    message = hooked(place, WebhookForm.GENERIC, "https://a.example/x")
    post = webhooks.post_of(webhook_of(message), message, AT)
    with pytest.raises(NotSentError) as error:
        webhooks.send(post, WebhookForm.GENERIC)
    assert not error.value.is_final
