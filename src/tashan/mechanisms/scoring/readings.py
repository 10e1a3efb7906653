"""What scoring is given and keeps: a reading of one subject, a step with all its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from tashan.mechanisms.ranking import Missing, Scoring


class Why(StrEnum):
    """Why there is no figure or no points; a page says it in the reader's tongue."""

    NOT_REPORTED = "not_reported"
    NO_BASE = "no_base"  # growth on a base of zero or below, or a division by zero
    STATISTICS_ONLY = "statistics_only"  # statistics law, article 28
    NO_TARGET = "no_target"  # unknown, or zero where something is divided by it
    NO_BOUNDS = "no_bounds"  # unknown, or the low one is not below the high one
    NO_TIER = "no_tier"  # above the last tier
    NO_OTHERS = "no_others"  # nobody in the group has points to take the mean of


@dataclass(frozen=True, slots=True)
class Reading:
    """One subject's figure for one measure and what it is held against; base units, exact.

    ``baseline`` is None where the mean of the group is the baseline.
    """

    figure: Fraction | None
    target: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    baseline: Fraction | None = None
    why: Why | None = None

    def __post_init__(self) -> None:
        if (self.figure is None) != (self.why is not None):
            raise ValueError("a reading has either a figure or a reason why it has none")


@dataclass(frozen=True, slots=True)
class WeightedMeasure:
    """A measure whose weight and tiers are settled for the day of the run."""

    code: str
    scoring: Scoring
    weight: Fraction
    missing: Missing = Missing.UNKNOWN
    only: str | None = None  # of one group
    tiers: tuple[tuple[Fraction | None, Fraction], ...] = ()
    per: Fraction = Fraction(1)  # base units in the unit that its figure is spoken of in

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(f"the weight of {self.code} is below zero")

    @property
    def least(self) -> Fraction:
        return self.weight * Fraction(self.scoring.floor)

    @property
    def most(self) -> Fraction:
        return self.weight * Fraction(self.scoring.cap)


class Clamp(StrEnum):
    FLOOR = "floor"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Step:
    """How one measure of one subject came to its points.

    ``against`` holds by name every other number of the formula (``target``, ``lowest``, ``rank``,
    ``of``, …); ``before`` is what came out before floor and cap. ``filled`` says which rule for a
    missing figure made the points, ``why`` what was missing.
    """

    measure: str
    weight: Fraction
    figure: Fraction | None
    points: Fraction | None
    against: Mapping[str, Fraction] = field(default_factory=dict)
    before: Fraction | None = None
    clamped: Clamp | None = None
    filled: Missing | None = None
    why: Why | None = None
