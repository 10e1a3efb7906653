"""How far a target has come as of a day: its figure, the share planned by then, and its light.

Everything is told as of the period of the figure, never of today: on 14 October the newest figure
is that of September and is held against what was planned by the end of September.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tashan.base.lights import Light
from tashan.indicators import catalogue, progress, target_lights
from tashan.indicators.derived import Derived
from tashan.indicators.growth import HUNDRED
from tashan.indicators.lights import OverallLight
from tashan.indicators.models import CurveKind, Exemption, Measure, Observation, Target
from tashan.indicators.target_figures import Actual, Series, actual_of, key_of, start_of
from tashan.indicators.target_lights import (
    OF_GROWTH,
    OF_LEVELS,
    OF_LEVELS_TO_HOLD,
    RuleBook,
    light_of,
)
from tashan.indicators.terms_of_targets import (
    accumulates,
    aim_of,
    always,
    curve_of,
    is_published_in,
    length_of,
    month_end,
    month_of,
)
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Direction
from tashan.mechanisms.plan import Dimension


class Condition(StrEnum):
    """Whether a target can be judged, and why not."""

    JUDGED = "judged"
    NO_FIGURE = "no_figure"  # nothing is known of its term yet: grey, never nought
    NOT_BEGUN = "not_begun"
    NO_RULE = "no_rule"  # the plan names no rules that look at such a target


@dataclass(frozen=True, slots=True)
class Measured:
    """What a target's figure says at the end of a period, held against the plan for that end."""

    actual: Actual
    month: int  # of the term
    progress: progress.Progress
    completion: Derived
    elapsed: Decimal  # per cent of the term, by months


