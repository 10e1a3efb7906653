"""What the applicant takes back: at once before acceptance, by the office's leave afterwards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.casework.legal import Act
from tashan.casework.models import Stop
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.stopping import resumed
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.mechanisms.procedure import StopsClock


def cancel(matter_id: int, says: str, *, by: By) -> None:
    """The applicant takes back what was not accepted yet, or what they were to supplement."""
    reason = refusals.needed(says, what=_("the reason"))

    def decide(now: Situation) -> Decision:
        outcome = now.matter.outcome | {"reasons": reason}
        matter = now.changed(state=State.CANCELLED, ended_on=by.on, outcome=outcome)
        return Decision(Act.CANCEL, matter, {"says": reason}, *resumed(now.stop, by.on))

    move(Act.CANCEL, matter_id, decide, by=by)


def ask_withdrawal(matter_id: int, says: str, *, by: By) -> None:
    """The applicant asks to take back what is in hand; the clock stands still until settled."""
    reason = refusals.needed(says, what=_("the reason"))

    def decide(now: Situation) -> Decision:
        stop = Stop(
            matter=now.matter, reason=StopsClock.WITHDRAWAL.value, says=reason, stopped_on=by.on
        )
        matter = now.changed(state=State.WITHDRAWAL_ASKED)
        return Decision(Act.ASK_WITHDRAWAL, matter, {"says": reason}, [stop])

    move(Act.ASK_WITHDRAWAL, matter_id, decide, by=by)


def settle_withdrawal(matter_id: int, *, granted: bool, by: By, says: str = "") -> None:
    """The office lets it go, or goes on with it."""

    def decide(now: Situation) -> Decision:
        outcome = now.matter.outcome
        matter = now.changed(state=State.IN_HAND)
        if granted:
            asked = now.stop.says if now.stop else says
            outcome = outcome | {"reasons": asked}
            matter = now.changed(state=State.CANCELLED, ended_on=by.on, outcome=outcome)
        said = {"granted": granted, "says": says.strip()}
        return Decision(Act.SETTLE_WITHDRAWAL, matter, said, *resumed(now.stop, by.on))

    move(Act.SETTLE_WITHDRAWAL, matter_id, decide, by=by)
