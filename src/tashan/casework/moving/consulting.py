"""Joint matters: every asked office takes its own position, and the lead answers objections."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import counting
from tashan.casework.clocks import Clock, deadline
from tashan.casework.kinds import Position
from tashan.casework.legal import Act
from tashan.casework.models import Opinion
from tashan.casework.moving import refusals
from tashan.casework.moving.acting import office_of
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.terms import Limit
from tashan.registry.models import Entity


def ask_opinions(matter_id: int, duties: Sequence[str] = (), *, by: By) -> None:
    """Ask the offices that hold these duties, by default those that the rules name."""

    def decide(now: Situation) -> Decision:
        asked = {one.office_id for one in now.opinions}
        rows: dict[int, Opinion] = {}
        for duty in duties or now.terms.get("asks", ()):
            office = office_of(duty, now.case.place_id, by.on)
            if office not in asked:
                rows.setdefault(office, _asked(now, duty, office, by))
        if not rows:
            raise UserError(
                _("No further office is to be asked."), hint=_("Name the duties to be heard.")
            )
        said = {"duties": [row.duty for row in rows.values()], "offices": list(rows)}
        return Decision(Act.ASK_OPINIONS, now.changed(), said, list(rows.values()))

    move(Act.ASK_OPINIONS, matter_id, decide, by=by)


def _asked(now: Situation, duty: str, office: int, by: By) -> Opinion:
    limit = now.terms.get("asks_limit")
    due = None
    if limit:
        of = Limit.of(limit)
        due = deadline(Clock(by.on, of.span, of.day_one), counting(now.notice).calendar)
    return Opinion(matter=now.matter, duty=duty, office_id=office, asked_on=by.on, due_on=due)


def give_opinion(
    matter_id: int, position: str, says: str = "", *, by: By, office: Entity | None = None
) -> None:
    """The asked office of whoever gives it takes its position; ``office`` where they have two.

    An objection and a condition must be told in words.
    """
    taken = Position(position)
    if taken in (Position.OBJECTS, Position.CONDITIONS):
        refusals.needed(says, what=_("what the office objects to, or its condition"))

    def decide(now: Situation) -> Decision:
        row = copy(_own(now, by, office))
        row.position, row.says, row.given_on = taken.value, says.strip(), by.on
        row.given_by, row.is_deemed = by.user, by.is_automatic
        said = {"office": row.office_id, "position": row.position, "says": row.says}
        changed = ("position", "says", "given_on", "given_by_id", "is_deemed")
        return Decision(Act.GIVE_OPINION, now.changed(), said, [row], changed)

    move(Act.GIVE_OPINION, matter_id, decide, by=by)


def _own(now: Situation, by: By, office: Entity | None) -> Opinion:
    """The opinion that is this somebody's to give."""
    mine = [
        one
        for one in now.opinions
        if (by.user is None or now.actor.handles(one.office_id))
        and (office is None or one.office_id == office.pk)
    ]
    owing = [one for one in mine if one.given_on is None]
    if not mine:
        raise refusals.not_allowed(now, Act.GIVE_OPINION)
    if not owing:
        words = {"on": mine[0].given_on, "position": Position(mine[0].position).label}
        raise UserError(
            _("Your office took its position on %(on)s: “%(position)s”.") % words,
            hint=_("The other asked offices take theirs."),
        )
    return owing[0]


def refuse_unheard(now: Situation, *, answers: str, passes: bool) -> None:
    """Raises UserError while an office or an objector waits to be heard."""
    if any(one.answered_on is None for one in now.objections):
        raise UserError(
            _("An objection to the public notice is not answered."),
            hint=_("Answer every objection, then decide."),
        )
    if not passes:
        return
    asked, given = len(now.opinions), len(now.opinions) - len(now.owing)
    if now.owing or (now.terms.get("asks") and not asked):
        raise UserError(
            _("%(asked)s asked, %(given)s given: not every office was heard.")
            % {"asked": asked, "given": given},
            hint=_("Wait for their positions, or ask them first."),
        )
    if not answers.strip() and any(one.position == Position.OBJECTS for one in now.opinions):
        raise UserError(
            _("An asked office objects."),
            hint=_("Answer its objection in the decision, or do not pass."),
        )
