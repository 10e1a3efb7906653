"""A changed rule is tried on the newest run's snapshot before it is adopted: who would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.adoption.current import InForce, of_version
from tashan.base.errors import UserError
from tashan.indicators.ranking import marks
from tashan.indicators.ranking.prepared import Prepared, bound_for
from tashan.indicators.ranking.running import prepared_again, ranking_of
from tashan.indicators.ranking_models import RankingRun
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.scoring.totals import Outcome

_ALWAYS = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class Change:
    """Other weights by measure and other values by parameter; what is not named stays."""

    weights: Mapping[str, Decimal] = field(default_factory=dict)
    parameters: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.weights and not self.parameters


@dataclass(frozen=True, slots=True)
class Moved:
    """One subject before and after; an outcome is None where it is not among them."""

    subject: int
    before: Outcome | None
    after: Outcome | None

    @property
    def places(self) -> int | None:
        """How many ranks it would gain, below zero how many it would lose."""
        before = self.before.rank if self.before else None
        after = self.after.rank if self.after else None
        return None if before is None or after is None else before - after

    @property
    def changes_class(self) -> bool:
        before = self.before.grade if self.before else None
        return before != (self.after.grade if self.after else None)


def tried(run: RankingRun, change: Change) -> list[Moved]:
    """Everybody in the order of the changed rule. Nothing is stored.

    Raises UserError where the changed weights miss their sum, or a name is not known.
    """
    held = of_version(run.version)
    ranking, origin = changed(held, run.part, change)
    recorded = marks.recorded(held.adoption, run.part, run.year, ranking=ranking)
    after = Prepared(ranking, bound_for(ranking, origin, run.on), run.snapshot, recorded)
    then = {outcome.subject: outcome for outcome in prepared_again(run).outcomes}
    now = {outcome.subject: outcome for outcome in after.outcomes}
    return [Moved(subject, then.get(subject), now.get(subject)) for subject in {**now, **then}]


def changed(held: InForce, part: str, change: Change) -> tuple[Ranking, Origin]:
    """The part and its parameters with the change in them."""
    ranking, origin = ranking_of(held, part), held.origin(part)
    _refuse_unknown(change, {m.code for m in ranking.measures}, set(origin.parameters))
    measures = tuple(
        measure.model_copy(update={"weight": f"{change.weights[measure.code]:f}"})
        if measure.code in change.weights
        else measure
        for measure in ranking.measures
    )
    parameters = {
        code: parameter.model_copy(update={"values": {_ALWAYS: change.parameters[code]}})
        if code in change.parameters
        else parameter
        for code, parameter in origin.parameters.items()
    }
    return (
        ranking.model_copy(update={"measures": measures}),
        origin.model_copy(update={"parameters": parameters}),
    )


def _refuse_unknown(change: Change, measures: set[str], parameters: set[str]) -> None:
    unknown = (change.weights.keys() - measures) | (change.parameters.keys() - parameters)
    if unknown:
        raise UserError(
            _("The mechanism has no “%s”.") % min(unknown),
            hint=_("Its measures are %(m)s, its parameters %(p)s.")
            % {"m": ", ".join(sorted(measures)), "p": ", ".join(sorted(parameters))},
        )
