"""What a node is bound to, with its sort and what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from tashan.mechanisms.rules.bound import Bound, Constant, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.folding import arithmetic
from tashan.mechanisms.rules.units import COUNT, Measure
from tashan.mechanisms.rules.vocabulary import Field

Tier = tuple[Decimal | None, Decimal]


@dataclass(frozen=True, slots=True)
class Typed:
    """One value. ``measured`` is of numbers; ``field`` is the field that it is read from.

    Literal words have no sort of their own yet: they become a date or a code beside one.
    """

    bound: Bound
    sort: Sort
    offset: int
    measured: Measure = COUNT
    field: Field | None = None
    is_literal: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words, each with its place. None is the list of a parameter not yet in force."""

    words: tuple[tuple[str, int], ...] | None
    offset: int
    missing: str = ""  # the parameter that is not in force yet


@dataclass(frozen=True, slots=True)
class SetField:
    """A field with many values: ``'srdi' in labels``."""

    field: Field
    offset: int


@dataclass(frozen=True, slots=True)
class Tiers:
    """A parameter's tiers with the unit of their values; None before its first date."""

    tiers: tuple[Tier, ...] | None
    unit: str
    offset: int
    missing: str = ""


Value = Typed | WordList | SetField | Tiers
_SAID = {
    Sort.NUMBER: "a number",
    Sort.TRUTH: "a condition",
    Sort.CODE: "a code",
    Sort.WORDS: "words",
    Sort.DATE: "a date",
}


def said(value: Value) -> str:
    match value:
        case Typed():
            return _SAID[value.sort]
        case WordList():
            return "a list"
        case SetField():
            return f"a set: write 'x' in {value.field.code}"
    return "a list of tiers: write step(x, tiers)"


def single(value: Value) -> Typed:
    if isinstance(value, Typed):
        return value
    if isinstance(value, SetField):
        code = value.field.code
        raise RuleError(f"{code} is a set. Write 'srdi' in {code}.", value.offset)
    raise RuleError(f"expected one value, and this is {said(value)}.", value.offset)


def number(value: Value) -> Typed:
    return _of_sort(value, Sort.NUMBER)


def truth(value: Value) -> Typed:
    return _of_sort(value, Sort.TRUTH)


def _of_sort(value: Value, sort: Sort) -> Typed:
    found = single(value)
    if found.sort is not sort:
        told = f"expected {_SAID[sort]}, and this is {said(found)}."
        raise RuleError(told, found.offset)
    return found


def alike(values: Sequence[Typed], doing: str) -> list[Typed]:
    """Numbers of one dimension: the bare ones take the unit of the first that has one.

    Raises RuleError for unlike units, and for a bare number other than 0 beside a share.
    """
    spoken = next((v for v in values if not v.measured.is_bare), None)
    if spoken is None:
        return list(values)
    return [_like(value, spoken, doing) for value in values]


def _like(value: Typed, spoken: Typed, doing: str) -> Typed:
    wanted, given = spoken.measured, value.measured
    if given.is_bare:
        if wanted.is_share and value.bound != Constant(Fraction(0)):
            raise RuleError(_no_share(value.bound), value.offset)
        scaled = arithmetic("*", value.bound, Constant(wanted.factor))
        return replace(value, bound=scaled, measured=wanted)
    if given.dimension != wanted.dimension:
        told = f"{given.said} and {wanted.said} cannot be {doing}: they measure different things."
        raise RuleError(told, value.offset)
    return value


def _no_share(bound: Bound) -> str:
    if isinstance(bound, Constant) and isinstance(bound.value, Fraction):
        plain = f"{float(bound.value):g}"
        return (
            f"a bare {plain} beside a share: is it {plain}% or {float(bound.value * 100):g}%? "
            "Write it with its %."
        )
    return "a bare number beside a share. Give it its %: 10%, or 'unit: \"%\"' of a parameter."
