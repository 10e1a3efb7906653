"""The rankings that are adopted here, each with its newest run, the one before and its board."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tashan.adoption.current import InForce, in_force
from tashan.indicators.library_words import said
from tashan.indicators.ranking.running import rankings_of
from tashan.indicators.ranking_models import Publication, RankingRun
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Listed:
    """One ranking of the list."""

    held: InForce
    part: str
    ranking: Ranking
    runs: list[RankingRun]
    publication: Publication | None

    @property
    def title(self) -> str:
        return said(self.ranking.title)

    @property
    def newest(self) -> RankingRun | None:
        return self.runs[0] if self.runs else None

    @property
    def previous(self) -> RankingRun | None:
        return self.runs[1] if len(self.runs) > 1 else None

    @property
    def open_objections(self) -> int:
        return 0 if self.newest is None else getattr(self.newest, "open_objections", 0)


def rankings_here(on: date, subjects: Collection[Subject] = tuple(Subject)) -> list[Listed]:
    """In the order of the adopted mechanisms; three queries for all."""
    held = in_force(on)
    runs = _runs([one.adoption.pk for one in held])
    published = _published([run.pk for own in runs.values() for run in own])
    return [
        Listed(one, part, ranking, runs.get(key, []), published.get(key))
        for one in held
        for part, ranking in rankings_of(one).items()
        for key in [(one.adoption.pk, part)]
        if ranking.subject in subjects
    ]


Key = tuple[int, str]


def _runs(adoptions: Collection[int]) -> dict[Key, list[RankingRun]]:
    rows = RankingRun.objects.filter(version__adoption__in=adoptions).select_related("version")
    still_open = Count("objections", filter=Q(objections__answered_on__isnull=True))
    found: dict[Key, list[RankingRun]] = {}
    for run in rows.annotate(open_objections=still_open).order_by("-on", "-id"):
        found.setdefault((run.version.adoption_id, run.part), []).append(run)
    return found


def _published(runs: Collection[int]) -> dict[Key, Publication]:
    rows = Publication.objects.filter(run__in=runs).select_related("run__version")
    return {
        (row.run.version.adoption_id, row.run.part): row
        for row in rows.order_by("published_on", "id")
    }
