"""Supervision: lights of all that is due, the day's reminders, the bulletin; my notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.models import Matter
from tashan.casework.perms import visible_cases
from tashan.casework.supervision import deriving, feeds, reading_notices
from tashan.casework.supervision.bulletin import bulletin_of, bulletin_paper
from tashan.papers import ics
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import page_of
from tashan.web.navigation import may_have_notices
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment
from tashan.web.supervision.lights_page import LightsPage, page_url
from tashan.web.supervision.words import STEPS

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(data: bytes, name: str) -> HttpResponse:
    """A .docx to take away."""
    answer = HttpResponse(data, content_type=DOCX)
    answer["Content-Disposition"] = attachment(name)
    return answer


@page(perms.may_see_work)
def supervision(request: OfficerRequest) -> HttpResponse:
    """Lights by office and kind, what is late, and what changed since last week."""
    shown = LightsPage(request, day_of(request))
    context = {"page": shown, "order": shown.order, "may_keep": perms.may_keep_work(request.user)}
    return render(request, "supervision/lights.html", context)


@page(perms.may_see_cases)
def due_matter(request: OfficerRequest, matter_id: int) -> HttpResponseBase:
    """To the page of a matter, known by its number alone."""
    found = get_object_or_404(Matter, pk=matter_id)
    if not visible_cases(request.user, timezone.localdate()).filter(pk=found.case_id).exists():
        raise Http404
    return redirect("matter", found.case_id, found.code)


@require_POST
@page(perms.may_keep_work)
def derive_reminders(request: OfficerRequest) -> HttpResponseBase:
    """A steward has today's reminders derived now, instead of in the morning."""
    at = timezone.now()
    try:
        made = deriving.remind(timezone.localdate(at), at)
    except UserError as error:
        messages.error(request, str(error))
    else:
        told = ngettext(
            "%(n)d reminder is queued, %(l)d letters are drafted.",
            "%(n)d reminders are queued, %(l)d letters are drafted.",
            made.reminders,
        )
        messages.success(request, told % {"n": made.reminders, "l": made.letters})
    return redirect("supervision")


@page(perms.may_see_work)
def supervision_bulletin(request: OfficerRequest) -> HttpResponseBase:
    """The weekly bulletin as .docx, of the week that ends with ``?on=``."""
    on = day_of(request)
    return download(bulletin_paper(bulletin_of(on)), f"督查督办周报-{on}.docx")


@page(may_have_notices)
def reminders(request: OfficerRequest) -> HttpResponse:
    """My notices, the newest first."""
    shown = page_of(request, reading_notices.notices_of(request.user), size=20)
    lines = [
        (one, [(row, page_url(row.cause), STEPS.get(row.step, "")) for row in one.reminders.all()])
        for one in shown
    ]
    secret = request.session.pop("feed_secret", "")
    address = request.build_absolute_uri(reverse("due_feed", args=[secret])) if secret else ""
    context = {"shown": shown, "lines": lines, "address": address,
               "unread": reading_notices.unread_of(request.user).count(),
               "has_feed": request.user.due_feeds.filter(revoked_at=None).exists()}  # fmt: skip
    return render(request, "supervision/notices.html", context)


@require_POST
@page(may_have_notices)
def read_reminders(request: OfficerRequest) -> HttpResponseBase:
    """All my notices are read."""
    reading_notices.mark_read(request.user, timezone.now())
    return redirect("reminders")


@require_POST
@page(may_have_notices)
def make_feed(request: OfficerRequest) -> HttpResponseBase:
    """A new secret address of my calendar, shown once; the one before it ends."""
    request.session["feed_secret"] = feeds.make_feed(request.user, timezone.now())
    messages.success(request, _("Your calendar has a new address; it is shown this once."))
    return redirect("reminders")


def due_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What is due for the owner of a secret address, for their calendar; no sign-in."""
    owner = feeds.owner_of(secret)
    if owner is None:
        raise Http404
    at = timezone.now()
    entries = [
        ics.DayEntry(
            f"{row.cause}@tashan", row.due_on, row.title,
            address=request.build_absolute_uri(page_url(row.cause)),
        )
        for row in feeds.due_for(owner, timezone.localdate(at))
        if row.due_on is not None
    ]  # fmt: skip
    data = ics.calendar("Tashan", entries, at)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
