"""Who decides chooses otherwise than was worked out: with a reason, and with what it costs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.duties.dispatch_models import (
    Choice,
    RoundState,
    Secondment,
    SecondmentRound,
    SecondmentState,
)
from tashan.duties.dispatching.doing import Doer, held_round, held_secondment, note, person, said
from tashan.duties.dispatching.gathering import gather
from tashan.duties.dispatching.problem import Problem
from tashan.duties.dispatching.proposing import propose, reasons
from tashan.registry.models import Entity


@transaction.atomic
def choose(secondment: Secondment, officer: Entity, says: str, *, by: Doer) -> Secondment:
    """Of a draft, send this officer to the destination instead; the others are worked out anew.

    The pair is kept by later runs. Raises UserError for who is in no pool, is there already or
    has a conflict, and where the quotas cannot be met with it.
    """
    old = held_secondment(secondment, SecondmentState.PROPOSED)
    row = held_round(old.round, RoundState.DRAFT)
    why, before = said(says, _("The reason")), _points(row)
    problem = refuse_unfit(row, old, officer)
    values = reasons(problem, (officer.pk, old.place_id))
    chosen = {"choice": Choice.CHANGED, "choice_says": why, "chosen_by": person(by),
              "is_fixed": True}  # fmt: skip
    old.delete()
    made = Secondment.objects.create(
        round=row, officer=officer, place=old.place, since=row.since, until=row.until,
        **values, **chosen,
    )  # fmt: skip
    propose(row, by=by)
    made.cost = before - _points(row)
    made.save(update_fields=["cost"])
    told = {"officer": officer.pk, "place": made.place.entity_id, "instead_of": old.officer_id,
            "says": why, "cost": made.cost}  # fmt: skip
    note(row, "secondments.chosen", told, by)
    return made


def refuse_unfit(row: SecondmentRound, old: Secondment, officer: Entity) -> Problem:
    """The problem as it stands. Raises UserError where the officer cannot go there."""
    gathered = gather(row)
    pair = (officer.pk, old.place_id)
    if all(one.key != officer.pk for one in gathered.problem.people):
        raise UserError(_("This officer is in no pool of the round."), hint=_("Choose another."))
    if pair in gathered.why:
        raise UserError(
            _("This officer has a conflict with the destination: %s.") % gathered.why[pair].value,
            hint=_("Choose another."),
        )
    states = (SecondmentState.PROPOSED, SecondmentState.RUNNING)
    rows = row.secondments.filter(officer=officer, place=old.place_id, state__in=states)
    if rows.exists():
        raise UserError(_("This officer is there already."), hint=_("Choose another."))
    return gathered.problem


def _points(row: SecondmentRound) -> int:
    rows = row.secondments.filter(state=SecondmentState.PROPOSED)
    return sum(rows.values_list("points", flat=True))
