"""A joint conclusion waits for the matters that it concludes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.models import Matter
from tashan.casework.moving import refusals
from tashan.casework.moving.situation import Situation
from tashan.casework.states import ENDS, PASSES


def refuse_open_members(now: Situation, *, passes: bool) -> None:
    """Raises UserError while a member of the joint matter is not over, or where one did not pass
    and the conclusion would."""
    codes = now.terms.get("joint", ())
    if not codes:
        return
    rows = list(Matter.objects.filter(case=now.case, code__in=codes).order_by("position"))
    is_over = PASSES if passes else ENDS
    waits = [row for row in rows if row.state not in is_over]
    if waits:
        given = _("%(given)s of %(asked)s") % {
            "given": len(rows) - len(waits), "asked": len(rows),
        }  # fmt: skip
        raise UserError(
            _("The joint conclusion waits for: %(waits)s (%(given)s).")
            % {"waits": "、".join(refusals.said(row.title) for row in waits), "given": given},
            hint=_("Every office decides its own part first."),
        )
