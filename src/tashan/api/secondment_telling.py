"""Rounds and terms of people who were sent, as answers tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tashan.api.fields import ROOT
from tashan.api.schemas import secondments as told
from tashan.api.schemas.shared import Refs
from tashan.duties.dispatch_models import Secondment, SecondmentRound, SecondmentState, Visit
from tashan.duties.dispatching.appraising import scores
from tashan.duties.dispatching.gathering import pool_of
from tashan.duties.dispatching.problem import Pair
from tashan.duties.dispatching.proposing import Proposal, Second
from tashan.duties.dispatching.serving import may_see_ratings
from tashan.duties.dispatching.standing import standings
from tashan.duties.dispatching.terms import terms_of
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.models import Entity

NOW = (SecondmentState.PROPOSED, SecondmentState.RUNNING, SecondmentState.ENDED)


def round_lines(
    rows: Sequence[SecondmentRound], on: date, viewer: Visitor
) -> list[told.SecondmentRoundLine]:
    """Each round in a line."""
    refs = Refs([one.office for one in rows], on=on, viewer=viewer)
    return [told.SecondmentRoundLine(**_round(one, refs)) for one in rows]


def _round(row: SecondmentRound, refs: Refs) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/secondments/{row.pk}", "title": row.title,
        "state": row.state, "mechanism": row.version.adoption.mechanism, "part": row.part,
        "office": refs.to(row.office), "since": row.since, "until": row.until,
        "document": row.document,
    }  # fmt: skip


def round_told(row: SecondmentRound, on: date, viewer: Visitor) -> told.SecondmentRoundTold:
    """A round with its groups and pools."""
    terms = terms_of(row)
    now = list(row.secondments.filter(state__in=NOW).values_list("place__group", "points"))
    people = Counter(group for group, _points in now)
    places = Counter(row.places.values_list("group", flat=True))
    quotas = terms.quotas()
    return told.SecondmentRoundTold(
        **_round(row, Refs([row.office], on=on, viewer=viewer)),
        groups=[
            told.RoundGroupTold(
                code=code, title=one.title.zh, quota=quotas[code], places=places[code],
                people=people[code],
            )
            for code, one in terms.part.destinations.items()
        ],
        pools=dict(Counter(pool_of(row).values())), points=sum(points for _g, points in now),
        adoption=row.version.adoption_id,
    )  # fmt: skip


def term_lines(rows: Sequence[Secondment], on: date, viewer: Visitor) -> list[told.SecondmentLine]:
    """Each term in a line; officers and entities of places are already there."""
    refs = _refs(rows, on, viewer)
    return [told.SecondmentLine(**_term(one, refs)) for one in rows]


def _refs(rows: Iterable[Secondment], on: date, viewer: Visitor) -> Refs:
    return Refs([e for one in rows for e in (one.officer, one.place.entity)], on=on, viewer=viewer)


def _term(row: Secondment, refs: Refs) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/secondments/terms/{row.pk}", "round": row.round_id,
        "officer": refs.to(row.officer), "place": refs.to(row.place.entity),
        "group": row.place.group, "state": row.state, "since": row.since, "until": row.until,
        "points": row.points, "met": row.met, "stays": row.stays, "load": row.load,
        "is_kept": row.is_fixed, "says": row.says, "choice": row.choice,
        "choice_says": row.choice_says, "chosen_by": row.chosen_by.display_name,
        "confirmed_by": row.round.published_by.display_name if row.round.published_by else "",
        "cost": row.cost,
    }  # fmt: skip


def term_in_full(row: Secondment, on: date, viewer: User) -> told.SecondmentInFull:
    """A term with its log, its reports, and the score with its inputs; no rater is named."""
    stands = standings([row], on)[row.pk]
    sees = may_see_ratings(viewer, row, on)
    score = scores([row], {row.pk: stands}, terms_of(row.round), on)[row.pk]
    visits = row.visits.filter(on__lte=on).prefetch_related("problems").order_by("-on", "-pk")
    return told.SecondmentInFull(
        **_term(row, _refs([row], on, viewer)), on=on, light=str(stands.light),
        visits_due=stands.due, visits_made=stands.made, visits_late=stands.late,
        missed=list(stands.missed), unreported=list(stands.unreported),
        score=_number(score.value),
        inputs=[
            told.ScoreInputTold(code=one.code, value=_number(one.value), share=one.share,
                           count=one.count)
            for one in score.inputs
            if sees or one.code == "visits"
        ],
        visits=[visit_told(one) for one in visits[:200]],
        reports=[
            told.PeriodReportTold(period=one.period, says=one.says, figures=one.figures)
            for one in row.reports.order_by("-period")
        ],
    )  # fmt: skip


def _number(value: Fraction | None) -> str | None:
    return None if value is None else f"{float(value):.2f}"


def visit_told(row: Visit) -> told.SecondmentVisitTold:
    """A visit with its problems."""
    return told.SecondmentVisitTold(
        id=row.pk, on=row.on, where=row.where, met=row.met, said=row.said, is_late=row.is_late,
        problems=[
            told.VisitProblemTold(id=one.pk, says=one.says, service=one.service, order=one.order)
            for one in row.problems.all()
        ],
    )  # fmt: skip


def proposal_told(found: Proposal, on: date, viewer: Visitor) -> told.SecondmentProposalTold:
    """What was worked out, and the differences."""
    pairs = {*found.kept, *found.come, *found.gone}
    officers = Entity.objects.in_bulk({who for who, _where in pairs})
    places = {pk: one.entity_id for pk, one in found.gathered.places.items()}
    entities = Entity.objects.in_bulk(set(places.values()))
    refs = Refs([*officers.values(), *entities.values()], on=on, viewer=viewer)

    def shown(given: Iterable[Pair]) -> list[told.SecondmentPairTold]:
        return [
            told.SecondmentPairTold(
                officer=refs.to(officers[who]), place=refs.to(entities[places[where]])
            )
            for who, where in given
        ]

    return told.SecondmentProposalTold(points=found.plan.points, kept=shown(found.kept),
                             come=shown(found.come), gone=shown(found.gone))  # fmt: skip


def second_told(found: Second, on: date, viewer: Visitor) -> told.SecondBestTold:
    """What the second best costs, and who would go."""
    people = list(Entity.objects.filter(pk__in=found.instead).order_by("pk"))
    refs = Refs(people, on=on, viewer=viewer)
    return told.SecondBestTold(cost=found.cost, instead=[refs.to(one) for one in people])
