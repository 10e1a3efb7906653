"""Households: the list by village, the page of one, and the registrars' forms.

Readers see 张某: the name in full, and the search by it, is for registrars.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.record import perms
from tashan.record.models import Source
from tashan.registry.changes import enter
from tashan.registry.dated import as_of, held_on
from tashan.registry.households import name_for
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName, HouseholdFacts
from tashan.registry.naming import names_on
from tashan.web.area_words import plain_number
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.households import HouseholdForm
from tashan.web.listing import in_order, order_of, page_of, words_of
from tashan.web.pages.parks import day_of
from tashan.web.register_events import events_of, told
from tashan.web.register_forms import answer, initial_of, restate

COLUMNS = {
    "village": "village",
    "members": "members",
    "land": "contracted_mu",
    "homestead": "homestead_area",
    "house": "house_area",
}


@page(perms.may_see_households)
def households(request: OfficerRequest) -> HttpResponse:
    """The list; ``?village=`` narrows it, for registrars ``?q=`` looks in names too."""
    on = day_of(request)
    may_keep = perms.may_keep_registers(request.user)
    rows = _chosen(request, on, by_name=may_keep)
    order = order_of(request, COLUMNS, default="village")
    shown = page_of(request, in_order(rows, order, COLUMNS, then="pk"))
    villages = set(as_of(HouseholdFacts.objects.all(), on).values_list("village", flat=True))
    context = {
        "on": on,
        "shown": shown,
        "rows": [(row, name_for(request.user, row.name or "")) for row in shown],
        "order": order,
        "names": names_on(villages, on),
        "finding": _finding(rows),
        "may_keep": may_keep,
    }
    return render(request, "households/list.html", context)


def _chosen(request: OfficerRequest, on: date, *, by_name: bool) -> QuerySet[HouseholdFacts]:
    names = EntityName.objects.filter(
        held_on(on), entity=OuterRef("entity"), sort=NameSort.OFFICIAL
    )
    rows = as_of(HouseholdFacts.objects.select_related("entity"), on)
    rows = rows.annotate(name=Subquery(names.values("name")[:1]))
    village = request.GET.get("village", "")
    if village.isascii() and village.isdigit():
        rows = rows.filter(village=int(village))
    words = words_of(request)
    return rows.filter(name__icontains=words) if words and by_name else rows


def _finding(rows: QuerySet[HouseholdFacts]) -> str:
    """How many, how many people and how much land, as far as it is known."""
    told = rows.order_by().aggregate(n=Count("pk"), m=Sum("members"), mu=Sum("contracted_mu"))
    said = [ngettext("%d household", "%d households", told["n"]) % told["n"]]
    said += [_("%s people") % plain_number(told["m"])] if told["m"] is not None else []
    said += [_("%s mu of contracted land") % plain_number(told["mu"])] if told["mu"] else []
    return _(", ").join(said)


@page(perms.may_see_households)
def household(request: OfficerRequest, entity_id: int) -> HttpResponse:
    """One household; what was done to it, with the reasons, is for registrars."""
    entity = get_object_or_404(Entity, pk=entity_id, kind=Kind.HOUSEHOLD)
    on = day_of(request)
    rows = list(entity.household_facts.filter(replaced__isnull=True).order_by("-since"))
    facts = next((r for r in rows if r.since <= on and (not r.until or on < r.until)), None)
    names = names_on([entity.pk, *(row.village_id for row in rows)], on)
    may_keep = perms.may_keep_registers(request.user)
    events = events_of([entity.stream], most=12) if may_keep else []
    context = {
        "household": entity,
        "facts": facts,
        "rows": rows,
        "on": on,
        "names": names,
        "name": name_for(request.user, names[entity.pk]),
        "events": told(events, {}, page_of=entity.pk),
        "may_keep": may_keep,
    }
    return render(request, "households/household.html", context)


@page(perms.may_keep_registers)
def new_household(request: OfficerRequest) -> HttpResponseBase:
    """Enter a household."""
    form = HouseholdForm(request.POST or None, initial={"since": timezone.localdate()})

    def act(source: Source) -> tuple[str, int]:
        return "household", enter(Kind.HOUSEHOLD, form.new(), source=source).pk

    return answer(request, form, act, title=_("New household"), back=("households", []))


@page(perms.may_keep_registers)
def change_household(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """What holds of a household from a day on."""
    entity = get_object_or_404(Entity, pk=entity_id, kind=Kind.HOUSEHOLD)
    form = HouseholdForm(request.POST or None, initial=initial_of(entity))

    def act(source: Source) -> tuple[str, int]:
        restate(entity, form, source)
        return "household", entity.pk

    back = ("household", [entity.pk])
    return answer(request, form, act, title=_("Change the household"), back=back)