@dataclass(frozen=True, slots=True)
class TargetState:
    """A target as of a day. Without ``measured`` nothing is known of it, and its light is None."""

    target: Target
    definition: IndicatorDefinition
    on: date
    condition: Condition
    holds_always: bool
    measured: Measured | None = None
    judged: OverallLight | None = None
    exemption: Exemption | None = None
    start: Observation | None = None

    @property
    def light(self) -> Light | None:
        return self.judged.light if self.judged else None

    @property
    def difference(self) -> Decimal | None:
        """Ahead of the plan (above zero) or behind it, in percentage points."""
        return self.measured.progress.difference.value if self.measured else None

    @property
    def value(self) -> Decimal | None:
        return self.measured.actual.value if self.measured else None

    @property
    def is_excused(self) -> bool:
        return self.judged is not None and target_lights.is_excused(self.judged)

    @property
    def note(self) -> str:
        return target_lights.note_of(self.judged) if self.judged else ""

    @property
    def action(self) -> str:
        return target_lights.action_of(self.judged) if self.judged else ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the light of one target rests on beside its own figures."""

    series: Series
    book: RuleBook
    growth_targets: Mapping[tuple[int, int], Decimal]  # by subject and indicator
    higher: Mapping[int, int]  # the place that a place lies in
    own_subjects: Mapping[int, int]  # of parts whose figures are the answerable's, by identity

    def figures_of(self, target: Target) -> Sequence[Observation]:
        key = key_of(target, subject=self.own_subjects.get(target.identity))
        return self.series.get(key, ())


def state_of(
    target: Target,
    around: Surroundings,
    *,
    on: date,
    exemptions: Iterable[Exemption] = (),
) -> TargetState:
    """The target as of a day."""
    definition = catalogue.definition(target.indicator.code)
    case = _Case(target, definition, around.figures_of(target))
    if on < target.first:
        return TargetState(target, definition, on, Condition.NOT_BEGUN, case.holds_always)
    measured = case.measured(on)
    if measured is None:
        return TargetState(target, definition, on, Condition.NO_FIGURE, case.holds_always)
    asked = _asked(case, around.book)
    readings = _readings(case, around, measured, asked)
    judged = light_of(around.book, asked, readings, on=on, exemptions=exemptions)
    return TargetState(
        target,
        definition,
        on,
        Condition.JUDGED if judged else Condition.NO_RULE,
        case.holds_always,
        measured,
        judged,
        target_lights.exemption_of(exemptions, on=on),
        case.start,
    )


class _Case:
    """A target with its figures, measured at any end of a period."""

    def __init__(
        self, target: Target, definition: IndicatorDefinition, figures: Sequence[Observation]
    ) -> None:
        self.target, self.definition, self.figures = target, definition, figures
        self.start = self._start()
        self.is_growth = target.measure == Measure.GROWTH
        self.holds_always = self.is_growth or self._holds()
        length = length_of(target.first, target.last)
        self.curve = always(length) if self.holds_always else curve_of(target)
        self.aimed = progress.Target(
            target.value,
            aim_of(definition),
            is_rate=self.is_growth or (self.holds_always and definition.unit == "%"),
            start=self.start.value if self.start else None,
        )

    def _start(self) -> Observation | None:
        """A level that has a way to go, along a curve, from where it stood before the term.

        One that stood there already is to hold, and what accumulates begins at nothing.
        """
        target = self.target
        by_curve = target.curve != CurveKind.STEPPED and target.measure == Measure.LEVEL
        if not by_curve or accumulates(self.definition):
            return None
        start = start_of(self.figures, target)
        if start is None:
            return None
        short = target.value - start.value
        if aim_of(self.definition) is progress.Aim.AT_MOST:
            short = -short
        return start if short > 0 else None

    def _holds(self) -> bool:
        """A level that no month brings nearer, and that has no way and no steps to go."""
        if accumulates(self.definition) or self.start:
            return False
        by_steps = self.target.curve == CurveKind.STEPPED
        return not by_steps or curve_of(self.target).planned(1) == HUNDRED

    def measured(self, on: date) -> Measured | None:
        actual = actual_of(self.figures, self.target, self.definition, on=on)
        if actual is None:
            return None
        month = month_of(actual.last, first=self.target.first)
        planned = self.curve.planned(month)
        return Measured(
            actual,
            month,
            progress.progress(actual.value, self.aimed, planned=planned),
            progress.completion(actual.value, self.aimed),
            month * HUNDRED / self.curve.length,
        )

    def planned_value(self, month: int) -> Decimal:
        """What should have been reached by the end of a month, in the unit of the target."""
        if self.is_growth:
            return self.target.value
        start = self.start.value if self.start else Decimal(0)
        return start + (self.target.value - start) * self.curve.planned(month) / HUNDRED

    def ends(self, newest: Measured, count: int) -> list[date]:
        """The ends of so many periods that have a figure of their own, the newest last."""
        found = [newest.actual.last]
        month = newest.month
        while len(found) < count and month > 1:
            month -= 1
            end = month_end(self.target.first, month)
            if is_published_in(end.month, self.definition):
                found.insert(0, end)
        return found


def _asked(case: _Case, book: RuleBook) -> list[Dimension]:
    """The sides to look at. A level is judged by growth only where no rule looks at progress."""
    if case.is_growth:
        found = list(OF_GROWTH)
    elif case.holds_always:
        found = list(OF_LEVELS_TO_HOLD)
    else:
        found = list(OF_LEVELS)
    if not case.is_growth and not any(book.looks_at(each) for each in found):
        found = list(OF_GROWTH)
    if case.target.is_bottom_line and case.holds_always:
        found.append(Dimension.BOTTOM_LINE)
    if case.definition.direction is Direction.LOWER and Dimension.GROWTH in found:
        found.remove(Dimension.GROWTH)  # what is better low may well shrink
    return found


def _readings(
    case: _Case, around: Surroundings, newest: Measured, asked: Iterable[Dimension]
) -> dict[str, list[Decimal | None]]:
    """One value for each period in a row, the newest last; unknown where it has no figure."""
    ends = case.ends(newest, around.book.months)
    told = [(end, case.measured(end)) for end in ends]
    rows = [(end, seen if seen and seen.actual.last == end else None) for end, seen in told]
    return {
        str(dimension): [_reading(dimension, case, around, end, seen) for end, seen in rows]
        for dimension in asked
    }


def _reading(
    dimension: Dimension, case: _Case, around: Surroundings, end: date, seen: Measured | None
) -> Decimal | None:
    if dimension in OF_GROWTH:
        return _growth_reading(dimension, case, around, end)
    if seen is None:
        return None
    if dimension is Dimension.COMPLETION:
        return seen.completion.value
    return seen.progress.difference.value


def _growth_reading(
    dimension: Dimension, case: _Case, around: Surroundings, end: date
) -> Decimal | None:
    target = case.target
    own = _growth(around.series, target, target.subject_id, end)
    if dimension is Dimension.GROWTH or own is None:
        return own
    if dimension is Dimension.GROWTH_AGAINST_PLAN:
        other = around.growth_targets.get((target.subject_id, target.indicator_id))
    else:
        place = around.higher.get(target.subject_id)
        other = _growth(around.series, target, place, end) if place else None
    if other is None:
        return None
    ahead = own - other
    return -ahead if aim_of(case.definition) is progress.Aim.AT_MOST else ahead


def _growth(series: Series, target: Target, subject: int | None, end: date) -> Decimal | None:
    """Growth on the year before of the period that ends then, the longest first."""
    rows = series.get(key_of(target, measure=Measure.GROWTH, subject=subject), ())
    ending = [row for row in rows if row.last == end]
    return max(ending, key=lambda row: row.last - row.first).value if ending else None


@dataclass(frozen=True, slots=True)
class Step:
    """One month of a target's term: what was planned by its end, and what is known of it."""

    end: date
    planned: Decimal  # in the unit of the target
    actual: Actual | None


def course_of(target: Target, around: Surroundings, *, on: date) -> list[Step]:
    """Every month of the term, with the figures that end with it and are known by the day."""
    definition = catalogue.definition(target.indicator.code)
    case = _Case(target, definition, around.figures_of(target))
    steps = []
    for month in range(1, case.curve.length + 1):
        end = month_end(target.first, month)
        actual = actual_of(case.figures, target, definition, on=min(end, on))
        known = actual if actual and actual.last == end else None
        steps.append(Step(end, case.planned_value(month), known))
    return steps
