"""The functions of rules: what each takes and what it is bound to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from tashan.mechanisms.rules.bound import (
    Absolute,
    Arithmetic,
    AtLeast,
    Between,
    Both,
    Compared,
    Constant,
    Counted,
    Extreme,
    OverPopulation,
    Population,
    Rounded,
    Sort,
    Span,
    Stepped,
    Tiered,
)
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.literals import beside, day
from tashan.mechanisms.rules.nodes import Function
from tashan.mechanisms.rules.typed import Tiers, Typed, Value, alike, number, said, single, truth
from tashan.mechanisms.rules.units import BARE, COUNT, SHARE, measure, multiplied
from tashan.mechanisms.rules.walking import populations

_MOST_PLACES = 9
HOW = {
    Function.MIN: "min(a, b)",
    Function.MAX: "max(a, b)",
    Function.ABS: "abs(x)",
    Function.ROUND: "round(x) or round(x, 2)",
    Function.BETWEEN: "between(x, low, high)",
    Function.RANK: "rank(x)",
    Function.RANK_LOW: "rank_low(x)",
    Function.SHARE: "share(x)",
    Function.COUNT: "count(a, b, c)",
    Function.AT_LEAST: "at_least(2, a, b, c)",
    Function.DAYS: "days(from, to)",
    Function.WORKING_DAYS: "working_days(from, to)",
    Function.YEARS: "years(from, to)",
    Function.STEP: "step(x, tiers)",
    Function.TIERED: "tiered(x, tiers)",
}
_MANY = 100
_TAKES: dict[Function, tuple[int, int]] = {
    Function.MIN: (2, _MANY),
    Function.MAX: (2, _MANY),
    Function.ABS: (1, 1),
    Function.ROUND: (1, 2),
    Function.BETWEEN: (3, 3),
    Function.RANK: (1, 1),
    Function.RANK_LOW: (1, 1),
    Function.SHARE: (1, 1),
    Function.COUNT: (1, _MANY),
    Function.AT_LEAST: (2, _MANY),
}


def called(function: Function, values: Sequence[Value], offset: int) -> Typed:
    """Raises RuleError where the number or the sorts of the values are wrong."""
    least, most = _TAKES.get(function, (2, 2))
    if not least <= len(values) <= most:
        raise RuleError(f"{function} is written {HOW[function]}.", offset)
    return _BINDERS[function](function, values, offset)


def _extreme(function: Function, values: Sequence[Value], offset: int) -> Typed:
    items = alike([number(value) for value in values], "compared")
    bound = Extreme(function is Function.MAX, tuple(item.bound for item in items))
    return replace(items[0], bound=bound, offset=offset, field=None)


def _absolute(function: Function, values: Sequence[Value], offset: int) -> Typed:
    of = number(values[0])
    return replace(of, bound=Absolute(of.bound), offset=offset, field=None)


def _rounded(function: Function, values: Sequence[Value], offset: int) -> Typed:
    of = number(values[0])
    places = _whole(values[1], -_MOST_PLACES, _MOST_PLACES) if len(values) > 1 else 0
    return replace(of, bound=Rounded(of.bound, places or 0), offset=offset, field=None)


def _whole(value: Value, least: int, most: int) -> int | None:
    """A whole number that is settled; None where it is a parameter not yet in force."""
    found = single(value)
    settled = found.bound.value if isinstance(found.bound, Constant) else False
    if settled is None and found.sort is Sort.NUMBER:
        return None
    if not isinstance(settled, Fraction) or settled.denominator != 1 or found.measured.dimension:
        raise RuleError("expected a whole number here, or a parameter that is one.", found.offset)
    if not least <= settled <= most:
        raise RuleError(f"expected a whole number from {least} to {most}.", found.offset)
    return int(settled)


def _between(function: Function, values: Sequence[Value], offset: int) -> Typed:
    given = [single(value) for value in values]
    x, low, high = given[0], beside(given[1], given[0]), beside(given[2], given[0])
    for value in (x, low, high):
        if value.sort is not x.sort or x.sort not in (Sort.NUMBER, Sort.DATE):
            raise RuleError(f"between is of numbers or dates, not of {said(value)}.", value.offset)
    if x.sort is Sort.NUMBER:
        x, low, high = alike([x, low, high], "compared")
    above = Compared("<=", low.bound, x.bound, offset)
    below = Compared("<=", x.bound, high.bound, offset)
    return Typed(Both((above, below)), Sort.TRUTH, offset)


def _ranked(function: Function, values: Sequence[Value], offset: int) -> Typed:
    of = _plain_of_others(number(values[0]))
    what = Population.RANK if function is Function.RANK else Population.RANK_LOW
    return Typed(OverPopulation(what, of.bound), Sort.NUMBER, offset, COUNT)


def _share(function: Function, values: Sequence[Value], offset: int) -> Typed:
    of = _plain_of_others(number(values[0]))
    total = OverPopulation(Population.TOTAL, of.bound)
    return Typed(Arithmetic("/", of.bound, total), Sort.NUMBER, offset, SHARE)


def _plain_of_others(of: Typed) -> Typed:
    if populations(of.bound):
        raise RuleError("a rank or share cannot be ranked again.", of.offset)
    return of


def _counted(function: Function, values: Sequence[Value], offset: int) -> Typed:
    items = tuple(truth(value).bound for value in values)
    return Typed(Counted(items), Sort.NUMBER, offset, COUNT)


def _at_least(function: Function, values: Sequence[Value], offset: int) -> Typed:
    items = tuple(truth(value).bound for value in values[1:])
    wanted = _whole(values[0], 1, len(items))
    bound = single(values[0]).bound if wanted is None else AtLeast(wanted, items)
    return Typed(bound, Sort.TRUTH, offset)


_SPANS = {
    Function.DAYS: (Span.DAYS, "日"),
    Function.WORKING_DAYS: (Span.WORKING_DAYS, "日"),
    Function.YEARS: (Span.YEARS, "年"),
}


def _span(function: Function, values: Sequence[Value], offset: int) -> Typed:
    span, unit = _SPANS[function]
    start, end = (_date(single(value)) for value in values)
    bound = Between(span, start.bound, end.bound)
    return Typed(bound, Sort.NUMBER, offset, measure(unit))


def _date(value: Typed) -> Typed:
    if value.sort is Sort.DATE:
        return value
    if value.is_literal and isinstance(value.bound, Constant):
        words = value.bound.value
        settled = day(words, value.offset) if isinstance(words, str) else None
        return replace(value, sort=Sort.DATE, bound=Constant(settled))
    raise RuleError(f"expected a date, and this is {said(value)}.", value.offset)


def _tiered(function: Function, values: Sequence[Value], offset: int) -> Typed:
    of, tiers = number(values[0]), values[1]
    if not isinstance(tiers, Tiers):
        told = f"expected the name of a parameter with tiers, and this is {said(tiers)}."
        raise RuleError(told, tiers.offset)
    valued = measure(tiers.unit) if tiers.unit else BARE
    measured = valued if function is Function.STEP else multiplied(of.measured, valued)
    if tiers.tiers is None:
        return Typed(Constant(None, tiers.missing), Sort.NUMBER, offset, measured)
    scaled = tuple(
        (None if end is None else Fraction(end) * of.measured.factor, Fraction(v) * valued.factor)
        for end, v in tiers.tiers
    )
    make = Stepped if function is Function.STEP else Tiered
    return Typed(make(of.bound, scaled), Sort.NUMBER, offset, measured)


Binder = Callable[[Function, Sequence[Value], int], Typed]
_BINDERS: dict[Function, Binder] = {
    Function.MIN: _extreme,
    Function.MAX: _extreme,
    Function.ABS: _absolute,
    Function.ROUND: _rounded,
    Function.BETWEEN: _between,
    Function.RANK: _ranked,
    Function.RANK_LOW: _ranked,
    Function.SHARE: _share,
    Function.COUNT: _counted,
    Function.AT_LEAST: _at_least,
    Function.DAYS: _span,
    Function.WORKING_DAYS: _span,
    Function.YEARS: _span,
    Function.STEP: _tiered,
    Function.TIERED: _tiered,
}
