"""Plans and targets: how far they are as of a day, made, changed, split, excused."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import named, named_or_none, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.faults import pointed
from tashan.api.fields import ROOT, Id
from tashan.api.files import attachment
from tashan.api.routers import plans as router
from tashan.api.schemas import plans as told
from tashan.api.schemas.shared import Done, Known
from tashan.indicators import catalogue, target_json, targets
from tashan.indicators.models import CurveKind, Exemption, Holder, Measure, Plan, Target
from tashan.indicators.plan_states import PlanState, plan_state
from tashan.indicators.target_parts import Part, parts_audit, split
from tashan.indicators.target_sheet import hand_out
from tashan.indicators.target_table import chosen, in_order, states_for
from tashan.indicators.target_words import TargetRow
from tashan.indicators.targets import NewPlan, NewTarget
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.PLANS_READ, Scope.PLANS_WRITE
NEWEST = [Key("first", is_descending=True), Key("last"), Key("pk", is_descending=True)]


@door(router, "GET", "/plans", scope=READ, right=perms.may_see_figures, answer=Page[told.PlanLine])
def list_plans(
    request: ProgramRequest, asked: Query[told.PlansAsked], paging: Query[Paging]
) -> Page[told.PlanLine]:
    """The plans, the newest first; of a place, or those that run on a day."""
    rows = Plan.objects.all()
    if asked.place:
        rows = rows.filter(place=asked.place)
    if asked.running_on:
        rows = rows.filter(first__lte=asked.running_on, last__gte=asked.running_on)

    def shown(found: list[Plan]) -> list[told.PlanLine]:
        return [told.PlanLine.model_validate(target_json.plan_json(plan)) for plan in found]

    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(
    router, "GET", "/plans/{plan_id}",
    scope=READ, right=perms.may_see_figures, answer=told.PlanState,
)  # fmt: skip
def read_plan(request: ProgramRequest, plan_id: Id, asked: Query[Known]) -> told.PlanState:
    """A plan as of a day: every target with its figure, progress and light."""
    return told.PlanState.model_validate(
        target_json.plan_state_json(_state(request, _plan(plan_id), asked))
    )


def _plan(plan_id: int) -> Plan:
    return get_object_or_404(Plan.objects.select_related("place"), pk=plan_id)


def _state(request: ProgramRequest, plan: Plan, asked: Known) -> PlanState:
    return plan_state(plan, on=asked.on or today(), user=request.user, known_at=asked.known_at)


@door(
    router, "GET", "/plans/{plan_id}/export.xlsx",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer="application/octet-stream",
)  # fmt: skip
def export_targets(
    request: ProgramRequest, plan_id: Id, asked: Query[told.TargetsExported]
) -> HttpResponse:
    """The plan's targets in one signed sheet, as the page shows them; recorded as an event."""
    whole = plan_state(_plan(plan_id), on=asked.on or today(), user=request.user)
    rows = chosen(
        [TargetRow.of(whole, state) for state in states_for(whole, asked.office)],
        office=asked.office,
        light=asked.light,
        words=asked.words,
    )
    column, is_descending = asked.sort.removeprefix("-"), asked.sort.startswith("-")
    rows = in_order(rows, column, is_descending=is_descending)
    made = hand_out(whole, rows, actor=request.user, at=timezone.now())
    return attachment(made.data, made.name, made.media_type)


@door(
    router, "GET", "/targets/{target_id}",
    scope=READ, right=perms.may_see_figures, answer=told.TargetInFull,
)  # fmt: skip
def read_target(request: ProgramRequest, target_id: Id, asked: Query[Known]) -> told.TargetInFull:
    """One target as of a day, with its history, exemptions, and whether its parts add up."""
    target = _target(target_id)
    whole = _state(request, target.plan, asked)
    state = whole.by_identity.get(target.identity)
    if state is None:  # not known yet at the moment asked about
        raise Http404
    parts = [part.target for part in whole.parts_of(target)]
    found = parts_audit(target, parts, whole.names)
    audit = found.audit if found else None
    exemptions = Exemption.objects.filter(target=target.identity).order_by("-at")
    return told.TargetInFull.model_validate(
        target_json.state_json(state)
        | {
            "history": [_said(row) for row in targets.history(target)],
            "exemptions": [target_json.exemption_json(row) for row in exemptions],
            "parts": [part.identity for part in parts],
            "adds_up": audit.adds_up if audit else None,
            "parts_total": target_json.exact(audit.parts.total.value) if audit else None,
            "parts_difference": target_json.exact(audit.difference.value) if audit else None,
        }
    )


def _target(target_id: int) -> Target:
    found = targets.find(target_id)
    if found is None:
        raise Http404
    return found


def _said(row: Target) -> dict[str, Any]:
    return target_json.target_json(row) | {
        "entered_at": row.entered.at,
        "entered_by": str(row.entered.actor) if row.entered.actor else None,
        "reason": row.entered.title,
        "replaced_at": row.replaced.at if row.replaced else None,
    }


