"""What is due: one shape for matters, milestones, promises, tasks and targets, one rule of light.

Each area names its rows by a ``DueSource`` in its own module; supervision gathers them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tashan.base.lights import Light
from tashan.casework.clocks import SOON, WorkingDays


class Due(NamedTuple):
    """One open thing that somebody must have done by a day, as its source tells it.

    ``cause`` (``milestone:17``) is the same for as long as it is the same thing: reminders are
    sent once for it. ``due_on`` None: no day was set. ``stands``: its clock stands still. ``said``
    is the light that rules of its own give (a target's), or None: then the day decides.
    """

    cause: str
    title: str
    office: int | None
    officer: int | None
    subject: int | None
    due_on: date | None
    stands: bool
    said: str | None


@dataclass(frozen=True, slots=True)
class DueSource:
    """Where things of one kind that are due come from.

    ``statement`` selects the columns of ``Due`` in their order, of all that is open on ``%(on)s``
    (a date); ``page`` is the name of the page that shows one of them, by the number in its cause.
    ``rules`` tells on a day what else the statement asks for: columns of what adopted files say.
    """

    kind: str
    statement: str
    page: str
    rules: Callable[[date], Mapping[str, Sequence[int | str]]] | None = None


def officer_of(user: str) -> str:
    """The officer who an account is on ``%(on)s``, in SQL; ``user`` is the column of its number."""
    return f"""(SELECT b.entity_id FROM registry_belonging b WHERE b.user_id = {user}
   AND b.capacity = 'officer' AND b.replaced_id IS NULL AND b.since <= %(on)s
   AND (b.until IS NULL OR b.until > %(on)s) ORDER BY b.entity_id LIMIT 1)"""


def light_of(due: Due, *, on: date, calendar: WorkingDays) -> Light | None:
    """Red after its day, yellow from two working days before it; None where nothing can be told."""
    if due.stands:
        return Light.STOPPED
    if due.said is not None:
        return Light(due.said)
    if due.due_on is None:
        return None
    if due.due_on < on:
        return Light.RED
    return Light.YELLOW if due.due_on <= calendar.nth_working_day_after(on, SOON) else Light.GREEN
