"""An application is reviewed, approved or refused, or withdrawn by the firm."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.reckoning import yuan
from tashan.programmes.guarantee_models import Guarantee, GuaranteeState
from tashan.programmes.guarantees.exposure import Open
from tashan.programmes.guarantees.fees import owed_of
from tashan.programmes.guarantees.holding import held, note, refuse_nothing, said
from tashan.programmes.guarantees.limits import firm_of, refuse_above
from tashan.programmes.guarantees.shareholders import refuse_shareholder

APPLIED, REVIEWED = GuaranteeState.APPLIED, GuaranteeState.REVIEWED
APPROVED, REJECTED = GuaranteeState.APPROVED, GuaranteeState.REJECTED


@transaction.atomic
def review(guarantee: Guarantee, says: str, *, passes: bool, by: By) -> Guarantee:
    """The handler's first look: passed on to the chief, or refused with the reason."""
    row = held(guarantee, APPLIED)
    return _moved(row, REVIEWED if passes else REJECTED, {"says": said(says)}, by)


@transaction.atomic
def approve(guarantee: Guarantee, fen: int, says: str, *, by: By) -> Guarantee:
    """How much of a loan is guaranteed. Raises UserError above what was asked or any limit."""
    row = held(guarantee, REVIEWED)
    refuse_nothing(fen)
    if fen > row.asked:
        raise UserError(_("%s were asked for.") % yuan(row.asked), hint=_("Approve that or less."))
    refuse_shareholder(row.fund, row.firm, by.on)
    refuse_above(row.fund, opened(row, owed_of(row, fen)), by.on)
    row.guaranteed, row.approved_on = fen, by.on
    return _moved(row, APPROVED, {"fen": fen, "says": said(says)}, by)


@transaction.atomic
def reject(guarantee: Guarantee, says: str, *, by: By) -> Guarantee:
    """Refused with the reason."""
    return _moved(held(guarantee, REVIEWED), REJECTED, {"says": said(says)}, by)


@transaction.atomic
def withdraw(guarantee: Guarantee, says: str, *, by: By) -> Guarantee:
    """The firm wants no guarantee any more; possible until it is granted."""
    row = held(guarantee, APPLIED, REVIEWED, APPROVED)
    return _moved(row, GuaranteeState.WITHDRAWN, {"says": said(says)}, by)


def opened(row: Guarantee, fen: int) -> Open:
    """The guarantee as it would stand open."""
    return Open(row.pk, firm_of(row.firm), firm_of(row.bank), row.lending, fen)


def _moved(row: Guarantee, state: GuaranteeState, told: dict[str, object], by: By) -> Guarantee:
    row.state = state
    if state in (REJECTED, GuaranteeState.WITHDRAWN):
        row.ended_on = by.on
    row.save()
    note(row, str(state), told, by)
    return row
