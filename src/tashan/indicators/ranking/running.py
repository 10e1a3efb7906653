"""Run a ranking that is adopted: settle it, take a snapshot, score, keep every step."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption.current import InForce, of_version
from tashan.base.errors import UserError
from tashan.indicators.ranking import marks, storing
from tashan.indicators.ranking.head import head_of
from tashan.indicators.ranking.prepared import Prepared, bound_for
from tashan.indicators.ranking_models import RankingRun
from tashan.indicators.snapshots.taking import take
from tashan.mechanisms.ranking import Ranking
from tashan.record.models import User


def ranking_of(held: InForce, part: str) -> Ranking:
    """The part as a ranking. Raises UserError for a part of another kind."""
    found = held.part(part)
    if isinstance(found, Ranking):
        return found
    raise UserError(_("“%s” is no ranking.") % part, hint=_("Choose a part of the kind ranking."))


def rankings_of(held: InForce) -> dict[str, Ranking]:
    """The rankings of an adopted mechanism by the code of the part."""
    parts = held.mechanism.parts.items()
    return {code: part for code, part in parts if isinstance(part, Ranking)}


@transaction.atomic
def run(
    held: InForce,
    part: str,
    *,
    on: date,
    actor: User | None,
    at: datetime,
    year: int | None = None,
) -> RankingRun:
    """Score all who take part as of a day; ``year`` is what is assessed, the year before it.

    Raises UserError where a rule cannot run or the weights miss their sum.
    """
    assessed = on.year - 1 if year is None else year
    prepared = prepare(held, part, on=on, year=assessed, actor=actor, at=at)
    return storing.store(
        held.version,
        part,
        snapshot=prepared.snapshot,
        head=head_of(prepared, held.origin(part)),
        found=prepared.outcomes,
        entries=prepared.entries,
        on=on,
        year=assessed,
        actor=actor,
        at=at,
    )


def prepare(
    held: InForce, part: str, *, on: date, year: int, actor: User | None, at: datetime
) -> Prepared:
    """Settled for a day, with a fresh snapshot and what is recorded for the year."""
    ranking = ranking_of(held, part)
    bound = bound_for(ranking, held.origin(part), on)
    snapshot = take(ranking.subject, bound.columns, on=on, at=at, actor=actor)
    recorded = marks.recorded(held.adoption, part, year, ranking=ranking)
    return Prepared(ranking, bound, snapshot, recorded)


def prepared_again(run: RankingRun) -> Prepared:
    """A stored run as it was settled, over its own snapshot and today's marks."""
    held = of_version(run.version)
    ranking = ranking_of(held, run.part)
    bound = bound_for(ranking, held.origin(run.part), run.on)
    recorded = marks.recorded(held.adoption, run.part, run.year, ranking=ranking)
    return Prepared(ranking, bound, run.snapshot, recorded)
