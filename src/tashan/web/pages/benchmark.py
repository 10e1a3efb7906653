"""Where our place stands beside others, with every figure's evidence; and the same to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from tashan.base.errors import UserError
from tashan.indicators.benchmark import benchmark as compare
from tashan.indicators.benchmark_papers import hand_out
from tashan.indicators.inputs import inputs_of
from tashan.indicators.library_words import said
from tashan.mechanisms.library import library
from tashan.record import perms
from tashan.web.benchmark.question import Question, listed
from tashan.web.benchmark.shown import Shown
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.pages.reader import attachment


@page(perms.may_see_figures)
def benchmark(request: OfficerRequest) -> HttpResponseBase:
    """All that is shown is said in the address, so that it can be sent on."""
    question, on = Question(request), timezone.localdate()
    if added := question.choices("add"):
        shown = dict.fromkeys((*question.choices("i"), *added))
        address = question.address(i=listed(shown), focus=added[0], against=None)
        return redirect(request.path + address)
    try:
        found = compare(question.asked(), on=on)
    except UserError as error:
        return render(request, "benchmark/nowhere.html", {"error": error}, status=404)
    context = {
        "shown": Shown(question, found),
        "found": found,
        "words": question.words,
        "may_export": perms.may_export_figures(request.user),
        "query": request.GET.urlencode(),
    }
    return render(request, "benchmark/page.html", context)


@page(perms.may_export_figures)
def benchmark_export(request: OfficerRequest, form: str) -> HttpResponse:
    """What the address asks for as .xlsx or .docx; that it went out is recorded."""
    question, now = Question(request), timezone.now()
    try:
        found = compare(question.asked(), on=timezone.localdate(now))
        made = hand_out(found, form, actor=request.user, at=now)
    except UserError as error:
        raise Http404(str(error)) from error
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


@page(perms.may_see_figures)
def benchmark_inputs(request: OfficerRequest, entity_id: int, code: str) -> HttpResponse:
    """What a worked-out figure is made of; each input opens its own source."""
    definition = library().indicators.get(code)
    made = inputs_of(definition, entity_id, Question(request).numbers("of")) if definition else None
    if made is None or definition is None:
        raise Http404
    template = "benchmark/inputs.html" if is_part(request) else "benchmark/inputs_page.html"
    return render(request, template, {"made": made, "title": said(definition.title)})
