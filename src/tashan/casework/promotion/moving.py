"""Visits are logged, and a lead goes from stage to stage by the moves of its pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    worded,
)
from tashan.casework.promotion.terms import terms_of
from tashan.casework.promotion_models import (
    Direction,
    Lead,
    LeadPromise,
    LeadStep,
    LeadVisit,
    PromiseKind,
    PromotionEvent,
)
from tashan.mechanisms.pipeline import LeadStage


@dataclass(frozen=True, slots=True)
class NewVisit:
    """Which way, where, who was there, what was said; and what was promised until when."""

    direction: Direction
    people: str
    says: str
    place: str = ""
    promise: str = ""
    promise_due: date | None = None


@transaction.atomic
def visit(lead: Lead, new: NewVisit, *, by: By) -> LeadVisit:
    """Log a visit. Raises UserError for a promise without its day."""
    row = held(lead)
    made = LeadVisit.objects.create(
        lead=row, direction=new.direction, on=by.on, place=not_longer(new.place.strip(), 200),
        people=worded(new.people, most=300), says=worded(new.says, most=2000),
        actor=person(by), at=by.at,
    )  # fmt: skip
    note(row, "lead.visited", {"visit": made.pk, "direction": new.direction}, by)
    if new.promise.strip():
        if new.promise_due is None:
            raise UserError(
                _("By when was it promised?"), hint=_("A promise has its day; give it too.")
            )
        promise(row, NewPromise(PromiseKind.OTHER, new.promise, new.promise_due), by=by)
    return made


@dataclass(frozen=True, slots=True)
class NewPromise:
    """``amount`` in hundredths of the lead's currency, of capital alone."""

    kind: PromiseKind
    says: str
    due_on: date
    amount: int | None = None
    by_us: bool = False


@transaction.atomic
def promise(lead: Lead, new: NewPromise, *, by: By) -> LeadPromise:
    """What was promised by when. Raises UserError for a day before it was made."""
    row = held(lead)
    if new.due_on < by.on:
        raise UserError(_("It would be due before it was made."), hint=_("Give a later day."))
    is_capital = new.kind == PromiseKind.CAPITAL
    if is_capital != bool(new.amount):
        raise UserError(
            _("A promise of capital says how much, and no other does."),
            hint=_("Give the amount with the kind “capital”."),
        )
    made = LeadPromise.objects.create(
        lead=row, kind=new.kind, by_us=new.by_us, due_on=new.due_on, amount=new.amount,
        currency=row.currency if is_capital else "", says=worded(new.says), made_on=by.on,
        entered_by=person(by),
    )  # fmt: skip
    said = {"promise": made.pk, "kind": new.kind, "due": new.due_on.isoformat()}
    note(row, "lead.promised", said, by)
    return made


@dataclass(frozen=True, slots=True)
class Move:
    """The next stage with what is said of it; ``document`` and ``event`` where there are."""

    stage: LeadStage
    says: str = ""
    document: str = ""
    event: PromotionEvent | None = None


@transaction.atomic
def move(lead: Lead, to: Move, *, by: By) -> LeadStep:
    """Enter the next stage. Raises UserError where the pipeline has no such move.

    Review, signing, merging and the end have acts of their own that ask for more.
    """
    row = held(lead)
    return enter(row, to, by)


def enter(row: Lead, to: Move, by: By) -> LeadStep:
    """The step of a lead that is held already."""
    now = LeadStage(row.stage)
    rule = terms_of(row, by.on).part.stages[now]
    if to.stage not in rule.to:
        raise UserError(
            _("From “%(now)s” a lead does not go to “%(next)s”.")
            % {"now": now.value, "next": to.stage.value},
            hint=_("Choose one of: %s.") % (", ".join(rule.to) or "—"),
        )
    last = row.steps.filter(corrected=None).order_by("-on", "-pk").first()
    refuse_before(last.on if last else row.reported_on, by)
    made = LeadStep.objects.create(
        lead=row, stage=to.stage, on=by.on, says=not_longer(to.says.strip(), 500),
        document=not_longer(to.document.strip(), 200), event=to.event, actor=person(by), at=by.at,
    )  # fmt: skip
    row.stage = to.stage
    row.save()
    note(row, f"lead.{to.stage.value}", {"step": made.pk, "document": made.document}, by)
    return made


@transaction.atomic
def land(lead: Lead, document: str, *, by: By) -> LeadStep:
    """Registered, or its land or factory supplied, by a document."""
    return move(lead, Move(LeadStage.LANDED, document=papered(document)), by=by)


@transaction.atomic
def end(lead: Lead, reason: str, *, by: By) -> LeadStep:
    """It came to nothing, with the reason."""
    return move(lead, Move(LeadStage.ENDED, worded(reason)), by=by)


@transaction.atomic
def merge(lead: Lead, into: Lead, reason: str, *, by: By) -> LeadStep:
    """The same investment was entered twice: the other lead goes on."""
    if into.pk == lead.pk or into.stage in (LeadStage.MERGED, LeadStage.ENDED):
        raise UserError(_("It cannot be merged into this one."), hint=_("Choose an open lead."))
    row = held(lead)
    row.merged_into = into
    return enter(row, Move(LeadStage.MERGED, worded(reason)), by)


@transaction.atomic
def correct(found: LeadStep, on: date, reason: str, *, by: By) -> LeadStep:
    """The step was on another day: the old row stays, the new one says why.

    Raises UserError for a day outside the steps before and after it.
    """
    row = held(found.lead, *LeadStage)
    if LeadStep.objects.filter(corrects=found).exists() or on == found.on or on > by.on:
        raise UserError(
            _("This day cannot be corrected so."),
            hint=_("Correct the newest entry of the step, to another day that has come."),
        )
    _refuse_out_of_order(row, found, on)
    made = LeadStep.objects.create(
        lead=row, stage=found.stage, on=on, says=worded(reason), document=found.document,
        event=found.event, corrects=found, actor=person(by), at=by.at,
    )  # fmt: skip
    if found.stage == LeadStage.LEAD and found.on == row.reported_on:
        row.reported_on = on
        row.save()
    said = {"step": found.pk, "from": found.on.isoformat(), "to": on.isoformat()}
    note(row, "lead.corrected", said | {"reason": made.says}, by)
    return made


def _refuse_out_of_order(row: Lead, found: LeadStep, on: date) -> None:
    steps = sorted(row.steps.filter(corrected=None), key=lambda one: (one.on, one.pk))
    place = next(n for n, one in enumerate(steps) if one.pk == found.pk)
    before = steps[place - 1].on if place else None
    after = steps[place + 1].on if place + 1 < len(steps) else None
    if (before and on < before) or (after and on > after):
        raise UserError(
            _("The steps before and after it were on %(before)s and %(after)s.")
            % {"before": before or "—", "after": after or "—"},
            hint=_("Give a day between them, or correct those first."),
        )
