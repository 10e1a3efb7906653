"""Public notices: what is announced now, for anyone; and beginning one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_cookie

from tashan.base.errors import UserError
from tashan.casework import notices
from tashan.casework.announcing import announce
from tashan.casework.moving.by import By
from tashan.casework.notices import PublicNotice
from tashan.programmes.announced import announced
from tashan.record import perms
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import page_of
from tashan.web.notice_panel import WORDS

OPENED = {"list": "award_list", "ranking": "publish_ranking",
          "nominations": "nomination_round"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as anyone may read it: who objected is nobody's business here."""

    notice: PublicNotice
    office: str
    word: str
    light: str
    is_running: bool


@cache_control(public=True, max_age=60)
@vary_on_cookie
def public_notices(request: HttpRequest) -> HttpResponse:
    """What is under notice now, the first to end first; ``?all=1`` shows what is over too."""
    on = timezone.localdate()
    rows = notices.notices()
    if not request.GET.get("all"):
        rows = rows.filter(ended_on=None, promised_on__gte=on)
    shown = page_of(request, rows.order_by("-promised_on", "-pk"), size=30)
    found = notices.read(shown)
    names = names_on([one.matter.office_id for one in found], on)
    lines = [_line(one, names.get(one.matter.office_id or 0, ""), on) for one in found]
    running = sum(line.is_running for line in lines)
    context = {"lines": lines, "shown": shown, "running": running, "on": on}
    return render(request, "notices/list.html", context)


def _line(one: PublicNotice, office: str, on: date) -> NoticeLine:
    standing = one.standing(on)
    is_running = standing is notices.Standing.RUNNING
    return NoticeLine(one, office, str(WORDS[standing]), one.light(on).value, is_running)


@require_POST
@page(perms.may_confirm)
def begin_notice(request: OfficerRequest) -> HttpResponseBase:
    """``about`` is a list or a ranking whose file asks for a notice."""
    about, now = request.POST.get("about", ""), timezone.now()
    try:
        made = announce(announced(about), by=By(request.user, now, timezone.localdate(now)))
    except UserError as error:
        messages.error(request, str(error))
    else:
        last = made.last_day.isoformat() if made.last_day else "—"
        messages.success(request, _("Announced; its last day is %s.") % last)
    kind, _sep, key = about.partition(":")
    if kind in OPENED and key.isascii() and key.isdigit() and len(key) < 18:
        return redirect(OPENED[kind], int(key))
    return redirect("desk")
