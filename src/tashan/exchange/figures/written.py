"""Indicators and periods as offices write them in a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from tashan.base.errors import UserError
from tashan.indicators.models import Measure
from tashan.indicators.naming import days_of
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.library import library
from tashan.papers.tables.heading import matching_form
from tashan.papers.tables.shown import plain

_GROWTH = ("同比增长", "同比增速", "同比增减", "同比增幅", "同比", "增速", "增长率", "增幅", "增长")
_LEVEL = ("累计", "本月", "本期", "本年", "总量", "绝对额", "绝对量", "绝对值", "完成额", "数值")
_DASH = r"(?:—|－|–|-|~|～|至|到)"
_YEAR = r"(\d{4})年?"
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FORMS = (
    (re.compile(rf"{_YEAR}"), lambda y: y),
    (re.compile(rf"{_YEAR}全年"), lambda y: y),
    (re.compile(rf"{_YEAR}上半年"), lambda y: f"{y}H1"),
    (re.compile(rf"{_YEAR}下半年"), lambda y: f"{y}H2"),
    (re.compile(rf"{_YEAR}1{_DASH}(\d{{1,2}})月份?"), lambda y, m: f"{y}-01/{y}-{int(m):02}"),
    (re.compile(rf"{_YEAR}第?([一二三四1-4])季度?"), lambda y, q: f"{y}Q{_ORDINALS[q]}"),
    (re.compile(rf"{_YEAR}前([一二三四1-4])季度"), lambda y, q: f"{y}Q1/{y}Q{_ORDINALS[q]}"),
    (re.compile(rf"{_YEAR}1{_DASH}([1-4])季度"), lambda y, q: f"{y}Q1/{y}Q{q}"),
    (re.compile(rf"{_YEAR}年?(\d{{1,2}})月份?(?:末|底)?"), lambda y, m: f"{y}-{int(m):02}"),
    (re.compile(r"(\d{4})[-/.](\d{1,2})"), lambda y, m: f"{y}-{int(m):02}"),
    (re.compile(r"(\d{4})(0[1-9]|1[0-2])"), lambda y, m: f"{y}-{m}"),
    (re.compile(rf"{_YEAR}年?末"), lambda y: f"{y}-12"),
)


@cache
def period_code(text: str) -> str:
    """2026-01/2026-09 for 2026年1—9月; what has no Chinese form is left as it is."""
    wanted = plain(text).replace(" ", "").removesuffix(".0")
    for form, code in _FORMS:
        if found := form.fullmatch(wanted):
            return str(code(*found.groups()))
    return wanted


@cache
def written_days(text: str, indicator: str) -> tuple[date, date] | None:
    """The first and last day that the period has for this indicator; None for no period."""
    try:
        return days_of(period_code(text), library().indicators[indicator])
    except UserError:
        return None


@cache
def is_period(text: str) -> bool:
    any_code = next(iter(library().indicators))
    return written_days(text, any_code) is not None


@cache
def _names() -> Mapping[str, str]:
    """Codes, titles and aliases in the form in which names are matched; titles go first."""
    found: dict[str, str] = {}
    told = library().indicators
    for names in (lambda d: [d.title.zh, d.title.en], lambda d: d.aliases):
        for code, definition in told.items():
            for name in names(definition):
                found.setdefault(matching_form(name), code)
    return {matching_form(code): code for code in told} | found


def indicator_code(text: str) -> str | None:
    """The code of an indicator by its code, its title or a name that reports give it."""
    return _names().get(matching_form(text)) if text else None


@cache
def indicator_and_measure(text: str) -> tuple[str, Measure | None] | None:
    """工业增加值增速 is the growth of 工业增加值; None for no indicator."""
    if code := indicator_code(text):
        return code, None
    for words, measure in ((_GROWTH, Measure.GROWTH), (_LEVEL, Measure.LEVEL)):
        for word in words:
            for rest in (text.removesuffix(word), text.removeprefix(word)):
                if rest != text and (code := indicator_code(rest.strip("/（）() "))):
                    return code, measure
    return None


def measure_word(text: str) -> Measure | None:
    """增速 and 同比 alone say growth, 累计 says level."""
    plain_text = matching_form(text)
    if plain_text in {matching_form(word) for word in _GROWTH}:
        return Measure.GROWTH
    return Measure.LEVEL if plain_text in {matching_form(word) for word in _LEVEL} else None


def title_of(code: str) -> str:
    definition: IndicatorDefinition = library().indicators[code]
    return definition.title.zh
