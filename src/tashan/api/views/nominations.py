"""Honours by nomination, and published seats."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import budgets as router
from tashan.api.schemas import budgets as told
from tashan.api.schemas.shared import Refs
from tashan.api.views.cases import by_of
from tashan.programmes.models import Nomination, NominationRound, PublicSeat
from tashan.programmes.nomination_models import Chamber, NominationState
from tashan.programmes.nominations import choosing, nominating, opening, seats
from tashan.programmes.nominations.choosing import Scored
from tashan.programmes.nominations.seeing import may_nominate, may_see_rounds, office_of
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
NEWEST = [Key("pk", is_descending=True)]
ROUND = "/nominations/{round_id}"


def _line(row: NominationRound) -> dict[str, object]:
    fields = "id", "title", "year", "state", "closes_on", "published_on"
    more = {"url": f"{ROOT}/nominations/{row.pk}", "notice": row.stream}
    return {name: getattr(row, name) for name in fields} | more


def _seen(request: ProgramRequest, row: NominationRound) -> list[Scored]:
    """All for officers; for an agent their own and who was honoured."""
    if perms.may_see_funds(request.user):
        return choosing.scored(row)
    own = entity_of(request.user, today())
    return [
        one
        for one in choosing.scored(row)
        if one.row.state == NominationState.HONOURED
        or (own is not None and one.row.entity_id == own.pk)
    ]


def _whole(request: ProgramRequest, row: NominationRound) -> told.RoundInFull:
    found = _seen(request, row)
    is_officer = perms.may_see_funds(request.user)
    named = [one.row.entity for one in found] + [one.row.office for one in found]
    refs = Refs(named, on=today(), viewer=request.user)
    items = [
        {
            "id": one.row.pk,
            "enterprise": refs.to(one.row.entity) if one.row.entity else None,
            "person": one.row.person,
            "office": refs.to(one.row.office) if one.row.office else None,
            "reasons": one.row.reasons,
            "state": one.row.state,
            "scores": list(one.points) if is_officer else [],
            "mean": str(one.mean) if one.mean is not None and is_officer else None,
        }
        for one in found
    ]
    return told.RoundInFull.model_validate(_line(row) | {"nominations": items})


@door(router, "GET", "/nominations", scope=READ, right=may_see_rounds,
      answer=Page[told.RoundTold])  # fmt: skip
def list_nominations(request: ProgramRequest, paging: Query[Paging]) -> Page[told.RoundTold]:
    """The rounds of nominations, the newest first."""

    def shown(found: list[NominationRound]) -> list[told.RoundTold]:
        return [told.RoundTold.model_validate(_line(one)) for one in found]

    return page(request, NominationRound.objects.all(), NEWEST, shown=shown, asked=paging)


def _round(round_id: int) -> NominationRound:
    return get_object_or_404(NominationRound, pk=round_id)


@door(router, "GET", ROUND, scope=READ, right=may_see_rounds, answer=told.RoundInFull)
def read_nominations(request: ProgramRequest, round_id: Id) -> told.RoundInFull:
    """One round with its nominations and scores."""
    return _whole(request, _round(round_id))


@door(router, "POST", "/nominations", scope=WRITE, right=perms.may_match,
      answer=told.RoundInFull, status=201)  # fmt: skip
def open_nominations(request: ProgramRequest, given: told.RoundGiven) -> told.RoundInFull:
    """A year's round of an honour that is nominated for."""
    adoption = get_object_or_404(Adoption, pk=given.adoption)
    by = by_of(request, None)
    made = opening.open_round(adoption, given.part, given.year, given.closes_on, by=by)
    return _whole(request, made)


@door(router, "POST", ROUND + "/nominations", scope=WRITE, right=may_nominate,
      answer=told.RoundInFull, status=201)  # fmt: skip
def nominate(
    request: ProgramRequest, round_id: Id, given: told.NominationGiven
) -> told.RoundInFull:
    """Name an enterprise or a person with the reasons; agents name their own enterprise."""
    row = _round(round_id)
    if perms.may_apply(request.user):
        named = nominating.Named(given.reasons, entity_of(request.user, today()))
    else:
        rows = Entity.objects.filter(kind=Kind.ENTERPRISE)
        entity = get_object_or_404(rows, pk=given.enterprise) if given.enterprise else None
        office = office_of(request.user, today())
        named = nominating.Named(given.reasons, entity, given.person, office)
    nominating.nominate(row, named, by=by_of(request, None))
    return _whole(request, row)


@door(router, "POST", ROUND + "/nominations/{nomination_id}/scores", scope=WRITE,
      right=perms.may_see_funds, answer=told.RoundInFull, status=201)  # fmt: skip
def score_nomination(
    request: ProgramRequest, round_id: Id, nomination_id: Id, given: told.ScoreGiven
) -> told.RoundInFull:
    """What one member of the committee gives."""
    row = get_object_or_404(Nomination, pk=nomination_id, round=round_id)
    nominating.score(row, given.points, given.says, by=by_of(request, None))
    return _whole(request, _round(round_id))


@door(router, "POST", ROUND + "/moves", scope=WRITE, right=perms.may_confirm,
      answer=told.RoundInFull)  # fmt: skip
def move_nominations(
    request: ProgramRequest, round_id: Id, given: told.RoundMoved
) -> told.RoundInFull:
    """Choose by the scores, publish when the notice is over, or drop the round."""
    row, by = _round(round_id), by_of(request, None)
    if given.act == "choose":
        choosing.choose(row, given.nominations, by=by)
    elif given.act == "publish":
        choosing.publish(row, by=by)
    else:
        choosing.begin_anew(row, given.says, by=by)
    return _whole(request, _round(round_id))


def _seat(row: PublicSeat) -> told.SeatTold:
    fields = "id", "person", "chamber", "term", "document", "published_on"
    return told.SeatTold.model_validate({name: getattr(row, name) for name in fields})


@door(router, "GET", "/public-seats", scope=READ, right=perms.may_see_registers,
      answer=Page[told.SeatTold])  # fmt: skip
def list_public_seats(request: ProgramRequest, paging: Query[Paging]) -> Page[told.SeatTold]:
    """Seats in congresses and CPPCC committees, as public documents say them."""
    return page(request, PublicSeat.objects.all(), NEWEST,
                shown=lambda found: [_seat(one) for one in found], asked=paging)  # fmt: skip


@door(router, "POST", "/public-seats", scope=WRITE, right=perms.may_keep_registers,
      answer=told.SeatTold, status=201)  # fmt: skip
def record_public_seat(request: ProgramRequest, given: told.SeatGiven) -> told.SeatTold:
    """Record a published fact with its document; nothing is nominated by it."""
    new = seats.NewSeat(given.person, Chamber(given.chamber), given.term, given.document,
                        given.published_on)  # fmt: skip
    return _seat(seats.record(new, by=by_of(request, None)))
