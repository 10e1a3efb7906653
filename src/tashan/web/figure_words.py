"""Figures in the tongue of the page: names of indicators, periods, units."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod
from tashan.indicators.figure_text import figure_text
from tashan.indicators.models import Measure
from tashan.mechanisms import formula
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.fields import Text
from tashan.mechanisms.library import library
from tashan.mechanisms.units import UNITS
from tashan.web.traditional import traditional


def in_tongue(text: Text) -> str:
    """The text of a mechanism file in the tongue of the page."""
    return text.en if is_english() else in_script(text.zh)


def in_script(text: str) -> str:
    """A Chinese text of ours in the script of the page."""
    return traditional(text) if get_language() == "zh-hant" else text


def is_english() -> bool:
    """Whether the page is; else it is Chinese, in whatever script."""
    return (get_language() or "").startswith("en")


def title_of(of: IndicatorDefinition, measure: str) -> str:
    """The indicator's name; growth says so."""
    name = in_tongue(of.title)
    return _("%s, growth") % name if measure == Measure.GROWTH else name


def period_text(period: FigurePeriod | Period) -> str:
    """2026年1—9月, or January–September 2026."""
    if isinstance(period, Period):
        return f"{period.first:%Y-%m-%d}–{period.last:%Y-%m-%d}"
    return period.english if is_english() else in_script(period.chinese)


def unit_text(of: IndicatorDefinition, measure: str) -> str:
    """The unit of a figure; growth is in per cent whatever its indicator is counted in."""
    unit = "%" if measure == Measure.GROWTH else of.unit
    return UNITS.get(unit, unit) if is_english() else in_script(unit)


def places_of(of: IndicatorDefinition, measure: str) -> int:
    """How many decimals a figure is shown with."""
    return 1 if measure == Measure.GROWTH else of.decimals


def is_rate(of: IndicatorDefinition, measure: str) -> bool:
    """Whether differences of it are percentage points."""
    return measure == Measure.GROWTH or of.unit == "%"


def value_text(value: Decimal, of: IndicatorDefinition, measure: str) -> str:
    """A figure with its unit, rounded as its indicator is shown; growth carries its sign."""
    unit, places = unit_text(of, measure), places_of(of, measure)
    return figure_text(value, unit, places, is_signed=measure == Measure.GROWTH)


def formula_text(of: IndicatorDefinition) -> str:
    """The formula of a computed indicator in names; empty for one that is recorded."""
    if of.tree is None or of.computed_by is None:
        return ""
    known, told, at = library().indicators, "", 0
    for name in formula.names(of.tree):
        title = in_tongue(known[name.code].title) if name.code in known else name.code
        told += of.computed_by[at : name.offset] + title
        at = name.offset + len(name.code)
    return (told + of.computed_by[at:]).replace("*", "×").replace("/", "÷")


def titled(title: Mapping[str, str]) -> str:
    """A title as a row keeps it, in the tongue of the page."""
    zh = title.get("zh", "")
    return in_tongue(Text(zh=zh, en=title.get("en") or zh))
