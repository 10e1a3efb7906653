"""The sender is killed at any point: nothing is lost, and nothing arrives as two things."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.db import connection
from django.utils import timezone
from tests.casework import making
from tests.casework.supervision.sinks import Sink, mail_server, web_server
from tests.casework.supervision.supervised import Supervised, late_by, mailed, officer

from tashan.casework.supervision.webhook_keeping import open_webhook
from tashan.casework.supervision_models import Message, MessageState, WebhookForm

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, KILLS = 8, 9
NURSERY = """
import os, sys
import django
django.setup()
from django.db import connections
from django.utils import timezone
from tashan.casework.supervision.sending import send_waiting
from tashan.casework.supervision.sources import values_on
values_on(timezone.localdate())  # what is read once is read before the first is killed
connections.close_all()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        send_waiting(timezone.now())
        os._exit(0)
    print(child, flush=True)
    _pid, status = os.waitpid(child, 0)
    print(status, flush=True)
"""


class Senders:
    """Processes of their own at the tests' database, each a child of one that has it all loaded."""

    def __init__(self, mail: int) -> None:
        said = connection.get_connection_params()
        parts = [f"{name}={said[name]}" for name in ("host", "port") if said.get(name)]
        url = f"postgresql://{said.get('user') or 'postgres'}@/{said['dbname']}?{'&'.join(parts)}"
        own = {
            "PYTHONPATH": "src", "TASHAN_DATABASE_URL": url, "TASHAN_SMTP_HOST": "127.0.0.1",
            "TASHAN_SMTP_PORT": str(mail), "TASHAN_WEBHOOKS_PRIVATE": "1",
        }  # fmt: skip
        self.nursery = subprocess.Popen(
            [sys.executable, "-c", NURSERY], env=os.environ | own, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def start(self) -> int:
        """The number of a process that sends all that waits."""
        assert self.nursery.stdin is not None
        self.nursery.stdin.write("send\n")
        self.nursery.stdin.flush()
        return self._said()

    def ended(self) -> int:
        """How it ended: 0 where it was done."""
        return self._said()

    def _said(self) -> int:
        assert self.nursery.stdout is not None
        return int(self.nursery.stdout.readline())

    def stop(self) -> None:
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.close()
        self.nursery.wait()
        self.nursery.stdout.close()


def queued(hook: int) -> int:
    """Some officers with something late, and the group of their office."""
    place = Supervised(late_by(1, timezone.localdate()))
    for number in range(PEOPLE):
        user = mailed(making.officer(f"officer{number}", "handler", at=place.office))
        case = making.make_case({"one": {"officer": officer(user)}}, office=place.office)
        place.begun(making.matter(case), late_by(1, timezone.localdate()))
    for number in range(PEOPLE):
        group = making.office(f"第{number}股")
        address = f"http://127.0.0.1:{hook}/hook"
        open_webhook(group, WebhookForm.GENERIC, address, "secret", actor=place.steward,
                     at=timezone.now())  # fmt: skip
        case = making.make_case({"one": {}}, office=group)
        place.begun(making.matter(case), late_by(1, timezone.localdate()))
    place.remind(timezone.localdate())
    Message.objects.update(next_at=timezone.now())
    return Message.objects.exclude(channel="page").count()


def test_a_sender_killed_at_any_point_loses_nothing_and_sends_nothing_twice(
    settings: object,
) -> None:
    chance = random.Random(35)
    settings.WEBHOOKS_MAY_BE_PRIVATE = True  # type: ignore[attr-defined]
    slow = Sink(taken=lambda: time.sleep(0.02))
    with mail_server(slow) as mail, web_server(slow) as hook:
        wanted, senders = queued(hook), Senders(mail)
        assert wanted > PEOPLE
        for _kill in range(KILLS):
            sender = senders.start()
            until = time.monotonic() + 10
            enough = sum(slow.arrived.values()) + chance.randint(0, 2)
            while sum(slow.arrived.values()) < enough and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.03))  # before, while or after it is acknowledged
            with suppress(ProcessLookupError):  # it was done before
                os.kill(sender, signal.SIGKILL)
            senders.ended()
        for _try in range(20):  # the lock of the last goes with its connection, in its own time
            senders.start()
            assert senders.ended() == 0
            if not Message.objects.exclude(state=MessageState.SENT).exists():
                break
            time.sleep(0.2)
        senders.stop()
    states = set(Message.objects.values_list("state", flat=True))
    assert states == {MessageState.SENT}
    rows = Message.objects.exclude(channel="page")
    keys = {str(key) for key in rows.values_list("key", flat=True)}
    arrived = {key.strip("<>").partition("@")[0] for key in slow.arrived}
    assert arrived == keys
    assert len(slow.arrived) == wanted
    # what was under way when the sender died came again: the same words under the same key
    again = sum(slow.arrived.values()) - wanted
    assert again <= KILLS
    assert all(len(words) == 1 for words in slow.words.values())
