"""An agreement is signed: after a passed review and a fair competition review; promises begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion.holding import held, papered
from tashan.casework.promotion.moving import Move, NewPromise, enter, promise
from tashan.casework.promotion_models import Lead, LeadStep, PromiseKind, PromotionEvent
from tashan.mechanisms.pipeline import LeadStage


@dataclass(frozen=True, slots=True)
class Signing:
    """The agreement by its document, with the capital promised (hundredths of the lead's currency)

    and the days by which it shall be there, the works begin and production begins.
    """

    document: str
    capital: int
    capital_due: date
    start_due: date | None = None
    production_due: date | None = None
    event: PromotionEvent | None = None


@transaction.atomic
def sign(lead: Lead, new: Signing, *, by: By) -> LeadStep:
    """Raises UserError without a passed review and a fair competition review that holds."""
    row = held(lead, LeadStage.REVIEW)
    last = row.reviews.order_by("-pk").first()
    if last is None or not last.passed:
        raise UserError(
            _("The entry review is not passed."), hint=_("Close the review with its result first.")
        )
    fair = row.fair_reviews.filter(on__lte=by.on).order_by("-pk").first()
    if fair is None or (fair.until is not None and fair.until < by.on):
        raise UserError(
            _("No fair competition review is recorded that holds on this day."),
            hint=_("Record it with its document before anything is signed."),
        )
    if last.closed_on is not None and by.on < last.closed_on:
        raise UserError(_("The review was passed later."), hint=_("Give that day or a later one."))
    step = enter(
        row, Move(LeadStage.SIGNED, document=papered(new.document), event=new.event), by
    )  # fmt: skip
    says = step.document
    promise(row, NewPromise(PromiseKind.CAPITAL, says, new.capital_due, new.capital), by=by)
    for kind, due in (
        (PromiseKind.START, new.start_due),
        (PromiseKind.PRODUCTION, new.production_due),
    ):
        if due is not None:
            promise(row, NewPromise(kind, says, due), by=by)
    return step
