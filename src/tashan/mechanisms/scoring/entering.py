"""Who takes part in a ranking, and with which readings: from the rows of a table to contenders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tashan.mechanisms.rules.bound import Bound
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.scoring.readings import Reading, Why
from tashan.mechanisms.scoring.settled import BoundMeasure, BoundRanking
from tashan.mechanisms.scoring.totals import Contender, Given, Struck

Value = Fraction | bool | str | date | None
Row = Mapping[str, Cell]
Evaluate = Callable[[Bound, Row], Value]


class Standing(StrEnum):
    """Why a row of the population has no place among the ranked."""

    EXCLUDED = "excluded"
    UNDECIDED = "undecided"  # whether it takes part, or in which group, is unknown
    NO_GROUP = "no_group"


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody of the population who is not ranked; ``because`` are codes of conditions, or the
    keys of the columns that would tell."""

    subject: int
    standing: Standing
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What people recorded about one subject: plus and minus points, vetoes with documents."""

    given: Sequence[Given] = ()
    struck: Sequence[Struck] = ()


@dataclass(slots=True)
class Entries:
    """All who were looked at; ``doubts`` are vetoes whose rule is unknown, by subject."""

    contenders: list[Contender] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    doubts: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entering:
    """Looks at rows. ``withheld`` tells which cells of a row are empty by law."""

    ranking: BoundRanking
    evaluate: Evaluate
    withheld: Callable[[Row], frozenset[str]]
    recorded: Mapping[int, Recorded] = field(default_factory=dict)

    def entries(self, rows: Iterable[tuple[int, Row]]) -> Entries:
        """Those outside the population are not mentioned."""
        found = Entries()
        for subject, row in rows:
            entered = self._entered(subject, row)
            if isinstance(entered, Outside):
                found.outside.append(entered)
            elif entered is not None:
                found.contenders.append(self._judged(entered, row, found))
        return found

    def _entered(self, subject: int, row: Row) -> Contender | Outside | None:
        if self.ranking.population is not None:
            takes_part = self.evaluate(self.ranking.population, row)
            if takes_part is None:
                return Outside(subject, Standing.UNDECIDED, ("population",))
            if not takes_part:
                return None
        out = self._excluded(subject, row)
        if out is not None:
            return out
        group = self._group(subject, row)
        if isinstance(group, Outside):
            return group
        readings = {
            m.weighted.code: self.reading(m, row)
            for m in self.ranking.measures
            if m.weighted.only in (None, group)
        }
        return Contender(subject, readings, group)

    def _excluded(self, subject: int, row: Row) -> Outside | None:
        held = {c.code: self.evaluate(c.rule, row) for c in self.ranking.excluded}
        if told := tuple(code for code, value in held.items() if value is True):
            return Outside(subject, Standing.EXCLUDED, told)
        if told := tuple(code for code, value in held.items() if value is None):
            return Outside(subject, Standing.UNDECIDED, told)
        return None

    def _group(self, subject: int, row: Row) -> str | Outside | None:
        """The first group whose rule holds; unknown before that is undecided."""
        for code, rule in self.ranking.groups:
            held = self.evaluate(rule, row)
            if held is None:
                return Outside(subject, Standing.UNDECIDED, (code,))
            if held:
                return code
        return Outside(subject, Standing.NO_GROUP, ()) if self.ranking.groups else None

    def _judged(self, contender: Contender, row: Row, found: Entries) -> Contender:
        recorded = self.recorded.get(contender.subject, Recorded())
        struck, doubts = list(recorded.struck), []
        for veto in self.ranking.vetoes:
            held = self.evaluate(veto.rule, row)
            if held is None:
                doubts.append(veto.code)
            elif held:
                struck.append(Struck(veto.code, veto.effect))
        if doubts:
            found.doubts[contender.subject] = tuple(doubts)
        return replace(contender, given=tuple(recorded.given), struck=tuple(struck))

    def reading(self, measure: BoundMeasure, row: Row) -> Reading:
        """The figure and what it is held against, or why there is none."""
        figure = self._number(measure.figure, row)
        return Reading(
            figure,
            self._number(measure.target, row),
            self._number(measure.low, row),
            self._number(measure.high, row),
            self._number(measure.baseline, row),
            self._why(measure, row) if figure is None else None,
        )

    def _number(self, rule: Bound | None, row: Row) -> Fraction | None:
        value = None if rule is None else self.evaluate(rule, row)
        return value if isinstance(value, Fraction) else None

    def _why(self, measure: BoundMeasure, row: Row) -> Why:
        """All inputs known and no figure: the base is zero or below."""
        empty = {c.key for c in measure.columns if row.get(c.key) is None}
        if not empty:
            return Why.NO_BASE
        return Why.STATISTICS_ONLY if empty & self.withheld(row) else Why.NOT_REPORTED
