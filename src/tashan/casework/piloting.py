"""Try a procedure in one park first, and keep what was assessed for an area once for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.models import Pilot, RegionalAssessment
from tashan.mechanisms.fields import Text
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.settling import procedures
from tashan.record import events
from tashan.record.models import Source, StoredFile
from tashan.registry import changes, keeping
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@transaction.atomic
def begin_pilot(
    adoption: Adoption, park: Entity, *, since: date, source: Source, until: date | None = None
) -> Pilot:
    """From a day on cases of this adoption open only for subjects of its pilots' parks."""
    Adoption.objects.select_for_update().get(pk=adoption.pk)
    if not procedures(current.of(adoption, max(since, adoption.since)).mechanism):
        raise UserError(
            _("“%s” has no procedure: there is nothing to pilot.") % adoption.title,
            hint=_("Choose an adopted mechanism with a procedure."),
        )
    if as_of(Pilot.objects.filter(adoption=adoption, park=park), since).exists():
        raise UserError(
            _("It is piloted there on that day already."), hint=_("End that pilot first.")
        )
    row = Pilot.objects.create(
        adoption=adoption, park=park, since=since, until=until, source=source, entered=source
    )
    _note(adoption, "adoption.pilot_begun", park, since, source)
    return row


@transaction.atomic
def end_pilot(row: Pilot, *, on: date, source: Source) -> None:
    """The pilot is over from a day on; without another the procedure holds everywhere."""
    Adoption.objects.select_for_update().get(pk=row.adoption_id)
    refuse_replaced(row)
    keeping.end(row, on=on, source=source)
    _note(row.adoption, "adoption.pilot_ended", row.park, on, source)


def refuse_replaced(row: Pilot | RegionalAssessment) -> None:
    """Raises UserError for a row that is known better since the page was opened."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    if fresh.replaced_id is not None:
        raise UserError(_("Somebody changed this meanwhile."), hint=_("Open the page again."))


def _note(adoption: Adoption, kind: str, park: Entity, on: date, source: Source) -> None:
    said = {"park": park.pk, "source": source.pk}
    events.append(adoption.stream, kind, said, actor=source.actor, at=source.at, occurred_on=on)


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An assessment of an area, as ``RegionalAssessment`` describes."""

    area: Entity
    kind: str
    document: str
    decided_by: str
    since: date
    until: date | None = None
    file: StoredFile | None = None


@transaction.atomic
def enter_assessment(new: NewAssessment, *, source: Source) -> RegionalAssessment:
    """From a day on projects in the area are spared the steps that name this kind."""
    changes.lock(new.area)
    if new.area.kind not in (Kind.PARK, Kind.PLACE):
        raise UserError(
            _("An assessment is made for a park or a place."), hint=_("Name one of these.")
        )
    if not new.document.strip() or not new.decided_by.strip():
        raise UserError(
            _("It is not told by which document and by whom it was decided."),
            hint=_("Give both: they stand beside every step that it spares."),
        )
    row = RegionalAssessment.objects.create(
        area=new.area, kind=new.kind, document=new.document.strip(),
        decided_by=new.decided_by.strip(), file=new.file, since=new.since, until=new.until,
        source=source, entered=source,
    )  # fmt: skip
    said = {"kind": new.kind, "document": row.document}
    changes.note(new.area, "area.assessed", said, source=source, on=new.since)
    return row


@transaction.atomic
def end_assessment(row: RegionalAssessment, *, on: date, source: Source) -> None:
    """It spares nothing from a day on; cases that are open stay as they were opened."""
    changes.lock(row.area)
    refuse_replaced(row)
    keeping.end(row, on=on, source=source)
    said = {"kind": row.kind, "document": row.document}
    changes.note(row.area, "area.assessment_ended", said, source=source, on=on)


def assessed_kinds(on: date) -> Mapping[str, Text]:
    """The kinds that steps of the procedures in force name, with the title of such a step."""
    found: dict[str, Text] = {}
    for held in current.in_force(on):
        for part in held.mechanism.parts.values():
            if isinstance(part, Procedure):
                for step in part.steps.values():
                    if step.assessed:
                        found.setdefault(step.assessed, step.title)
    return found
