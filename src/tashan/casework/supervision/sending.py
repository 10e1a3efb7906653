"""Messages are sent from rows: taken up, sent under a key of their own, marked.

One sender at a time holds a lock of the database. What stands as ``sending`` when another gets
the lock was taken up by a sender that died: nobody knows whether it went out, so it goes again
with the same key and the same words, and the other side can tell that it is the same.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from tashan.base.errors import UserError
from tashan.casework.supervision import mails, webhooks
from tashan.casework.supervision.message_texts import write
from tashan.casework.supervision.webhooks import NotSentError
from tashan.casework.supervision.withdrawing import withdraw
from tashan.casework.supervision_models import Channel, Message, MessageState

log = logging.getLogger(__name__)
WAITS = (1, 5, 15, 60, 240, 720)  # minutes before each further attempt; then it has failed
_LOCK, _UNLOCK = (
    f"SELECT {function}(hashtext('tashan messages'))"
    for function in ("pg_try_advisory_lock", "pg_advisory_unlock")
)


def send_waiting(at: datetime) -> int:
    """Send all that waits at a moment; how many went out, none while another sends."""
    sent = 0
    with _alone() as is_alone:
        if not is_alone:
            return 0
        if Message.objects.filter(state=MessageState.WAITING, attempts=0).exists():
            withdraw(timezone.localdate(at), at)
        Message.objects.filter(state=MessageState.SENDING).update(
            state=MessageState.WAITING, next_at=at
        )
        while (message := _taken_up(at)) is not None:
            sent += _sent(message)
    return sent


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the lock of the one who sends; it goes with the connection of one that dies."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute(_UNLOCK)


@transaction.atomic
def _taken_up(at: datetime) -> Message | None:
    """The next message, marked before it is sent, with its words settled for good."""
    rows = Message.objects.filter(state=MessageState.WAITING, next_at__lte=at)
    row = rows.select_for_update(of=("self",)).select_related("user", "webhook").order_by(
        "next_at", "pk"
    ).first()  # fmt: skip
    if row is None:
        return None
    if not row.text:
        row.subject, row.text = write(row, row.reminders.filter(withdrawn_at=None))
    row.state, row.attempts = MessageState.SENDING, row.attempts + 1
    row.save(update_fields=["subject", "text", "state", "attempts"])
    return row


def _sent(message: Message) -> bool:
    """Send one message and mark what came of it."""
    try:
        _send(message)
    except NotSentError as error:
        _not_sent(message, str(error), is_final=error.is_final)
        return False
    except UserError as error:
        _not_sent(message, str(error), is_final=True)
        return False
    message.state, message.sent_at, message.error = MessageState.SENT, timezone.now(), ""
    message.save(update_fields=["state", "sent_at", "error"])
    return True


def _send(message: Message) -> None:
    if message.channel == Channel.MAIL:
        mails.send_mail(message)
    elif message.webhook is not None:
        if message.webhook.closed_at is not None:
            raise NotSentError("the channel was closed", is_final=True)
        post = webhooks.post_of(message.webhook, message, timezone.now())
        webhooks.send(post, message.webhook.form)


def _not_sent(message: Message, says: str, *, is_final: bool) -> None:
    number = message.attempts - 1
    is_over = is_final or number >= len(WAITS)
    message.state = MessageState.FAILED if is_over else MessageState.WAITING
    message.error = says[:300]
    if not is_over:
        message.next_at = timezone.now() + timedelta(minutes=WAITS[number])
    message.save(update_fields=["state", "error", "next_at"])
    log.warning("message %s was not sent: %s", message.key, says)


def try_again(message: Message, at: datetime) -> None:
    """What has failed goes out once more, under the same key."""
    rows = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    rows.update(state=MessageState.WAITING, attempts=1, next_at=at)
