"""The window opens a case: find the subject, see the route, tell at once what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.missing_notice import missing_notice
from tashan.casework.models import Case
from tashan.casework.moving.by import By
from tashan.casework.moving.tolerating import tolerate
from tashan.casework.opening import Intake, open_case, receive_ready
from tashan.casework.proposals import Proposal
from tashan.record import perms
from tashan.record.models import StoredFile
from tashan.registry.following import survivor
from tashan.registry.further import state_further
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.search import search
from tashan.web.cases.intake_page import IntakePage
from tashan.web.cases.tickets import of_ticket, taken, ticket
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.intake import FactsForm, OpenForm
from tashan.web.listing import words_of
from tashan.web.pages.reader import attachment

KINDS = (Kind.PROJECT, Kind.ENTERPRISE, Kind.PARK, Kind.PLACE)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(perms.may_take_in)
def new_case(request: OfficerRequest) -> HttpResponseBase:
    """``?q=`` finds, ``?subject=`` shows one with its procedures, ``?way=`` chooses one."""
    asked = request.GET.get("subject", "")
    if not asked.isdecimal():
        return _find(request)
    found = _intake(asked, request.GET.get("way", ""))
    if request.method == "POST" and found.chosen is not None:
        return _open(request, found, found.chosen)
    return _shown(request, found)


def _find(request: OfficerRequest) -> HttpResponse:
    words = words_of(request)
    hits = search(words, on=timezone.localdate(), kinds=KINDS)
    hits.sort(key=lambda hit: KINDS.index(Kind(hit.entity.kind)))
    return render(request, "cases/find.html", {"words": words, "hits": hits})


def _intake(subject: str, way: str) -> IntakePage:
    entity = get_object_or_404(Entity, pk=int(subject), kind__in=KINDS)
    return IntakePage(survivor(entity), timezone.localdate(), way=way)


def _shown(
    request: OfficerRequest,
    found: IntakePage,
    *,
    facts: FactsForm | None = None,
    opening: OpenForm | None = None,
    given: Mapping[str, StoredFile | None] | None = None,
    wrong: UserError | None = None,
) -> HttpResponse:
    """The page; what was filled in stays, also the files that came already."""
    brought = {
        code: (file.name, ticket(file)) if file else ("", "")
        for code, file in (given or {}).items()
    }
    initial = {"title": found.name, "on": found.on}
    context = {
        "intake": found,
        "way": request.GET.get("way", ""),
        "facts": facts or FactsForm(found.can_be_entered),
        "opening": opening or OpenForm(initial=initial),
        "materials": found.materials(brought, set(request.POST.getlist("follows"))),
        "steps": found.steps(set(request.POST.getlist("commit"))),
        "wrong": wrong,
    }
    return render(request, "cases/new.html", context)


@require_POST
@page(perms.may_take_in)
def enter_facts(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """Further facts that rules ask for, with the applicant's declaration as their source."""
    way = request.GET.get("way", "")
    found = _intake(str(entity_id), way)
    form = FactsForm(found.can_be_entered, request.POST)
    if not form.is_valid():
        return _shown(request, found, facts=form)
    said = form.said()
    with transaction.atomic():
        if said:
            source = form.source(request.user, timezone.now())
            state_further(found.subject, said, since=found.on, source=source)
    messages.success(request, _("Entered. What follows from it is shown now."))
    return redirect(_address(found, way))


def _address(found: IntakePage, way: str) -> str:
    further = f"&way={way}" if way else ""
    return f"{reverse('new_case')}?subject={found.subject.pk}{further}"


def _open(request: OfficerRequest, found: IntakePage, chosen: Proposal) -> HttpResponseBase:
    form = OpenForm(request.POST)
    given: dict[str, StoredFile | None] = {}
    try:
        given = _given(request, chosen)
        if form.is_valid():
            return redirect("case", _opened(request, form, chosen, given).pk)
    except UserError as error:
        return _shown(request, found, opening=form, given=given, wrong=error)
    return _shown(request, found, opening=form, given=given)


def _given(request: OfficerRequest, chosen: Proposal) -> dict[str, StoredFile | None]:
    """What was checked off or uploaded, by code, with its file."""
    found: dict[str, StoredFile | None] = {}
    checked = set(request.POST.getlist("given"))
    for one in chosen.to_hand_in:
        upload = request.FILES.get(f"file_{one.code}")
        if upload is not None:
            found[one.code] = taken(upload, at=timezone.now())
        elif kept := of_ticket(request.POST.get(f"kept_{one.code}", "")):
            found[one.code] = kept
        elif one.code in checked:
            found[one.code] = None
    return found


def _opened(
    request: OfficerRequest,
    form: OpenForm,
    chosen: Proposal,
    given: Mapping[str, StoredFile | None],
) -> Case:
    day: date = form.cleaned_data["on"]
    by = By(request.user, timezone.now(), day)
    intake = Intake(given, frozenset(request.POST.getlist("commit")))
    with transaction.atomic():
        case = open_case(
            chosen, title=form.cleaned_data["title"], applicant=form.cleaned_data["applicant"],
            by=by, intake=intake,
        )  # fmt: skip
        ready = receive_ready(case, by=by)
        _tolerated(request, chosen, ready.received, set(given), by)
    told = ngettext("%(n)s matter is received.", "%(n)s matters are received.", len(ready.received))
    messages.success(
        request,
        _("Opened: %s.") % case.number + " " + told % {"n": len(ready.received)},
    )
    for error in ready.refused:
        messages.warning(request, f"{error.message} {error.hint}")
    return case


def _tolerated(
    request: OfficerRequest, chosen: Proposal, received: list[Any], given: set[str], by: By
) -> None:
    """The materials that may follow, for each received matter that lets them."""
    follows = set(request.POST.getlist("follows")) - given
    for matter in received:
        late = [c for c in matter.terms.get("tolerable", ()) if c in follows]
        if late:
            tolerate(matter.pk, late, by=by)


@require_POST
@page(perms.may_take_in)
def missing_file(request: OfficerRequest) -> HttpResponse:
    """The one-time notice as .docx; ``given`` are the materials that are here already."""
    subject = request.POST.get("subject", "")
    found = _intake(subject if subject.isdecimal() else "0", request.POST.get("way", ""))
    if found.chosen is None:
        raise Http404
    data = missing_notice(
        found.chosen,
        name=found.name,
        applicant=found.owner,
        given=set(request.POST.getlist("given")),
        issued_by=request.user.office,
        on=found.on,
    )
    response = HttpResponse(data, content_type=DOCX)
    name = _("Notice of what is missing") + f" {found.name}.docx"
    response.headers["Content-Disposition"] = attachment(name)
    return response
