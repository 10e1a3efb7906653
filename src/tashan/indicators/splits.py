"""A total and its parts: whether they add up, and how to split so that they do.

Only additive indicators add up; a ratio or rate is refused with the reason. An unknown part makes
the sum unknown, never smaller; what is known of it is told beside it, with how many parts it has.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from tashan.base.errors import UserError
from tashan.indicators.derived import Derived, Reason, missing

Part = TypeVar("Part", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sum of the parts where all are known; ``partial`` is the sum of those that are."""

    total: Derived
    partial: Decimal | None  # None where parts do not add up at all
    known: int
    unknown: tuple[str, ...]


def roll_up(parts: Mapping[str, Decimal | None], *, additive: bool) -> RollUp:
    """The parents' figure out of the children's."""
    known = [value for value in parts.values() if value is not None]
    unknown = tuple(name for name, value in parts.items() if value is None)
    if not additive:
        return RollUp(missing(Reason.NOT_ADDITIVE), None, len(known), unknown)
    partial = sum(known, Decimal(0))
    if unknown or not parts:
        return RollUp(missing(Reason.UNKNOWN_PART), partial, len(known), unknown)
    return RollUp(Derived(partial), partial, len(known), ())


@dataclass(frozen=True, slots=True)
class Audit:
    """Whether parts add up to their total; ``difference`` is total − sum of the parts."""

    name: str
    total: Decimal | None
    parts: RollUp
    difference: Derived
    adds_up: bool | None  # None where it cannot be known


def audit(
    name: str,
    total: Decimal | None,
    parts: Mapping[str, Decimal | None],
    *,
    additive: bool,
    tolerance: Decimal = Decimal(0),
) -> Audit:
    """Parts within ``tolerance`` of their total add up; without one they add up exactly."""
    summed = roll_up(parts, additive=additive)
    if summed.total.value is None:
        return Audit(name, total, summed, summed.total, None)
    if total is None:
        return Audit(name, None, summed, missing(Reason.UNKNOWN_VALUE), None)
    difference = total - summed.total.value
    return Audit(name, total, summed, Derived(difference), abs(difference) <= tolerance)


def drill_down(
    values: Mapping[str, Decimal | None],
    children: Mapping[str, Sequence[str]],
    *,
    additive: bool,
    tolerance: Decimal = Decimal(0),
) -> list[Audit]:
    """Every parent of a tree held against its own children, in the order of ``children``.

    A child that ``values`` does not name is unknown.
    """
    return [
        audit(
            parent,
            values.get(parent),
            {child: values.get(child) for child in own},
            additive=additive,
            tolerance=tolerance,
        )
        for parent, own in children.items()
    ]


@dataclass(frozen=True, slots=True)
class FiveYearSplit:
    """A target by year and holder, with the sums that were decided for each year and holder."""

    total: Decimal | None
    cells: Mapping[tuple[int, str], Decimal | None]  # (year, holder)
    by_year: Mapping[int, Decimal | None]
    by_holder: Mapping[str, Decimal | None]


def audit_split(
    split: FiveYearSplit,
    *,
    over_periods: bool,
    over_holders: bool,
    tolerance: Decimal = Decimal(0),
) -> list[Audit]:
    """The total over years and over holders, each year over holders, each holder over years.

    ``over_periods`` and ``over_holders`` tell whether the indicator is additive that way: resident
    population adds up over places and not over years. A cell that is absent is unknown.
    """
    years, holders = list(split.by_year), list(split.by_holder)
    in_years = {str(year): value for year, value in split.by_year.items()}
    audits = [
        audit("years", split.total, in_years, additive=over_periods, tolerance=tolerance),
        audit("holders", split.total, split.by_holder, additive=over_holders, tolerance=tolerance),
    ]
    for year in years:
        row = {holder: split.cells.get((year, holder)) for holder in holders}
        decided = split.by_year[year]
        audits.append(audit(str(year), decided, row, additive=over_holders, tolerance=tolerance))
    for holder in holders:
        column = {str(year): split.cells.get((year, holder)) for year in years}
        decided = split.by_holder[holder]
        audits.append(audit(holder, decided, column, additive=over_periods, tolerance=tolerance))
    return audits


def proportional_split(
    total: Decimal, weights: Mapping[Part, Decimal], *, places: int
) -> dict[Part, Decimal]:
    """Parts in proportion to their weights, to so many places, that add up to the total exactly.

    Every part is cut to its places; the smallest steps left over go to the largest remainders,
    among equal ones to the earlier of ``weights``.
    """
    step = Decimal(1).scaleb(-places)
    steps = Fraction(total) / Fraction(step)
    if steps.denominator != 1:
        raise UserError(
            f"{total} cannot be split into parts of {places} decimal places.",
            hint=f"Expected a total in whole steps of {step}.",
        )
    whole = _whole_weight(weights)
    sign = -1 if total < 0 else 1
    quotas = {part: abs(steps) * Fraction(weight) / whole for part, weight in weights.items()}
    counts = {part: int(quota) for part, quota in quotas.items()}
    left = int(abs(steps)) - sum(counts.values())
    by_remainder = sorted(quotas, key=lambda part: quotas[part] - counts[part], reverse=True)
    for part in by_remainder[:left]:
        counts[part] += 1
    return {part: sign * count * step for part, count in counts.items()}


def _whole_weight(weights: Mapping[Part, Decimal]) -> Fraction:
    negative = [str(part) for part, weight in weights.items() if weight < 0]
    if negative:
        raise UserError(
            f"the weight of {', '.join(negative)} is below zero.", hint="Expected 0 or more."
        )
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if whole == 0:
        raise UserError("no part has a weight.", hint="Expected one weight above zero or more.")
    return whole
