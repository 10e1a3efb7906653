"""What a project shows of itself, leaving and coming back, and how the library renews."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.project_models import Departure, Direction, ProjectEvidence
from tashan.casework.projects import departing, evidence
from tashan.casework.projects.evidence import NewEvidence
from tashan.casework.projects.rights import may_tell
from tashan.casework.projects.terms import library_on
from tashan.record import files, perms
from tashan.record.models import StoredFile
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import Kind, ProjectStage
from tashan.registry.models import Entity, ProjectFacts
from tashan.registry.naming import name_on
from tashan.web.cases.files import SHOWN_IN_PLACE, keep
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.project_library import (
    CheckForm,
    DepartureForm,
    EvidenceForm,
    ReasonForm,
)
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment
from tashan.web.project_library.acting import answer, by_of
from tashan.web.project_library.gate_section import standing_word
from tashan.web.project_library.renewal_page import RenewalPage


def find_project(entity_id: int) -> Entity:
    return get_object_or_404(Entity, pk=entity_id, kind=Kind.PROJECT)


def file_answer(file: StoredFile | None) -> HttpResponseBase:
    """The file as it is: pictures and PDF are shown in place. 404 for none."""
    if file is None:
        raise Http404
    response = HttpResponse(files.read(file), content_type=file.media_type)
    if file.media_type not in SHOWN_IN_PLACE:
        response.headers["Content-Disposition"] = attachment(file.name)
    return response


def page_of_project(project: int) -> str:
    return reverse("project", args=[project])


@page(perms.may_see_registers)
def project_renewal(request: OfficerRequest) -> HttpResponse:
    """What entered and left each batch of stages from ``?since=`` until ``?on=``."""
    shown = RenewalPage(request, day_of(request))
    return render(request, "project_library/renewal.html", {"page": shown})


@page(may_tell)
def show_evidence(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A paper or a photo of a project is entered."""
    project, today = find_project(entity_id), timezone.localdate()
    terms = library_on(today)
    kinds = terms.part.evidence if terms else {}
    form = EvidenceForm(request.POST or None, request.FILES or None, kinds=kinds, on=today)

    def act() -> str:
        said = form.cleaned_data
        file = keep(said["file"], at=timezone.now())
        new = NewEvidence(said["kind"], said["document"], file)
        evidence.enter_evidence(project, new, by=by_of(request, said["on"]))
        return page_of_project(project.pk)

    return answer(request, form, act, title=_("Enter evidence"), back=page_of_project(project.pk),
                  says=name_on(project, today))  # fmt: skip


@page(perms.may_see_registers)
def project_evidence(request: OfficerRequest, entity_id: int, evidence_id: int) -> HttpResponseBase:
    """The file of a piece of evidence."""
    rows = ProjectEvidence.objects.select_related("file").filter(project=entity_id)
    found = get_object_or_404(rows, pk=evidence_id)
    return file_answer(found.file)


@page(may_tell)
def take_evidence_back(
    request: OfficerRequest, entity_id: int, evidence_id: int
) -> HttpResponseBase:  # fmt: skip
    """A piece of evidence was wrongly given; what had been made on it is named beforehand."""
    rows = ProjectEvidence.objects.select_related("project", "actor").filter(project=entity_id)
    found = get_object_or_404(rows, pk=evidence_id)
    form = ReasonForm(request.POST or None, on=timezone.localdate())
    back = page_of_project(found.project_id)

    def act() -> str:
        said = form.cleaned_data
        evidence.take_back(found, said["reason"], by=by_of(request, said["on"]))
        return back + "#gates"

    stood = "、".join(standing_word(one) for one in evidence.standing_on(found))
    says = _("%s. From that day on no condition is met by it.") % found.document
    if stood:
        says = f"{says} {_('What was made on it stays:')} {stood}"
    return answer(request, form, act, title=_("Take it back"), back=back, says=says)


@page(may_tell)
def ask_departure(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """Ask that a project leave the library, or return where it has left."""
    project, today = find_project(entity_id), timezone.localdate()
    held: ProjectFacts | None = facts_on(project, today)
    has_left = held is not None and held.stage == ProjectStage.ENDED
    direction = Direction.RETURN if has_left else Direction.LEAVE
    terms = library_on(today)
    leaving = terms.part.leaving if terms else None
    reasons = {} if leaving is None else leaving.returns if has_left else leaving.reasons
    form = DepartureForm(request.POST or None, reasons=reasons, on=today)

    def act() -> str:
        said = form.cleaned_data
        by = by_of(request, said["on"])
        departing.ask(project, direction, said["reason"], said["says"], by=by)
        return page_of_project(project.pk)

    title = _("Ask to return it") if has_left else _("Ask to leave the library")
    return answer(request, form, act, title=title, back=page_of_project(project.pk),
                  says=_("Another person checks it before it holds."))  # fmt: skip


@page(perms.may_check_work)
def check_departure(request: OfficerRequest, departure_id: int) -> HttpResponseBase:
    """Another person agrees that a project leaves or returns, or does not."""
    found = get_object_or_404(Departure.objects.select_related("project"), pk=departure_id)
    form = CheckForm(request.POST or None, on=timezone.localdate())

    def act() -> str:
        said = form.cleaned_data
        departing.check(
            found, agreed=form.is_agreed, answer=said["answer"], by=by_of(request, said["on"])
        )
        return page_of_project(found.project_id)

    back = page_of_project(found.project_id)
    return answer(request, form, act, title=_("Check the request"), back=back, says=found.says)
