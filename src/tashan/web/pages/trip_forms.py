"""Trips are entered and added to: forms, one act each."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.learning import trips
from tashan.learning.models import AttachedReport, Site
from tashan.record import perms
from tashan.registry.home import home
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.trips import AttachForm, PhotoForm, SiteForm, TripForm
from tashan.web.pages.trips import find, trip_answer


@page(perms.may_keep_trips)
def new_trip(request: OfficerRequest) -> HttpResponseBase:
    """A trip of our own place."""
    today = timezone.localdate()
    form = TripForm(request.POST or None, initial={"first": today, "last": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = trips.make(form.told(), place=home(), actor=request.user, at=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("The trip is entered. Attach its reports, add the sites and photos.")
            )
            return redirect("trip", made.pk)
    return _form(request, form, title=_("New trip"), back=reverse("trips"))


@page(perms.may_keep_trips)
def change_trip(request: OfficerRequest, trip_id: int) -> HttpResponseBase:
    """The trip said anew."""
    found = find(trip_id)
    form = TripForm(request.POST or None, initial=TripForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            trips.change(found, form.told(), actor=request.user, at=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The trip is changed."))
            return redirect("trip", found.pk)
    return _form(request, form, title=_("Change the trip"), back=reverse("trip", args=[found.pk]))


def _form(request: OfficerRequest, form: TripForm, *, title: str, back: str) -> HttpResponseBase:
    context = {"form": form, "title": title, "back": back}
    return render(request, "trips/form.html", context, status=422 if form.errors else 200)


@require_POST
@page(perms.may_keep_trips)
def add_site(request: OfficerRequest, trip_id: int) -> HttpResponseBase:
    """A further site of the trip."""
    found = find(trip_id)
    form = SiteForm(request.POST, trip=found, hosts=list(found.hosts.all()))
    if form.is_valid():
        try:
            trips.add_site(found, **form.cleaned_data, actor=request.user, at=timezone.now())
        except UserError as error:
            form.add_error("visited_on", str(error))
        else:
            return redirect(f"{reverse('trip', args=[found.pk])}#days")
    return trip_answer(request, found, site=form)


@require_POST
@page(perms.may_keep_trips)
def remove_site(request: OfficerRequest, trip_id: int, site_id: int) -> HttpResponseBase:
    """The site was entered by mistake."""
    site = get_object_or_404(Site.objects.select_related("trip"), pk=site_id, trip=trip_id)
    trips.remove_site(site, actor=request.user, at=timezone.now())
    messages.success(request, _("The site is removed; its photos stay."))
    return redirect(f"{reverse('trip', args=[trip_id])}#days")


@require_POST
@page(perms.may_keep_trips)
def add_photo(request: OfficerRequest, trip_id: int) -> HttpResponseBase:
    """A picture taken on the way."""
    found = find(trip_id)
    form = PhotoForm(request.POST, request.FILES, sites=list(found.sites.all()))
    if form.is_valid():
        data = form.cleaned_data
        try:
            if data["picture"].size > trips.MOST_BYTES:
                raise trips.too_large()
            trips.add_photo(
                found, data["picture"].read(), caption=data["caption"], site=data["site"],
                actor=request.user, at=timezone.now(),
            )  # fmt: skip
        except UserError as error:
            form.add_error("picture", str(error))
        else:
            return redirect(f"{reverse('trip', args=[found.pk])}#photos")
    return trip_answer(request, found, photo=form)


@require_POST
@page(perms.may_keep_trips)
def attach_report(request: OfficerRequest, trip_id: int) -> HttpResponseBase:
    """A report that tells of the trip."""
    found = find(trip_id)
    form = AttachForm(request.POST, trip=found)
    if not form.is_valid():
        return trip_answer(request, found, attach=form)
    trips.attach(found, form.cleaned_data["report"], actor=request.user, at=timezone.now())
    return redirect(f"{reverse('trip', args=[found.pk])}#reports")


@require_POST
@page(perms.may_keep_trips)
def detach_report(request: OfficerRequest, trip_id: int, report_id: int) -> HttpResponseBase:
    """The report tells of another trip."""
    rows = AttachedReport.objects.select_related("trip")
    row = get_object_or_404(rows, trip=trip_id, report=report_id)
    trips.detach(row, actor=request.user, at=timezone.now())
    messages.success(request, _("The report is taken off the trip; it stays where it is."))
    return redirect(f"{reverse('trip', args=[trip_id])}#reports")
