"""A target, and how far it has come against the time that has passed.

What accumulates (a flow such as investment) is held against the curve: difference = share of the
target done − share planned by now, in percentage points. A ceiling is mirrored: difference = share
planned − share used, so that above zero is always good. Where a level is to hold all the time, its
curve is stepped with 100 % from the first month. A rate is held against its target in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tashan.base.errors import UserError
from tashan.indicators.derived import Derived, Reason, missing
from tashan.indicators.growth import HUNDRED


class CurveKind(StrEnum):
    EVEN = "even"
    MONTHLY = "monthly"
    STEPPED = "stepped"


@dataclass(frozen=True, slots=True)
class Curve:
    """The per cent of the target that is planned by the end of each month of its term.

    Even: m ÷ length. Monthly: a point for each month. Stepped: a point holds until the next one,
    and before the first nothing is planned. Points never fall and the last is 100.
    """

    kind: CurveKind
    points: tuple[tuple[int, Decimal], ...] = ()
    length: int = 12

    def __post_init__(self) -> None:
        if self.length < 1:
            raise UserError(
                f"a curve of {self.length} months is too short.", hint="Expected 1 or more."
            )
        if self.kind is CurveKind.EVEN:
            if self.points:
                raise UserError("an even curve has no points.", hint="Expected a monthly curve.")
            return
        _check_months(self)
        _check_shares([share for _, share in self.points])

    @classmethod
    def even(cls, *, length: int = 12) -> Curve:
        return cls(CurveKind.EVEN, length=length)

    @classmethod
    def monthly(cls, points: Mapping[int, Decimal], *, length: int = 12) -> Curve:
        return cls(CurveKind.MONTHLY, tuple(sorted(points.items())), length)

    @classmethod
    def stepped(cls, steps: Mapping[int, Decimal], *, length: int = 12) -> Curve:
        return cls(CurveKind.STEPPED, tuple(sorted(steps.items())), length)

    def planned(self, month: int) -> Decimal:
        """Per cent planned by the end of a month of the term; 0 is the day before it begins."""
        if not 0 <= month <= self.length:
            raise ValueError(f"month {month} is outside a term of {self.length}")
        if self.kind is CurveKind.EVEN:
            return month * HUNDRED / self.length
        return max((share for at, share in self.points if at <= month), default=Decimal(0))


def _check_months(curve: Curve) -> None:
    months = [month for month, _ in curve.points]
    term = range(1, curve.length + 1)
    if sorted(set(months)) != months or not set(months) <= set(term):
        raise UserError(
            f"the curve's months {months} are not in order within 1 to {curve.length}.",
            hint="Expected each month once, in order.",
        )
    if curve.kind is CurveKind.MONTHLY and (absent := sorted(set(term) - set(months))):
        raise UserError(
            f"the monthly curve has no point for month {', '.join(map(str, absent))}.",
            hint="Expected one point a month, or a stepped curve.",
        )


def _check_shares(shares: list[Decimal]) -> None:
    if not shares or shares[-1] != HUNDRED:
        end = shares[-1] if shares else "nothing"
        raise UserError(f"the curve ends at {end}.", hint="Expected it to end at 100 %.")
    if shares[0] < 0:
        raise UserError(f"the curve begins at {shares[0]} %.", hint="Expected 0 % or more.")
    for before, share in pairwise(shares):
        if share < before:
            raise UserError(
                f"the curve falls from {before} % to {share} %.",
                hint="Expected each point to be as high as the one before, or higher.",
            )


def days_elapsed(on: date, *, first: date, last: date) -> Decimal:
    """Per cent of the days of a term that have passed by the end of ``on``; never above 100."""
    if last < first:
        raise ValueError(f"a term from {first} to {last} ends before it begins")
    passed = min(max((on - first).days + 1, 0), (last - first).days + 1)
    return passed * HUNDRED / ((last - first).days + 1)


class Aim(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"  # a ceiling, such as energy used per unit of output


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached by the end of the term, or not passed.

    ``is_rate``: the target is itself a rate in per cent. ``start``: where a level stood at the
    beginning, for a target that is a way to go, up or down; its share is the part of the way gone.
    """

    value: Decimal
    aim: Aim = Aim.AT_LEAST
    is_rate: bool = False
    start: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Share done (or used) in per cent, share planned, and the difference: above zero is good."""

    share: Derived
    planned: Decimal | None  # None for a rate, which is to hold at any time
    difference: Derived  # in percentage points


def progress(actual: Decimal | None, target: Target, *, planned: Decimal) -> Progress:
    """``actual`` is the year to date (or the level now); ``planned`` comes from the curve."""
    if target.is_rate:
        return Progress(missing(Reason.RATE_TARGET), None, _points_ahead(actual, target))
    share = share_done(actual, target)
    if share.value is None:
        return Progress(share, planned, share)
    ahead = share.value - planned
    uses_up = target.aim is Aim.AT_MOST and target.start is None
    return Progress(share, planned, Derived(-ahead if uses_up else ahead))


def share_done(actual: Decimal | None, target: Target) -> Derived:
    """Per cent of the target that is done, or of a ceiling that is used, or of the way gone."""
    if target.start is not None:
        return way_gone(actual, start=target.start, target=target.value)
    if target.value <= 0:
        return missing(Reason.NO_BASE)
    if actual is None:
        return missing(Reason.UNKNOWN_VALUE)
    return Derived(actual / target.value * HUNDRED)


def way_gone(actual: Decimal | None, *, start: Decimal, target: Decimal) -> Derived:
    """Per cent of the way from ``start`` to ``target``, upwards or downwards; below 0 is back."""
    if target == start:
        return missing(Reason.NO_CHANGE)
    if actual is None:
        return missing(Reason.UNKNOWN_VALUE)
    return Derived((actual - start) / (target - start) * HUNDRED)


def completion(actual: Decimal | None, target: Target) -> Derived:
    """Completion of the whole year's target in per cent; 100 is met, more is better.

    At least: actual ÷ target. A ceiling is mirrored: 2 − actual ÷ target, so that what is 5 %
    above it is 95 % complete.
    """
    if target.is_rate:
        return missing(Reason.RATE_TARGET)
    share = share_done(actual, target)
    if share.value is None or target.aim is Aim.AT_LEAST or target.start is not None:
        return share
    return Derived(2 * HUNDRED - share.value)


def _points_ahead(actual: Decimal | None, target: Target) -> Derived:
    if actual is None:
        return missing(Reason.UNKNOWN_VALUE)
    ahead = actual - target.value
    return Derived(ahead if target.aim is Aim.AT_LEAST else -ahead)
