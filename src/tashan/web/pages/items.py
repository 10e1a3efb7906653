"""The open catalogue of items for anyone, its versions, and the matters of the same-day share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_cookie

from tashan.adoption.models import Adoption
from tashan.casework.same_day import SAME_DAY, SameDay, decided, same_day_of
from tashan.duties.items import (
    catalogue,
    differences,
    items_of_version,
    same_day_items,
    versions,
)
from tashan.record import perms
from tashan.registry.naming import names_on
from tashan.web.answering.item_list import ItemLine, ItemList, change
from tashan.web.answering.ordering import Key, ordered
from tashan.web.answering.words import share
from tashan.web.as_of import AsOf, as_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import order_of, page_of, words_of

COLUMNS: dict[str, Key[ItemLine]] = {
    "title": lambda line: line.key,
    "office": lambda line: line.office_key,
    "limit": lambda line: line.days,
}


@dataclass(frozen=True, slots=True)
class Period:
    """The year so far, up to the day of the page."""

    first: date
    last: date

    @classmethod
    def of(cls, day: AsOf) -> Period:
        return cls(date(day.day.year, 1, 1), day.day)


@cache_control(public=True, max_age=60)
@vary_on_cookie
def items(request: HttpRequest) -> HttpResponse:
    """What is in force on ``?on=``; ``?q=``, ``?office=``, ``?stage=`` and ``?same_day=1``."""
    day, words = as_of(request), words_of(request)
    told = ItemList(catalogue(day.day), day.day)
    every = told.lines()
    kept = _kept(request, [line for line in every if line.matches(words)])
    order = order_of(request, dict.fromkeys(COLUMNS, ""), default="title")
    period = Period.of(day)
    marked = frozenset(line.item.code for line in every if line.item.is_same_day)
    counted = same_day_of(marked, period.first, period.last) if marked else SameDay()
    context = {
        "as_of": day,
        "words": words,
        "order": order,
        "shown": page_of(request, ordered(kept, order, COLUMNS)),  # type: ignore[arg-type]
        "total": len(every),
        "marked": len(marked),
        "counted": counted,
        "share": share(counted),
        "period": period,
        "offices": sorted({line.office for line in every if line.office}),
        "stages": _stages(every),
        "adoptions": {line.item.adoption.pk: line.item for line in every}.values(),
        "may_open": perms.may_see_all_cases(request.user),
    }
    return render(request, "duties/items.html", context)


def _kept(request: HttpRequest, lines: list[ItemLine]) -> list[ItemLine]:
    office, stage = words_of(request, "office"), words_of(request, "stage")
    if office:
        lines = [line for line in lines if line.office == office]
    if stage:
        lines = [line for line in lines if stage in line.stages.values()]
    if request.GET.get("same_day"):
        lines = [line for line in lines if line.item.is_same_day]
    return lines


def _stages(lines: list[ItemLine]) -> list[str]:
    return list(dict.fromkeys(title for line in lines for title in line.stages.values()))


@cache_control(public=True, max_age=60)
@vary_on_cookie
def item_versions(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """What changed between ``?from=`` and ``?to=``, else between the last two versions."""
    adoption = get_object_or_404(Adoption, pk=adoption_id)
    every = versions(adoption)
    numbers = {str(row.number): row for row in every}
    newer = numbers.get(request.GET.get("to", ""), every[0])
    earlier = [row for row in every if row.number < newer.number]
    older = numbers.get(request.GET.get("from", "")) or (earlier[0] if earlier else None)
    found = []
    if older is not None:
        pair = (items_of_version(row, row.since) for row in (older, newer))
        found = differences(*pair)
    labels = {
        "title": _("Item"), "duty": _("Office"), "sort": _("Kind"), "same_day": _("Same day"),
        "promised": _("Promised"), "statutory": _("Statutory"), "materials": _("Materials"),
        "basis": _("Basis"),
    }  # fmt: skip
    context = {
        "adoption": adoption,
        "versions": every,
        "older": older,
        "newer": newer,
        "changes": [change(one, labels, _("Yes"), _("No")) for one in found],
    }
    return render(request, "duties/item_versions.html", context)


@page(perms.may_see_all_cases)
def same_day_matters(request: OfficerRequest) -> HttpResponse:
    """The matters that the share counts: those decided, or with ``?same_day=1`` the same day."""
    day = as_of(request)
    period = Period.of(day)
    rows = decided(same_day_items(day.day), period.first, period.last)
    if request.GET.get("same_day"):
        rows = rows.filter(SAME_DAY)
    shown = page_of(request, rows.select_related("case").order_by("-ended_on", "-pk"))
    names = names_on([row.office_id for row in shown], day.day)
    context = {"as_of": day, "shown": shown, "period": period, "names": names}
    return render(request, "duties/same_day.html", context)
