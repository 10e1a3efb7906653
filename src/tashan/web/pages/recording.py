"""From the reader to the figures: one click where the finding is clear, a form where it is not."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.indicators import catalogue, from_findings
from tashan.indicators.from_findings import Proposal
from tashan.indicators.naming import days_of
from tashan.reading.models import ReportFinding
from tashan.reading.review import effective
from tashan.record import perms
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.resolve import resolve, told
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.figures import FindingForm
from tashan.web.pages.reader import address_of, find

# whose figures reports tell, in the order in which a name is looked up
SUBJECTS = (Kind.PLACE, Kind.PARK, Kind.ENTERPRISE)


@require_POST
@page(perms.may_record_figures)
def record_finding(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """Record the finding at once where nothing is open; else the form asks for what is."""
    row = find(report_id, number)
    proposal = from_findings.propose(row, on=timezone.localdate())
    subject = proposal.place.entity
    if not proposal.is_whole or subject is None:
        return redirect("settle_finding", report_id, number)
    days = days_of(proposal.period, catalogue.definition(proposal.code))
    from_findings.take(
        proposal, subject=subject, code=proposal.code, days=days, actor=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return _done(request, row)


def _done(request: OfficerRequest, row: ReportFinding) -> HttpResponseBase:
    messages.success(request, _("The figure is recorded, with the report’s words as its source."))
    return redirect(address_of(row))


@page(perms.may_record_figures)
def settle_finding(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """What the finding leaves open is asked for, with what it may mean."""
    row = find(report_id, number)
    proposal = from_findings.propose(row, on=timezone.localdate())
    form = _form(request, proposal)
    likely: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            subject, likely = _subject(form.cleaned_data["place"])
            if subject is not None:
                return _take(request, proposal, form, subject)
            form.add_error("place", _("More than one is called so, or none; choose one below."))
        except UserError as error:
            form.add_error(None, str(error))
    elif proposal.place.candidates:
        likely = _named(proposal)
    context = {"form": form, "proposal": proposal, "finding": row, "likely": likely}
    status = 422 if form.errors else 200
    return render(request, "figures/settle.html", context, status=status)


def _form(request: OfficerRequest, proposal: Proposal) -> FindingForm:
    finding = proposal.finding
    initial = {
        "indicator": proposal.code or (proposal.codes[0].code if proposal.codes else ""),
        "place": effective(finding, "place") or "",
        "period": proposal.period,
    }
    likely = [found.code for found in proposal.codes]
    return FindingForm(request.POST or None, initial=initial, likely=likely)


def _subject(name: str) -> tuple[Entity | None, list[tuple[str, str]]]:
    """The entity that a name means, and those that it may mean."""
    today = timezone.localdate()
    likely: list[tuple[str, str]] = []
    for kind in SUBJECTS:
        found = resolve(name, kind=kind, on=today)
        if found.entity is not None:
            return found.entity, []
        likely += [(called, str(one.why.label)) for one, called in told(found, today)]
    return None, likely


def _named(proposal: Proposal) -> list[tuple[str, str]]:
    today = timezone.localdate()
    return [(called, str(one.why.label)) for one, called in told(proposal.place, today)]


def _take(
    request: OfficerRequest, proposal: Proposal, form: FindingForm, subject: Entity
) -> HttpResponseBase:
    code = form.cleaned_data["indicator"]
    days = days_of(form.cleaned_data["period"], catalogue.definition(code))
    from_findings.take(
        proposal, subject=subject, code=code, days=days, actor=request.user, at=timezone.now()
    )
    return _done(request, proposal.finding)
