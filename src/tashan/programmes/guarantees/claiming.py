"""The bank claims on a guarantee, and the guarantor looks at the claim."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.reckoning import yuan
from tashan.programmes.guarantee_models import (
    ClaimState,
    Guarantee,
    GuaranteeClaim,
    GuaranteeState,
)
from tashan.programmes.guarantees.fees import covered_left
from tashan.programmes.guarantees.holding import (
    documented,
    held,
    note,
    person,
    refuse_before,
    refuse_nothing,
    said,
)


@transaction.atomic
def claim(guarantee: Guarantee, loss: int, document: str, says: str, *, by: By) -> GuaranteeClaim:
    """The bank's clerk says what is not repaid. Raises UserError above what is guaranteed."""
    row = held(guarantee, GuaranteeState.GRANTED)
    refuse_nothing(loss)
    refuse_before(row, by)
    left = covered_left(row)
    if loss > left:
        raise UserError(
            _("%s of the loan are still guaranteed.") % yuan(left),
            hint=_("Claim that or less: what was repaid is guaranteed no more."),
        )
    made = GuaranteeClaim.objects.create(
        guarantee=row, made_on=by.on, loss=loss, document=documented(document), says=said(says),
        clerk=person(by),
    )  # fmt: skip
    row.state = GuaranteeState.CLAIMED
    row.save()
    note(row, "claimed", {"loss": loss, "document": made.document, "says": made.says}, by)
    return made


@transaction.atomic
def review_claim(
    guarantee: Guarantee, accepted: int | None, says: str, *, by: By
) -> GuaranteeClaim:
    """So much of the claim is accepted; None refuses it, and the guarantee stands as before."""
    row = held(guarantee, GuaranteeState.CLAIMED)
    found = open_claim(row, ClaimState.MADE)
    if by.on < found.made_on:
        raise UserError(
            _("It was claimed on %s.") % found.made_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    if accepted is not None and not 0 < accepted <= found.loss:
        raise UserError(
            _("%s were claimed.") % yuan(found.loss), hint=_("Accept that or less, or refuse.")
        )
    found.reviewed_on, found.accepted, found.answer = by.on, accepted, said(says)
    found.state = ClaimState.REFUSED if accepted is None else ClaimState.ACCEPTED
    found.save()
    if accepted is None:
        row.state = GuaranteeState.GRANTED
        row.save()
    note(row, "claim_reviewed", {"accepted": accepted, "says": found.answer}, by)
    return found


def open_claim(guarantee: Guarantee, state: ClaimState) -> GuaranteeClaim:
    """The claim that waits in this state. Raises UserError where none does."""
    found = guarantee.claims.filter(state=state).first()
    if found is None:
        raise UserError(
            _("No claim waits for this."), hint=_("A claim is made, then reviewed, then paid.")
        )
    return found
