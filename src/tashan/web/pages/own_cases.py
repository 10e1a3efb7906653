"""An applicant's own cases: what is asked of them, with upload in place, and where it stands."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework import slips
from tashan.casework.acts import By, hand_in, supplement
from tashan.casework.models import Material, Matter
from tashan.casework.states import State
from tashan.record import files, perms
from tashan.record.models import Event, StoredFile
from tashan.record.perms import Visitor
from tashan.web.cases.act_room import find_case
from tashan.web.cases.files import SHOWN_IN_PLACE, keep
from tashan.web.cases.own_page import OwnPage, applied_for, own_cases
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.own_cases import UploadForm
from tashan.web.pages.reader import attachment


def may_open_cases(user: Visitor) -> bool:
    """Officers who see cases and agents who applied; each those they may."""
    return perms.may_see_cases(user) or perms.may_apply(user)


@page(perms.may_apply)
def own(request: OfficerRequest) -> HttpResponse:
    """All cases of the applicant's enterprise, those that ask something of it first."""
    found = own_cases(request.user, timezone.localdate())
    asked = sum(one.asked for one in found)
    return render(request, "cases/own_list.html", {"cases": found, "asked": asked})


@page(perms.may_apply)
def own_case(request: OfficerRequest, case_id: int) -> HttpResponseBase:
    """One case; a POST hands in files, and ends the supplement once all of it is there."""
    today = timezone.localdate()
    room = OwnPage(get_object_or_404(applied_for(request.user, today), pk=case_id), today)
    form = UploadForm(request.POST or None, request.FILES or None, wanted=room.wanted)
    if request.method == "POST" and form.is_valid():
        try:
            _hand_in(request, case_id, form.uploads)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("own_case", case_id)
    status = 422 if form.is_bound else 200
    return render(request, "cases/own_case.html", {"room": room, "form": form}, status=status)


def _hand_in(
    request: OfficerRequest, case_id: int, uploads: dict[str, UploadedFile[bytes]]
) -> None:
    """Each file for its material; what was asked for and is complete goes back to the office."""
    by = By(request.user, timezone.now(), timezone.localdate())
    for code, upload in uploads.items():
        hand_in(case_id, code, keep(upload, at=by.at), by=by)
    words = _("%d files are handed in.") % len(uploads)
    answered = _answer(case_id, by)
    if answered:
        words += " " + _("Everything that was asked for is there; the office goes on.")
    messages.success(request, words)


def _answer(case_id: int, by: By) -> int:
    """End the supplements and the tolerated lacks that now have all they need."""
    given = set(
        Material.objects.filter(case=case_id, given_on__isnull=False).values_list("code", flat=True)
    )
    answered = 0
    for matter in Matter.objects.filter(case=case_id).prefetch_related("stops"):
        asked = {c for s in matter.stops.all() if s.resumed_on is None for c in s.materials}
        if matter.state == State.SUPPLEMENT_ASKED and asked <= given:
            supplement(matter.pk, by=by)
            answered += 1
    return answered


@page(may_open_cases)
def case_file(request: OfficerRequest, case_id: int, file_id: int) -> HttpResponseBase:
    """A material or a result of a case that the visitor may see; nothing of any other."""
    case = find_case(case_id, request.user, timezone.localdate())
    is_of_case = (
        case.materials.filter(file=file_id).exists() or case.matters.filter(result=file_id).exists()
    )
    if not is_of_case:
        raise Http404
    found = get_object_or_404(StoredFile, pk=file_id)
    response = HttpResponse(files.read(found), content_type=found.media_type)
    if found.media_type not in SHOWN_IN_PLACE:
        response.headers["Content-Disposition"] = attachment(found.name)
    return response


@page(may_open_cases)
def case_slip(request: OfficerRequest, case_id: int, sequence: int) -> HttpResponseBase:
    """The dated slip of one event of the case as .docx."""
    case = find_case(case_id, request.user, timezone.localdate())
    event = get_object_or_404(Event, stream=case.stream, sequence=sequence)
    if not slips.has_slip(event):
        raise Http404
    made = slips.slip(case, event)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
