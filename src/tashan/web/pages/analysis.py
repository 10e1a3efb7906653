"""The economic operation of a month, and the briefing made from it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tashan.indicators.analysis.briefing import Briefing
from tashan.indicators.analysis.briefing import briefing as make_briefing
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.handout import hand_out
from tashan.indicators.analysis.monthly import Analysis, analyse
from tashan.indicators.analysis.sheet import Theme
from tashan.indicators.analysis.standings import Among
from tashan.record import perms
from tashan.registry.home import home
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.web.analysis_page import NARROWINGS, SORTS, AnalysisPage, Asked
from tashan.web.briefing_page import BriefingPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import order_of, words_of
from tashan.web.pages.reader import attachment


@page(perms.may_see_figures)
def analysis(request: OfficerRequest) -> HttpResponse:
    """``?month=`` and ``?among=`` choose; ``?theme=``, ``?show=`` and ``?sort=`` the table."""
    found = _asked_analysis(request)
    asked = Asked(
        order_of(request, SORTS, default="line"),
        theme=request.GET.get("theme", "") if request.GET.get("theme") in Theme.values else "",
        show=request.GET.get("show", "") if request.GET.get("show") in NARROWINGS else "",
        whole=request.GET.get("whole", ""),
        odd=request.GET.get("odd", ""),
    )
    context = {
        "told": None if found is None else AnalysisPage(found, asked),
        "order": asked.order,
        "may_export": perms.may_export_figures(request.user),
        "may_record": perms.may_record_figures(request.user),
    }
    return render(request, "analysis/page.html", context)


@page(perms.may_see_figures)
def briefing(request: OfficerRequest) -> HttpResponse:
    """The monthly briefing as it will be printed; every figure opens its source."""
    found = _asked_analysis(request)
    context = {
        "told": None if found is None else BriefingPage(make_briefing(found)),
        "may_export": perms.may_export_figures(request.user),
    }
    return render(request, "analysis/briefing.html", context)


@page(perms.may_export_figures)
def briefing_export(request: OfficerRequest, form: str) -> HttpResponse:
    """The briefing as .docx or .xlsx; that it went out is recorded."""
    made = hand_out(
        _briefing_or_404(request),
        form,
        reviewer=words_of(request, "reviewer")[:100],
        actor=request.user,
        at=timezone.now(),
    )
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


def _briefing_or_404(request: OfficerRequest) -> Briefing:
    found = _asked_analysis(request)
    if found is None:
        raise Http404
    return make_briefing(found)


def _asked_analysis(request: OfficerRequest) -> Analysis | None:
    among = request.GET.get("among", "")
    return analyse(
        _asked_place(request),
        End.parse(request.GET.get("month", "")),
        on=today(),
        among=Among(among) if among in Among.values else Among.CITY,
    )


def today() -> date:
    """The office's day."""
    return timezone.localdate()


def _asked_place(request: OfficerRequest) -> Entity:
    """Ours, or the one that ``?place=`` names by its code."""
    code = words_of(request, "place")
    return get_object_or_404(Entity, kind=Kind.PLACE, code=code) if code else home()
