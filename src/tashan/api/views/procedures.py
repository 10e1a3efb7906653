"""The rules that cases run by: pilots, regional assessments, holidays, newer versions."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tashan.adoption.models import Adoption
from tashan.api.asked import entry, named, today
from tashan.api.case_telling import case_url
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import cases as router
from tashan.api.schemas import opening as asked
from tashan.api.schemas.shared import Act, Done, Refs, days_of
from tashan.api.views.cases import READ, WRITE, by_of
from tashan.base.calendars import Holiday, YearTable
from tashan.casework import entering_holidays, piloting, versions
from tashan.casework.models import Pilot, RegionalAssessment
from tashan.casework.moving_versions import move_cases
from tashan.casework.piloting import NewAssessment
from tashan.casework.recounting import Reckoned
from tashan.casework.versions import Preview
from tashan.record import perms
from tashan.registry.kinds import Kind


@door(router, "GET", "/pilots", scope=READ, right=perms.may_see_cases, answer=asked.PilotList)
def list_pilots(request: ProgramRequest) -> asked.PilotList:
    """Where adopted procedures are tried first, each with its days."""
    rows = list(Pilot.objects.filter(replaced=None).select_related("park").order_by("-since", "pk"))
    refs = Refs([row.park for row in rows], on=today(), viewer=request.user)
    told = [
        asked.PilotTold(id=row.pk, adoption=row.adoption_id, park=refs.to(row.park), **days_of(row))
        for row in rows
    ]
    return asked.PilotList(items=told)


@door(router, "POST", "/pilots", scope=WRITE, right=perms.may_run_procedures, answer=Done,
      status=201)  # fmt: skip
def begin_pilot(request: ProgramRequest, given: asked.PilotGiven) -> Done:
    """From a day on cases of an adoption open for this park alone, and for its other pilots'."""
    row = piloting.begin_pilot(
        get_object_or_404(Adoption, pk=given.adoption),
        named(given.park, Kind.PARK),
        since=given.since,
        until=given.until,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=f"{ROOT}/pilots")


@door(router, "POST", "/pilots/{pilot_id}/end", scope=WRITE, right=perms.may_run_procedures,
      answer=Done)  # fmt: skip
def end_pilot(request: ProgramRequest, pilot_id: Id, given: Act) -> Done:
    """The pilot is over from a day on."""
    row = get_object_or_404(Pilot, pk=pilot_id, replaced=None)
    source = entry(request, given.reason, timezone.now())
    piloting.end_pilot(row, on=given.since, source=source)
    return Done(id=row.pk, url=f"{ROOT}/pilots")


@door(router, "GET", "/assessments", scope=READ, right=perms.may_see_cases,
      answer=asked.AssessmentList)  # fmt: skip
def list_assessments(request: ProgramRequest) -> asked.AssessmentList:
    """What was assessed once for an area and spares its projects a matter."""
    rows = RegionalAssessment.objects.filter(replaced=None).select_related("area")
    found = list(rows.order_by("-since", "pk"))
    refs = Refs([row.area for row in found], on=today(), viewer=request.user)
    told = [
        asked.AssessmentTold(
            id=row.pk,
            area=refs.to(row.area),
            kind=row.kind,
            document=row.document,
            decided_by=row.decided_by,
            **days_of(row),
        )
        for row in found
    ]
    return asked.AssessmentList(items=told)


@door(router, "POST", "/assessments", scope=WRITE, right=perms.may_run_procedures, answer=Done,
      status=201)  # fmt: skip
def enter_assessment(request: ProgramRequest, given: asked.AssessmentGiven) -> Done:
    """An assessment of a park or a place, with its document."""
    area = named(given.area, Kind.PARK, Kind.PLACE)
    new = NewAssessment(
        area, given.kind, given.document, given.decided_by, given.since, given.until
    )
    source = entry(request, given.reason, timezone.now())
    row = piloting.enter_assessment(new, source=source)
    return Done(id=row.pk, url=f"{ROOT}/assessments")


@door(router, "POST", "/assessments/{assessment_id}/end", scope=WRITE,
      right=perms.may_run_procedures, answer=Done)  # fmt: skip
def end_assessment(request: ProgramRequest, assessment_id: Id, given: Act) -> Done:
    """It spares nothing from a day on; open cases stay as they are."""
    row = get_object_or_404(RegionalAssessment, pk=assessment_id, replaced=None)
    source = entry(request, given.reason, timezone.now())
    piloting.end_assessment(row, on=given.since, source=source)
    return Done(id=row.pk, url=f"{ROOT}/assessments")


@door(router, "POST", "/holidays", scope=WRITE, right=perms.may_run_procedures,
      answer=asked.HolidaysTold)  # fmt: skip
def enter_holidays(request: ProgramRequest, given: asked.HolidaysGiven) -> asked.HolidaysTold:
    """A year's notice: what is open is counted anew; with ``preview`` only told what would move."""
    table = YearTable(
        year=given.year,
        notice=given.notice,
        holidays=tuple(Holiday(h.name, h.first, h.last) for h in given.holidays),
        make_up_days=tuple(given.make_up_days),
        provisional=given.is_provisional,
    )
    now, on = timezone.now(), today()
    seen = entering_holidays.preview(table, on)
    if given.preview:
        return _moved(seen.moved)
    by = request.user
    return _moved(entering_holidays.enter(table, seen=seen.seen, by=by, on=on, at=now))


def _moved(found: list[Reckoned]) -> asked.HolidaysTold:
    return asked.HolidaysTold(
        moved=[
            asked.DayMoved(
                case=case_url(one.matter.case_id),
                code=one.matter.code,
                before=one.before.promised_on,
                after=one.after.promised_on,
            )
            for one in found
        ]
    )


@door(router, "POST", "/case-versions", scope=WRITE, right=perms.may_run_procedures,
      answer=asked.CasesMovedTold)  # fmt: skip
def move_cases_to_newest(
    request: ProgramRequest, given: asked.MoveCasesGiven
) -> asked.CasesMovedTold:
    """Chosen cases to the newest version of their rules, or with ``preview`` what would change."""
    on: date = today()
    if given.preview:
        found = [versions.preview(case, on) for case in versions.cases_of(given.cases)]
    else:
        with transaction.atomic():
            found = move_cases(given.cases, given.reason, by=by_of(request, None))
    return asked.CasesMovedTold(items=[_told(one) for one in found])


def _told(one: Preview) -> asked.CaseMovedTold:
    return asked.CaseMovedTold(
        case=case_url(one.case.pk),
        refused=one.refused,
        changes=[
            asked.MatterChangeTold(
                code=each.code,
                title=dict(each.title),
                change=each.change.value,
                promised_before=each.before.promised_on,
                promised_after=each.after.promised_on,
                statutory_before=each.before.statutory_on,
                statutory_after=each.after.statutory_on,
            )
            for each in one.changes
        ],
    )
