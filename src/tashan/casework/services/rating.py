"""The firm's own word on an answer: rated, reopened, or closed without a rating."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.casework import calendars
from tashan.casework.acts import By
from tashan.casework.service_models import (
    LONGEST_TEXT,
    OrderState,
    ServiceAnswer,
    ServiceOrder,
    ServiceRating,
    ServiceReopening,
)
from tashan.casework.services.holding import held, note, person, told
from tashan.casework.services.menu import number
from tashan.casework.services.waiting import move_to


@transaction.atomic
def rate(
    order: ServiceOrder, mark: int, words: str = "", *, is_solved: bool, by: By
) -> ServiceRating:
    """The firm rates the newest answer, once, and says whether it is solved; the order closes.

    The event says only that it was rated: nobody who handled it reads the mark anywhere.
    """
    row = held(order, OrderState.ANSWERED)
    given = newest_answer(row)
    most = number(current.of(row.adoption, by.on), "scale", by.on)
    if not 1 <= mark <= most:
        raise UserError(
            _("A mark is from 1 to %d.") % most, hint=_("The highest is for the best service.")
        )
    made = ServiceRating.objects.create(
        answer=given, mark=mark, is_solved=is_solved, words=words.strip()[:LONGEST_TEXT],
        on=by.on, by=person(by), at=by.at,
    )  # fmt: skip
    move_to(row, OrderState.CLOSED, by.on)
    note(row.stream, "service.rated", {"dispatch": given.dispatch.position}, by)
    return made


@transaction.atomic
def reopen(order: ServiceOrder, says: str, *, by: By) -> ServiceReopening:
    """The firm says that it is not solved: the order goes back to the centre.

    Raises UserError after the declared days, and where the firm itself said that it is solved.
    """
    row = held(order, OrderState.ANSWERED, OrderState.CLOSED)
    given = newest_answer(row)
    if ServiceRating.objects.filter(answer=given, is_solved=True).exists():
        raise UserError(
            _("You said that it is solved."), hint=_("Order the service again if need be.")
        )
    last = last_day(row, given, "reopen_days")
    if by.on > last:
        raise UserError(
            _("An answer may be reopened until %s.") % last, hint=_("Order the service again.")
        )
    made = ServiceReopening.objects.create(
        answer=given, says=told(says, _("what is not solved")), on=by.on, by=person(by), at=by.at
    )
    move_to(row, OrderState.ORDERED, by.on)
    note(row.stream, "service.reopened", {"says": made.says}, by)
    return made


@transaction.atomic
def close(order: ServiceOrder, *, by: By) -> ServiceOrder:
    """The centre closes an answered order that the firm has not rated in the declared days."""
    row = held(order, OrderState.ANSWERED)
    last = last_day(row, newest_answer(row), "rate_days")
    if by.on <= last:
        raise UserError(
            _("The firm may rate the answer until %s.") % last,
            hint=_("Close the order after that day."),
        )
    move_to(row, OrderState.CLOSED, by.on)
    note(row.stream, "service.closed", {}, by)
    return row


def last_day(order: ServiceOrder, given: ServiceAnswer, days: str) -> date:
    """The last of so many working days after the answer, as the file declares them."""
    many = number(current.of(order.adoption, given.on), days, given.on)
    return calendars.in_force().calendar.nth_working_day_after(given.on, many)


def newest_answer(order: ServiceOrder) -> ServiceAnswer:
    """The answer that the order stands at. Raises UserError where there is none."""
    rows = ServiceAnswer.objects.filter(dispatch__order=order).select_related("dispatch")
    found = rows.order_by("-dispatch__position").first()
    if found is None:
        raise UserError(_("The order is not answered yet."), hint=_("Wait for the answer."))
    return found
