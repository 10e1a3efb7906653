"""A ranking ready to be scored: its rules bound for a day, over the rows of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.models import Snapshot
from tashan.indicators.ranking import large
from tashan.indicators.snapshots.stored import frame_of, load, withheld
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.library import library
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.rules.bound import Bound, OverPopulation
from tashan.mechanisms.rules.engines.reference.populations import of_row, over_all
from tashan.mechanisms.rules.engines.reference.values import Over
from tashan.mechanisms.rules.engines.reference.values import Row as Cells
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.scoring.binding import bind_ranking
from tashan.mechanisms.scoring.columns import populations_in
from tashan.mechanisms.scoring.entering import Entering, Entries, Recorded, Row, Value
from tashan.mechanisms.scoring.settled import BoundRanking
from tashan.mechanisms.scoring.standings import ranks
from tashan.mechanisms.scoring.totals import Outcome, outcomes
from tashan.mechanisms.working_days import calendar

SUBJECT = "subject"


def bound_for(ranking: Ranking, origin: Origin, on: date) -> BoundRanking:
    """The ranking bound for a day. Raises UserError where its rules cannot be."""
    known = library()
    scope = Scope(
        subject=ranking.subject,
        indicators=known.indicators,
        parameters=origin.parameters,
        registers=known.registers,
    )
    try:
        return bind_ranking(ranking, code=origin.part, scope=scope, on=on)
    except RuleError as error:
        raise UserError(
            _("A rule of “%(title)s” cannot run: %(told)s")
            % {"title": ranking.title.zh, "told": error},
            hint=_("Change the local file, or ask whoever keeps the mechanism."),
        ) from error


@dataclass(frozen=True)
class Prepared:
    """Everything to score a ranking with; what is asked of it is worked out once."""

    ranking: Ranking
    bound: BoundRanking
    snapshot: Snapshot
    recorded: Mapping[int, Recorded] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[int, Row]:
        """The cells of every subject of the snapshot."""
        frame = frame_of(self.snapshot)
        return {row[SUBJECT]: row for row in frame.iter_rows(named=True)}

    @cached_property
    def entering(self) -> Entering:
        return Entering(self.bound, self._evaluate, _withheld, self.recorded)

    @cached_property
    def entries(self) -> Entries:
        return self.entering.entries(self.rows.items())

    @cached_property
    def outcomes(self) -> list[Outcome]:
        many = len(self.entries.contenders) >= large.LARGE
        way = large.ranks if many else ranks
        return outcomes(self.bound.scheme, self.entries.contenders, ranked=way)

    @cached_property
    def _over(self) -> Mapping[int, Over]:
        """Ranks and sums over all rows, by subject; empty where no rule asks for one."""
        nodes: set[OverPopulation] = {n for rule in self.bound.rules for n in populations_in(rule)}
        if not nodes:
            return {}
        places = over_all(load(self.snapshot), nodes, calendar())
        return {subject: of_row(places, number) for number, subject in enumerate(self.rows)}

    def _evaluate(self, rule: Bound, row: Row) -> Value:
        subject = row[SUBJECT]
        assert isinstance(subject, int)
        value = Cells(row, calendar(), self._over.get(subject, {})).value(rule)
        return Fraction(value) if type(value) is int else value


def _withheld(row: Row) -> frozenset[str]:
    return frozenset(withheld(row))
