"""Consents: whether an enterprise lets its name stand on a list, with the paper that says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.indicators.ranking_models import Consent
from tashan.record import events
from tashan.record.models import StoredFile, User
from tashan.registry.models import Entity


@transaction.atomic
def record_consent(
    adoption: Adoption,
    entity: Entity,
    *,
    is_given: bool,
    document: str,
    since: date,
    actor: User | None,
    at: datetime,
    file: StoredFile | None = None,
) -> Consent:
    """From ``since`` on, until a later row says otherwise. UserError without a document."""
    if not document.strip():
        raise UserError(
            _("A consent is in writing."), hint=_("Name the letter or the form that says it.")
        )
    row = Consent.objects.create(
        adoption=adoption,
        entity=entity,
        is_given=is_given,
        since=since,
        document=document.strip(),
        file=file,
        actor=actor,
        at=at,
    )
    said = {"entity": entity.pk, "given": is_given, "document": row.document}
    events.append(adoption.stream, "ranking.consent", said, actor=actor, at=at, occurred_on=since)
    return row


def consents(adoption: Adoption, entities: Iterable[int], on: date) -> dict[int, Consent]:
    """The newest row of each that holds on a day; who never said anything is not here."""
    rows = Consent.objects.filter(adoption=adoption, entity__in=set(entities), since__lte=on)
    newest = rows.order_by("entity", "-since", "-id").distinct("entity")
    return {row.entity_id: row for row in newest}
