"""How a project was won, on its page."""

from __future__ import annotations

from datetime import date

from tashan.casework.promotion_models import Lead
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.models import Entity


def lead_section(project: Entity, user: User, on: date) -> Lead | None:
    """The lead that became the project; None where there is none, or it is not theirs to see."""
    return Lead.objects.filter(project=project).first() if perms.may_see_work(user) else None
