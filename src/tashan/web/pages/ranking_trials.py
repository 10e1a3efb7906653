"""Before a rule is changed: who would move. After a run: which rank hangs on which figure."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from tashan.adoption.current import of_version
from tashan.base.errors import UserError
from tashan.indicators.library_words import said
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking.sensitivity import flips_of
from tashan.indicators.ranking.trial import Change, Moved, tried
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.rankings import run_of
from tashan.web.ranking.flip_lines import flip_lines
from tashan.web.ranking.run_page import RunPage
from tashan.web.ranking.trial_page import TrialPage

FIRST = 50  # of every group; further down nobody asks


@page(perms.may_rank)
def ranking_trial(request: OfficerRequest, run_id: int) -> HttpResponse:
    """``?w.<measure>=`` and ``?p.<parameter>=`` are what is tried; nothing is stored."""
    run = run_of(run_id)
    held = of_version(run.version)
    ranking = ranking_of(held, run.part)
    found: list[Moved] = []
    problem = ""
    try:
        change = change_of(request.GET)
        found = [] if change.is_empty else tried(run, change)
    except UserError as error:
        change, problem = Change(), str(error)
    parameters = held.origin(run.part).parameters
    context = {
        "run": RunPage(request, run),
        "trial": TrialPage(run, found),
        "problem": problem,
        "may_confirm": perms.may_confirm(request.user),
        "weights": [
            (m.code, said(m.title), m.weight, request.GET.get(f"w.{m.code}", ""))
            for m in ranking.measures
        ],
        "parameters": [
            (code, said(p.title) if p.title else code, p.number_on(run.on), p.unit or "",
             request.GET.get(f"p.{code}", ""))
            for code, p in parameters.items()
            if p.number_on(run.on) is not None
        ],
    }  # fmt: skip
    return render(request, "rankings/trial.html", context)


def change_of(query: QueryDict) -> Change:
    """What the address asks to try. Raises UserError for what is no number."""
    said_of: dict[str, dict[str, Decimal]] = {"w": {}, "p": {}}
    for name, value in query.dict().items():
        kind, dot, code = name.partition(".")
        if dot and kind in said_of and (text := str(value).strip()):
            said_of[kind][code] = _number(text)
    return Change(said_of["w"], said_of["p"])


def _number(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > 10**15:
        raise UserError(_("“%s” is no number.") % text, hint=_("Write it as 12.5."))
    return found


@page(perms.may_see_mechanisms)
def ranking_flips(request: OfficerRequest, run_id: int) -> HttpResponse:
    """For each two neighbours, the least change of one figure that would swap them."""
    run = run_of(run_id)
    found, problem = [], ""
    try:
        found = flips_of(run, first=FIRST)
    except UserError as error:
        problem = str(error)
    lines = flip_lines(run, found)
    context = {
        "run": RunPage(request, run),
        "lines": lines,
        "narrow": sum(line.is_narrow for line in lines),
        "may_rank": perms.may_rank(request.user),
        "may_confirm": perms.may_confirm(request.user),
        "problem": problem,
        "first": FIRST,
    }
    return render(request, "rankings/flips.html", context)
