"""Figures on pages: ``{{ value|figure:"亿元" }}``, ``{% sourced … %}``, ``{% chart … %}``."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.indicators import figure_text as words
from tashan.indicators.figure_text import Number
from tashan.web.charts.parts import Chart
from tashan.web.charts.small import Bullet, ProgressBar, Sparkline, Strip

register = template.Library()


@register.filter
def figure(value: Number | None, unit: str = "") -> str:
    """The figure with its unit; what is not known says so and tells what that means."""
    return unknown() if value is None else words.figure_text(value, unit)


@register.filter
def bare(value: Number | None, unit: str = "") -> str:
    """The figure in a column whose heading names the unit."""
    if value is None:
        return unknown_dash()
    return words.number_text(value, words.PLACES.get(unit))


@register.filter
def difference(value: Number | None, unit: str = "") -> str:
    """A difference with its sign and unit: +4.7 百分点, −166.4 万㎡."""
    return unknown_dash() if value is None else words.figure_text(value, unit, is_signed=True)


@register.filter
def places(value: Number | None, count: int) -> str:
    """Thousands apart and so many decimals, rounded half up."""
    return unknown_dash() if value is None else words.number_text(value, count)


@register.filter
def percent(value: Number | None) -> str:
    """91.1%: the value is in per cent already."""
    return unknown() if value is None else words.figure_text(value, "%")


@register.filter
def day(value: date | None) -> str:
    """2025-11-06."""
    return words.day_text(value)


@register.filter
def month(value: date | None) -> str:
    """2025-11."""
    return words.month_text(value)


@register.filter
def month_day(value: date | None) -> str:
    """11-06."""
    return words.month_day_text(value)


def unknown() -> SafeString:
    """The word for an unknown figure, with what it means."""
    return format_html(
        '<span class="unknown" title="{}">{}</span>', _meaning(), words.unknown_word()
    )


def unknown_dash() -> SafeString:
    """A dash in a column of figures, with what it means."""
    return format_html(
        '<span class="unknown" title="{0}"><span aria-hidden="true">{1}</span>'
        '<span class="visually-hidden">{2}</span></span>',
        _meaning(),
        words.DASH,
        words.unknown_word(),
    )


def _meaning() -> str:
    return _("Nobody has given this figure yet. It is not counted as nought.")


@register.simple_tag
def sourced(text: str, url: str = "") -> str:
    """A figure that opens its source beside it; without a script, a plain link to it."""
    if not url:
        return text
    return format_html(
        '<a class="sourced" href="{0}" data-source-url="{0}" aria-haspopup="dialog">{1}</a>',
        url,
        text,
    )


@register.inclusion_tag("parts/chart.html")
def chart(drawn: Chart) -> dict[str, object]:
    """The chart, its table behind it and its picture to take away."""
    return {"chart": drawn, "table": drawn.table(), "data_id": f"chart-data-{drawn.key}"}


@register.simple_tag
def small_chart(drawn: Strip | Sparkline | ProgressBar | Bullet) -> SafeString:
    """A chart of the size of a word."""
    return drawn.svg()


@register.inclusion_tag("parts/figure_files.html")
def figure_files() -> dict[str, object]:
    """In the head of a page whose figures open their sources or stand in small charts."""
    return {}


@register.inclusion_tag("parts/chart_files.html")
def chart_files() -> dict[str, object]:
    """In the head of a page with charts; it brings the figures' files along."""
    return {}
