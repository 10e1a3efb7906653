"""Rankings: what is adopted, runs with every step, trials, sensitivity, published lists."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import rankings as router
from tashan.api.schemas import rankings as told
from tashan.api.schemas.shared import AsOf, Done, Refs
from tashan.indicators.ranking import running, storing
from tashan.indicators.ranking.listed import rankings_here
from tashan.indicators.ranking.marks import own_scores
from tashan.indicators.ranking.publishing import newest_versions, version_of, versions_of
from tashan.indicators.ranking.sensitivity import flips_of
from tashan.indicators.ranking.trial import Change, tried
from tashan.indicators.ranking_models import Publication, RankedRow, RankingRun
from tashan.mechanisms.scoring.flips import Flip
from tashan.mechanisms.scoring.totals import Outcome
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.models import Entity

READ, WRITE = Scope.RANKINGS_READ, Scope.RANKINGS_WRITE
SEE = perms.may_see_mechanisms
RUN = "/ranking-runs/{run_id}"


@door(router, "GET", "/rankings", scope=READ, right=SEE, answer=told.RankingList)
def list_rankings(request: ProgramRequest, asked: Query[AsOf]) -> told.RankingList:
    """The rankings and appraisals in force on a day, each with its newest run and its board."""
    rows = [
        told.RankingLine(
            adoption=one.held.adoption.pk,
            part=one.part,
            title={"zh": one.ranking.title.zh, "en": one.ranking.title.en},
            subject=one.ranking.subject.value,
            run=one.newest.pk if one.newest else None,
            board=one.publication.list_id if one.publication else None,
        )
        for one in rankings_here(asked.on or today())
    ]
    return told.RankingList(rankings=rows)


@door(
    router, "POST", "/rankings/{adoption_id}/{part}/runs",
    scope=WRITE, right=perms.may_rank, answer=Done, status=201,
)  # fmt: skip
def run_ranking(request: ProgramRequest, adoption_id: Id, part: str, given: told.RunGiven) -> Done:
    """Run it as of today on a fresh snapshot; every step is kept."""
    adoption = get_object_or_404(Adoption, pk=adoption_id)
    now = timezone.now()
    on = timezone.localdate(now)
    held = current.of(adoption, on)
    made = running.run(held, part, on=on, actor=request.user, at=now, year=given.year)
    return Done(id=made.pk, url=f"{ROOT}/ranking-runs/{made.pk}")


@door(router, "GET", "/ranking-runs", scope=READ, right=SEE, answer=Page[told.RunLine])
def list_ranking_runs(
    request: ProgramRequest, asked: Query[told.RunsAsked], paging: Query[Paging]
) -> Page[told.RunLine]:
    """Runs, the newest first."""
    rows = RankingRun.objects.select_related("version")
    if asked.adoption:
        rows = rows.filter(version__adoption=asked.adoption)
    if asked.part:
        rows = rows.filter(part=asked.part)
    if asked.year:
        rows = rows.filter(year=asked.year)
    newest = [Key("on", is_descending=True), Key("pk", is_descending=True)]
    return page(request, rows, newest, shown=lambda found: [*map(_line, found)], asked=paging)


def _line(run: RankingRun) -> told.RunLine:
    return told.RunLine.model_validate(_said(run))


def _said(run: RankingRun) -> dict[str, object]:
    return {
        "id": run.pk,
        "adoption": run.version.adoption_id,
        "part": run.part,
        "number": run.number,
        "on": run.on,
        "year": run.year,
        "sha256": run.sha256,
        "snapshot": run.snapshot_id,
        "before": run.before_id,
        "url": f"{ROOT}/ranking-runs/{run.pk}",
    }


@door(router, "GET", RUN, scope=READ, right=SEE, answer=told.Run)
def read_ranking_run(request: ProgramRequest, run_id: Id) -> told.Run:
    """One run: what was settled, and whether it is still what its hash says."""
    run = run_of(run_id)
    return told.Run.model_validate(
        _said(run) | {"head": run.head, "is_intact": storing.is_intact(run)}
    )


def run_of(run_id: int) -> RankingRun:
    rows = RankingRun.objects.select_related("version__adoption", "snapshot")
    return get_object_or_404(rows, pk=run_id)


@door(router, "GET", RUN + "/rows", scope=READ, right=SEE, answer=Page[told.RankedLine])
def list_ranked(
    request: ProgramRequest, run_id: Id, asked: Query[told.RowsAsked], paging: Query[Paging]
) -> Page[told.RankedLine]:
    """The table in its order: who stands where, and who has no rank."""
    run = run_of(run_id)
    rows = run.rows.select_related("entity")
    wanted = {"group": asked.group, "grade": asked.grade, "state": asked.state or ""}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})

    def shown(found: list[RankedRow]) -> list[told.RankedLine]:
        refs = Refs([row.entity for row in found], on=run.on, viewer=request.user)
        return [told.RankedLine.model_validate(_row(row, refs)) for row in found]

    return page(request, rows, [Key("position")], shown=shown, asked=paging)


def _row(row: RankedRow, refs: Refs) -> dict[str, object]:
    return {
        "subject": refs.to(row.entity),
        "position": row.position,
        "group": row.group,
        "state": row.state,
        "rank": row.rank,
        "shared": row.is_shared,
        "score": row.score,
        "grade": row.grade,
        "before": row.before,
        "url": f"{ROOT}/ranking-runs/{row.run_id}/rows/{row.entity_id}",
    }


@door(router, "GET", RUN + "/rows/{entity_id}", scope=READ, right=SEE, answer=told.Sheet)
def read_score_sheet(request: ProgramRequest, run_id: Id, entity_id: Id) -> told.Sheet:
    """One subject with every step, and its own points beside the verified ones."""
    run = run_of(run_id)
    row = get_object_or_404(run.rows.select_related("entity"), entity=entity_id)
    refs = Refs([row.entity], on=run.on, viewer=request.user)
    own = own_scores(run.version.adoption, run.part, run.year).get(entity_id, {})
    return told.Sheet.model_validate(_row(row, refs) | {"detail": row.detail, "own": own})


@door(router, "GET", RUN + "/flips", scope=READ, right=SEE, answer=told.Flips)
def list_flips(request: ProgramRequest, run_id: Id, asked: Query[told.FlipsAsked]) -> told.Flips:
    """For each two neighbours, the least change of one figure that would swap them."""
    run = run_of(run_id)
    found = flips_of(run, first=asked.first)
    ids = {pk for flip in found for pk in (flip.upper, flip.lower)}
    entities = Entity.objects.in_bulk(ids)
    refs = Refs(entities.values(), on=run.on, viewer=request.user)
    columns = {c["key"]: c for m in run.head["measures"] for c in m["columns"]}
    return told.Flips(flips=[_flip(flip, entities, refs, columns) for flip in found])


def _flip(
    flip: Flip, entities: dict[int, Entity], refs: Refs, columns: dict[str, dict[str, str]]
) -> told.FlipLine:
    column = columns.get(flip.key)
    return told.FlipLine(
        upper=refs.to(entities[flip.upper]),
        lower=refs.to(entities[flip.lower]),
        subject=refs.to(entities[flip.subject]) if column else None,
        column=flip.key,
        unit=column["unit"] if column else "",
        before=flip.text(flip.before, column["factor"]) if column else None,
        after=flip.text(flip.after, column["factor"]) if column else None,
    )


@door(router, "POST", RUN + "/trial", scope=READ, right=perms.may_rank, answer=told.Trial)
def try_ranking(request: ProgramRequest, run_id: Id, given: told.TrialGiven) -> told.Trial:
    """Score the run's figures by a changed rule: who would move. Nothing is stored."""
    run = run_of(run_id)
    found = tried(run, Change(given.weights, given.parameters))
    entities = Entity.objects.in_bulk([moved.subject for moved in found])
    refs = Refs(entities.values(), on=run.on, viewer=request.user)
    return told.Trial(
        moved=[
            told.MovedLine(
                subject=refs.to(entities[moved.subject]),
                now=_place(moved.before),
                then=_place(moved.after),
            )
            for moved in found
        ]
    )


