"""What the source of an adoption changed since, taken over with every conflict settled."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption import adopting
from tashan.base.errors import UserError
from tashan.record import perms
from tashan.web.adopting.newer_page import NewerPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.adoptions import find


@page(perms.may_adopt)
def follow_adoption(request: OfficerRequest, adoption_id: int) -> HttpResponseBase:
    """The source's version beside ours; a version of our own comes out, from a day on."""
    found = find(adoption_id)
    room = NewerPage(found, request.POST, on=timezone.localdate())
    problem = ""
    if request.method == "POST":
        try:
            adopting.follow(
                found, settled=room.settled, since=room.since, actor=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, _("The newer version is taken over; what held before stays."))
            return redirect("adoption", found.pk)
    context = {"room": room, "adoption": found, "problem": problem}
    return render(request, "adoptions/newer.html", context, status=422 if problem else 200)
