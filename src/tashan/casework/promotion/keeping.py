"""Capital arrives by evidence that another accepts; promises are kept, and another confirms it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion.holding import (
    held,
    not_longer,
    note,
    papered,
    person,
    refuse_before,
    refuse_own,
    worded,
)
from tashan.casework.promotion_models import (
    CapitalArrival,
    Currency,
    EvidenceKind,
    Lead,
    LeadPromise,
    PromiseKind,
)
from tashan.mechanisms.pipeline import OVER, LeadStage
from tashan.record.models import StoredFile

AFTER_SIGNING = (LeadStage.SIGNED, LeadStage.LANDED, LeadStage.STARTED, LeadStage.PRODUCING)


@dataclass(frozen=True, slots=True)
class NewArrival:
    """Capital in hundredths of ``currency``, by evidence of a kind in a file."""

    amount: int
    currency: Currency
    evidence: EvidenceKind
    document: str
    file: StoredFile


@transaction.atomic
def arrive(lead: Lead, new: NewArrival, *, by: By) -> CapitalArrival:
    """Enter it; it counts when another has accepted it. One file counts once, wherever."""
    row = held(lead, *AFTER_SIGNING)
    if new.amount <= 0:
        raise UserError(_("The amount is above nothing."), hint=_("Give what the evidence shows."))
    taken = CapitalArrival.objects.filter(file=new.file).exclude(accepted=False).first()
    if taken is not None:
        raise UserError(
            _("This evidence is entered already, with lead %d.") % taken.lead_id,
            hint=_("One evidence counts once: give another file."),
        )
    refuse_before(row.reported_on, by)
    made = CapitalArrival.objects.create(
        lead=row, on=by.on, currency=new.currency, amount=new.amount, evidence=new.evidence,
        document=papered(new.document), file=new.file, entered_by=person(by), at=by.at,
    )  # fmt: skip
    told = {"arrival": made.pk, "amount": made.amount, "currency": made.currency}
    note(row, "lead.capital_arrived", told | {"sha256": new.file.sha256}, by)
    return made


@transaction.atomic
def check(found: CapitalArrival, *, accepted: bool, reason: str, by: By) -> CapitalArrival:
    """Another than who entered it accepts the evidence, or refuses it with the reason."""
    row = held(found.lead, *AFTER_SIGNING)
    made = CapitalArrival.objects.select_for_update().get(pk=found.pk)
    if made.accepted is not None:
        raise UserError(_("This evidence is checked already."), hint=_("Look at the lead again."))
    refuse_own(made.entered_by, by)
    refuse_before(made.on, by)
    made.checked_by, made.checked_on, made.accepted = person(by), by.on, accepted
    made.reason = not_longer(reason.strip(), 500) if accepted else worded(reason)
    made.save()
    note(row, "lead.capital_checked", {"arrival": made.pk, "accepted": accepted}, by)
    return made


@transaction.atomic
def keep(found: LeadPromise, document: str, *, by: By) -> LeadPromise:
    """Another than who entered a promise says that it was kept, by a document.

    Raises UserError for promises of capital, start and production: their events tell.
    """
    row = held(found.lead, *(one for one in LeadStage if one not in OVER))
    made = LeadPromise.objects.select_for_update().get(pk=found.pk)
    if made.kind != PromiseKind.OTHER:
        raise UserError(
            _("Arrivals and steps tell whether this is kept."),
            hint=_("Enter the capital that arrived, or the step."),
        )
    if made.kept_on is not None:
        raise UserError(_("It is kept already."), hint=_("Look at the lead again."))
    refuse_own(made.entered_by, by)
    refuse_before(made.made_on, by)
    made.kept_on, made.checked_by, made.kept_document = by.on, person(by), papered(document)
    made.save()
    note(row, "lead.promise_kept", {"promise": made.pk, "document": made.kept_document}, by)
    return made
