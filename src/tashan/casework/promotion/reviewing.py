"""The entry review by the score sheets of several offices, and the fair competition review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion.holding import (
    held,
    not_longer,
    note,
    office_of,
    papered,
    person,
    refuse_before,
    refuse_own,
)
from tashan.casework.promotion.moving import Move, enter
from tashan.casework.promotion.terms import PipelineTerms, terms_of
from tashan.casework.promotion_models import (
    EntryReview,
    EntrySheet,
    FairConclusion,
    FairReview,
    Lead,
)
from tashan.mechanisms.entry_scoring import EntryResult, SheetPoints, refuse_points, result_of
from tashan.mechanisms.pipeline import LeadStage


@transaction.atomic
def open_review(lead: Lead, *, by: By) -> EntryReview:
    """Begin a review: after talks, or again after one that was not passed."""
    row = held(lead, LeadStage.TALKS, LeadStage.REVIEW)
    if row.reviews.filter(closed_on=None).exists():
        raise UserError(_("A review is open already."), hint=_("Close it first."))
    if row.stage == LeadStage.TALKS:
        enter(row, Move(LeadStage.REVIEW), by)
    made = EntryReview.objects.create(lead=row, opened_on=by.on)
    note(row, "lead.review_opened", {"review": made.pk}, by)
    return made


@dataclass(frozen=True, slots=True)
class Scored:
    """What an office gives: points by item, and by veto the document that says so."""

    points: Mapping[str, Decimal]
    vetoes: Mapping[str, str]
    says: str = ""


@transaction.atomic
def score(lead: Lead, given: Scored, *, by: By) -> EntrySheet:
    """One office's sheet. Raises UserError for a second one, and for the owner's own office."""
    row, user = held(lead, LeadStage.REVIEW), person(by)
    review, rules = _open(row), terms_of(row, by.on)
    office = office_of(user, by.on)
    refuse_before(review.opened_on, by)
    refuse_own(row.owner, by)
    if office.pk == row.owner_office_id:
        raise UserError(
            _("Who won the lead does not review it."), hint=_("Other offices score.")
        )  # fmt: skip
    if review.sheets.filter(office=office).exists():
        raise UserError(_("Your office has scored already."), hint=_("One sheet an office."))
    refuse_points(rules.part.review, given.points)
    for code, document in given.vetoes.items():
        if code not in rules.part.review.vetoes or not document.strip():
            raise UserError(
                _("A veto is one of the list, and names its document: %s.") % code,
                hint=_("Give the document in which it is found."),
            )
    made = EntrySheet.objects.create(
        review=review, office=office, reviewer=user, on=by.on,
        says=not_longer(given.says.strip(), 500),
        points={code: str(one) for code, one in given.points.items()},
        vetoes={code: not_longer(one.strip(), 200) for code, one in given.vetoes.items()},
    )  # fmt: skip
    note(row, "lead.scored", {"sheet": made.pk, "office": office.pk, "points": made.points}, by)
    return made


def _open(row: Lead) -> EntryReview:
    found = row.reviews.filter(closed_on=None).first()
    if found is None:
        raise UserError(_("No review is open."), hint=_("Open one first."))
    return found


def outcome(review: EntryReview, rules: PipelineTerms) -> EntryResult:
    """What the sheets come to so far."""
    sheets = [
        SheetPoints({code: Decimal(one) for code, one in row.points.items()}, list(row.vetoes))
        for row in review.sheets.all()
    ]
    return result_of(rules.part.review, sheets, origin=rules.origin, on=rules.on)


@transaction.atomic
def close_review(lead: Lead, *, by: By) -> EntryReview:
    """The result. Raises UserError before enough offices have scored."""
    row = held(lead, LeadStage.REVIEW)
    review, rules = _open(row), terms_of(row, by.on)
    refuse_before(max([review.opened_on, *(one.on for one in review.sheets.all())]), by)
    refuse_own(row.owner, by)
    found = outcome(review, rules)
    if found.passed is None:
        raise UserError(
            _("%(n)d offices have scored; %(least)d must.")
            % {"n": review.sheets.count(), "least": rules.number(rules.part.review.offices)},
            hint=_("Ask the others for their sheets."),
        )
    review.score, review.passed, review.closed_on = found.score, found.passed, by.on
    review.save()
    told = {"review": review.pk, "score": str(found.score), "passed": found.passed}
    note(row, "lead.review_closed", told | {"vetoes": list(found.vetoes)}, by)
    return review


@dataclass(frozen=True, slots=True)
class NewFairReview:
    """The record by its document; an exception has a basis and a term."""

    document: str
    conclusion: FairConclusion
    incentives: Sequence[str] = ()
    exception_basis: str = ""
    until: date | None = None


@transaction.atomic
def record_fair(lead: Lead, new: NewFairReview, *, by: By) -> FairReview:
    """What the agreement offers is reviewed; only what is open to everybody can be offered."""
    row, rules = held(lead), terms_of(lead, by.on)
    known = rules.part.incentives
    if strange := [one for one in new.incentives if one not in known]:
        raise UserError(
            _("“%s” is no incentive that an agreement may offer.") % strange[0],
            hint=_("Only what a policy gives to everybody: %s.") % ", ".join(known),
        )
    is_exception = new.conclusion == FairConclusion.EXCEPTION
    has_term = new.until is not None and new.until > by.on
    if is_exception and not (new.exception_basis.strip() and has_term):
        raise UserError(
            _("An exception names its basis and its term."),
            hint=_("Article 12 of the regulations on fair competition review."),
        )
    made = FairReview.objects.create(
        lead=row, on=by.on, document=papered(new.document), conclusion=new.conclusion,
        exception_basis=not_longer(new.exception_basis.strip(), 200) if is_exception else "",
        until=new.until if is_exception else None, incentives=list(new.incentives),
        actor=person(by),
    )  # fmt: skip
    note(row, "lead.fair_review", {"review": made.pk, "document": made.document}, by)
    return made
