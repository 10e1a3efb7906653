"""Words and marks of the registers' pages."""

from __future__ import annotations

from decimal import Decimal

from django import template

from tashan.indicators.figure_text import figure_text, number_text
from tashan.registry.dated import Dated
from tashan.registry.models import CreditEvent
from tashan.web import industry_words
from tashan.web.enterprise_page import EnterprisePage
from tashan.web.event_words import EVENTS
from tashan.web.place_page import PlacePage

register = template.Library()
register.filter("industry_name", industry_words.industry_name)
register.filter("money", industry_words.money_text)
register.filter("credit_name", industry_words.credit_name)
register.filter("bare_money", industry_words.bare_money)
register.filter("yuan", industry_words.yuan_text)


@register.filter
def plain_number(value: Decimal | None) -> str:
    """All digits of a figure, thousands apart."""
    return number_text(value)


@register.filter
def share(value: Decimal) -> str:
    """60% for 0.6."""
    return figure_text(value * 100, "%")


@register.filter
def event_word(kind: str) -> str:
    """What an event is called."""
    return str(EVENTS.get(kind, kind))


@register.filter
def called(page: EnterprisePage | PlacePage, entity_id: int | None) -> str:
    """What the page calls another entity that it mentions."""
    return page.name_of(entity_id)


@register.filter
def counts_on(row: CreditEvent, page: EnterprisePage) -> bool:
    """Whether a credit event counts on the page's day."""
    return page.counts(row)


@register.filter
def dated(row: Dated) -> str:
    """From when until when a row holds."""
    return (
        f"{row.since:%Y-%m-%d} – {row.until:%Y-%m-%d}" if row.until else f"{row.since:%Y-%m-%d} –"
    )


@register.filter
def joined_names(places: list[int], page: PlacePage) -> str:
    """云岭省青石市: what a place lies in, the highest first."""
    return "".join(page.name_of(place) for place in reversed(places))