def _place(outcome: Outcome | None) -> told.Place | None:
    if outcome is None:
        return None
    return told.place_of(outcome.rank, outcome.score, outcome.grade)


@door(router, "GET", "/boards", scope=READ, right=SEE, answer=told.Boards)
def list_boards(request: ProgramRequest) -> told.Boards:
    """The newest version of every published list."""
    return told.Boards(
        boards=[told.BoardLine.model_validate(_board(row)) for row in newest_versions()]
    )


def _board(row: Publication) -> dict[str, object]:
    return {
        "id": row.list_id,
        "run": row.run_id,
        "version": row.number,
        "title": row.content["title"],
        "published_on": row.published_on,
        "sha256": row.sha256,
        "url": f"{ROOT}/boards/{row.list_id}",
    }


@door(router, "GET", "/boards/{list_id}", scope=READ, right=SEE, answer=told.Board)
def read_board(request: ProgramRequest, list_id: Id, asked: Query[told.BoardAsked]) -> told.Board:
    """A published list as it was frozen; the newest version, or the one asked for."""
    found = version_of(list_id, asked.version)
    if found is None:
        raise Http404
    numbers = [row.number for row in versions_of(list_id)]
    return told.Board.model_validate(
        _board(found) | {"content": found.content, "versions": numbers}
    )
