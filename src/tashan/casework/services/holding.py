"""An order held for an act: its row is locked, its state is asked, and the event is written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.service_models import LONGEST_TEXT, OrderState, ServiceDispatch, ServiceOrder
from tashan.record import events
from tashan.record.models import User


def held(order: ServiceOrder, *states: OrderState) -> ServiceOrder:
    """The order as it is now, locked. Raises UserError in any other state."""
    rows = ServiceOrder.objects.select_for_update(of=("self",))
    row = rows.select_related("adoption", "enterprise").get(pk=order.pk)
    if row.state not in states:
        raise UserError(
            _("The order is “%s”.") % OrderState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row


def newest_dispatch(order: ServiceOrder) -> ServiceDispatch:
    """The dispatch that the order is at. Raises UserError where it was never dispatched."""
    rows = order.dispatches.select_related("matter", "office", "by", "case")
    found = rows.order_by("-position").first()
    if found is None:
        raise UserError(
            _("The order was not dispatched yet."), hint=_("The service centre dispatches it.")
        )
    return found


def person(by: By) -> User:
    """Who does it: nothing about a service happens of itself."""
    if by.user is None:
        raise ValueError("a service is moved on by a person")
    return by.user


def told(says: str, what: str) -> str:
    """The text, trimmed. Raises UserError where it is empty or too long; ``what`` names it."""
    text = says.strip()
    if not text:
        raise UserError(_("Missing: %s.") % what, hint=_("Say it in a sentence."))
    if len(text) > LONGEST_TEXT:
        raise UserError(
            _("Too long: %s.") % what, hint=_("At most %d characters.") % LONGEST_TEXT
        )  # fmt: skip
    return text


def note(stream: str, kind: str, said: dict[str, Any], by: By) -> None:
    """The event of an act."""
    events.append(stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
