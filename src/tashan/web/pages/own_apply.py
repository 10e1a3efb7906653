"""An enterprise's agent applies: the case is opened, and the window receives its matters."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.opening import Intake, open_case
from tashan.record import perms
from tashan.registry.models import Entity
from tashan.web.cases.apply_page import own_subjects
from tashan.web.cases.files import keep
from tashan.web.cases.intake_page import IntakePage, key_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.own_cases import ApplyForm


@page(perms.may_apply)
def apply(request: OfficerRequest) -> HttpResponseBase:
    """``?subject=`` one of the enterprise's projects, ``?way=`` the procedure."""
    today = timezone.localdate()
    applicant, subjects = own_subjects(request.user, today)
    context: dict[str, object] = {"subjects": subjects}
    wanted = request.GET.get("subject", "")
    if not wanted or applicant is None:
        return render(request, "cases/apply.html", context)
    if wanted not in {str(pk) for pk in subjects}:
        raise Http404
    room = IntakePage(Entity.objects.get(pk=int(wanted)), today, way=request.GET.get("way", ""))
    form = ApplyForm(request.POST or None, request.FILES or None, room=room)
    if request.method == "POST" and room.chosen is not None and form.is_valid():
        try:
            return _opened(request, room, form, applicant)
        except UserError as error:
            form.add_error(None, str(error))
    return _shown(request, room, form, context)


def _shown(
    request: OfficerRequest, room: IntakePage, form: ApplyForm, context: dict[str, object]
) -> HttpResponse:
    chosen = key_of(room.chosen) if room.chosen else ""
    context |= {"room": room, "form": form, "chosen": chosen}
    return render(request, "cases/apply.html", context, status=422 if form.is_bound else 200)


def _opened(
    request: OfficerRequest, room: IntakePage, form: ApplyForm, applicant: Entity
) -> HttpResponseBase:
    assert room.chosen is not None
    by = By(request.user, timezone.now(), room.on)
    given = {code: keep(upload, at=by.at) for code, upload in form.uploads.items()}
    case = open_case(
        room.chosen, title=form.cleaned_data["title"], applicant=applicant, by=by,
        intake=Intake(given),
    )  # fmt: skip
    messages.success(
        request, _("Your application %s is with the window, which receives it.") % case.number
    )
    return redirect("own_case", case.pk)
