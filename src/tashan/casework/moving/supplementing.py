"""Supplements: all that is missing is asked for once, and the clock stands still meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import Act
from tashan.casework.models import Stop
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.stopping import refuse_unlisted, resumed
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.mechanisms.procedure import StopsClock


def ask_supplement(matter_id: int, materials: Sequence[str], says: str, *, by: By) -> None:
    """Ask the applicant for what is missing. Asking again for the same is flagged as repeated:
    the law allows one request, for everything at once."""
    reason = refusals.needed(says, what=_("what is to be supplemented"))
    asked = list(dict.fromkeys(materials))

    def decide(now: Situation) -> Decision:
        if not asked:
            raise UserError(
                _("No material is named."), hint=_("Name everything that is missing at once.")
            )
        if now.matter.accepted_on is not None:
            refuse_unlisted(now, StopsClock.SUPPLEMENT)
        before = {code for stop in now.stops for code in stop.materials}
        stop = Stop(
            matter=now.matter, reason=StopsClock.SUPPLEMENT.value, says=reason, materials=asked,
            is_repeated=not before.isdisjoint(asked), stopped_on=by.on,
        )  # fmt: skip
        matter = now.changed(state=State.SUPPLEMENT_ASKED)
        said: dict[str, Any] = {"materials": asked, "says": reason}
        if stop.is_repeated:
            said["repeated"] = True
        return Decision(Act.ASK_SUPPLEMENT, matter, said, [stop])

    move(Act.ASK_SUPPLEMENT, matter_id, decide, by=by)


def supplement(matter_id: int, *, by: By) -> None:
    """What was asked for came in: the clock runs again from this day.

    An applicant must have handed all of it in; at the window it may come on paper.
    """

    def decide(now: Situation) -> Decision:
        stop = now.stop
        asked = [code for code in stop.materials if code not in now.given] if stop else []
        if asked and by.user is not None and now.actor.applies(now.case.applicant_id):
            raise UserError(
                _("Not handed in yet: %s.") % ", ".join(asked), hint=_("Hand it in first.")
            )
        matter = now.changed(state=State.SUPPLEMENTED)
        return Decision(
            Act.SUPPLEMENT, matter, {"on_paper": asked} if asked else {}, *resumed(stop, by.on),
            given=asked,
        )  # fmt: skip

    move(Act.SUPPLEMENT, matter_id, decide, by=by)
