"""Stewards try a procedure in one park first, and enter what was assessed once for an area."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.casework import piloting
from tashan.casework.models import Pilot, RegionalAssessment
from tashan.casework.piloting import NewAssessment, assessed_kinds
from tashan.mechanisms.settling import procedures
from tashan.record import perms
from tashan.record.models import Source
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import in_tongue
from tashan.web.forms.piloting import AssessmentForm, EndingForm, PilotForm
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.register_forms import answer

PILOT_COLUMNS = {"mechanism": "adoption__title", "since": "since", "until": "until"}
ASSESSMENT_COLUMNS = {"kind": "kind", "document": "document", "since": "since", "until": "until"}


@page(perms.may_see_cases)
def pilots(request: OfficerRequest) -> HttpResponse:
    """What is piloted where, those that are over too; ``?sort=``, ``?page=``."""
    order = order_of(request, PILOT_COLUMNS, default="-since")
    rows = Pilot.objects.filter(replaced=None).select_related("adoption", "source")
    shown = page_of(request, in_order(rows, order, PILOT_COLUMNS))
    context = {
        "shown": shown,
        "order": order,
        "names": names_on({row.park_id for row in shown}, timezone.localdate()),
        "today": timezone.localdate(),
        "may_keep": perms.may_run_procedures(request.user),
    }
    return render(request, "cases/pilots.html", context)


@page(perms.may_run_procedures)
def new_pilot(request: OfficerRequest) -> HttpResponseBase:
    """Pilot an adopted mechanism in a park."""
    today = timezone.localdate()
    held = [one for one in current.in_force(today) if procedures(one.mechanism)]
    form = PilotForm(held, request.POST or None, initial={"since": today})

    def act(source: Source) -> tuple[str, list[int]]:
        said = form.cleaned_data
        adoption = Adoption.objects.get(pk=said["adoption"])
        piloting.begin_pilot(adoption, said["park"], since=said["since"], source=source)
        return "pilots", []

    return answer(request, form, act, title=_("New pilot"), back=("pilots", []))


@page(perms.may_run_procedures)
def end_pilot(request: OfficerRequest, pilot_id: int) -> HttpResponseBase:
    """A pilot is over from a day on."""
    row = get_object_or_404(Pilot, pk=pilot_id, replaced=None)
    form = EndingForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, list[int]]:
        piloting.end_pilot(row, on=form.cleaned_data["since"], source=source)
        return "pilots", []

    return answer(request, form, act, title=_("End the pilot"), back=("pilots", []))


@page(perms.may_see_cases)
def assessments(request: OfficerRequest) -> HttpResponse:
    """What was assessed once for an area, and which step it spares there."""
    today = timezone.localdate()
    order = order_of(request, ASSESSMENT_COLUMNS, default="-since")
    rows = RegionalAssessment.objects.filter(replaced=None).select_related("source", "area")
    shown = page_of(request, in_order(rows, order, ASSESSMENT_COLUMNS))
    context = {
        "shown": shown,
        "order": order,
        "names": names_on({row.area_id for row in shown}, today),
        "kinds": {code: in_tongue(title) for code, title in assessed_kinds(today).items()},
        "today": today,
        "may_keep": perms.may_run_procedures(request.user),
    }
    return render(request, "cases/assessments.html", context)


@page(perms.may_run_procedures)
def new_assessment(request: OfficerRequest) -> HttpResponseBase:
    """Enter an assessment with its document."""
    today = timezone.localdate()
    form = AssessmentForm(assessed_kinds(today), request.POST or None, initial={"since": today})

    def act(source: Source) -> tuple[str, list[int]]:
        said = form.cleaned_data
        new = NewAssessment(
            said["area"], said["kind"], said["document"], said["decided_by"], said["since"],
            said["until"],
        )  # fmt: skip
        piloting.enter_assessment(new, source=source)
        return "assessments", []

    return answer(request, form, act, title=_("New regional assessment"), back=("assessments", []))


@page(perms.may_run_procedures)
def end_assessment(request: OfficerRequest, assessment_id: int) -> HttpResponseBase:
    """An assessment spares nothing from a day on."""
    row = get_object_or_404(RegionalAssessment, pk=assessment_id, replaced=None)
    form = EndingForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, list[int]]:
        piloting.end_assessment(row, on=form.cleaned_data["since"], source=source)
        return "assessments", []

    return answer(request, form, act, title=_("End the assessment"), back=("assessments", []))
