"""A draft is published, people are handed back or replaced, and the round ends."""

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
from tashan.duties.dispatching.choosing import refuse_unfit
from tashan.duties.dispatching.doing import (
    Doer,
    held_round,
    held_secondment,
    note,
    person,
    said,
)
from tashan.duties.dispatching.gathering import gather
from tashan.duties.dispatching.problem import Plan
from tashan.duties.dispatching.proposing import reasons
from tashan.duties.dispatching.verifying import faults
from tashan.registry.models import Entity

R, S = RoundState, SecondmentState


@transaction.atomic
def publish(row: SecondmentRound, document: str, *, by: Doer) -> SecondmentRound:
    """The draft is decided under a document; everybody's term begins on the round's first day.

    Raises UserError by who drafted it, and where quotas or conflicts no longer hold.
    """
    held = held_round(row, R.DRAFT)
    if held.drafted_by_id == person(by).pk:
        raise UserError(
            _("Who drafted it does not publish it."), hint=_("Ask a colleague to check it.")
        )
    _refuse_unsound(held)
    held.document, held.state = said(document, _("The document")), R.RUNNING
    held.published_by, held.published_on = by.user, by.on
    held.save()
    count = held.secondments.filter(state=S.PROPOSED).update(state=S.RUNNING)
    note(held, "secondments.published", {"document": held.document, "people": count}, by)
    return held


def _refuse_unsound(row: SecondmentRound) -> None:
    """The stored proposal still holds, checked without the solver."""
    problem = gather(row).problem
    rows = row.secondments.filter(state=S.PROPOSED)
    found = list(rows.values_list("officer", "place", "points"))
    pairs = tuple(sorted((who, where) for who, where, _points in found))
    if next(faults(problem, Plan(pairs, sum(points for _w, _p, points in found))), None):
        raise UserError(
            _("The proposal does not hold any more: quotas, conflicts or points have changed."),
            hint=_("Work it out again, look at the differences, and publish then."),
        )


@transaction.atomic
def hand_back(secondment: Secondment, says: str, *, by: Doer) -> Secondment:
    """The officer goes back before the end of the term, with the reason."""
    return _break_off(secondment, S.HANDED_BACK, says, by)


def _break_off(secondment: Secondment, state: SecondmentState, says: str, by: Doer) -> Secondment:
    row = held_secondment(secondment, S.RUNNING)
    held_round(row.round, R.RUNNING)
    if by.on < row.since:
        raise UserError(_("The term has not begun."), hint=_("Give a day of the term."))
    row.state, row.says, row.until = state, said(says, _("The reason")), min(by.on, row.until)
    row.save()
    told = {"officer": row.officer_id, "place": row.place.entity_id, "says": row.says}
    note(row, f"secondment.{state.value}", told, by)
    return row


@transaction.atomic
def replace(secondment: Secondment, officer: Entity, says: str, *, by: Doer) -> Secondment:
    """Another officer of the pools takes over from this day on.

    Raises UserError for who is in no pool, is at another place, or has a conflict.
    """
    old = _break_off(secondment, S.REPLACED, says, by)
    problem = refuse_unfit(old.round, old, officer)
    if old.round.secondments.filter(officer=officer, state=S.RUNNING).exists():
        raise UserError(_("This officer is at another place."), hint=_("Choose another."))
    made = Secondment.objects.create(
        round=old.round, officer=officer, place=old.place, state=S.RUNNING, since=by.on,
        until=old.round.until, instead_of=old, choice=Choice.CHANGED, choice_says=old.says,
        chosen_by=person(by), **reasons(problem, (officer.pk, old.place_id)),
    )  # fmt: skip
    note(made, "secondment.took_over", {"from": old.officer_id, "officer": officer.pk}, by)
    return made


@transaction.atomic
def end_round(row: SecondmentRound, *, by: Doer) -> SecondmentRound:
    """The term is over: whoever is still there has served it. Not before its last day."""
    held = held_round(row, R.RUNNING)
    if by.on < held.until:
        raise UserError(
            _("The term runs until %s.") % held.until.isoformat(),
            hint=_("Hand single officers back before then."),
        )
    held.state, held.ended_on = R.ENDED, by.on
    held.save()
    count = held.secondments.filter(state=S.RUNNING).update(state=S.ENDED)
    note(held, "secondments.ended", {"people": count}, by)
    return held
