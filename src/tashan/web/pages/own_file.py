"""The place brings its own edited file of an adoption: checked, compared, confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption import adopting
from tashan.base.errors import UserError
from tashan.record import perms
from tashan.web.adopting.file_page import FilePage
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.adoptions import find


@page(perms.may_adopt)
def change_file(request: OfficerRequest, adoption_id: int) -> HttpResponseBase:
    """The text in a first step, each change with its reason in a second."""
    found = find(adoption_id)
    upload = request.FILES.get("file")
    room = FilePage(found, request.POST, upload, on=timezone.localdate())
    if room.is_confirmed:
        try:
            adopting.change_file(
                found, room.text, since=room.since, reasons=room.reasons, actor=request.user,
                at=timezone.now(), seen=room.seen,
            )  # fmt: skip
        except UserError as error:
            room.problem = str(error)
        else:
            messages.success(request, _("Your own file holds from that day; what held stays."))
            return redirect("adoption", found.pk)
    context = {"room": room, "adoption": found}
    status = 422 if room.is_refused else 200
    return render(request, "adoptions/file.html", context, status=status)
