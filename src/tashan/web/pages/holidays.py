"""Holidays and make-up days: a year drawn, and a new notice looked at and let count."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.calendars import YearTable
from tashan.base.errors import UserError
from tashan.casework.calendars import Counting, in_force, overlaid
from tashan.casework.entering_holidays import Preview, enter, preview
from tashan.casework.notice_files import read_notice, text_of
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.holiday_page import FIRST_YEAR, HolidayPage, counted_again, moved_rows

LAST_YEAR = 2199
MOST_SHOWN = 200  # matters of a preview that are listed
MOST_BYTES = 1_000_000


@page(perms.may_see_cases)
def holidays(request: OfficerRequest) -> HttpResponse:
    """One year, ``?year=``; without it this one."""
    on = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= LAST_YEAR else on.year
    context = {
        "room": HolidayPage(in_force(), year, on=on),
        "may_enter": perms.may_run_procedures(request.user),
    }
    return render(request, "holidays/year.html", context)


@page(perms.may_run_procedures)
def holidays_import(request: OfficerRequest) -> HttpResponseBase:
    """A file or a text in a first step, what it would move in a second, then it counts."""
    if request.method != "POST":
        return _asked(request, _draft())
    text = request.POST.get("text", "")
    try:
        table = _told(request)
        text = text_of(table)
        match request.POST.get("step"):
            case "confirm":
                return _entered(request, table)
            case "edit":
                return _asked(request, text)
            case _:
                return _previewed(request, preview(table, timezone.localdate()))
    except UserError as error:
        return _asked(request, text, problem=str(error))


def _asked(request: OfficerRequest, text: str, *, problem: str = "") -> HttpResponse:
    notice = request.POST.get("notice", "")
    context = {"text": text, "notice": notice, "problem": problem}
    return render(request, "holidays/import.html", context, status=422 if problem else 200)


def _previewed(request: OfficerRequest, found: Preview) -> HttpResponse:
    counts = Counting(overlaid(in_force().calendar, [found.table]), found.seen)
    context = {
        "preview": found,
        "shown": moved_rows(found.moved[:MOST_SHOWN], timezone.localdate()),
        "text": text_of(found.table),
        "room": HolidayPage(counts, found.table.year, on=timezone.localdate()),
    }
    return render(request, "holidays/preview.html", context)


def _told(request: OfficerRequest) -> YearTable:
    """The year of the file, or of the text where there is none."""
    file, notice = request.FILES.get("file"), request.POST.get("notice", "").strip()
    if file is None:
        return read_notice(request.POST.get("text", "").encode(), _("the text"), notice=notice)
    if (file.size or 0) > MOST_BYTES:
        raise UserError(_("The file is too large."), hint=_("Bring the days of one year alone."))
    return read_notice(file.read(), file.name or "", notice=notice)


def _draft() -> str:
    """The next year without a notice, as it counts now, to be filled in."""
    calendar = in_force().calendar
    on = timezone.localdate()
    year = on.year if calendar.is_provisional(on.year) else on.year + 1
    known = next((table for table in calendar.tables if table.year == year), None)
    return text_of(known or YearTable(year, "", (), (), provisional=True))


def _entered(request: OfficerRequest, table: YearTable) -> HttpResponseBase:
    now = timezone.now()
    seen = request.POST.get("seen", "")
    moved = enter(
        table,
        seen=int(seen) if seen.isdecimal() else -1,
        by=request.user,
        on=timezone.localdate(now),
        at=now,
    )
    messages.success(request, counted_again(len(moved)))
    return redirect(f"{reverse('holidays')}?year={table.year}")
