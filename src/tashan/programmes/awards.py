"""What becomes of awards without application (免申即享): told to the enterprise, taken or declined.

Paying them out comes with the books of funds; until then an award that is taken waits.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.mechanisms.programme import Mode
from tashan.programmes.budgets import holding
from tashan.programmes.models import Award, AwardList, AwardState, ListState
from tashan.programmes.run_offers import offer_of_row
from tashan.record import events
from tashan.record.models import User

# from which states a move is made
MOVES = {
    AwardState.PUSHED: (AwardState.MATCHED,),
    AwardState.CONFIRMED: (AwardState.PUSHED,),
    AwardState.DECLINED: (AwardState.PUSHED,),
}


@transaction.atomic
def push(award_list: AwardList, *, actor: User, at: datetime) -> int:
    """Tell every enterprise of a confirmed list; gives how many were told now."""
    award_list = AwardList.objects.select_for_update().get(pk=award_list.pk)
    if award_list.state != ListState.CONFIRMED:
        raise UserError(
            _("Only a confirmed list is told to the enterprises."), hint=_("Confirm it first.")
        )
    offer = offer_of_row(award_list.programme, award_list.programme.run)
    if offer.programme.mode is not Mode.AUTOMATIC:
        raise UserError(
            _("This programme is given on application: nobody is told of it unasked."),
            hint=_("The enterprises on the list have applied."),
        )
    told = award_list.awards.filter(state=AwardState.MATCHED).update(state=AwardState.PUSHED)
    events.append(award_list.stream, "list.pushed", {"awards": told}, actor=actor, at=at)
    return told


def take(award: Award, *, actor: User, at: datetime) -> Award:
    """The enterprise wants it."""
    return _move(award, AwardState.CONFIRMED, "award.taken", actor=actor, at=at)


@transaction.atomic
def decline(award: Award, *, actor: User, at: datetime) -> Award:
    """The enterprise does not want it: what its budget owed it is available again."""
    budget = holding.locked_of_list(award.list)
    declined = _move(award, AwardState.DECLINED, "award.declined", actor=actor, at=at)
    if budget is not None:
        holding.give_up(budget, declined, by=By(actor, at, timezone.localdate(at)))
    return declined


@transaction.atomic
def _move(award: Award, to: AwardState, kind: str, *, actor: User, at: datetime) -> Award:
    award = Award.objects.select_for_update().select_related("list").get(pk=award.pk)
    if award.state not in MOVES[to]:
        raise UserError(
            _("The award is: %s.") % AwardState(award.state).label,
            hint=_("Only what was told to the enterprise can be taken or declined."),
        )
    award.state = to
    award.save(update_fields=["state"])
    said = {"entity": award.entity_id}
    events.append(award.list.stream, kind, said, actor=actor, at=at)
    return award
