"""What is recorded for rankings: marks, own points, objections, consents, publication."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tashan.adoption.current import of_version
from tashan.api.asked import named, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import rankings as router
from tashan.api.schemas import rankings as told
from tashan.api.schemas.shared import Done, Refs
from tashan.api.views.rankings import READ, RUN, SEE, WRITE, run_of
from tashan.casework import publishing as after_notice
from tashan.indicators.ranking import consents, marks, objections
from tashan.indicators.ranking.marks import Assessed, Evidence
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking_models import Decision, MarkKind, Objection, RankingMark, RankingRun
from tashan.mechanisms.ranking import Ranking
from tashan.record import perms
from tashan.registry.kinds import Kind


def _rules(run: RankingRun) -> Ranking:
    return ranking_of(of_version(run.version), run.part)


def _assessed(run: RankingRun, subject: int | str) -> Assessed:
    return Assessed(run.version.adoption, run.part, run.year, named(subject, *Kind))


@door(
    router, "POST", RUN + "/marks",
    scope=WRITE, right=perms.may_rank, answer=Done, status=201,
)  # fmt: skip
def record_mark(request: ProgramRequest, run_id: Id, given: told.MarkGiven) -> Done:
    """Plus or minus points or a veto with its document; it counts from the next run on."""
    run = run_of(run_id)
    made = marks.record_mark(
        _assessed(run, given.subject),
        _rules(run),
        kind=MarkKind(given.kind),
        code=given.code,
        level=given.level,
        times=given.times,
        evidence=Evidence(given.document),
        occurred_on=given.occurred_on,
        actor=request.user,
        at=timezone.now(),
    )
    return Done(id=made.pk, url=f"{ROOT}/ranking-runs/{run.pk}")


@door(
    router, "POST", "/ranking-marks/{mark_id}/take-back",
    scope=WRITE, right=perms.may_rank, answer=Done,
)  # fmt: skip
def take_back_mark(request: ProgramRequest, mark_id: Id, given: told.TakenBack) -> Done:
    """It counts no more from the next run on; the row stays with its reason."""
    mark = get_object_or_404(RankingMark.objects.select_related("adoption"), pk=mark_id)
    marks.take_back(mark, given.why, actor=request.user, at=timezone.now())
    return Done(id=mark.pk, url=f"{ROOT}/rankings")


@door(
    router, "POST", RUN + "/own-points",
    scope=WRITE, right=perms.may_rank, answer=told.Count, status=201,
)  # fmt: skip
def record_own_points(request: ProgramRequest, run_id: Id, given: told.OwnGiven) -> told.Count:
    """The points that the assessed ask for, beside the verified ones."""
    run = run_of(run_id)
    of, rules, now = _assessed(run, given.subject), _rules(run), timezone.now()
    with transaction.atomic():
        for measure, points in given.points.items():
            marks.assess_oneself(
                of, measure, points, ranking=rules, actor=request.user, at=now, note=given.note
            )
    return told.Count(recorded=len(given.points))


@door(router, "GET", RUN + "/objections", scope=READ, right=SEE, answer=told.Objections)
def list_objections(request: ProgramRequest, run_id: Id) -> told.Objections:
    """All objections to a run, in the order in which they came."""
    run = run_of(run_id)
    rows = list(run.objections.select_related("entity").order_by("id"))
    refs = Refs([row.entity for row in rows], on=run.on, viewer=request.user)
    return told.Objections(objections=[_objection(row, refs) for row in rows])


def _objection(row: Objection, refs: Refs) -> told.ObjectionLine:
    return told.ObjectionLine(
        id=row.pk,
        subject=refs.to(row.entity),
        measure=row.measure,
        text=row.text,
        opened_on=row.opened_on,
        outcome=row.outcome,
        answer=row.answer,
        answered_on=row.answered_on,
    )


@door(
    router, "POST", RUN + "/objections",
    scope=WRITE, right=perms.may_rank, answer=Done, status=201,
)  # fmt: skip
def object_to_ranking(request: ProgramRequest, run_id: Id, given: told.ObjectionGiven) -> Done:
    """An objection as it came in; nothing is published until it is answered."""
    run = run_of(run_id)
    made = objections.object_to(
        run,
        named(given.subject, *Kind),
        given.text,
        measure=given.measure,
        on=given.on or today(),
        actor=request.user,
        at=timezone.now(),
    )
    return Done(id=made.pk, url=f"{ROOT}/ranking-runs/{run.pk}/objections")


@door(
    router, "POST", "/ranking-objections/{objection_id}/answer",
    scope=WRITE, right=perms.may_rank, answer=Done,
)  # fmt: skip
def answer_objection(request: ProgramRequest, objection_id: Id, given: told.AnswerGiven) -> Done:
    """With an outcome and reasons, once."""
    row = get_object_or_404(Objection.objects.select_related("run"), pk=objection_id)
    objections.answer(
        row,
        Decision(given.outcome),
        given.answer,
        on=today(),
        actor=request.user,
        at=timezone.now(),
    )
    return Done(id=row.pk, url=f"{ROOT}/ranking-runs/{row.run_id}/objections")


@door(
    router, "POST", RUN + "/consents",
    scope=WRITE, right=perms.may_rank, answer=told.Count, status=201,
)  # fmt: skip
def record_consents(request: ProgramRequest, run_id: Id, given: told.ConsentGiven) -> told.Count:
    """What enterprises say of their names on the list, from one paper."""
    run, now = run_of(run_id), timezone.now()
    with transaction.atomic():
        for subject in given.subjects:
            _consent(run, subject, given, request, now)
    return told.Count(recorded=len(given.subjects))


def _consent(
    run: RankingRun,
    subject: int | str,
    given: told.ConsentGiven,
    request: ProgramRequest,
    at: datetime,
) -> None:
    consents.record_consent(
        run.version.adoption,
        named(subject, Kind.ENTERPRISE),
        is_given=given.given,
        document=given.document,
        since=given.since,
        actor=request.user,
        at=at,
    )


@door(
    router, "POST", RUN + "/publications",
    scope=WRITE, right=perms.may_confirm, answer=Done, status=201,
)  # fmt: skip
def publish_ranking(request: ProgramRequest, run_id: Id, given: told.PublicationGiven) -> Done:
    """Freeze the list: names with consent and ranks, never an amount."""
    run = run_of(run_id)
    made = after_notice.publish(
        run,
        of_version(run.version),
        on=today(),
        actor=request.user,
        at=timezone.now(),
        reason=given.reason,
    )
    return Done(id=made.list_id, url=f"{ROOT}/boards/{made.list_id}")
