"""Figures: the catalogue, one indicator of one subject over time, and each figure's source."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators import corrections
from tashan.indicators.catalogue import indicators
from tashan.indicators.evidence import evidence, with_sources
from tashan.indicators.figures import visible_to
from tashan.indicators.history import history
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.indicators.said import Figure
from tashan.mechanisms.library import library
from tashan.record import perms
from tashan.registry.home import home
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.figure_source import SourceCard
from tashan.web.forms.figures import CorrectionOfFigureForm, FigureForm
from tashan.web.indicator_list import IndicatorList
from tashan.web.listing import words_of
from tashan.web.series_page import SeriesPage


@page(perms.may_see_figures)
def figures(request: OfficerRequest) -> HttpResponse:
    """All indicators by theme with the newest figure of our place; ``?q=`` looks for one."""
    listed = IndicatorList(home(), words=words_of(request), viewer=request.user)
    context = {"list": listed, "may_record": perms.may_record_figures(request.user)}
    return render(request, "figures/catalogue.html", context)


@page(perms.may_see_figures)
def figure_source(request: OfficerRequest, observation_id: int) -> HttpResponse:
    """Where one figure comes from: a part for the pop-over, or a page of its own."""
    context = {
        "card": SourceCard(evidence(_visible(request, observation_id), viewer=request.user)),
        "may_record": perms.may_record_figures(request.user),
    }
    template = "figures/source.html" if is_part(request) else "figures/source_page.html"
    return render(request, template, context)


def _visible(request: OfficerRequest, observation_id: int) -> Observation:
    rows = visible_to(with_sources(Observation.objects.all()), request.user)
    return get_object_or_404(rows, pk=observation_id)


@page(perms.may_see_figures)
def series(request: OfficerRequest, entity_id: int, code: str) -> HttpResponse:
    """One indicator of one subject; ``?holder=`` chooses who counted."""
    if code not in library().indicators:
        raise Http404(code)
    subject = get_object_or_404(Entity, pk=entity_id)
    asked = request.GET.get("holder", "")
    holder = Holder(asked) if asked in Holder.values else None
    told = history(subject, code, viewer=request.user, holder=holder)
    name = name_on(subject, timezone.localdate())
    context = {
        "series": SeriesPage(told, name),
        "may_record": perms.may_record_figures(request.user),
    }
    return render(request, "figures/series.html", context)


@page(perms.may_record_figures)
def enter_figure(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """GET: the form, ``?indicator=`` chosen. POST: the figure is recorded with its reason."""
    subject = get_object_or_404(Entity, pk=entity_id)
    initial = {"indicator": request.GET.get("indicator", ""), "vintage": Vintage.FLASH}
    form = FigureForm(request.POST or None, subject=subject, initial=initial)
    name = name_on(subject, timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            figure = figure_of(form, subject)
            made = corrections.enter(
                figure, reason=form.cleaned_data["reason"], actor=request.user, at=timezone.now()
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The figure is recorded."))
            return redirect("series", subject.pk, made.indicator.code)
    context = {"form": form, "name": name, "subject": subject}
    status = 422 if form.errors else 200
    return render(request, "figures/enter.html", context, status=status)


def figure_of(form: FigureForm, subject: Entity) -> Figure:
    """The figure that a valid form tells."""
    data = form.cleaned_data
    first, last = data["days"]
    return Figure(
        subject=subject,
        indicator=indicators([data["indicator"]])[data["indicator"]],
        first=first,
        last=last,
        value=data["exact"],
        measure=Measure(data["measure"]),
        holder=Holder(data["holder"]),
        scope=data["scope"].strip(),
        vintage=Vintage(data["vintage"]),
        stated=data["stated"],
    )


@page(perms.may_record_figures)
def correct_figure(request: OfficerRequest, observation_id: int) -> HttpResponseBase:
    """GET: the form beside the figure. POST: a new number, or its source taken back."""
    row = _visible(request, observation_id)
    card = SourceCard(evidence(row, viewer=request.user))
    initial = {"value": row.value.normalize(), "vintage": row.vintage}
    form = CorrectionOfFigureForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, row, form)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Done, and recorded."))
            return redirect("series", row.subject_id, row.indicator.code)
    status = 422 if form.errors else 200
    return render(request, "figures/correct.html", {"form": form, "card": card}, status=status)


def _correct(request: OfficerRequest, row: Observation, form: CorrectionOfFigureForm) -> None:
    data, at = form.cleaned_data, timezone.now()
    if data["act"] == "withdraw":
        corrections.withdraw(row.source, reason=data["reason"], actor=request.user, at=at)
        return
    corrections.correct(
        row,
        data["value"],
        vintage=Vintage(data["vintage"]),
        reason=data["reason"],
        actor=request.user,
        at=at,
    )
