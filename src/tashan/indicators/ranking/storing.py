"""Runs as they are kept: every row with its steps, and one hash over all that was worked out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max

from tashan.adoption.models import AdoptionVersion
from tashan.indicators.models import Snapshot
from tashan.indicators.ranking_models import RankedRow, RankingRun
from tashan.mechanisms.scoring.content import Json, written
from tashan.mechanisms.scoring.entering import Entries
from tashan.mechanisms.scoring.totals import Outcome
from tashan.record import events
from tashan.record.copying import copied
from tashan.record.models import User


def runs_of(version: AdoptionVersion, part: str) -> Iterable[RankingRun]:
    """All runs of a part of an adoption, whatever version they ran on, the newest first."""
    rows = RankingRun.objects.filter(version__adoption=version.adoption_id, part=part)
    return rows.order_by("-on", "-id")


@transaction.atomic
def store(
    version: AdoptionVersion,
    part: str,
    *,
    snapshot: Snapshot,
    head: Mapping[str, Json],
    found: Sequence[Outcome],
    entries: Entries,
    on: date,
    year: int,
    actor: User | None,
    at: datetime,
) -> RankingRun:
    """Keep a run. The run before is the newest of an earlier year, or else of an earlier day."""
    AdoptionVersion.objects.select_for_update().get(pk=version.pk)
    before = _before(version, part, on=on, year=year)
    rows = list(_rows(found, entries, _ranks_of(before)))
    said = dict(head) | {"part": part, "on": on.isoformat(), "year": year}
    numbered = RankingRun.objects.filter(version=version, part=part)
    run = RankingRun.objects.create(
        version=version,
        part=part,
        number=(numbered.aggregate(most=Max("number"))["most"] or 0) + 1,
        on=on,
        year=year,
        snapshot=snapshot,
        before=before,
        head=said,
        sha256=hash_of(said, rows),
        actor=actor,
        at=at,
    )
    for row in rows:
        row.run = run
    copied(rows)
    told = {"sha256": run.sha256, "ranked": sum(row.rank is not None for row in rows)}
    events.append(run.stream, "ranking.run", told, actor=actor, at=at, occurred_on=on)
    return run


def hash_of(head: Mapping[str, Any], rows: Iterable[RankedRow]) -> str:
    """SHA-256 over the canonical JSON (sorted keys, no spaces, UTF-8) of head and rows, a line
    each, in the order of the table."""
    running = sha256()
    for line in (head, *map(told, rows)):
        text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        running.update(text.encode() + b"\n")
    return running.hexdigest()


def told(row: RankedRow) -> dict[str, Any]:
    """All that a row says, as it is hashed."""
    return {
        "entity": row.entity_id,
        "position": row.position,
        "group": row.group,
        "state": row.state,
        "rank": row.rank,
        "shared": row.is_shared,
        "score": None if row.score is None else f"{row.score:.6f}",
        "grade": row.grade,
        "before": row.before,
        "detail": row.detail,
    }


def is_intact(run: RankingRun) -> bool:
    """Whether what is stored still has the hash that it was stored with."""
    return hash_of(run.head, run.rows.order_by("position").iterator()) == run.sha256


def _before(version: AdoptionVersion, part: str, *, on: date, year: int) -> RankingRun | None:
    earlier = [run for run in runs_of(version, part) if run.on <= on]
    of_a_year_before = (run for run in earlier if run.year < year)
    return next(of_a_year_before, None) or next(iter(earlier), None)


def _ranks_of(run: RankingRun | None) -> dict[int, tuple[str, int]]:
    """Group and rank of each who had one."""
    if run is None:
        return {}
    ranked = run.rows.filter(rank__isnull=False).values_list("entity", "group", "rank")
    return {entity: (group, rank) for entity, group, rank in ranked if rank is not None}


def _rows(
    found: Sequence[Outcome], entries: Entries, before: Mapping[int, tuple[str, int]]
) -> Iterator[RankedRow]:
    for position, outcome in enumerate(found, start=1):
        group, rank = before.get(outcome.subject, ("", None))
        detail = written(outcome)
        if outcome.subject in entries.doubts:
            detail["doubts"] = list(entries.doubts[outcome.subject])
        yield RankedRow(
            entity_id=outcome.subject,
            position=position,
            group=outcome.group or "",
            state=outcome.state.value,
            rank=outcome.rank,
            is_shared=outcome.is_shared,
            score=outcome.score,
            grade=outcome.grade or "",
            before=rank if group == (outcome.group or "") else None,
            detail=detail,
        )
    for position, out in enumerate(entries.outside, start=len(found) + 1):
        yield RankedRow(
            entity_id=out.subject,
            position=position,
            state=out.standing.value,
            detail={"because": list(out.because)},
        )
