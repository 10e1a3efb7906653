"""One officer's term: kept, visited, reported, rated, handed back or replaced."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.api import secondment_telling as telling
from tashan.api.asked import named, named_or_none, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import duties as router
from tashan.api.schemas import secondments as told
from tashan.api.views.cases import by_of
from tashan.casework.visit_orders import pass_on
from tashan.duties.dispatch_models import RatingSide, Secondment, SecondmentState, VisitProblem
from tashan.duties.dispatching import proposing, running, visiting
from tashan.duties.dispatching.appraising import rate
from tashan.duties.dispatching.choosing import choose
from tashan.duties.dispatching.serving import manages, may_be_served, served_by
from tashan.duties.dispatching.visiting import NewProblem, NewVisit, is_own
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
TERM = "/secondments/terms/{secondment_id}"
NEWEST = [Key("since", is_descending=True), Key("pk", is_descending=True)]
RELATED = (
    "round__version__adoption", "round__published_by", "place__entity", "officer", "chosen_by",
)  # fmt: skip


def _term(secondment_id: int) -> Secondment:
    return get_object_or_404(Secondment.objects.select_related(*RELATED), pk=secondment_id)


def _managed(request: ProgramRequest, secondment_id: int) -> Secondment:
    """The term, for a steward or a chief of the office that manages the round."""
    row = _term(secondment_id)
    if not manages(request.user, row.round, today()):
        raise PermissionDenied
    return row


def _told(
    request: ProgramRequest, secondment_id: int, on: date | None = None
) -> told.SecondmentInFull:
    return telling.term_in_full(_term(secondment_id), on or today(), request.user)


@door(router, "GET", TERM, scope=READ, right=perms.may_see_work, answer=told.SecondmentInFull)
def read_secondment(
    request: ProgramRequest, secondment_id: Id, on: date | None = None
) -> told.SecondmentInFull:
    """A term with its log, reports, and the score with its inputs."""
    return _told(request, secondment_id, on)


@door(router, "GET", "/my-secondments", scope=READ, right=perms.may_report_work,
      answer=Page[told.SecondmentLine])  # fmt: skip
def list_my_secondments(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.SecondmentLine]:
    """Where the officer of this account is sent."""
    mine = entity_of(request.user, today())
    return _lines(request, paging, officer=mine.pk if mine else 0)


@door(router, "GET", "/own/secondments", scope=READ, right=may_be_served,
      answer=Page[told.SecondmentLine])  # fmt: skip
def list_own_secondments(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.SecondmentLine]:
    """Who is or was sent to the agent's enterprise, or to the officer's office, village or park."""
    return _lines(request, paging, place__entity__in=served_by(request.user, today()))


def _lines(
    request: ProgramRequest, paging: Paging, **where: int | frozenset[int]
) -> Page[told.SecondmentLine]:
    def shown(found: list[Secondment]) -> list[told.SecondmentLine]:
        return telling.term_lines(found, today(), request.user)

    rows = Secondment.objects.filter(**where).exclude(state=SecondmentState.PROPOSED)
    return page(request, rows.select_related(*RELATED), NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/own/secondments/{secondment_id}/ratings", scope=WRITE,
      right=may_be_served, answer=told.SecondmentLine)  # fmt: skip
def rate_own_secondment(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentStarsGiven
) -> told.SecondmentLine:
    """Those served rate who was sent to them; nobody who serves there sees whose it is."""
    row, served = _term(secondment_id), served_by(request.user, today())
    if row.place.entity_id not in served or row.state == SecondmentState.PROPOSED:
        raise Http404
    rate(row, RatingSide.SERVED, given.stars, given.says, by=by_of(request, None))
    return telling.term_lines([row], today(), request.user)[0]


@door(router, "POST", TERM + "/keep", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentInFull)  # fmt: skip
def keep_secondment(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentKeptGiven
) -> told.SecondmentInFull:
    """A proposed pair holds whatever is worked out next, or no more."""
    proposing.keep(_term(secondment_id), fixed=given.is_kept, by=by_of(request, None))
    return _told(request, secondment_id)


@door(router, "POST", TERM + "/choice", scope=WRITE, right=perms.may_keep_work,
      answer=told.SecondmentInFull)  # fmt: skip
def choose_secondment(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentChoiceGiven
) -> told.SecondmentInFull:
    """Of a draft, send another officer of the pools there; the answer is the new pair."""
    officer = named(given.officer, Kind.OFFICER)
    made = choose(_term(secondment_id), officer, given.says, by=by_of(request, None))
    return _told(request, made.pk)


@door(router, "POST", TERM + "/visits", scope=WRITE, right=perms.may_report_work,
      answer=told.SecondmentInFull, status=201)  # fmt: skip
def log_secondment_visit(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentVisitGiven
) -> told.SecondmentInFull:
    """The officer writes a visit down, with the problems raised."""
    problems = [NewProblem(one.says, one.service) for one in given.problems]
    new = NewVisit(given.where, given.met, given.said, problems)
    visiting.log_visit(_term(secondment_id), new, by=by_of(request, given.on))
    return _told(request, secondment_id)


@door(router, "POST", TERM + "/reports", scope=WRITE, right=perms.may_report_work,
      answer=told.SecondmentInFull, status=201)  # fmt: skip
def report_secondment_period(
    request: ProgramRequest, secondment_id: Id, given: told.PeriodReportGiven
) -> told.SecondmentInFull:
    """The officer reports of a period; its figures are those of the log."""
    visiting.report(_term(secondment_id), given.of, given.says, by=by_of(request, None))
    return _told(request, secondment_id)


@door(router, "POST", TERM + "/ratings", scope=WRITE, right=perms.may_check_work,
      answer=told.SecondmentInFull, status=201)  # fmt: skip
def rate_secondment(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentStarsGiven
) -> told.SecondmentInFull:
    """The managing office rates the work."""
    row = _managed(request, secondment_id)
    rate(row, RatingSide.OFFICE, given.stars, given.says, by=by_of(request, None))
    return _told(request, secondment_id)


@door(router, "POST", TERM + "/hand-back", scope=WRITE, right=perms.may_check_work,
      answer=told.SecondmentInFull)  # fmt: skip
def hand_back_secondment(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentHandBackGiven
) -> told.SecondmentInFull:
    """The officer goes back before the end of the term."""
    running.hand_back(_managed(request, secondment_id), given.says, by=by_of(request, given.on))
    return _told(request, secondment_id)


@door(router, "POST", TERM + "/replace", scope=WRITE, right=perms.may_check_work,
      answer=told.SecondmentInFull)  # fmt: skip
def replace_secondment(
    request: ProgramRequest, secondment_id: Id, given: told.SecondmentReplaceGiven
) -> told.SecondmentInFull:
    """Another officer of the pools takes over; the answer is their term."""
    officer = named(given.officer, Kind.OFFICER)
    made = running.replace(
        _managed(request, secondment_id), officer, given.says, by=by_of(request, given.on)
    )  # fmt: skip
    return _told(request, made.pk)


@door(router, "POST", "/secondments/problems/{problem_id}/order", scope=WRITE,
      right=perms.may_report_work, answer=told.SecondmentInFull)  # fmt: skip
def order_for_problem(
    request: ProgramRequest, problem_id: Id, given: told.ProblemOrderGiven
) -> told.SecondmentInFull:
    """The officer passes a problem on as an order of the menu of services."""
    rows = VisitProblem.objects.select_related("visit__secondment__place__entity")
    row, by = get_object_or_404(rows, pk=problem_id), by_of(request, None)
    if not is_own(row.visit.secondment, by):
        raise PermissionDenied
    firm = named_or_none(given.enterprise, Kind.ENTERPRISE)
    pass_on(row, given.service, by=by, enterprise=firm)
    return _told(request, row.visit.secondment_id)
