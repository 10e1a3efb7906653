"""Who reported first, how long that protects, conflicts of two reports, shares of credit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion import terms
from tashan.casework.promotion.holding import (
    held,
    note,
    office_of,
    person,
    refuse_before,
    refuse_own,
    worded,
)
from tashan.casework.promotion_models import WHOLE, Lead, LeadClaim, LeadHandOver, LeadStep
from tashan.casework.promotion_models import LeadVisit as Visit
from tashan.record.models import User


@dataclass(frozen=True, slots=True)
class Protection:
    """Of the owner: ``until`` is the last day; ``lapsed_on`` when a gap in the log ended it."""

    since: date
    until: date
    lapsed_on: date | None

    def holds(self, on: date) -> bool:
        return on <= self.until and (self.lapsed_on is None or on < self.lapsed_on)


def protection(
    since: date, progress: Iterable[date], *, months: int, days: int, on: date
) -> Protection:
    """From the day of the report: ``months`` long while there is progress every ``days``.

    The gap is counted from the last progress on or before each day; the day after the last
    allowed one is when it lapsed.
    """
    last, lapsed = since, None
    for day in sorted({one for one in progress if since <= one <= on} | {on + timedelta(1)}):
        if (day - last).days > days and lapsed is None and last + timedelta(days + 1) <= on:
            lapsed = last + timedelta(days + 1)
        last = day
    return Protection(since, add_months(since, months), lapsed)


def progress_days(lead: Lead, on: date) -> list[date]:
    """The days of visits and steps up to a day."""
    steps = LeadStep.objects.filter(lead=lead, corrected=None, on__lte=on).values_list("on")
    visits = Visit.objects.filter(lead=lead, on__lte=on).values_list("on")
    return [day for (day,) in [*steps, *visits]]


def protection_of(lead: Lead, on: date) -> Protection:
    """The owner's protection on a day; it begins anew with a hand-over."""
    rules = terms.terms_of(lead, on)
    first = rules.part.first_reporter
    last = lead.hand_overs.filter(on__lte=on).order_by("-on", "-pk").first()
    return protection(
        last.on if last else lead.reported_on,
        progress_days(lead, on),
        months=rules.number(first.months),
        days=rules.number(first.days),
        on=on,
    )


@transaction.atomic
def claim(lead: Lead, says: str, *, by: By) -> LeadClaim:
    """Another office reports the same investment. Raises UserError for the owner's own office."""
    row, user = held(lead), person(by)
    office = office_of(user, by.on)
    refuse_before(row.reported_on, by)
    if office.pk == row.owner_office_id:
        raise UserError(_("Your office has this lead already."), hint=_("Log its progress."))
    if row.claims.filter(office=office, decided_on=None).exists():
        raise UserError(
            _("Your office has claimed it already."), hint=_("Wait for the promotion office.")
        )
    made = LeadClaim.objects.create(
        lead=row, claimant=user, office=office, on=by.on, says=worded(says)
    )
    note(row, "lead.claimed", {"claim": made.pk, "office": office.pk}, by)
    return made


@transaction.atomic
def decide(found: LeadClaim, *, holds: bool, reason: str, by: By) -> LeadClaim:
    """The promotion office decides, with its reason; a claim that holds takes the lead over."""
    row = held(found.lead)
    made = LeadClaim.objects.select_for_update().get(pk=found.pk)
    if made.decided_on is not None:
        raise UserError(_("This claim is decided already."), hint=_("Look at the lead again."))
    refuse_before(made.on, by)
    refuse_own(made.claimant, by)
    refuse_own(row.owner, by)
    is_protected = protection_of(row, by.on).holds(by.on)
    made.decided_on, made.decider, made.holds = by.on, person(by), holds
    made.reason = worded(reason)
    made.save()
    told = {"claim": made.pk, "holds": holds, "reason": made.reason}
    note(row, "lead.claim_decided", told | {"protected": is_protected}, by)
    if holds:
        _give(row, made.claimant, made.reason, by)
    return made


@transaction.atomic
def hand_over(lead: Lead, taker: User, reason: str, *, by: By) -> LeadHandOver:
    """To another officer; who had it keeps the share of the credit that the rules say."""
    row = held(lead)
    return _give(row, taker, worded(reason), by)


def _give(row: Lead, taker: User, reason: str, by: By) -> LeadHandOver:
    refuse_before(row.reported_on, by)
    if taker.pk == row.owner_id:
        raise UserError(_("They have it already."), hint=_("Choose another officer."))
    last = row.hand_overs.order_by("-on").first()
    if last is not None:
        refuse_before(last.on, by)
    office = office_of(taker, by.on)
    made = LeadHandOver.objects.create(
        lead=row, giver=row.owner, giver_office=row.owner_office, taker=taker,
        taker_office=office, on=by.on, kept=terms.terms_of(row, by.on).kept(), reason=reason,
    )  # fmt: skip
    row.owner, row.owner_office = taker, office
    row.save()
    told = {"to": taker.pk, "office": office.pk, "kept": made.kept, "reason": reason}
    note(row, "lead.handed_over", told, by)
    return made


@dataclass(frozen=True, slots=True)
class Credit:
    """A share of the credit, in millionths of one."""

    user: int
    office: int
    share: int


def credits_of(lead: Lead, hand_overs: Iterable[LeadHandOver]) -> list[Credit]:
    """Whose the credit is: all of it the reporter's; each hand-over splits the giver's share."""
    shares = {(lead.reporter_id, lead.reporter_office_id): WHOLE}
    for one in sorted(hand_overs, key=lambda row: (row.on, row.pk)):
        giver, taker = (one.giver_id, one.giver_office_id), (one.taker_id, one.taker_office_id)
        whole = shares.get(giver, 0)
        kept = whole * one.kept // WHOLE
        shares[giver] = kept
        shares[taker] = shares.get(taker, 0) + whole - kept
    return [Credit(user, office, share) for (user, office), share in shares.items() if share]
