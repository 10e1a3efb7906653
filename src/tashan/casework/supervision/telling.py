"""In the page, at once: that a letter was issued, that a complaint is to be answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tashan.casework.supervision_models import Channel, Message, MessageState, Reminder
from tashan.record.models import User
from tashan.registry.dated import held_on
from tashan.registry.kinds import Capacity
from tashan.registry.models import Belonging, Tenure


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell once: of which cause, at which step."""

    cause: str
    step: str
    title: str
    office: int
    due_on: date | None


def heads_of(office: int, on: date) -> list[int]:
    """The officers who head an office; all who serve there where it has no head."""
    rows = Tenure.objects.filter(held_on(on), office=office).order_by("order", "pk")
    leads = [row.officer_id for row in rows if row.is_lead]
    return leads or [row.officer_id for row in rows]


def tell(news: News, officers: Iterable[int], at: datetime) -> int:
    """Put it into the notices of these officers' accounts, each once; how many are new."""
    on = timezone.localdate(at)
    held = Belonging.objects.filter(
        held_on(on), entity__in=set(officers), capacity=Capacity.OFFICER, user__is_active=True
    )
    told = {row.entity_id: row.user for row in held.select_related("user").order_by("-pk")}
    return sum(_tell(news, officer, user, on, at) for officer, user in sorted(told.items()))


def _tell(news: News, officer: int, user: User, on: date, at: datetime) -> bool:
    key = {"cause": news.cause, "step": news.step, "recipient_id": officer,
           "channel": Channel.PAGE, "period": on.isoformat()}  # fmt: skip
    if Reminder.objects.filter(**key).exists():
        return False
    message = Message.objects.create(
        channel=Channel.PAGE, recipient_id=officer, user=user, day=on, state=MessageState.SENT,
        next_at=at, sent_at=at,
    )  # fmt: skip
    Reminder.objects.create(message=message, title=news.title, office_id=news.office,
                            due_on=news.due_on, late=0, **key)  # fmt: skip
    return True
