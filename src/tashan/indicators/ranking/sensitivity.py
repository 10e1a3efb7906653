"""Which ranks of a stored run flip if one figure is wrong."""

from __future__ import annotations

from functools import lru_cache

from tashan.indicators.ranking.running import prepared_again
from tashan.indicators.ranking_models import RankingRun
from tashan.mechanisms.scoring.flips import Flip, flips


def flips_of(run: RankingRun, *, first: int) -> list[Flip]:
    """For each two who follow each other among the first of every group, the least change of one
    figure that would swap them. Over the run's own snapshot."""
    return list(_flips(run.pk, first))


@lru_cache(maxsize=32)  # a stored run never changes
def _flips(run_id: int, first: int) -> tuple[Flip, ...]:
    run = RankingRun.objects.select_related("version__adoption", "snapshot").get(pk=run_id)
    prepared = prepared_again(run)
    return tuple(
        flips(
            prepared.entering,
            prepared.entries.contenders,
            prepared.outcomes,
            prepared.rows,
            first=first,
        )
    )
