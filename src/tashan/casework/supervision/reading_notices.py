"""The notices of a user in the page: newest first, unread counted, read at once or all."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from tashan.casework.supervision_models import Channel, Message, MessageState, Reminder
from tashan.record.models import User


def notices_of(user: User) -> QuerySet[Message]:
    """With their reminders, the latest things first."""
    rows = Message.objects.filter(user=user, channel=Channel.PAGE, state=MessageState.SENT)
    things = Prefetch("reminders", Reminder.objects.order_by("-late", "pk"))
    return rows.order_by("-pk").prefetch_related(things)


def unread_of(user: User) -> QuerySet[Message]:
    """Those that the user has not read yet."""
    rows = Message.objects.filter(user=user, channel=Channel.PAGE, state=MessageState.SENT)
    return rows.filter(read_at=None)


def mark_read(user: User, at: datetime) -> int:
    """All that the user has not read yet; how many that was."""
    return unread_of(user).update(read_at=at)
