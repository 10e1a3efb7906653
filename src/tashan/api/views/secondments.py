"""Rounds of people sent: opened, filled, worked out, published and ended."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api import secondment_telling as telling
from tashan.api.asked import entry, named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import duties as router
from tashan.api.schemas import secondments as told
from tashan.api.schemas.shared import Done
from tashan.api.views.cases import by_of
from tashan.duties.dispatch_models import Secondment, SecondmentRound, TieSort
from tashan.duties.dispatching import drafting, proposing, running
from tashan.duties.dispatching.drafting import NewRound
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
ROUND = "/secondments/{round_id}"
NEWEST, OLDEST = [Key("pk", is_descending=True)], [Key("pk")]


def _round(round_id: int) -> SecondmentRound:
    rows = SecondmentRound.objects.select_related("version__adoption", "office", "published_by")
    return get_object_or_404(rows, pk=round_id)


def _told(request: ProgramRequest, round_id: int) -> told.SecondmentRoundTold:
    return telling.round_told(_round(round_id), today(), request.user)


@door(router, "GET", "/secondments", scope=READ, right=perms.may_see_work,
      answer=Page[told.SecondmentRoundLine])  # fmt: skip
def list_secondment_rounds(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.SecondmentRoundLine]:  # fmt: skip
    """Every round, the newest first."""

    def shown(found: list[SecondmentRound]) -> list[told.SecondmentRoundLine]:
        return telling.round_lines(found, today(), request.user)

    rows = SecondmentRound.objects.select_related("version__adoption", "office")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/secondments", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentRoundTold, status=201)  # fmt: skip
def open_secondment_round(
    request: ProgramRequest, given: told.SecondmentRoundGiven
) -> told.SecondmentRoundTold:
    """Open a draft under an adopted part, from a day on."""
    previous = _round(given.previous) if given.previous else None
    new = NewRound(
        get_object_or_404(Adoption, pk=given.adoption), given.part, given.title,
        named(given.office, Kind.OFFICE), given.since, previous,
    )  # fmt: skip
    made = drafting.open_round(new, by=by_of(request, None))
    return _told(request, made.pk)


@door(router, "GET", ROUND, scope=READ, right=perms.may_see_work, answer=told.SecondmentRoundTold)
def read_secondment_round(request: ProgramRequest, round_id: Id) -> told.SecondmentRoundTold:
    """A round with its groups, pools and points."""
    return _told(request, round_id)


@door(router, "GET", ROUND + "/terms", scope=READ, right=perms.may_see_work,
      answer=Page[told.SecondmentLine])  # fmt: skip
def list_secondments(
    request: ProgramRequest, round_id: Id, paging: Query[Paging]
) -> Page[told.SecondmentLine]:
    """Who is sent where in a round, with the reasons."""

    def shown(found: list[Secondment]) -> list[told.SecondmentLine]:
        return telling.term_lines(found, today(), request.user)

    related = ("officer", "place__entity", "chosen_by")
    rows = _round(round_id).secondments.select_related(*related)
    return page(request, rows, OLDEST, shown=shown, asked=paging)


@door(router, "POST", ROUND + "/places", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentRoundTold)  # fmt: skip
def add_round_places(
    request: ProgramRequest, round_id: Id, given: told.RoundPlacesGiven
) -> told.SecondmentRoundTold:  # fmt: skip
    """Add destinations to a group of a draft."""
    row = _round(round_id)
    found = [named(one) for one in given.entities]
    found += drafting.labelled(given.label, row.since) if given.label else []
    drafting.add_places(row, given.group, found, by=by_of(request, None))
    return _told(request, round_id)


@door(router, "POST", ROUND + "/members", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentRoundTold)  # fmt: skip
def add_pool_members(
    request: ProgramRequest, round_id: Id, given: told.PoolMembersGiven
) -> told.SecondmentRoundTold:  # fmt: skip
    """Put officers into a pool of a draft."""
    officers = [named(one, Kind.OFFICER) for one in given.officers]
    drafting.add_members(_round(round_id), given.pool, officers, by=by_of(request, None))
    return _told(request, round_id)


@door(router, "POST", ROUND + "/traits", scope=WRITE, right=perms.may_keep_work, answer=Done,
      status=201)  # fmt: skip
def enter_trait(request: ProgramRequest, round_id: Id, given: told.TraitGiven) -> Done:
    """An officer brings something along, or a destination needs it."""
    row = _round(round_id)
    source = entry(request, given.reason, timezone.now())
    made = drafting.bring(named(given.entity), given.code, since=row.since, source=source)
    return Done(id=made.pk, url=f"/api/v1/secondments/{row.pk}")


@door(router, "POST", ROUND + "/ties", scope=WRITE, right=perms.may_keep_work, answer=Done,
      status=201)  # fmt: skip
def enter_tie(request: ProgramRequest, round_id: Id, given: told.TieGiven) -> Done:
    """Enter a conflict of interest."""
    row = _round(round_id)
    source = entry(request, given.reason, timezone.now())
    made = drafting.tie(
        named(given.holder), named(given.entity), TieSort(given.sort), since=row.since,
        source=source,
    )  # fmt: skip
    return Done(id=made.pk, url=f"/api/v1/secondments/{row.pk}")


@door(router, "GET", ROUND + "/proposal", scope=READ, right=perms.may_keep_work,
      answer=told.SecondmentProposalTold)  # fmt: skip
def work_out_secondments(request: ProgramRequest, round_id: Id) -> told.SecondmentProposalTold:
    """The best plan and how it differs from the draft; nothing is changed."""
    return telling.proposal_told(proposing.work_out(_round(round_id)), today(), request.user)


@door(router, "POST", ROUND + "/proposal", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentProposalTold)  # fmt: skip
def propose_secondments(request: ProgramRequest, round_id: Id) -> told.SecondmentProposalTold:
    """Work it out and take it over into the draft."""
    found = proposing.propose(_round(round_id), by=by_of(request, None))
    return telling.proposal_told(found, today(), request.user)


@door(router, "GET", "/secondments/terms/{secondment_id}/second-best", scope=READ,
      right=perms.may_see_work, answer=told.SecondBestTold)  # fmt: skip
def read_second_best(request: ProgramRequest, secondment_id: Id) -> told.SecondBestTold:
    """What it would cost to send somebody else there; solved anew without the pair."""
    row = get_object_or_404(Secondment.objects.select_related("round"), pk=secondment_id)
    if row.state != "proposed":
        raise Http404
    pair = (row.officer_id, row.place_id)
    found = proposing.second_bests(_round(row.round_id), [pair])[pair]
    return telling.second_told(found, today(), request.user)


@door(router, "POST", ROUND + "/publish", scope=WRITE, right=perms.may_check_work,
      answer=told.SecondmentRoundTold)  # fmt: skip
def publish_secondments(
    request: ProgramRequest, round_id: Id, given: told.SecondmentPublishGiven
) -> told.SecondmentRoundTold:
    """Decide the draft under a document; not by who drafted it."""
    running.publish(_round(round_id), given.document, by=by_of(request, given.on))
    return _told(request, round_id)


@door(router, "POST", ROUND + "/end", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentRoundTold)  # fmt: skip
def end_secondment_round(
    request: ProgramRequest, round_id: Id, given: told.SecondmentEndGiven
) -> told.SecondmentRoundTold:  # fmt: skip
    """The term is over; not before its last day."""
    running.end_round(_round(round_id), by=by_of(request, given.on))
    return _told(request, round_id)
