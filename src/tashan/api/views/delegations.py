"""Items that another office handles: told with their evaluations; delegated, recalled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import entry, named, named_or_none, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, source_url
from tashan.api.routers import duties as router
from tashan.api.schemas import duties as told
from tashan.api.schemas.registers import OnDay
from tashan.api.schemas.shared import Done, Refs, days_of
from tashan.base.errors import UserError
from tashan.casework.same_day import of_delegations
from tashan.duties import keeping
from tashan.duties.evaluating import evaluated, newest, same
from tashan.duties.items import catalogue
from tashan.duties.models import Delegation, Evaluation, Form
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind

READ, WRITE = Scope.DUTIES_READ, Scope.DUTIES_WRITE
ONE = "/delegations/{delegation_id}"


@door(
    router, "GET", "/delegations",
    scope=READ, right=perms.may_see_registers, answer=told.Delegations,
)  # fmt: skip
def list_delegations(
    request: ProgramRequest, asked: Query[told.DelegationsAsked]
) -> told.Delegations:
    """Those in force on a day, or all, by item."""
    on = asked.on or today()
    rows = Delegation.objects.select_related("holder", "to", "place")
    rows = rows.filter(replaced__isnull=True) if asked.all else as_of(rows, on)
    if asked.item:
        rows = rows.filter(item=asked.item)
    if asked.form:
        rows = rows.filter(form=asked.form)
    found = _told(request, rows.order_by("item", "pk"), on)
    return told.Delegations(items=[told.DelegationTold(**one) for one in found])


def _told(request: ProgramRequest, rows: Iterable[Delegation], on: date) -> list[dict[str, Any]]:
    shown = list(rows)
    last, counted = newest(shown, on), of_delegations(shown)
    mentioned = [one for row in shown for one in (row.holder, row.to, row.place)]
    refs = Refs(mentioned, on=on, viewer=request.user)
    found = []
    for row in shown:
        standing = evaluated(row, last.get(row.pk), on)
        holder, to = refs.to(row.holder), refs.to(row.to)
        said = counted[row.pk]
        found.append(
            days_of(row)
            | {
                "id": row.pk,
                "item": row.item,
                "title": told.Titled(zh=row.title.get("zh", ""), en=row.title.get("en", "")),
                "form": row.form,
                "holder": holder,
                "to": to,
                "place": refs.of(row.place),
                "seal": to if row.form == Form.TRANSFERRED else holder,
                "document": row.document,
                "announced": row.announced,
                "is_to_organ": row.is_to_organ,
                "every": row.evaluated_every,
                "evaluation_due": standing.due_on,
                "is_due": standing.is_due,
                "asks_recall": standing.asks_recall,
                "counted": told.CountedTold(
                    handled=said.handled,
                    decided=said.decided,
                    same_day=said.same_day,
                    share=said.share,
                ),
            }
        )
    return found


def _found(delegation_id: int) -> Delegation:
    """The delegation as it stands; the number of an earlier row leads to it too."""
    row = get_object_or_404(Delegation, pk=delegation_id)
    known = [one for one in same(row) if one.replaced_id is None]
    if not known:
        raise Http404
    return Delegation.objects.select_related("holder", "to", "place").get(pk=known[0].pk)


@door(router, "GET", ONE, scope=READ, right=perms.may_see_registers, answer=told.DelegationWhole)
def read_delegation(request: ProgramRequest, delegation_id: Id) -> told.DelegationWhole:
    """One delegation with its evaluations, the newest first."""
    row = _found(delegation_id)
    rows = Evaluation.objects.filter(delegation__in=[one.pk for one in same(row)])
    evaluations = [
        told.EvaluationTold(
            id=one.pk,
            on=one.on,
            passes=one.passes,
            says=one.says,
            source=source_url(one.source_id),
        )
        for one in rows.order_by("-on", "-pk")
    ]
    [said] = _told(request, [row], today())
    return told.DelegationWhole(**said, evaluations=evaluations)


@door(
    router, "POST", "/delegations",
    scope=WRITE, right=perms.may_keep_duties, answer=Done, status=201,
)  # fmt: skip
def delegate_item(request: ProgramRequest, given: told.DelegationGiven) -> Done:
    """Another office handles an item of the open catalogue from a day on."""
    item = next((one for one in catalogue(today()) if one.code == given.item), None)
    if item is None:
        raise UserError(
            _("“%s” is no item of the open catalogue.") % given.item,
            hint=_("Give the code of one of its items, or adopt a catalogue that has it."),
        )
    new = keeping.NewDelegation(
        item=given.item,
        title={"zh": item.title.zh, "en": item.title.en},
        holder=named(given.holder, Kind.OFFICE),
        to=named(given.to, Kind.OFFICE),
        form=Form(given.form),
        document=given.document,
        since=given.since,
        announced=given.announced,
        is_to_organ=given.is_to_organ,
        place=named_or_none(given.place, Kind.PARK, Kind.PLACE),
        every=given.every,
        until=given.until,
    )
    row = keeping.delegate(new, source=entry(request, given.reason, timezone.now()))
    return Done(id=row.pk, url=f"/api/v1/delegations/{row.pk}")


@door(
    router, "POST", ONE + "/evaluations",
    scope=WRITE, right=perms.may_keep_duties, answer=Done, status=201,
)  # fmt: skip
def evaluate_delegation(
    request: ProgramRequest, delegation_id: Id, given: told.EvaluationGiven
) -> Done:
    """How the item was found to be handled; one that does not pass asks for its recall."""
    row = _found(delegation_id)
    source = entry(request, given.reason, timezone.now())
    made = keeping.evaluate(row, on=given.on, passes=given.passes, says=given.says, source=source)
    return Done(id=made.pk, url=f"/api/v1/delegations/{row.pk}")


@door(
    router, "POST", ONE + "/recall",
    scope=WRITE, right=perms.may_keep_duties, answer=Done,
)  # fmt: skip
def recall_delegation(request: ProgramRequest, delegation_id: Id, given: OnDay) -> Done:
    """The holder acts again from a day on; cases in hand stay where they are."""
    row = _found(delegation_id)
    ended = keeping.recall(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=ended.pk, url=f"/api/v1/delegations/{ended.pk}")
