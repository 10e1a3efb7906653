"""Tolerant acceptance 容缺: some materials may follow by a day, and the clock does not stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import counting
from tashan.casework.clocks import Clock, deadline
from tashan.casework.legal import Act
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.terms import Limit


def tolerate(
    matter_id: int, materials: Sequence[str], *, by: By, until: date | None = None
) -> None:
    """These materials may follow until a day, at the latest the one the rules give."""
    wanted = list(dict.fromkeys(materials))

    def decide(now: Situation) -> Decision:
        _refuse_materials(now, wanted)
        last = _latest(now, by)
        if until is not None and last is not None and until > last:
            raise UserError(
                _("They may follow until %s at the latest.") % last,
                hint=_("Give that day or an earlier one."),
            )
        day = until or last
        if day is None or day < by.on:
            raise UserError(
                _("It is not told by when they must follow."), hint=_("Give a day to come.")
            )
        tolerated = list(dict.fromkeys([*now.matter.outcome.get("tolerated", ()), *wanted]))
        outcome = now.matter.outcome | {"tolerated": tolerated}
        matter = now.changed(tolerated_until=day, outcome=outcome)
        said = {"materials": wanted, "until": day.isoformat()}
        return Decision(Act.TOLERATE, matter, said)

    move(Act.TOLERATE, matter_id, decide, by=by)


def _refuse_materials(now: Situation, wanted: list[str]) -> None:
    allowed = set(now.terms.get("tolerable", ()))
    strange = [code for code in wanted if code not in allowed]
    if strange or not wanted:
        raise UserError(
            _("These may not follow: %s.") % (", ".join(strange) or "–"),
            hint=_("The rules let follow: %s.") % (", ".join(sorted(allowed)) or _("nothing")),
        )
    there = [code for code in wanted if code in now.given]
    if there:
        raise UserError(
            _("Handed in already: %s.") % ", ".join(there), hint=_("Name what is missing alone.")
        )


def _latest(now: Situation, by: By) -> date | None:
    said = now.terms.get("tolerant_within")
    if not said:
        return None
    limit = Limit.of(said)
    return deadline(Clock(by.on, limit.span, limit.day_one), counting(now.notice).calendar)


def complete_tolerated(matter_id: int, *, by: By, materials: Sequence[str] = ()) -> None:
    """What was to follow is there; ``materials`` came in on paper with this move."""

    def decide(now: Situation) -> Decision:
        tolerated, until = now.matter.outcome.get("tolerated", ()), now.matter.tolerated_until
        if until is None:
            raise UserError(_("Nothing is to follow."), hint=_("There is nothing to complete."))
        missing = [code for code in tolerated if code not in {*now.given, *materials}]
        if missing:
            raise UserError(
                _("Still missing: %s.") % ", ".join(missing), hint=_("Hand them in first.")
            )
        outcome = {k: v for k, v in now.matter.outcome.items() if k != "tolerated"}
        matter = now.changed(
            tolerated_until=None, outcome=outcome | {"completed_on": by.on.isoformat()}
        )
        said = {"materials": list(tolerated), "in_time": by.on <= until}
        given = [code for code in materials if code not in now.given]
        return Decision(Act.COMPLETE_TOLERATED, matter, said, given=given)

    move(Act.COMPLETE_TOLERATED, matter_id, decide, by=by)
