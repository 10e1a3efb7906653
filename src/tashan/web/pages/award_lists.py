"""Lists of who gets what: looked at, confirmed, told to the enterprises, taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.programmes import awards, lists
from tashan.programmes.list_sheet import hand_out
from tashan.programmes.models import AwardList
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.matching.list_page import ListPage
from tashan.web.pages.reader import attachment


@page(perms.may_see_mechanisms)
def award_list(request: OfficerRequest, list_id: int) -> HttpResponse:
    """One list, drafted or confirmed, with its hash and its other numbers."""
    shown = ListPage(_list(list_id), request)
    context = {
        "list": shown,
        "finding": shown.finding,
        "shown": shown.shown,
        "order": shown.order,
        "may_confirm": perms.may_confirm(request.user),
        "may_match": perms.may_match(request.user),
        "may_export": perms.may_export_figures(request.user),
    }
    return render(request, "programmes/award_list.html", context)


def _list(list_id: int) -> AwardList:
    related = ("programme__run", "programme__adoption", "programme__version__adoption", "adoption",
               "drafted_by", "confirmed_by")  # fmt: skip
    return get_object_or_404(AwardList.objects.select_related(*related), pk=list_id)


@require_POST
@page(perms.may_confirm)
def confirm_list(request: OfficerRequest, list_id: int) -> HttpResponseBase:
    """What was drafted holds; a refusal says what to do next."""
    try:
        lists.confirm(_list(list_id), actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The list is confirmed and frozen."))
    return redirect("award_list", list_id)


@require_POST
@page(perms.may_match)
def drop_list(request: OfficerRequest, list_id: int) -> HttpResponseBase:
    """A draft that nobody confirms, with the reason."""
    try:
        reason = request.POST.get("reason", "")
        lists.drop(_list(list_id), reason=reason, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The list is dropped; it stays to be seen."))
    return redirect("award_list", list_id)


@require_POST
@page(perms.may_confirm)
def push_list(request: OfficerRequest, list_id: int) -> HttpResponseBase:
    """Tell the enterprises of a confirmed list what they get without application."""
    try:
        told = awards.push(_list(list_id), actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
    else:
        words = ngettext("%d enterprise is told.", "%d enterprises are told.", told) % told
        messages.success(request, words)
    return redirect("award_list", list_id)


@page(perms.may_export_figures)
def list_export(request: OfficerRequest, list_id: int) -> HttpResponse:
    """The list as .xlsx, signed by the officer; that it went out is recorded."""
    made = hand_out(_list(list_id), actor=request.user, at=timezone.now())
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
