"""Objections against a public notice, and their answers."""

from __future__ import annotations

from copy import copy

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import Act
from tashan.casework.models import Objection
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision


def object_to(matter_id: int, who: str, says: str, *, by: By) -> None:
    """Somebody objects to what was made public; it must be answered before the decision."""
    name = refusals.needed(who, what=_("who objects"))
    told = refusals.needed(says, what=_("what is objected to"))

    def decide(now: Situation) -> Decision:
        row = Objection(matter=now.matter, by=name, says=told, received_on=by.on)
        return Decision(Act.OBJECT_TO, now.changed(), {"by": name, "says": told}, [row])

    move(Act.OBJECT_TO, matter_id, decide, by=by)


def answer_objection(objection_id: int, answer: str, *, is_upheld: bool, by: By) -> None:
    """The office answers an objection, and says whether it is upheld."""
    told = refusals.needed(answer, what=_("the answer"))
    found = Objection.objects.filter(pk=objection_id).values_list("matter", flat=True).first()
    if found is None:
        raise UserError(_("There is no such objection."), hint=_("Open the case again."))

    def decide(now: Situation) -> Decision:
        row = copy(next(one for one in now.objections if one.pk == objection_id))
        if row.answered_on is not None:
            raise UserError(
                _("It was answered on %s.") % row.answered_on, hint=_("Its answer stands.")
            )
        row.answer, row.is_upheld, row.answered_on = told, is_upheld, by.on
        said = {"objection": row.pk, "answer": told, "upheld": is_upheld}
        changed = ("answer", "is_upheld", "answered_on")
        return Decision(Act.ANSWER_OBJECTION, now.changed(), said, [row], changed)

    move(Act.ANSWER_OBJECTION, found, decide, by=by)
