"""Figures of promotion on pages: the funnel, the days, the log of visits, promises, events."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from tashan.casework.promotion.acting import may_move_leads
from tashan.casework.promotion.figures import Deals, courses, deals, share
from tashan.casework.promotion.promised import WORDS, Standing, standings
from tashan.casework.promotion_models import Direction, LeadPromise, LeadVisit, PromotionEvent
from tashan.record import perms
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import page_of, words_of
from tashan.web.pages.parks import day_of
from tashan.web.promotion.board import leads_with
from tashan.web.promotion.figure_pages import DaysPage, FunnelPage
from tashan.web.promotion.lead_page import PromiseRow
from tashan.web.promotion.words import rate_word

STANDINGS = ("late", "open", "kept", "kept_late", "void")


@page(perms.may_see_work)
def promotion_funnel(request: OfficerRequest) -> HttpResponse:
    """How many of a cohort came how far; ``?basis=`` and ``?year=``."""
    shown = FunnelPage(request, day_of(request))
    return render(request, "promotion/funnel.html", {"page": shown, "tab": "funnel"})


@page(perms.may_see_work)
def promotion_days(request: OfficerRequest) -> HttpResponse:
    """Days from first visit to signing, by year and industry, and days in each stage."""
    shown = DaysPage(day_of(request))
    return render(request, "promotion/days.html", {"page": shown, "tab": "days"})


@page(perms.may_see_work)
def lead_visits(request: OfficerRequest) -> HttpResponse:
    """The log of visits, the newest first; ``?q=`` and ``?direction=`` narrow it."""
    on, words = day_of(request), words_of(request)
    rows = LeadVisit.objects.filter(on__lte=on).select_related("lead", "actor")
    if words:
        said = Q(says__icontains=words) | Q(people__icontains=words)
        rows = rows.filter(said | Q(lead__title__icontains=words))
    direction = request.GET.get("direction", "")
    if direction in Direction.values:
        rows = rows.filter(direction=direction)
    shown = page_of(request, rows.order_by("-on", "-pk"))
    context = {"shown": shown, "on": on, "words": words, "direction": direction,
               "directions": Direction.choices, "tab": "visits"}  # fmt: skip
    return render(request, "promotion/visits.html", context)


@page(perms.may_see_work)
def lead_promises(request: OfficerRequest) -> HttpResponse:
    """Promises kept and not, the most overdue first; ``?standing=`` narrows them."""
    on = day_of(request)
    rows = LeadPromise.objects.filter(made_on__lte=on).select_related("lead")
    found = [PromiseRow(one) for one in standings(rows.order_by("due_on", "pk"), on)]
    counts = {one: sum(row.stands.standing == one for row in found) for one in STANDINGS}
    asked = request.GET.get("standing", "")
    order = {one: n for n, one in enumerate(STANDINGS)}
    found = [one for one in found if asked not in STANDINGS or one.stands.standing == asked]
    found.sort(key=lambda row: (order[row.stands.standing], row.stands.row.due_on))
    due = counts["kept"] + counts["kept_late"] + counts["late"]
    kept = counts["kept"] + counts["kept_late"]
    context = {
        "shown": page_of(request, found), "on": on, "asked": asked, "tab": "promises",  # type: ignore[arg-type]
        "counts": [(one, WORDS[Standing(one)], counts[one]) for one in STANDINGS],
        "kept": kept, "due": due, "rate": rate_word(share(kept, due), kept, due),
    }  # fmt: skip
    return render(request, "promotion/promises.html", context)


@page(perms.may_see_work)
def promotion_events(request: OfficerRequest) -> HttpResponse:
    """Promotion events with the deals signed there and those that are kept."""
    on = day_of(request)
    found = deals(courses(leads_with(), on))
    rows = PromotionEvent.objects.filter(began_on__lte=on).order_by("-began_on", "-pk")
    shown = page_of(request, rows)
    names = names_on([one.organiser_id for one in shown], on)
    told = []
    for one in shown:
        held = found.get(one.pk, Deals(()))
        kept, signed = len(held.kept), len(held.signed)
        rate = rate_word(share(kept, signed), kept, signed)
        told.append((one, names.get(one.organiser_id, ""), held, rate))
    context = {"shown": shown, "rows": told, "on": on, "tab": "events",
               "may_enter": may_move_leads(request.user)}  # fmt: skip
    return render(request, "promotion/events.html", context)
