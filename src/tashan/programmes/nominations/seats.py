"""Seats in congresses and CPPCC committees: entered as a public document says, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.programmes.models import PublicSeat
from tashan.programmes.nomination_models import Chamber
from tashan.record import events, sources
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewSeat:
    """What the document says; ``term`` as 他山县第十八届人民代表大会."""

    person: str
    chamber: Chamber
    term: str
    document: str
    published_on: date
    employer: Entity | None = None


@transaction.atomic
def record(new: NewSeat, *, by: By) -> PublicSeat:
    """Record a published fact. Raises UserError without its document, and before it was public."""
    if not new.document.strip() or not new.person.strip() or not new.term.strip():
        raise UserError(
            _("A seat is recorded with the person, the term and the public document."),
            hint=_("Give the document in which it was published."),
        )
    if new.published_on > by.on:
        raise UserError(
            _("It is not published yet."), hint=_("Record it when the document is public.")
        )
    told = PublicSeat.objects.filter(person=new.person.strip(), chamber=new.chamber)
    if told.filter(term=new.term.strip()).exists():
        raise UserError(_("This seat is recorded already."), hint=_("Open the list of seats."))
    source = sources.of_document(new.document.strip(), at=by.at, published_on=new.published_on)
    row = PublicSeat.objects.create(
        person=new.person.strip(), employer=new.employer, chamber=new.chamber,
        term=new.term.strip(), document=new.document.strip(), published_on=new.published_on,
        source=source,
    )  # fmt: skip
    said = {"chamber": new.chamber, "term": row.term, "document": row.document}
    events.append(f"seat:{row.pk}", "seat.recorded", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return row
