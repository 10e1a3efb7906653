"""Until when an order waits for its dispatch, for the arbiter, or to be closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.adoption import current
from tashan.casework import calendars
from tashan.casework.service_models import OrderState, ServiceOrder
from tashan.casework.services.menu import number_or_none

# the parameters whose working days follow one another
DAYS: Mapping[OrderState, tuple[str, ...]] = {
    OrderState.ORDERED: ("dispatch_days",),
    OrderState.DISPUTED: ("arbitrate_days",),
    OrderState.ANSWERED: ("rate_days", "close_days"),
}


def move_to(row: ServiceOrder, state: OrderState, on: date) -> None:
    """The order is in another state from a day on, and waits until the day that follows."""
    row.state, row.wait_until = state, wait_until(row, state, on)
    row.closed_on = on if state == OrderState.CLOSED else None
    row.save(update_fields=["state", "wait_until", "closed_on"])


def wait_until(row: ServiceOrder, state: OrderState, on: date) -> date | None:
    """The last day of what an order waits for in a state that it came to on a day."""
    if state not in DAYS:
        return None
    rules = current.of(row.adoption, on)
    days = [number_or_none(rules, name, on) for name in DAYS[state]]
    if None in days:
        return None
    many = sum(one for one in days if one is not None)
    return calendars.in_force().calendar.nth_working_day_after(on, many)
