"""What our place works by: one adoption with its parameters, versions, review and pedigree."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption import adopting
from tashan.adoption.adopting import Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.base.errors import UserError
from tashan.record import perms
from tashan.web.adopting.adoption_page import AdoptionPage, ChangeRoom
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.adoptions import EndForm, ReviewForm
from tashan.web.pages.reader import attachment


@page(perms.may_see_mechanisms)
def adoption(request: OfficerRequest, adoption_id: int) -> HttpResponse:
    """All that holds of one adoption."""
    return adoption_answer(request, find(adoption_id))


def find(adoption_id: int) -> Adoption:
    return get_object_or_404(Adoption.objects.select_related("origin"), pk=adoption_id)


def adoption_answer(
    request: OfficerRequest,
    found: Adoption,
    *,
    review: ReviewForm | None = None,
    end: EndForm | None = None,
) -> HttpResponse:
    """The page; a form that was refused comes back on it, open, with the reason."""
    today = timezone.localdate()
    measured = request.GET.get("measured", "")
    room = AdoptionPage(found, request.user, on=today, measured=measured)
    context = {"room": room, "adoption": found}
    if room.may_adopt:
        context |= {
            "review_form": review or ReviewForm(initial={"decided_on": today}),
            "end_form": end or EndForm(initial={"on": today}),
        }
    status = 422 if review or end else 200
    return render(request, "adoptions/adoption.html", context, status=status)


@page(perms.may_see_mechanisms)
def adoption_file(request: OfficerRequest, adoption_id: int) -> HttpResponseBase:
    """The local file as it holds now, for another place or for the archive."""
    version = find(adoption_id).versions.latest("number")
    response = HttpResponse(version.text, content_type="application/yaml; charset=utf-8")
    name = f"{version.adoption.mechanism}-{version.number}.yaml"
    response.headers["Content-Disposition"] = attachment(name)
    return response


@page(perms.may_adopt)
def change_adoption(request: OfficerRequest, adoption_id: int) -> HttpResponseBase:
    """Parameters set anew from a day on, each with its reason."""
    found = find(adoption_id)
    room = ChangeRoom(found, request.POST, on=timezone.localdate())
    problem = ""
    if request.method == "POST" and not room.has_refusals:
        try:
            adopting.change_parameters(
                found, room.settings, since=room.since, actor=request.user, at=timezone.now()
            )
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, _("The parameters are changed; what held before stays."))
            return redirect("adoption", found.pk)
    context = {"room": room, "adoption": found, "problem": problem}
    status = 422 if problem or room.has_refusals else 200
    return render(request, "adoptions/change.html", context, status=status)


@require_POST
@page(perms.may_adopt)
def review_adoption(request: OfficerRequest, adoption_id: int) -> HttpResponseBase:
    """What a fair competition review concluded."""
    found = find(adoption_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        said = Reviewed(
            Conclusion(data["conclusion"]), data["document"], data["reviewer"], data["decided_on"]
        )
        try:
            adopting.record_review(found, said, actor=request.user, at=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The review is recorded."))
            return redirect("adoption", found.pk)
    return adoption_answer(request, found, review=form)


@require_POST
@page(perms.may_adopt)
def end_adoption(request: OfficerRequest, adoption_id: int) -> HttpResponseBase:
    """It no longer holds from a day on."""
    found = find(adoption_id)
    form = EndForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            adopting.end(
                found, on=data["on"], reason=data["reason"], actor=request.user, at=timezone.now()
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The adoption ends on that day; what ran stays."))
            return redirect("adoption", found.pk)
    return adoption_answer(request, found, end=form)
