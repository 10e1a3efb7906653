"""One indicator over our place and its peers: ranks, gaps, spread, and the years to catch up.

Only what may be compared with our figure counts; the rest stands beside it with its differences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from tashan.base.periods import FigurePeriod
from tashan.indicators import gaps, ranks
from tashan.indicators.choices import Choice, Definitions, is_rate, unit_of
from tashan.indicators.comparable import Comparison, Described, Difference, compare
from tashan.indicators.derived import Derived, Reason, missing
from tashan.indicators.growth import annual_growth
from tashan.indicators.held import Figures, Measured, Wanted, measured
from tashan.indicators.points import annual_points, catch_up_by_points, points_needed
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Direction as Declared

MOST_PLACES = 2  # of a published growth
_Work = Callable[[Decimal | None, Decimal | None], Derived]
SOON = 5  # years: what growth would bring us level so soon is told


@dataclass(frozen=True, slots=True)
class Span:
    """The period, and the same one some years before where growth is asked for."""

    period: FigurePeriod
    earlier: FigurePeriod | None = None

    def __post_init__(self) -> None:
        before = self.earlier
        if before and (before.year >= self.period.year or before != self.at(before.year)):
            raise ValueError(f"{before} is not the same period before {self.period}")

    def at(self, year: int) -> FigurePeriod:
        return replace(self.period, year=year)

    @property
    def years(self) -> int | None:
        return self.period.year - self.earlier.year if self.earlier else None

    @property
    def each(self) -> tuple[FigurePeriod, ...]:
        """The period of every year, from the earlier one on."""
        since = self.earlier.year if self.earlier else self.period.year
        return tuple(self.at(year) for year in range(since, self.period.year + 1))


@dataclass(frozen=True, slots=True)
class Row:
    """A place: what is known of it by year, and whether it may be compared with ours.

    ``value`` is the comparable figure; ``pace`` is growth a year in per cent, of a rate points.
    """

    place: int
    by_year: Mapping[int, Measured | None]
    last: Measured | None
    first: Measured | None
    pace: Derived
    value: Decimal | None
    differences: tuple[Difference, ...] = ()
    cautions: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Line:
    """``rows`` begin with ours; ``holder`` is whose figures are compared."""

    choice: Choice
    definition: IndicatorDefinition
    unit: str
    is_rate: bool
    holder: str
    span: Span
    rows: tuple[Row, ...]
    reference: int | None

    @property
    def ours(self) -> Row:
        return self.rows[0]

    @property
    def theirs(self) -> Row | None:
        """The row of the reference."""
        return next((row for row in self.rows[1:] if row.place == self.reference), None)

    @property
    def direction(self) -> ranks.Direction | None:
        """Which way is better; None where neither is."""
        declared = self.definition.direction
        return None if declared is Declared.NONE else ranks.Direction(declared.value)

    @cached_property
    def ranking(self) -> ranks.Ranking:
        """By the figures as they are printed; where no way is better the largest comes first."""
        values = {str(row.place): row.value for row in self.rows}
        direction = self.direction or ranks.Direction.HIGHER
        return ranks.ranking(values, direction, places=self.places)

    def rank_of(self, place: int) -> ranks.Standing | None:
        return self.ranking.standing_of(str(place))

    @cached_property
    def spread(self) -> gaps.Spread | None:
        """How the peers' comparable figures lie; ours is not among them."""
        return gaps.spread([row.value for row in self.rows[1:]])

    @cached_property
    def places(self) -> int:
        """How many decimals the figures are printed with: what they have, no more than defined."""
        most = MOST_PLACES if self.choice.is_growth else self.definition.decimals
        values = [m.value for r in self.rows for m in (r.last, r.first) if m is not None]
        return min(most, max((_decimals(value) for value in values), default=0))

    @property
    def gap(self) -> Derived:
        return self._beside(gaps.gap)

    @property
    def ratio(self) -> Derived:
        return self._beside(gaps.ratio)

    @property
    def gap_to_median(self) -> Derived:
        return gaps.gap(self.ours.value, self.spread.median if self.spread else None)

    @cached_property
    def catch_up(self) -> gaps.CatchUp:
        """Years until we are level with the reference, or why there are none."""
        reason, ours, theirs, direction = self._race()
        if reason is not None or direction is None:
            return gaps.CatchUp(missing(reason or Reason.NO_DIRECTION))
        meet = catch_up_by_points if self.is_rate else gaps.catch_up
        found = meet(ours, theirs, direction)
        changed = Reason.DEFINITION_CHANGED in (self.ours.pace.reason, self._pace_reason)
        if found.years.reason is Reason.UNKNOWN_GROWTH and changed:
            return gaps.CatchUp(missing(Reason.DEFINITION_CHANGED))
        return found

    @property
    def soon(self) -> int:
        """In how many years to ask to be level: in five, or sooner where five is what we do."""
        years = self.catch_up.years.value
        return SOON if years is None or years > SOON else max(1, int(years) // 2)

    @cached_property
    def needed(self) -> Derived:
        """Our growth (of a rate, points) a year that would bring us level in ``soon`` years."""
        reason, ours, theirs, direction = self._race()
        if reason is not None or direction is None:
            return missing(reason or Reason.NO_DIRECTION)
        need = points_needed if self.is_rate else gaps.growth_needed
        return need(ours.value, theirs, direction, years=self.soon)

    @property
    def known(self) -> int:
        return sum(row.last is not None for row in self.rows)

    @property
    def not_comparable(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differences)

    @property
    def is_comparable(self) -> bool:
        """Whether the reference may be compared with us."""
        return self.theirs is None or not self.theirs.differences

    @property
    def _pace_reason(self) -> Reason | None:
        return self.theirs.pace.reason if self.theirs else None

    def _beside(self, work: _Work) -> Derived:
        if not self.is_comparable:
            return missing(Reason.NOT_COMPARABLE)
        return work(self.ours.value, self.theirs.value if self.theirs else None)

    def _race(self) -> tuple[Reason | None, gaps.Pace, gaps.Pace, ranks.Direction | None]:
        """The two paces, with the reason why there is no race."""
        theirs, direction = self.theirs, self.direction
        paces = [gaps.Pace(r.value, r.pace.value) if r else gaps.Pace(None, None)
                 for r in (self.ours, theirs)]  # fmt: skip
        reason = None
        if not self.is_comparable:
            reason = Reason.NOT_COMPARABLE
        elif self.ours.value is None or theirs is None or theirs.value is None:
            reason = Reason.UNKNOWN_VALUE
        elif direction is None:
            reason = Reason.NO_DIRECTION
        elif self.choice.is_growth and direction.is_better(theirs.value, self.ours.value):
            reason = Reason.NOT_A_LEVEL
        return reason, paces[0], paces[1], direction


def line_of(
    choice: Choice,
    places: Sequence[int],
    figures: Mapping[int, Figures],
    *,
    span: Span,
    definitions: Definitions,
    holders: Sequence[str],
    reference: int | None = None,
    is_changed: bool = False,
) -> Line:
    """The line of an indicator; the first of ``places`` is ours.

    ``holders`` are whose figures may be shown, those to compare first. ``is_changed`` says that
    the definition became another one between the two periods.
    """
    whole = _Reading(choice, span, definitions, tuple(holders), is_changed)
    lasts = {place: whole.last(figures.get(place, {})) for place in places}
    ours = lasts[places[0]]
    if ours is not None:  # what counts the same as ours is preferred among a peer's own figures
        lasts = {p: whole.last(figures.get(p, {}), scope=ours.scope) for p in places}
    known = [lasts[p] for p in (places[0], reference, *places[1:]) if p in lasts]
    basis = next((m for m in known if m is not None), None)
    rows = tuple(whole.row(p, lasts[p], basis, figures.get(p, {})) for p in places)
    return Line(
        choice,
        definitions[choice.code],
        unit_of(choice, definitions),
        is_rate(choice, definitions),
        basis.holder if basis else holders[0],
        span,
        rows,
        reference,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    choice: Choice
    span: Span
    definitions: Definitions
    holders: tuple[str, ...]
    is_changed: bool

    def last(self, figures: Figures, *, scope: str = "") -> Measured | None:
        wanted = Wanted(self.span.period, self.holders, scope)
        return measured(self.choice, wanted, figures, self.definitions)

    def row(
        self, place: int, last: Measured | None, basis: Measured | None, figures: Figures
    ) -> Row:
        by_year = {self.span.period.year: last} | self._before(last, figures)
        first = by_year.get(self.span.earlier.year) if self.span.earlier else None
        found = self._compared(basis, last)
        value = found.theirs if found else None
        differences, cautions = (found.differences, found.cautions) if found else ((), ())
        pace = self._pace(first, last)
        return Row(place, by_year, last, first, pace, value, differences, cautions)

    def _before(self, last: Measured | None, figures: Figures) -> dict[int, Measured | None]:
        """Earlier years of the same holder and scope: what counts something else is no growth."""
        found: dict[int, Measured | None] = {}
        for period in self.span.each[:-1]:
            if last is None:
                found[period.year] = measured(
                    self.choice, Wanted(period, self.holders[:1]), figures, self.definitions
                )
            else:
                wanted = Wanted(period, (last.holder,), last.scope, is_strict=True)
                found[period.year] = measured(self.choice, wanted, figures, self.definitions)
        return found

    def _pace(self, first: Measured | None, last: Measured | None) -> Derived:
        if self.choice.is_growth:
            return missing(Reason.NOT_A_LEVEL)
        if self.span.years is None:
            return missing(Reason.UNKNOWN_BASE)
        if self.is_changed:
            return missing(Reason.DEFINITION_CHANGED)
        values = (first.value if first else None, last.value if last else None)
        work = annual_points if is_rate(self.choice, self.definitions) else annual_growth
        return work(*values, years=self.span.years)

    def _compared(self, basis: Measured | None, theirs: Measured | None) -> Comparison | None:
        if basis is None or theirs is None:
            return None
        return compare(self._described(basis), self._described(theirs))

    def _described(self, figure: Measured) -> Described:
        definition = self.definitions[self.choice.code]
        prices = definition.growth_prices if self.choice.is_growth else definition.price_basis
        return Described(
            figure.value,
            indicator=str(self.choice),
            definition="",  # of one period there is one
            period=figure.period,
            unit=unit_of(self.choice, self.definitions),
            price_basis=prices.value,
            scope=figure.scope,
            vintage=figure.vintage,
            approximate=bool(figure.approximate),
            holder=figure.holder,
        )


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
