"""Study trips: the list, and one trip with all that came of it."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tashan.learning.models import Host, Photo, Trip
from tashan.record import files, perms
from tashan.web.adopting.trip_page import TripPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.trips import AttachForm, PhotoForm, SiteForm
from tashan.web.listing import in_order, order_of, page_of, words_of

COLUMNS = {
    "title": "title",
    "first": "first",
    "people": "people",
    "reports": "report_count",
    "adopted": "adopted_count",
}


@page(perms.may_see_mechanisms)
def trips(request: OfficerRequest) -> HttpResponse:
    """The list, the newest first; ``?q=`` looks in titles and places, ``?year=`` narrows it."""
    order = order_of(request, COLUMNS, default="-first")
    shown = page_of(request, in_order(_chosen(request), order, COLUMNS))
    context = {
        "shown": shown,
        "order": order,
        "years": [day.year for day in Trip.objects.dates("first", "year", order="DESC")],
        "is_narrowed": bool(words_of(request) or request.GET.get("year")),
        "may_keep": perms.may_keep_trips(request.user),
    }
    return render(request, "trips/list.html", context)


def _chosen(request: OfficerRequest) -> QuerySet[Trip]:
    hosts = Prefetch("hosts", Host.objects.order_by("order"))
    rows = Trip.objects.prefetch_related(hosts).annotate(
        report_count=Count("attached", distinct=True),
        adopted_count=Count("lessons__adoption", distinct=True),
        site_count=Count("sites", distinct=True),
    )
    if words := words_of(request):
        named = Host.objects.filter(name__icontains=words).values("trip")
        rows = rows.filter(Q(title__icontains=words) | Q(pk__in=named))
    year = request.GET.get("year", "")
    return rows.filter(first__year=int(year)) if year.isdecimal() and len(year) == 4 else rows


@page(perms.may_see_mechanisms)
def trip(request: OfficerRequest, trip_id: int) -> HttpResponse:
    """Days, delegation, photos, reports, practices and adoptions of one trip."""
    return trip_answer(request, find(trip_id))


def find(trip_id: int) -> Trip:
    return get_object_or_404(Trip.objects.select_related("place"), pk=trip_id)


def trip_answer(
    request: OfficerRequest,
    found: Trip,
    *,
    site: SiteForm | None = None,
    photo: PhotoForm | None = None,
    attach: AttachForm | None = None,
) -> HttpResponse:
    """The page; a form that was refused comes back on it, open, with the reason."""
    room = TripPage(found, request.user, on=timezone.localdate())
    context = {"room": room, "trip": found}
    if room.may_keep:
        context |= {
            "site_form": site
            or SiteForm(trip=found, hosts=room.hosts, initial={"visited_on": found.first}),
            "photo_form": photo or PhotoForm(sites=room.sites),
            "attach_form": attach or AttachForm(trip=found),
        }
    status = 422 if site or photo or attach else 200
    return render(request, "trips/trip.html", context, status=status)


@page(perms.may_see_mechanisms)
def trip_photo(request: OfficerRequest, trip_id: int, photo_id: int) -> HttpResponseBase:
    """The picture itself."""
    rows = Photo.objects.select_related("file").filter(trip=trip_id)
    found = get_object_or_404(rows, pk=photo_id)
    return HttpResponse(files.read(found.file), content_type=found.file.media_type)