@door(router, "POST", "/plans", scope=WRITE, right=perms.may_plan, answer=Done, status=201)
def make_plan(request: ProgramRequest, given: told.PlanGiven) -> Done:
    """A plan without targets yet; its document is its source."""
    new = NewPlan(
        given.title,
        named(given.place, Kind.PLACE),
        given.first,
        given.last,
        code=given.rules,
        document=given.document,
        parent=_plan(given.parent) if given.parent else None,
    )
    plan = targets.make_plan(new, actor=request.user, at=timezone.now())
    return Done(id=plan.pk, url=f"{ROOT}/plans/{plan.pk}")


@door(
    router, "POST", "/plans/{plan_id}/targets",
    scope=WRITE, right=perms.may_plan, answer=told.TargetsSet, status=201,
)  # fmt: skip
def set_targets(request: ProgramRequest, plan_id: Id, given: told.TargetsGiven) -> told.TargetsSet:
    """Several targets from one document, all or none."""
    news = [_new(at, one) for at, one in enumerate(given.targets)]
    made = targets.set_targets(
        _plan(plan_id), news, reason=given.reason, actor=request.user, at=timezone.now()
    )
    return _set(made)


def _set(made: list[Target]) -> told.TargetsSet:
    rows = [told.Target.model_validate(target_json.target_json(row)) for row in made]
    return told.TargetsSet(targets=rows)


def _new(at: int, one: told.TargetGiven) -> NewTarget:
    with pointed(f"/targets/{at}/indicator"):
        catalogue.definition(one.indicator)
    with pointed(f"/targets/{at}/subject"):
        subject = named(one.subject, *targets.SUBJECTS)
    with pointed(f"/targets/{at}/answerable"):
        answerable = named_or_none(one.answerable, *targets.ANSWERABLE)
    return NewTarget(
        indicator=catalogue.indicators([one.indicator])[one.indicator],
        subject=subject,
        first=one.first,
        last=one.last,
        value=one.value,
        measure=Measure(one.measure),
        answerable=answerable,
        curve=CurveKind(one.curve),
        points=one.points,
        is_bottom_line=one.bottom_line,
        holder=Holder(one.holder),
    )


@door(
    router, "PATCH", "/targets/{target_id}",
    scope=WRITE, right=perms.may_plan, answer=told.TargetsSet,
)  # fmt: skip
def change_target(
    request: ProgramRequest, target_id: Id, given: told.TargetChange
) -> told.TargetsSet:
    """The target says something else from now on; what it said stays in its history."""
    said = given.model_dump(exclude_unset=True, exclude={"reason", "answerable", "bottom_line"})
    if "answerable" in given.model_fields_set:
        answerable = named_or_none(given.answerable, *targets.ANSWERABLE)
        said["answerable_id"] = answerable.pk if answerable else None
    if given.bottom_line is not None:
        said["is_bottom_line"] = given.bottom_line
    row = targets.change(
        _target(target_id), reason=given.reason, actor=request.user, at=timezone.now(), **said
    )
    return _set([row])


@door(
    router, "POST", "/targets/{target_id}/parts",
    scope=WRITE, right=perms.may_plan, answer=told.TargetsSet, status=201,
)  # fmt: skip
def split_target(request: ProgramRequest, target_id: Id, given: told.SplitGiven) -> told.TargetsSet:
    """The parts as targets of their own; they need not add up, the audit tells."""
    parts = [
        Part(
            one.value,
            subject=named_or_none(one.subject, *targets.SUBJECTS),
            answerable=named_or_none(one.answerable, *targets.ANSWERABLE),
            first=one.first,
            last=one.last,
        )
        for one in given.parts
    ]
    plan = _plan(given.plan) if given.plan else None
    made = split(
        _target(target_id),
        parts,
        reason=given.reason,
        actor=request.user,
        at=timezone.now(),
        plan=plan,
    )
    return _set(made)


@door(
    router, "POST", "/targets/{target_id}/exemptions",
    scope=WRITE, right=perms.may_plan, answer=told.ExemptionTold, status=201,
)  # fmt: skip
def exempt_target(
    request: ProgramRequest, target_id: Id, given: told.ExemptionGiven
) -> told.ExemptionTold:
    """A recorded good reason; nobody exempts what they answer for themselves."""
    made = targets.exempt(
        _target(target_id),
        reason=given.reason,
        since=given.since,
        until=given.until,
        approver=request.user,
        at=timezone.now(),
    )
    return told.ExemptionTold.model_validate(target_json.exemption_json(made))


@door(
    router, "POST", "/targets/{target_id}/drop",
    scope=WRITE, right=perms.may_plan, answer=Done,
)  # fmt: skip
def drop_target(request: ProgramRequest, target_id: Id, given: told.DropGiven) -> Done:
    """The target counts no more; its rows stay. Its parts must be dropped first."""
    target = _target(target_id)
    targets.drop(target, reason=given.reason, actor=request.user, at=timezone.now())
    return Done(id=target.identity, url=f"{ROOT}/plans/{target.plan_id}")
