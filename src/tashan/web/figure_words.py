"""Figures in the tongue of the page: names of indicators, periods, units."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from opencc import OpenCC  # type: ignore[import-untyped]

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod
from tashan.indicators.models import Measure
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.fields import Text
from tashan.mechanisms.units import UNITS
from tashan.web.tongues import CONFIG


def in_tongue(text: Text) -> str:
    """The text of a mechanism file in the tongue of the page."""
    return text.en if _is_english() else in_script(text.zh)


def in_script(text: str) -> str:
    """A Chinese text of ours in the script of the page."""
    return _traditional(text) if get_language() == "zh-hant" else text


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


@cache
def _converter() -> OpenCC:
    return OpenCC(CONFIG)


@cache
def _traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


def title_of(of: IndicatorDefinition, measure: str) -> str:
    """The indicator's name; growth says so."""
    name = in_tongue(of.title)
    return _("%s, growth") % name if measure == Measure.GROWTH else name


def period_text(period: FigurePeriod | Period) -> str:
    """2026年1—9月, or January–September 2026."""
    if isinstance(period, Period):
        return f"{period.first:%Y-%m-%d}–{period.last:%Y-%m-%d}"
    return period.english if _is_english() else in_script(period.chinese)


def unit_text(of: IndicatorDefinition, measure: str) -> str:
    """The unit of a figure; growth is in per cent whatever its indicator is counted in."""
    unit = "%" if measure == Measure.GROWTH else of.unit
    return UNITS.get(unit, unit) if _is_english() else in_script(unit)


def places_of(of: IndicatorDefinition, measure: str) -> int:
    """How many decimals a figure is shown with."""
    return 1 if measure == Measure.GROWTH else of.decimals


def is_rate(of: IndicatorDefinition, measure: str) -> bool:
    """Whether differences of it are percentage points."""
    return measure == Measure.GROWTH or of.unit == "%"
