"""Work in the background: how it is queued and retried, and what is told of a bug in it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from tashan.base.errors import UserError

# A worker that lost its database tries again; what cannot be done is not tried again.
RETRY = RetryStrategy(max_attempts=3, exponential_wait=5)


def queue_once(task: Task[Any, Any, Any], lock: str, **what: int) -> bool:
    """Have a task worked on, one at a time for each ``lock``; False where a job waits already.

    The job that waits will find the newest state.
    """
    try:
        with transaction.atomic():
            task.configure(lock=lock, queueing_lock=lock).defer(**what)
    except AlreadyEnqueued:
        return False
    return True


def bug() -> UserError:
    """What an officer is told of an error that is ours."""
    return UserError(
        _("This did not work and nothing was stored."),
        hint=_("Tell the administrator; the reason is in the worker's log."),
    )
