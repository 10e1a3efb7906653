"""What templates need that Django's own tags do not give: icons, page addresses, lights."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tashan.reading.models import Report
from tashan.web.failures import Reason, reason_of
from tashan.web.findings_view import Tally

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon of static/tashan/icons.svg; it says nothing to a screen reader."""
    address = static("tashan/icons.svg")
    return format_html(
        '<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', address, name
    )


@register.simple_tag(takes_context=True)
def here_with(context: RequestContext, **changes: object) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return "?" + query.urlencode()


@register.filter
def at(mapping: dict[object, object], key: object) -> object:
    """The value of a mapping under a key that is itself a variable."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def sort_header(context: RequestContext, column: str, label: str, *, number: bool = False) -> str:
    """A heading of a table that sorts by its column, the other way round at the second click."""
    order = context["order"]
    is_current = order.column == column
    turned = f"-{column}" if is_current and not order.is_descending else column
    way = "descending" if order.is_descending else "ascending"
    return format_html(
        '<th{}{}><a href="{}">{}</a></th>',
        mark_safe(' class="num"') if number else "",
        format_html(' aria-sort="{}"', way) if is_current else "",
        here_with(context, sort=turned, page=None),
        label,
    )


@register.simple_tag(takes_context=True)
def toggle(context: RequestContext, name: str, value: str, current: str) -> str:
    """The address of this page with a filter set, or taken away where it is set already."""
    return here_with(context, **{name: None if current == value else value}, at=None)


@register.simple_tag
def strip(tally: Tally) -> SafeString:
    """The bar under the counter: accepted, corrected, rejected as shares of all."""
    parts, left = [], 0.0
    for state in ("accepted", "corrected", "rejected"):
        width = 100 * tally.states[state] / tally.total if tally.total else 0
        parts.append((state, f"{left:.2f}%", f"{width:.2f}%"))
        left += width
    bars = format_html_join("", '<rect class="{}" x="{}" width="{}" height="6"/>', parts)
    return format_html('<svg class="strip" aria-hidden="true">{}</svg>', bars)


@register.filter
def reason(report: Report) -> Reason | None:
    """Why a report could not be read, with the next step."""
    return reason_of(report)


@register.filter
def thousands(number: int | None) -> str:
    """1,124 in every tongue: offices here group by thousands, whatever the locale says."""
    return "—" if number is None else f"{number:,}"
