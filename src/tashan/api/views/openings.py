"""Cases proposed and opened, their plan, what would be if, and the inbox of an office."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.api import case_acts
from tashan.api.asked import named, named_or_none, today
from tashan.api.case_telling import CaseTold, case_url
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import cases as router
from tashan.api.schemas import cases as told
from tashan.api.schemas import opening as asked
from tashan.api.schemas.shared import AsOf
from tashan.api.views.cases import CASE, READ, WRITE, by_of, visible
from tashan.base.calendars import Calendar
from tashan.casework import office_inbox, perms
from tashan.casework.calendars import in_force
from tashan.casework.clocks import Span, Unit
from tashan.casework.office_inbox import PAGE_ROWS, Waiting
from tashan.casework.opening import Intake, open_case, receive_ready
from tashan.casework.paths import CasePlan, Changes, changed
from tashan.casework.picture import CasePicture
from tashan.casework.proposals import Needed, Proposal, ProposedStep
from tashan.casework.proposing import proposals, propose, ways
from tashan.record import perms as rights
from tashan.record import tokens
from tashan.registry.kinds import Kind


@door(router, "POST", "/case-proposals", scope=READ, right=rights.may_take_in,
      answer=asked.ProposalList)  # fmt: skip
def propose_cases(request: ProgramRequest, given: asked.ProposalsGiven) -> asked.ProposalList:
    """Every procedure for a subject: whether it fits and why, its steps and all that is needed."""
    on, subject = given.on or today(), named(given.subject)
    found = proposals(ways(subject, on, place=settings.PLACE), subject, on, about=given.about)
    return asked.ProposalList(on=on, items=[_proposal(one) for one in found])


def _proposal(one: Proposal) -> asked.ProposalTold:
    return asked.ProposalTold(
        adoption=one.held.adoption.pk,
        part=one.part,
        title=one.settled.title.model_dump(),
        fits=one.fits,
        route=one.route.value if one.route else None,
        conditions=[
            asked.ProcedureCondition(
                says=c.says.model_dump(), holds=c.answer.holds, basis=list(c.basis)
            )
            for c in one.conditions
        ],
        steps=[_step(step) for step in one.steps.values()],
        materials=[_needed(needed) for needed in one.materials],
        missing=[fact.key for fact in one.missing],
        code_state=one.code.state.value,
        is_outside_pilots=one.is_outside_pilots,
    )


def _step(step: ProposedStep) -> asked.StepTold:
    return asked.StepTold(
        code=step.code,
        title=step.step.title.model_dump(),
        stage=step.step.stage,
        sort=step.step.sort.value,
        duty=step.step.duty,
        applies=step.applies,
        why=step.why.value,
        before=[edge.before for edge in step.before if edge.is_hard],
    )


def _needed(one: Needed) -> asked.NeededTold:
    return asked.NeededTold(
        code=one.code,
        title=one.title.model_dump(),
        needed_by=list(one.needed_by),
        tolerated_by=list(one.tolerated_by),
        from_step=one.from_step,
        is_at_once=one.is_at_once,
    )


@door(router, "POST", "/cases", scope=WRITE, right=rights.may_take_in, answer=told.CaseInFull,
      status=201)  # fmt: skip
def open_new_case(request: ProgramRequest, given: asked.CaseGiven) -> told.CaseInFull:
    """Open a case by a procedure, and receive what waits for nothing."""
    by = by_of(request, given.on)
    held = current.of(get_object_or_404(Adoption, pk=given.adoption), by.on)
    proposal = propose(held, given.part, named(given.subject), by.on, about=given.about)
    brought = {code: case_acts.stored(file, by) for code, file in given.given.items()}
    case = open_case(
        proposal,
        title=given.title,
        applicant=named_or_none(given.applicant, Kind.ENTERPRISE, Kind.OFFICE),
        by=by,
        intake=Intake(brought, frozenset(given.committed)),
    )
    if given.receive:
        receive_ready(case, by=by)
    return CaseTold(visible(request, case.pk), today(), request.user).whole()


@door(router, "GET", CASE + "/plan", scope=READ, right=tokens.may_see_some_cases,
      answer=asked.PlanTold)  # fmt: skip
def read_case_plan(request: ProgramRequest, case_id: Id, on: Query[AsOf]) -> asked.PlanTold:
    """When each matter begins and ends, the critical path, who holds it, who had the days."""
    picture = CasePicture(visible(request, case_id), on.on or today())
    return _plan(picture, picture.plan)


@door(router, "POST", CASE + "/what-if", scope=READ, right=tokens.may_see_some_cases,
      answer=asked.PlanTold)  # fmt: skip
def try_case_plan(request: ProgramRequest, case_id: Id, given: asked.PlanTried) -> asked.PlanTold:
    """The plan with other limits or prerequisites; nothing is stored."""
    picture = CasePicture(visible(request, case_id), given.on or today())
    changes = Changes(
        {code: Span(span.n, Unit(span.unit)) for code, span in given.spans.items()},
        frozenset(given.dropped),
        frozenset(given.added),
        frozenset(given.committed),
    )
    return _plan(picture, picture.plan_of(changed(picture.tasks, changes)))


def _plan(picture: CasePicture, plan: CasePlan) -> asked.PlanTold:
    return asked.PlanTold(
        start=plan.start,
        finish=plan.finish,
        path=list(plan.path),
        holding=plan.holding.code if plan.holding else None,
        tasks=[
            asked.TaskTold(
                code=code,
                begin=each.begin,
                end=each.end,
                ended_on=each.task.ended_on,
                after=each.after,
                slack=each.slack,
                is_critical=each.is_critical,
                holder=each.task.holder,
            )
            for code, each in plan.times.items()
        ],
        promised_finish=picture.promised.finish,
        one_after_another=picture.one_after_another,
        split=[
            asked.SpentTold(side=spent.side, holder=spent.holder, days=days)
            for spent, days in picture.split.items()
        ],
    )


@door(router, "GET", "/inbox", scope=READ, right=rights.may_see_cases, answer=asked.InboxTold)
def read_inbox(request: ProgramRequest, wanted: Query[asked.InboxAsked]) -> asked.InboxTold:
    """What waits at the account's offices, the most urgent first; at all, who sees all cases."""
    on, waiting = today(), Waiting(wanted.waiting)
    sees_all = rights.may_see_all_cases(request.user)
    offices = None if sees_all else perms.offices_of(request.user, on)
    calendar = in_force().calendar
    ask = office_inbox.Asked(offices, waiting, page=wanted.page)
    rows = office_inbox.rows(ask, on=on, calendar=calendar)
    shown = [_row(row, waiting, on, calendar) for row in rows[:PAGE_ROWS]]
    return asked.InboxTold(items=shown, has_more=len(rows) > PAGE_ROWS)


def _row(row: office_inbox.Row, waiting: Waiting, on: date, calendar: Calendar) -> asked.InboxRow:
    told_by = office_inbox.urgency(row, waiting, on=on, calendar=calendar)
    return asked.InboxRow(
        matter=f"{case_url(row.case)}/matters/{row.code}",
        case=case_url(row.case),
        number=row.number,
        code=row.code,
        title=row.title,
        state=row.state,
        due=told_by.due,
        left=told_by.left,
        light=told_by.light.value if told_by.light else None,
        is_unlawful=told_by.is_unlawful,
    )
