"""Study trips: entered, added to, and what came of them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import mechanisms as router
from tashan.api.schemas import adoptions as told
from tashan.api.schemas.shared import Done
from tashan.api.views.adoptions import line
from tashan.base.errors import UserError
from tashan.learning import trips
from tashan.learning.models import Host, Trip
from tashan.learning.outcome import Became, ReportTally, became, tallies
from tashan.learning.trips import Told
from tashan.reading.models import Report
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.home import home

READ, WRITE = Scope.MECHANISMS_READ, Scope.MECHANISMS_WRITE
NEWEST = [Key("first", is_descending=True), Key("pk", is_descending=True)]


@door(router, "GET", "/trips", scope=READ, right=perms.may_see_mechanisms,
      answer=Page[told.TripLine])  # fmt: skip
def list_trips(request: ProgramRequest, paging: Query[Paging]) -> Page[told.TripLine]:
    """The study trips, the newest first."""

    def shown(found: list[Trip]) -> list[told.TripLine]:
        return [told.TripLine.model_validate(_fields(row)) for row in found]

    rows = Trip.objects.prefetch_related("hosts")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


def _fields(row: Trip) -> dict[str, Any]:
    names = ("title", "first", "last", "people", "distance", "purpose")
    told_so = {name: getattr(row, name) for name in names}
    hosts = [host.name for host in row.hosts.all()]
    return told_so | {"id": row.pk, "place": row.place_id, "hosts": hosts}


@door(router, "GET", "/trips/{trip_id}", scope=READ, right=perms.may_see_mechanisms,
      answer=told.TripInFull)  # fmt: skip
def read_trip(request: ProgramRequest, trip_id: Id) -> told.TripInFull:
    """A trip with its days, people, reports, and what was adopted because of it."""
    row = _found(trip_id)
    return told.TripInFull.model_validate(
        _fields(row)
        | {
            "members": [{"name": one.name, "post": one.post} for one in row.members.all()],
            "sites": [
                {
                    "id": one.pk,
                    "name": one.name,
                    "host": one.host.name if one.host else None,
                    "visited_on": one.visited_on,
                    "note": one.note,
                }
                for one in row.sites.select_related("host")
            ],
            "photos": row.photos.count(),
            "reports": [_report(one) for one in tallies(row)],
            "adopted": [_became(one) for one in became(row)],
        }
    )


def _found(trip_id: int) -> Trip:
    return get_object_or_404(Trip.objects.prefetch_related("hosts"), pk=trip_id)


def _report(tally: ReportTally) -> dict[str, Any]:
    return {
        "id": tally.report.pk,
        "title": tally.report.title,
        "findings": {kind.value: number for kind, number in tally.kinds},
        "reviewed": tally.reviewed,
        "accepted": tally.accepted,
        "url": f"{ROOT}/reports/{tally.report.pk}",
    }


def _became(row: Became) -> dict[str, Any]:
    return {
        "adoption": line(row.adoption),
        "is_reviewed": row.is_reviewed,
        "runs": row.runs,
        "eligible": row.newest_run.eligible if row.newest_run else None,
        "lists_confirmed": row.confirmed,
    }


@door(router, "POST", "/trips", scope=WRITE, right=perms.may_keep_trips, answer=Done, status=201)
def enter_trip(request: ProgramRequest, given: told.TripGiven) -> Done:
    """A trip of our own place."""
    said = Told(
        given.title,
        given.first,
        given.last,
        given.hosts,
        [(one.name, one.post) for one in given.members],
        given.people,
        given.distance,
        given.purpose,
    )
    return _done(trips.make(said, place=home(), actor=request.user, at=timezone.now()))


def _done(row: Trip) -> Done:
    return Done(id=row.pk, url=f"{ROOT}/trips/{row.pk}")


@door(router, "POST", "/trips/{trip_id}/sites", scope=WRITE, right=perms.may_keep_trips,
      answer=Done, status=201)  # fmt: skip
def add_trip_site(request: ProgramRequest, trip_id: Id, given: told.SiteGiven) -> Done:
    """What was visited on a day of the trip."""
    row = _found(trip_id)
    trips.add_site(
        row, name=given.name, host=_host(row, given.host), visited_on=given.visited_on,
        note=given.note, actor=request.user, at=timezone.now(),
    )  # fmt: skip
    return _done(row)


def _host(row: Trip, name: str) -> Host | None:
    if not name:
        return None
    found = next((host for host in row.hosts.all() if host.name == name), None)
    if found is None:
        hosts = "、".join(host.name for host in row.hosts.all())
        raise UserError(
            _("The trip did not lead to “%s”.") % name, hint=_("It led to: %s.") % hosts
        )
    return found


@door(router, "POST", "/trips/{trip_id}/reports", scope=WRITE, right=perms.may_keep_trips,
      answer=Done, status=201)  # fmt: skip
def attach_trip_report(request: ProgramRequest, trip_id: Id, given: told.ReportGiven) -> Done:
    """A report that tells of the trip; once is enough."""
    row = _found(trip_id)
    report = get_object_or_404(Report.objects.defer("text"), pk=given.report)
    trips.attach(row, report, actor=request.user, at=timezone.now())
    return _done(row)
