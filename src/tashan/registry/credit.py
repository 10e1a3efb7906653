"""The credit record (S31): events with source, severity, term and repair, read as of a date.

Only kinds that a ``credit`` file of the library names are entered. What has ended or was repaired
counts no more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import Source
from tashan.registry import changes
from tashan.registry.following import same
from tashan.registry.kinds import Severity
from tashan.registry.models import CreditEvent, Entity


@dataclass(frozen=True, slots=True)
class NewCredit:
    """What was decided about an entity; ``ends_on`` is the last day on which it counts."""

    kind: str
    severity: Severity
    document: str
    decided_by: str
    occurred_on: date
    ends_on: date | None = None


@transaction.atomic
def enter_credit(
    entity: Entity, new: NewCredit, *, known: Collection[str], source: Source
) -> CreditEvent:
    """A new event. ``known`` are the codes that the library's credit files name."""
    refuse_unknown(new.kind, known)
    if new.ends_on is not None and new.ends_on < new.occurred_on:
        raise UserError(
            _("It cannot end before it occurred."), hint=_("Give a last day after it occurred.")
        )
    changes.lock(entity)
    row = CreditEvent.objects.create(
        entity=entity,
        kind=new.kind,
        severity=new.severity,
        document=new.document,
        decided_by=new.decided_by,
        occurred_on=new.occurred_on,
        ends_on=new.ends_on,
        source=source,
    )
    said = {"credit": row, "kind": new.kind, "severity": new.severity.value}
    changes.note(entity, "credit.entered", said, source=source, on=new.occurred_on)
    return row


def refuse_unknown(kind: str, known: Collection[str]) -> None:
    """Raises UserError for a kind that no credit file names, with the nearest that one does."""
    if kind in known:
        return
    near = get_close_matches(kind, known, n=1, cutoff=0.4)
    raise UserError(
        _("No credit file of the library names “%s”.") % kind,
        hint=_("Did you mean “%s”?") % near[0] if near else _("Choose a kind from the list."),
    )


@transaction.atomic
def repair(event: CreditEvent, *, on: date, document: str, source: Source) -> CreditEvent:
    """The record was repaired on a day by a document; from that day on it counts no more."""
    changes.lock(event.entity)
    row = CreditEvent.objects.select_for_update().get(pk=event.pk)
    _refuse_repair(row, on=on, document=document)
    row.repaired_on, row.repair_document = on, document.strip()
    row.save(update_fields=["repaired_on", "repair_document"])
    said = {"credit": row, "document": row.repair_document}
    changes.note(row.entity, "credit.repaired", said, source=source, on=on)
    return row


def _refuse_repair(row: CreditEvent, *, on: date, document: str) -> None:
    if row.repaired_on is not None:
        raise UserError(
            _("It was repaired on %s already.") % row.repaired_on,
            hint=_("The document of the repair stands beside it."),
        )
    if on < row.occurred_on:
        raise UserError(
            _("It cannot be repaired before it occurred."), hint=_("Give a day after it occurred.")
        )
    if not document.strip():
        raise UserError(
            _("A repair needs its document."), hint=_("Give the number of the decision.")
        )


def counting_on(day: date) -> Q:
    """Events that occurred by a day and were neither over nor repaired then."""
    return (
        Q(occurred_on__lte=day)
        & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        & (Q(repaired_on__isnull=True) | Q(repaired_on__gt=day))
    )


def in_force(entity: Entity, on: date) -> QuerySet[CreditEvent]:
    """The events that count against an entity on a day, the newest first."""
    return all_of(entity).filter(counting_on(on))


def all_of(entity: Entity) -> QuerySet[CreditEvent]:
    """Every event on the record, whether it counts or not, the newest first."""
    rows = CreditEvent.objects.filter(entity__in=same(entity))
    standing = rows.filter(source__withdrawal__isnull=True)
    return standing.select_related("source").order_by("-occurred_on", "-pk")
