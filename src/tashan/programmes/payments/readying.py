"""What must hold before the awards of a list are paid: confirmed, announced, lawful, with money."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.notices import hindrance
from tashan.mechanisms.law import Standing, legality
from tashan.programmes.budgets import holding
from tashan.programmes.models import AwardList, AwardState, Budget, ListState
from tashan.programmes.run_offers import offer_of_row
from tashan.record import events


def obstacle(award_list: AwardList, on: date) -> UserError | None:
    """What stands in the way of paying a list; None where nothing does."""
    if award_list.state != ListState.CONFIRMED:
        return UserError(
            _("Only what a confirmed list gives is paid."), hint=_("Confirm it first.")
        )
    offer = offer_of_row(award_list.programme, award_list.programme.run)
    against = hindrance(award_list.stream, offer.programme.notice, on)
    if against is not None:
        return against
    if _is_unlawful(award_list, on):
        return UserError(
            _("The rules of this programme make money depend on the tax paid."),
            hint=_("It can not be paid; change the rules and have them reviewed."),
        )
    if holding.budget_of_list(award_list) is None:
        return UserError(
            _("No budget is open for this programme."), hint=_("Open one with its document.")
        )
    return None


def _is_unlawful(award_list: AwardList, on: date) -> bool:
    assert award_list.programme.version is not None, "lists come of adopted programmes"
    points = legality(current.of_version(award_list.programme.version).mechanism, on=on)
    here = ("parts", award_list.part)
    return any(one.standing is Standing.DELETE and one.path[:2] == here for one in points)


@transaction.atomic
def make_payable(award_list: AwardList, *, by: By) -> int:
    """What was taken, or applied for and confirmed, may be paid; gives how many awards.

    Raises UserError while anything stands in the way, and where no award waits for it.
    """
    error = obstacle(award_list, by.on)
    if error is not None:
        raise error
    budget: Budget | None = holding.locked_of_list(award_list)
    assert budget is not None
    award_list = AwardList.objects.select_for_update().get(pk=award_list.pk)
    holding.commit(budget, award_list, by=by)
    ready = award_list.awards.filter(state=AwardState.CONFIRMED, fen__gt=0)
    count = ready.update(state=AwardState.PAYABLE)
    if not count:
        raise UserError(
            _("No award of this list waits to be paid."),
            hint=_("What is given without application is told to the enterprises and taken first."),
        )
    events.append(award_list.stream, "list.payable", {"awards": count}, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return count
