"""The credit record (S31): events with source, severity, term and repair, read as of a date.

Only kinds that a ``credit`` file of the library names are entered. What has ended or was repaired
counts no more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.mechanisms.credit import CreditKind
from tashan.mechanisms.library import library
from tashan.record.models import Source
from tashan.registry import changes
from tashan.registry.following import same
from tashan.registry.kinds import Severity
from tashan.registry.models import CreditEvent, Entity


@dataclass(frozen=True, slots=True)
class NewCredit:
    """What was decided about an entity. Without ``ends_on`` the term of its kind decides until
    when it counts; a kind without a term counts until it is repaired."""

    kind: str
    document: str
    decided_by: str
    occurred_on: date
    ends_on: date | None = None


def known_kinds() -> Mapping[str, CreditKind]:
    """The kinds that the library's credit files name, by code."""
    return {code: kind for file in library().credits.values() for code, kind in file.events.items()}


def kind_named(code: str) -> CreditKind:
    """Raises UserError for a kind that no credit file names, with the nearest that one does."""
    known = known_kinds()
    if code in known:
        return known[code]
    near = get_close_matches(code, known, n=1, cutoff=0.4)
    raise UserError(
        _("No credit file of the library names “%s”.") % code,
        hint=_("Did you mean “%s”?") % near[0] if near else _("Choose a kind from the list."),
    )


@transaction.atomic
def enter_credit(entity: Entity, new: NewCredit, *, source: Source) -> CreditEvent:
    """A new event on the record of an entity."""
    kind_named(new.kind)
    if new.ends_on is not None and new.ends_on < new.occurred_on:
        raise UserError(
            _("It cannot end before it occurred."), hint=_("Give a last day after it occurred.")
        )
    changes.lock(entity)
    row = new_row(entity, new, source=source)
    row.save(force_insert=True)
    said = {"credit": row, "kind": new.kind, "severity": row.severity, "until": row.ends_on}
    changes.note(entity, "credit.entered", said, source=source, on=new.occurred_on)
    return row


def new_row(entity: Entity, new: NewCredit, *, source: Source) -> CreditEvent:
    """The event, not stored yet, with severity and term as its kind says."""
    kind = kind_named(new.kind)
    return CreditEvent(
        entity=entity,
        kind=new.kind,
        severity=Severity(kind.severity.value),
        document=new.document,
        decided_by=new.decided_by,
        occurred_on=new.occurred_on,
        ends_on=new.ends_on or _last_day(kind, new.occurred_on),
        source=source,
    )


def _last_day(kind: CreditKind, occurred_on: date) -> date | None:
    return add_months(occurred_on, kind.term) if kind.term else None


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
    kind = known_kinds().get(row.kind)
    if kind is not None and not kind.repairable:
        raise UserError(
            _("An event of this kind cannot be repaired."),
            hint=_("It counts until its term is over."),
        )
    if kind is not None and on < (first := add_months(row.occurred_on, kind.repair_after or 0)):
        raise UserError(
            _("It can be repaired from %s on.") % first,
            hint=_("The national rules set how long it stays open at least."),
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
    return all_of(same(entity)).filter(counting_on(on)).exclude(severity=Severity.GOOD)


def all_of(entities: Collection[int]) -> QuerySet[CreditEvent]:
    """Every event on the record of an entity and its duplicates, the newest first."""
    rows = CreditEvent.objects.filter(entity__in=entities, source__withdrawal__isnull=True)
    return rows.select_related("source").order_by("-occurred_on", "-pk")
