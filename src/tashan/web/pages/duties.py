"""Who answers for what, as of a day: by duty, by office, and what nobody answers for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tashan.record import perms
from tashan.web.answering.duty_list import DutyLine, DutyList, OfficeLine
from tashan.web.answering.ordering import Key, ordered
from tashan.web.as_of import as_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import order_of, page_of, words_of

COLUMNS: dict[str, Key[DutyLine]] = {
    "title": lambda line: line.key,
    "office": lambda line: line.office_key,
    "since": lambda line: line.holding.since if line.holding else None,
    "steps": lambda line: line.steps,
}
BY_OFFICE: dict[str, Key[OfficeLine]] = {
    "office": lambda line: line.key,
    "count": lambda line: line.count,
}


@page(perms.may_see_registers)
def duties(request: OfficerRequest) -> HttpResponse:
    """``?on=`` a day, ``?by=office`` grouped by office, ``?q=`` narrows it."""
    day, words = as_of(request), words_of(request)
    told = DutyList(day.day)
    lines = [line for line in told.lines if line.matches(words)]
    is_by_office = request.GET.get("by") == "office"
    context = {
        "as_of": day,
        "words": words,
        "holes": told.holes,
        "unclear": [line for line in told.lines if line.is_unclear],
        "held": sum(line.office_id is not None for line in told.lines),
        "is_by_office": is_by_office,
        "may_keep": perms.may_keep_duties(request.user),
    }
    if is_by_office:
        order = order_of(request, dict.fromkeys(BY_OFFICE, ""), default="office")
        shown = page_of(request, ordered(told.by_office(lines), order, BY_OFFICE))  # type: ignore[arg-type]  # a list pages too
    else:
        order = order_of(request, dict.fromkeys(COLUMNS, ""), default="title")
        shown = page_of(request, ordered(lines, order, COLUMNS))  # type: ignore[arg-type]
    return render(request, "duties/list.html", context | {"order": order, "shown": shown})
