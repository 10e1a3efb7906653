"""Filters of the pages of parks, projects and households."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tashan.web import area_words

register = template.Library()
register.filter("square_metres", area_words.square_metres)
register.filter("percent", area_words.percent)
register.filter("number", area_words.plain_number)
register.filter("money", area_words.money)


@register.filter
def day(value: date | None) -> str:
    """2026-11-21, or a dash."""
    return area_words.UNKNOWN if value is None else value.isoformat()


@register.simple_tag
def share_bar(whole: Decimal, let: Decimal, producing: Decimal) -> SafeString:
    """Let and producing as parts of what is available."""
    if not whole:
        return format_html('<svg class="share-bar" aria-hidden="true"></svg>')
    first, second = (f"{100 * part / whole:.1f}%" for part in (let, producing))
    return format_html(
        '<svg class="share-bar" aria-hidden="true"><rect class="let" width="{}" height="10"/>'
        '<rect class="producing" width="{}" height="10"/></svg>',
        first,
        second,
    )


CAPACITY_AT = Decimal(78)  # per cent of the bar's width


@register.simple_tag
def load_bar(capacity: Decimal, peak: Decimal) -> SafeString:
    """A peak against a capacity, which is the upright line; what is beyond it is another colour."""
    most = Decimal(100) / CAPACITY_AT
    share = min(peak / capacity, most) if capacity else most
    within = min(share, Decimal(1)) * CAPACITY_AT
    beyond = max(share - 1, Decimal(0)) * CAPACITY_AT
    return format_html(
        '<svg class="load-bar" aria-hidden="true">'
        '<rect class="room" y="4" width="{}%" height="10"/>'
        '<rect class="used" y="6" width="{}%" height="6"/>'
        '<rect class="over" x="{}%" y="6" width="{}%" height="6"/>'
        '<rect class="edge" x="{}%" width="2" height="18"/></svg>',
        *(f"{value:.1f}" for value in (CAPACITY_AT, within, CAPACITY_AT, beyond, CAPACITY_AT)),
    )
