"""A firm orders a service: its agent from the menu, or an officer for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.service_models import OrderState, ServiceOrder
from tashan.casework.services.holding import note, told
from tashan.casework.services.menu import MenuEntry, entry_of, number
from tashan.casework.services.waiting import move_to
from tashan.record.models import User
from tashan.registry.following import survivor
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@transaction.atomic
def order_service(
    *,
    enterprise: Entity,
    service: str,
    says: str,
    by: User,
    on: date,
    at: datetime,
    about: str = "",
) -> ServiceOrder:
    """The firm wants this service of the menu; ``says`` is what it is about, in its own words.

    ``about`` is where the wish came up: ``visit:12``. Raises UserError where the menu has no such
    service, nothing is said, or it is for no enterprise.
    """
    moved = By(by, at, on)
    firm = survivor(enterprise)
    if firm.kind != Kind.ENTERPRISE:
        raise UserError(
            _("Services are ordered by enterprises."), hint=_("Choose the enterprise it is for.")
        )
    entry = entry_of(service, on)
    text = told(says, _("what it is about"))
    made = ServiceOrder.objects.create(
        adoption=entry.held.adoption, part=entry.part, service=service,
        title=entry.item.title.model_dump(), enterprise=firm, says=text, about=about,
        repeats=_earlier(firm, entry, on), ordered_on=on, ordered_by=by, at=at,
    )  # fmt: skip
    move_to(made, OrderState.ORDERED, on)
    said = {"service": service, "enterprise": firm.pk, "about": about, "repeats": made.repeats_id}
    note(made.stream, "service.ordered", said, moved)
    return made


def _earlier(firm: Entity, entry: MenuEntry, on: date) -> ServiceOrder | None:
    """The newest order of the firm for the same service within the declared days."""
    since = on - timedelta(days=number(entry.held, "repeat_days", on))
    rows = ServiceOrder.objects.filter(enterprise=firm, service=entry.code)
    return rows.filter(ordered_on__gte=since, ordered_on__lte=on).order_by("-pk").first()
