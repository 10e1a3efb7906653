"""The credit record: read as of a day, entered, repaired."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, seen, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url, source_url
from tashan.api.routers import registers as router
from tashan.api.schemas import enterprises as told
from tashan.api.schemas.shared import AsOf, Done
from tashan.record import perms
from tashan.record.tokens import Scope, may_see_some_registers
from tashan.registry import credit
from tashan.registry.following import same
from tashan.registry.kinds import Kind
from tashan.registry.models import CreditEvent


@door(
    router, "GET", "/entities/{entity_id}/credit-events",
    scope=Scope.REGISTERS_READ, right=may_see_some_registers, answer=told.Credits,
)  # fmt: skip
def list_credit(request: ProgramRequest, entity_id: Id, asked: Query[AsOf]) -> told.Credits:
    """The whole record, the newest first; ``counts`` tells which events count on the day."""
    on = asked.on or today()
    entity = seen(request, entity_id)
    counting = set(credit.in_force(entity, on).values_list("pk", flat=True))
    rows = credit.all_of(same(entity))
    return told.Credits(items=[_told(row, counts=row.pk in counting) for row in rows])


def _told(row: CreditEvent, *, counts: bool) -> told.Credit:
    kind = credit.known_kinds().get(row.kind)
    days: dict[str, date | None] = {"ends_on": row.ends_on, "repaired_on": row.repaired_on}
    return told.Credit(
        id=row.pk,
        kind=row.kind,
        title=kind.title.zh if kind else row.kind,
        severity=row.severity,
        document=row.document,
        decided_by=row.decided_by,
        occurred_on=row.occurred_on,
        **days,
        repair_document=row.repair_document,
        counts=counts,
        source=source_url(row.source_id),
    )


@door(
    router, "POST", "/entities/{entity_id}/credit-events",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_credit(request: ProgramRequest, entity_id: Id, given: told.CreditGiven) -> Done:
    """A new event; only kinds that a credit file of the library names are taken."""
    new = credit.NewCredit(
        given.kind, given.document, given.decided_by, given.occurred_on, given.ends_on
    )
    source = entry(request, given.reason, timezone.now())
    row = credit.enter_credit(kept(entity_id, Kind.ENTERPRISE), new, source=source)
    return Done(id=row.pk, url=entity_url(entity_id) + "/credit-events")


@door(
    router, "POST", "/credit-events/{event_id}/repair",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def repair_credit(request: ProgramRequest, event_id: Id, given: told.RepairGiven) -> Done:
    """The record was repaired on a day by a document; from that day on it counts no more."""
    event = get_object_or_404(CreditEvent, pk=event_id)
    source = entry(request, given.reason, timezone.now())
    credit.repair(event, on=given.on, document=given.document, source=source)
    return Done(id=event.pk, url=entity_url(event.entity_id) + "/credit-events")
