"""Who sees rounds of nominations, and who nominates."""

from __future__ import annotations

from datetime import date

from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.home import home
from tashan.registry.models import Entity, Tenure


def may_nominate(user: Visitor) -> bool:
    """Officers of an office and stewards nominate others, an enterprise's agent their own."""
    return perms.may_handle(user) or perms.may_confirm(user) or perms.may_apply(user)


def may_see_rounds(user: Visitor) -> bool:
    """Who sees funds, and agents: these only their own nomination, and what is published."""
    return perms.may_see_funds(user) or perms.may_apply(user)


def office_of(user: User, on: date) -> Entity:
    """In whose name an officer nominates: their office, or the place where none is told."""
    officer = entity_of(user, on)
    rows = as_of(Tenure.objects.filter(officer=officer), on).select_related("office")
    row = rows.order_by("-since", "pk").first() if officer else None
    return row.office if row else home()
