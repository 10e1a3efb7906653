"""From what was said with an act to the function that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion import converting, keeping, moving, owning, reviewing, signing
from tashan.casework.promotion.acting import LeadAct as A
from tashan.casework.promotion.acting import LeadSaid, refuse_unsaid
from tashan.casework.promotion.moving import Move, NewPromise, NewVisit
from tashan.casework.promotion.reviewing import NewFairReview, Scored
from tashan.casework.promotion_models import (
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    PromiseKind,
    PromotionEvent,
)
from tashan.mechanisms.pipeline import LeadStage
from tashan.record.models import User

M = TypeVar("M", bound=Model)


def _one(rows: QuerySet[M], key: int | None) -> M:
    """Raises UserError where the lead has no such row."""
    found = rows.filter(pk=key or 0).first()
    if found is None:
        raise UserError(_("There is no such entry."), hint=_("Choose one that the page shows."))
    return found


def _visit(lead: Lead, said: LeadSaid, by: By) -> object:
    new = NewVisit(
        said.direction or Direction.APART, said.people or "", said.says or "", said.place or "",
        said.promise or "", said.due,
    )  # fmt: skip
    return moving.visit(lead, new, by=by)


def _promise(lead: Lead, said: LeadSaid, by: By) -> object:
    new = NewPromise(
        said.kind or PromiseKind.OTHER, said.says or "", said.due or date.max, said.amount,
        by_us=bool(said.by_us),
    )  # fmt: skip
    return moving.promise(lead, new, by=by)


def _score(lead: Lead, said: LeadSaid, by: By) -> object:
    new = Scored(said.points or {}, said.vetoes or {}, said.says or "")
    return reviewing.score(lead, new, by=by)


def _fair(lead: Lead, said: LeadSaid, by: By) -> object:
    new = NewFairReview(
        said.document or "", said.conclusion or FairConclusion.FAIR, said.incentives or (),
        said.says or "", said.due,
    )  # fmt: skip
    return reviewing.record_fair(lead, new, by=by)


def _sign(lead: Lead, said: LeadSaid, by: By) -> object:
    event = None if said.event is None else _one(PromotionEvent.objects.all(), said.event)
    new = signing.Signing(
        said.document or "", said.amount or 0, said.due or date.max, said.start_due,
        said.production_due, event,
    )  # fmt: skip
    return signing.sign(lead, new, by=by)


def _arrive(lead: Lead, said: LeadSaid, by: By) -> object:
    if said.file is None:
        raise UserError(_("The evidence is a file."), hint=_("Give it."))
    new = keeping.NewArrival(
        said.amount or 0, said.currency or Currency.CNY, said.evidence or EvidenceKind.BANK,
        said.document or "", said.file,
    )  # fmt: skip
    return keeping.arrive(lead, new, by=by)


def _check(lead: Lead, said: LeadSaid, by: By) -> object:
    found = _one(lead.arrivals.all(), said.which)
    return keeping.check(found, accepted=bool(said.holds), reason=said.says or "", by=by)


def _hand_over(lead: Lead, said: LeadSaid, by: By) -> object:
    taker = User.objects.filter(username=said.taker or "").first()
    if taker is None:
        raise UserError(_("There is no such account."), hint=_("Give the name of the account."))
    return owning.hand_over(lead, taker, said.says or "", by=by)


def _decide(lead: Lead, said: LeadSaid, by: By) -> object:
    found = _one(lead.claims.all(), said.which)
    return owning.decide(found, holds=bool(said.holds), reason=said.says or "", by=by)


def _to(stage: LeadStage) -> Callable[[Lead, LeadSaid, By], object]:
    def done(lead: Lead, said: LeadSaid, by: By) -> object:
        return moving.move(lead, Move(stage, said.says or "", said.document or ""), by=by)

    return done


def _correct(lead: Lead, said: LeadSaid, by: By) -> object:
    found = _one(lead.steps.all(), said.which)
    return moving.correct(found, said.day or found.on, said.says or "", by=by)


def _keep(lead: Lead, said: LeadSaid, by: By) -> object:
    return keeping.keep(_one(lead.promises.all(), said.which), said.document or "", by=by)


def _merge(lead: Lead, said: LeadSaid, by: By) -> object:
    return moving.merge(lead, _one(Lead.objects.all(), said.which), said.says or "", by=by)


CALLS: Mapping[A, Callable[[Lead, LeadSaid, By], object]] = {
    A.VISIT: _visit,
    A.TALK: _to(LeadStage.TALKS),
    A.PROMISE: _promise,
    A.OPEN_REVIEW: lambda lead, _said, by: reviewing.open_review(lead, by=by),
    A.SCORE: _score,
    A.CLOSE_REVIEW: lambda lead, _said, by: reviewing.close_review(lead, by=by),
    A.FAIR_REVIEW: _fair,
    A.SIGN: _sign,
    A.LAND: lambda lead, said, by: moving.land(lead, said.document or "", by=by),
    A.START: _to(LeadStage.STARTED),
    A.PRODUCE: _to(LeadStage.PRODUCING),
    A.ARRIVE: _arrive,
    A.CHECK_ARRIVAL: _check,
    A.KEEP_PROMISE: _keep,
    A.CONVERT: lambda lead, said, by: converting.convert(lead, said.code or "", by=by),
    A.HAND_OVER: _hand_over,
    A.CLAIM: lambda lead, said, by: owning.claim(lead, said.says or "", by=by),
    A.DECIDE_CLAIM: _decide,
    A.CORRECT: _correct,
    A.MERGE: _merge,
    A.END: lambda lead, said, by: moving.end(lead, said.says or "", by=by),
}


def perform(act: A, lead: Lead, said: LeadSaid, *, by: By) -> None:
    """Do it. Raises UserError for what is missing or not taken, and as the act refuses."""
    refuse_unsaid(act, said)
    CALLS[act](lead, said, by)
