"""A limit made longer: once, with its cap, by a chief, with the reason told to the applicant."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.clocks import Unit
from tashan.casework.legal import Act
from tashan.casework.models import Extension
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision

# administrative licence law, 42: ten working days more, with the approval of the office's head
BY_STATUTE = {"n": 10, "unit": Unit.WORKING.value, "by": "head"}


def extend(matter_id: int, n: int, unit: str, says: str, *, by: By, document: str = "") -> None:
    """The limits of the matter become longer by so much, at most what its rules allow."""
    reason = refusals.needed(says, what=_("the reason"))

    def decide(now: Situation) -> Decision:
        _refuse_extension(now, n, unit)
        assert by.user is not None
        row = Extension(
            matter=now.matter, n=n, unit=unit, says=reason, document=document.strip(),
            approved_by=by.user, granted_on=by.on,
        )  # fmt: skip
        said = {"n": n, "unit": unit, "says": reason, "document": row.document}
        return Decision(Act.EXTEND, now.changed(), said, [row])

    move(Act.EXTEND, matter_id, decide, by=by)


def _refuse_extension(now: Situation, n: int, unit: str) -> None:
    cap: Mapping[str, Any] = now.terms.get("extension") or BY_STATUTE
    if now.extension is not None:
        raise UserError(
            _("The limit was extended on %s already.") % now.extension.granted_on,
            hint=_("It may be extended once."),
        )
    if now.matter.accepted_on is None:
        raise UserError(
            _("The clock has not begun."), hint=_("A limit is extended after acceptance.")
        )
    if unit != cap["unit"] or not 0 < n <= cap["n"]:
        raise UserError(
            _("At most %(n)s (%(unit)s) may be added.") % {"n": cap["n"], "unit": cap["unit"]},
            hint=_("Give a number from 1 to that, in the same unit."),
        )


def remove_extension(matter_id: int, says: str, *, by: By) -> None:
    """The extension is taken back: the days are again what they were without it."""
    reason = refusals.needed(says, what=_("the reason"))

    def decide(now: Situation) -> Decision:
        if now.extension is None:
            raise UserError(_("The limit is not extended."), hint=_("There is nothing to remove."))
        row = copy(now.extension)
        row.removed_on = by.on
        said = {"says": reason}
        return Decision(Act.REMOVE_EXTENSION, now.changed(), said, [row], ("removed_on",))

    move(Act.REMOVE_EXTENSION, matter_id, decide, by=by)
