"""Whether a chief of the matter's office approved."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.moving.situation import Situation
from tashan.casework.perms import actor_of
from tashan.record.models import User


def refuse_unless_chief(now: Situation, approver: User | None, by: By) -> None:
    """Raises UserError where the approver is not a chief of the office that has the matter."""
    actor = now.actor
    if approver is not None and (by.user is None or approver.pk != by.user.pk):
        actor = actor_of(approver, by.entered_on)
    if approver is None or not actor.is_chief(now.matter.office_id):
        raise UserError(
            _("What stops or extends a clock is approved by a chief of the office."),
            hint=_("Name the chief who approved it."),
        )
