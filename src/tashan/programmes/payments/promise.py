"""The promise to pay: within 60 working days of the day that the list was confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tashan.casework.calendars import in_force
from tashan.programmes.models import AwardList, Payment

WORKING_DAYS = 60  # fast payment of policies: at most 60 working days (川办函〔2024〕17号)


@dataclass(frozen=True, slots=True)
class Kept:
    """How long it took, or has taken so far, in working days; ``is_kept`` within the promise."""

    since: date
    promised_on: date
    days: int
    is_paid: bool

    @property
    def is_kept(self) -> bool:
        return self.days <= WORKING_DAYS


def last_day(award_list: AwardList) -> date:
    """By when what a confirmed list gives is to be paid."""
    return in_force().calendar.nth_working_day_after(_confirmed_on(award_list), WORKING_DAYS)


def kept(payment: Payment, on: date) -> Kept:
    """The working days from the confirmation to the payment, or to a day while it waits."""
    since = _confirmed_on(payment.award.list)
    until = payment.paid_on or on
    days = in_force().calendar.working_days_between(since, until) if until > since else 0
    return Kept(since, payment.promised_on, days, payment.paid_on is not None)


def _confirmed_on(award_list: AwardList) -> date:
    assert award_list.confirmed_at is not None, "only confirmed lists are paid"
    return timezone.localdate(award_list.confirmed_at)
