"""Which rank flips if one figure is wrong: the smallest change of one cell that swaps two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tashan.mechanisms.ranking import Effect, Missing
from tashan.mechanisms.scoring.entering import Entering, Row
from tashan.mechanisms.scoring.methods import Field
from tashan.mechanisms.scoring.points import step_of, steps
from tashan.mechanisms.scoring.readings import Reading
from tashan.mechanisms.scoring.settled import BoundMeasure
from tashan.mechanisms.scoring.standings import half_up
from tashan.mechanisms.scoring.totals import Contender, Outcome, State

FURTHEST = 2**62  # no column holds more


@dataclass(frozen=True, slots=True)
class Flip:
    """If ``subject``'s cell ``key`` were ``after`` instead of ``before``, ``lower`` would stand
    above ``upper``, and no smaller change of that cell does it. Of all figures of the two it is the
    one that has to change by the least share of itself. Cells are whole numbers of the column's
    factor. ``key`` is empty where no change of one figure swaps the two."""

    upper: int
    lower: int
    subject: int = 0
    key: str = ""
    before: int = 0
    after: int = 0

    @property
    def change(self) -> int:
        return self.after - self.before

    @staticmethod
    def text(cell: int, factor: str) -> str:
        """A cell in the base unit of its column, exactly: 7999999.99, or a fraction."""
        value = cell * Fraction(factor)
        return f"{Decimal(value.numerator) / value.denominator:f}" if _ends(value) else str(value)

    @property
    def share(self) -> Fraction | None:
        """The change as a share of the figure itself; None where that is zero."""
        return Fraction(self.change, abs(self.before)) if self.before else None


def flips(
    entering: Entering,
    contenders: Sequence[Contender],
    found: Sequence[Outcome],
    rows: Mapping[int, Row],
    *,
    first: int,
) -> list[Flip]:
    """One for each two who follow each other among the ``first`` of every group.

    What a changed figure does to the points of others counts; that it might move somebody into
    another group, or out of the ranking, does not.
    """
    told = []
    for group in dict.fromkeys(o.group for o in found):
        members = [c for c in contenders if c.group == group]
        ranked = [o for o in found if o.group == group and o.state is State.RANKED][:first]
        swapping = _Swapping(entering, members, ranked, rows)
        told += [swapping.flip(a, b) for a, b in pairwise(ranked)]
    return told


class _Swapping:
    """One group: its figures by measure, so that one of them can be changed and all follow."""

    def __init__(
        self,
        entering: Entering,
        members: Sequence[Contender],
        ranked: Sequence[Outcome],
        rows: Mapping[int, Row],
    ) -> None:
        own = ranked[0].group if ranked else None
        self._entering, self._rows, self._ranked = entering, rows, {o.subject: o for o in ranked}
        self._members = {c.subject: c for c in members}
        self._measures = [m for m in entering.ranking.measures if m.weighted.only in (None, own)]
        self._fields = {m.weighted.code: Field.of(self._readings(m)) for m in self._measures}

    def flip(self, upper: Outcome, lower: Outcome) -> Flip:
        """The smallest change of one of their figures that puts the lower one above."""
        pair = Flip(upper.subject, lower.subject)
        changes = [
            replace(pair, subject=subject, key=key, before=cell, after=after)
            for subject in (upper.subject, lower.subject)
            for key, cell in self._cells(subject)
            for after in self._smallest(pair, subject, key, cell)
        ]
        return min(changes, key=_nearest_first, default=pair)

    def _readings(self, measure: BoundMeasure) -> list[Reading]:
        return [c.readings[measure.weighted.code] for c in self._members.values()]

    def _cells(self, subject: int) -> Iterator[tuple[str, int]]:
        keys = dict.fromkeys(c.key for m in self._measures for c in m.columns)
        for key in keys:
            cell = self._rows[subject].get(key)
            if type(cell) is int:
                yield key, cell

    def _smallest(self, pair: Flip, subject: int, key: str, cell: int) -> Iterator[int]:
        """Upwards and downwards; a figure that is not below zero is not taken to be."""

        def swaps(changed: int) -> bool:
            return self._is_swapped(pair, subject, key, changed)

        lowest = 0 if cell >= 0 else -FURTHEST
        for ends in ((FURTHEST,), (lowest, lowest + 1)):  # nothing can be divided by the lowest
            end = next((end for end in ends if end != cell and swaps(end)), None)
            if end is not None:
                yield _border(swaps, cell, end)

    def _is_swapped(self, pair: Flip, subject: int, key: str, cell: int) -> bool:
        changes: dict[str, Mapping[int, Fraction | None]] = {}
        row = {**self._rows[subject], key: cell}
        for measure in self._measures:
            if any(c.key == key for c in measure.columns):
                after = self._entering.reading(measure, row)
                changes[measure.weighted.code] = self._points(pair, measure, subject, after)
        upper, lower = (self._score(s, changes) for s in (pair.upper, pair.lower))
        return upper is not None and lower is not None and lower > upper

    def _points(
        self, pair: Flip, measure: BoundMeasure, subject: int, after: Reading
    ) -> dict[int, Fraction | None]:
        """Of both, once the subject's reading is another."""
        weighted, code = measure.weighted, measure.weighted.code
        readings = {s: self._members[s].readings[code] for s in (pair.upper, pair.lower)}
        before, readings[subject] = readings[subject], after
        if any(r.figure is None for r in readings.values()) and weighted.missing is Missing.MEAN:
            return self._points_of_all(measure, subject, after)
        others = self._fields[code].replaced(before.figure, after.figure)
        return {s: step_of(weighted, r, others).points for s, r in readings.items()}

    def _points_of_all(
        self, measure: BoundMeasure, subject: int, after: Reading
    ) -> dict[int, Fraction | None]:
        code = measure.weighted.code
        readings = {s: c.readings[code] for s, c in self._members.items()} | {subject: after}
        found = steps(measure.weighted, list(readings.values()))
        return {s: step.points for s, step in zip(readings, found, strict=True)}

    def _score(
        self, subject: int, changes: Mapping[str, Mapping[int, Fraction | None]]
    ) -> Decimal | None:
        outcome = self._ranked[subject]
        if any(struck.effect is Effect.ZERO for struck in outcome.struck):
            return outcome.score
        total = sum((added.points for added in outcome.added), Fraction(0))
        for step in outcome.steps:
            changed = changes.get(step.measure)
            points = step.points if changed is None else changed[subject]
            if points is None:
                return None
            total += points
        return half_up(total, self._entering.ranking.scheme.decimals)


def _ends(value: Fraction) -> bool:
    """Whether it can be written as a decimal number in full."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _border(swaps: Callable[[int], bool], still: int, swapped: int) -> int:
    """The first cell on the way from ``still`` that swaps, where one side does and one does not."""
    while abs(swapped - still) > 1:
        middle = (still + swapped) // 2
        if swaps(middle):
            swapped = middle
        else:
            still = middle
    return swapped


def _nearest_first(flip: Flip) -> tuple[Fraction, int, str]:
    """By the share of the figure: a slip of 1 % is likelier than one of 100 %."""
    share = flip.share
    size = abs(share) if share is not None else Fraction(FURTHEST)
    return size, flip.subject, flip.key
