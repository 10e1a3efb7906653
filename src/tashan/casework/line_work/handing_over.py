"""A post changes hands: a list of what is open with days, signed by both; then all follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work.holding import person
from tashan.casework.line_work.load import Thing, of_posts
from tashan.casework.models import Matter
from tashan.casework.promotion import owning
from tashan.casework.promotion_models import Lead
from tashan.duties import keeping as duty_keeping
from tashan.duties.line_models import HandOver
from tashan.duties.models import Holding
from tashan.mechanisms.pipeline import OVER
from tashan.record import events, sources
from tashan.record.models import Source
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Tenure
from tashan.registry.offices import appoint, leave


@dataclass(frozen=True, slots=True)
class NewHandOver:
    """The post that passes from one officer to another on the day of the act."""

    office: Entity
    post: str
    giver: Entity
    taker: Entity


@transaction.atomic
def begin(new: NewHandOver, *, by: By) -> HandOver:
    """The list of what is open, to be signed. Raises UserError where the giver has not the post."""
    if new.taker.kind != Kind.OFFICER or new.taker == new.giver:
        raise UserError(
            _("A post passes to another officer."), hint=_("Choose the one who follows.")
        )
    if _tenure(new.giver, new.office, new.post, by.on) is None:
        raise UserError(
            _("The officer does not hold this post on that day."),
            hint=_("Choose who holds it, or enter the tenure in the register first."),
        )
    rows = HandOver.objects.filter(office=new.office, post=new.post, giver=new.giver)
    if any(not one.is_done for one in rows):
        raise UserError(_("This post is being handed over."), hint=_("Sign the list there is."))
    things = of_posts([(new.office.pk, new.post)], by.on, viewer=person(by), officer=new.giver)
    made = HandOver.objects.create(
        office=new.office, post=new.post, giver=new.giver, taker=new.taker, on=by.on,
        things=[_told(one) for one in things], made_by=person(by),
    )  # fmt: skip
    said = {"office": new.office.pk, "post": new.post, "giver": new.giver.pk,
            "taker": new.taker.pk, "things": len(things)}  # fmt: skip
    _note(made, "handover.begun", said, by)
    return made


def _told(one: Thing) -> dict[str, str | None]:
    return {
        "cause": one.cause, "title": one.title,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "light": str(one.light) if one.light is not None else None,
    }  # fmt: skip


def _tenure(officer: Entity, office: Entity, post: str, on: date) -> Tenure | None:
    rows = Tenure.objects.filter(officer=officer, office=office, post=post)
    return as_of(rows, on).first()


def side_of(row: HandOver, by: By) -> str:
    """``given`` or ``taken``: which of the two the person is; empty for anybody else."""
    officer = entity_of(person(by), by.on)
    if officer == row.giver:
        return "given"
    return "taken" if officer == row.taker else ""


@transaction.atomic
def sign(hand_over: HandOver, *, by: By) -> HandOver:
    """One of the two signs; with the second signature the post and what hangs on it follow.

    Raises PermissionDenied for anybody else, UserError before its day and where it is signed.
    """
    row = HandOver.objects.select_for_update(of=("self",)).select_related(
        "office", "giver", "taker"
    ).get(pk=hand_over.pk)  # fmt: skip
    side = side_of(row, by)
    if not side:
        raise PermissionDenied
    if by.on < row.on:
        raise UserError(_("It is signed from %s on.") % row.on, hint=_("Wait for the day."))
    if getattr(row, f"{side}_on") is not None:
        raise UserError(_("You have signed already."), hint=_("The other signs too."))
    setattr(row, f"{side}_on", by.on)
    setattr(row, f"{side}_by", person(by))
    row.save()
    _note(row, f"handover.{side}", {}, by)
    if row.is_done:
        _follow(row, by)
    return row


def _follow(row: HandOver, by: By) -> None:
    """From its day on: tenures, duties held by name, the giver's open matters and leads."""
    source = sources.entry(f"交接单 {row.pk}", actor=person(by), at=by.at)
    _change_tenure(row, source)
    duties = _change_duties(row, source)
    matters = Matter.objects.filter(office=row.office, officer=row.giver, ended_on=None)
    moved = sorted(matters.values_list("pk", flat=True))
    for one in matters.select_related("case").order_by("pk"):
        told = {"matter": one.code, "from": row.giver.pk, "to": row.taker.pk, "handover": row.pk}
        events.append(one.case.stream, "matter.handed_over", told, actor=by.user, at=by.at,
                      occurred_on=row.on)  # fmt: skip
    Matter.objects.filter(pk__in=moved).update(officer=row.taker)
    leads = _give_leads(row, by)
    _note(row, "handover.done", {"matters": moved, "duties": duties, "leads": leads}, by)


def _give_leads(row: HandOver, by: By) -> list[int]:
    """Leads that the giver owns for the office; the credit is shared as by any hand-over."""
    assert row.given_by is not None, "both have signed"
    assert row.taken_by is not None, "both have signed"
    rows = Lead.objects.filter(owner=row.given_by, owner_office=row.office).exclude(stage__in=OVER)
    leads = list(rows.order_by("pk"))
    for one in leads:
        owning.hand_over(one, row.taken_by, f"交接单 {row.pk}", by=by)
    return [one.pk for one in leads]


def _change_tenure(row: HandOver, source: Source) -> None:
    was = _tenure(row.giver, row.office, row.post, row.on)
    if was is not None:
        leave(was, on=row.on, source=source)
    if _tenure(row.taker, row.office, row.post, row.on) is None:
        is_lead = was.is_lead if was else False
        appoint(row.taker, row.office, row.post, since=row.on, source=source, is_lead=is_lead,
                order=was.order if was else 100)  # fmt: skip


def _change_duties(row: HandOver, source: Source) -> list[str]:
    held = as_of(Holding.objects.filter(office=row.office, officer=row.giver), row.on)
    found = []
    for one in held.select_related("duty__place"):
        duty_keeping.give_duty(
            one.duty.code, one.duty.title, row.office, since=row.on, source=source,
            place=one.duty.place, officer=row.taker,
        )  # fmt: skip
        found.append(one.duty.code)
    return found


def _note(row: HandOver, kind: str, said: dict[str, object], by: By) -> None:
    events.append(row.stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
