"""From a practice that a report tells of to what was adopted because of it, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption.adopting import LearnedFrom
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.learning.models import Lesson, Trip
from tashan.mechanisms.library import library
from tashan.mechanisms.naming import Candidate
from tashan.reading.models import FindingKind, ReportFinding, ReviewState
from tashan.reading.review import effective
from tashan.record import events
from tashan.record.models import User

DECIDED = (ReviewState.ACCEPTED, ReviewState.CORRECTED)
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Practice:
    """An accepted mechanism of a report: its name there, what it may be, what became of it."""

    finding: ReportFinding
    name: str
    place: str
    candidates: tuple[Candidate, ...]
    adoptions: tuple[Adoption, ...]


def may_be_adopted(finding: ReportFinding) -> bool:
    """Whether an officer accepted it as a mechanism."""
    return finding.kind == FindingKind.MECHANISM and finding.state in DECIDED


def practices(
    findings: Iterable[ReportFinding],
    *,
    known: Mapping[int, tuple[Adoption, ...]] | None = None,
) -> list[Practice]:
    """What may be adopted of these, in their order; one query for all, none with ``known``."""
    wanted = [row for row in findings if may_be_adopted(row)]
    if known is None:
        known = adopted_from(row.pk for row in wanted)
    return [_practice(row, known.get(row.pk, ())) for row in wanted]


def practice(finding: ReportFinding) -> Practice:
    """One of them. Raises UserError where the finding is no accepted mechanism."""
    if not may_be_adopted(finding):
        raise UserError(
            _("Finding %d is no accepted mechanism.") % finding.number,
            hint=_("Accept it in the report first."),
        )
    return practices([finding])[0]


def _practice(row: ReportFinding, adoptions: tuple[Adoption, ...]) -> Practice:
    name = effective(row, "name") or row.quote
    found = tuple(library().mechanism_names.candidates(name))
    return Practice(row, name, effective(row, "place") or "", found, adoptions)


def adopted_from(findings: Iterable[int]) -> Mapping[int, tuple[Adoption, ...]]:
    """The adoptions that were learned from each finding."""
    found: dict[int, tuple[Adoption, ...]] = {}
    rows = Lesson.objects.filter(finding__in=list(findings)).select_related("adoption")
    for row in rows:
        assert row.finding_id is not None
        found[row.finding_id] = (*found.get(row.finding_id, ()), row.adoption)
    return found


def learned_from(finding: ReportFinding) -> LearnedFrom:
    """The link of the pedigree that a finding makes: the place, the report, what it says."""
    place = effective(finding, "place") or finding.report.title
    return LearnedFrom(place, finding.report.title, finding.quote[:LONGEST_NOTE])


@transaction.atomic
def link(
    adoption: Adoption,
    *,
    finding: ReportFinding | None = None,
    trip: Trip | None = None,
    actor: User,
    at: datetime,
) -> Lesson:
    """Remember what the adoption was learned from; the trip of a finding's report goes with it."""
    if trip is None and finding is not None:
        trip = Trip.objects.filter(attached__report=finding.report_id).order_by("pk").first()
    if trip is None and finding is None:
        raise UserError(
            _("It is not said what it was learned from."), hint=_("Choose a finding or a trip.")
        )
    row, is_new = Lesson.objects.get_or_create(
        adoption=adoption, trip=trip, finding=finding, defaults={"at": at}
    )
    if is_new:
        payload = {
            "trip": trip.pk if trip else None,
            "report": finding.report_id if finding else None,
            "finding": finding.number if finding else None,
        }
        events.append(adoption.stream, "adoption.linked", payload, actor=actor, at=at)
    return row


def lessons_of(adoption: Adoption) -> list[Lesson]:
    rows = Lesson.objects.filter(adoption=adoption)
    return list(rows.select_related("trip", "finding__report").defer("finding__report__text"))
