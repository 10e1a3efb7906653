"""Plans and targets are made and changed here; nothing that was said before is overwritten.

A changed target replaces its row, and the old one stays with the source that replaced it. Every
act is an event of the plan's stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.library_words import said
from tashan.indicators.models import CurveKind, Exemption, Holder, Indicator, Measure, Plan, Target
from tashan.indicators.terms_of_targets import curve, length_of
from tashan.mechanisms.library import library
from tashan.record import events, sources
from tashan.record.models import Source, User
from tashan.registry.dated import fields_of, held_on
from tashan.registry.kinds import Kind
from tashan.registry.models import Belonging, Entity, Tenure

SUBJECTS = (Kind.PLACE, Kind.OFFICE, Kind.PARK)
ANSWERABLE = (Kind.OFFICE, Kind.OFFICER, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan of a place; ``code`` names the plan file of the library whose light rules hold."""

    title: str
    place: Entity
    first: date
    last: date
    code: str = ""
    document: str = ""
    parent: Plan | None = None


@dataclass(frozen=True, slots=True)
class NewTarget:
    """What a figure should be by the end of a period; ``value`` in the indicator's unit.

    ``points`` are shares of one: one a month for a curve by month, pairs of month and share for
    steps. Growth is in per cent.
    """

    indicator: Indicator
    subject: Entity
    first: date
    last: date
    value: Decimal
    measure: Measure = Measure.LEVEL
    answerable: Entity | None = None
    curve: CurveKind = CurveKind.EVEN
    points: Sequence[Any] = ()
    is_bottom_line: bool = False
    holder: Holder = Holder.STATISTICS
    parent: Target | None = None


@transaction.atomic
def make_plan(new: NewPlan, *, actor: User, at: datetime) -> Plan:
    """A plan without targets yet; its document is its source."""
    if new.last < new.first:
        raise UserError(_("The plan ends before it begins."), hint=_("Give the earlier day first."))
    if new.code and new.code not in library().plans:
        raise UserError(
            _("The library has no plan file “%s”.") % new.code,
            hint=_("Choose one of the list, or leave it empty: then no light is lit."),
        )
    source = sources.entry(new.document or new.title, actor=actor, at=at)
    plan = Plan.objects.create(
        title=new.title.strip(),
        code=new.code,
        place=new.place,
        first=new.first,
        last=new.last,
        parent=new.parent,
        document=new.document,
        source=source,
    )
    payload = {"title": plan.title, "first": str(plan.first), "last": str(plan.last)}
    events.append(plan.stream, "plan.made", payload, actor=actor, at=at)
    return plan


@transaction.atomic
def set_target(plan: Plan, new: NewTarget, *, reason: str, actor: User, at: datetime) -> Target:
    """A further target of the plan; ``reason`` is its document, or why it is set."""
    return set_targets(plan, [new], reason=reason, actor=actor, at=at)[0]


@transaction.atomic
def set_targets(
    plan: Plan, news: Iterable[NewTarget], *, reason: str, actor: User, at: datetime
) -> list[Target]:
    """Several targets from one document, all or none."""
    locked = _locked(plan)
    given = list(news)
    source = sources.entry(reason, actor=actor, at=at)
    made = [_enter(locked, new, source=source) for new in given]
    for target in made:
        events.append(locked.stream, "target.set", told(target), actor=actor, at=at)
    return made


def _enter(plan: Plan, new: NewTarget, *, source: Source) -> Target:
    check(plan, new)
    row = Target(
        plan=plan,
        parent_id=new.parent.identity if new.parent else None,
        indicator=new.indicator,
        measure=new.measure,
        subject=new.subject,
        answerable=new.answerable,
        first=new.first,
        last=new.last,
        value=new.value,
        curve=new.curve,
        points=list(new.points),
        is_bottom_line=new.is_bottom_line,
        holder=new.holder,
        since=new.first,
        source=source,
        entered=source,
    )
    _refuse_twice(row)
    row.save(force_insert=True)
    return row


@transaction.atomic
def change(target: Target, *, reason: str, actor: User, at: datetime, **changes: Any) -> Target:
    """The target says something else from now on; what it said stays in its history.

    Raises UserError where somebody else changed it meanwhile, or where nothing would change.
    """
    plan = _locked(target.plan)
    current = _current(target)
    row = Target(**fields_of(current))
    for name, value in changes.items():
        setattr(row, name, value)
    if fields_of(row) == fields_of(current):
        raise UserError(
            _("Nothing is changed."), hint=_("Change a field, or go back without saving.")
        )
    check(plan, _as_new(row))
    source = sources.entry(reason, actor=actor, at=at)
    Target.objects.filter(pk=current.pk).update(replaced=source)
    row.original_id = current.identity
    row.since, row.source, row.entered = row.first, source, source
    _refuse_twice(row)
    row.save(force_insert=True)
    payload = told(row) | {"before": told(current), "reason": reason}
    events.append(plan.stream, "target.changed", payload, actor=actor, at=at)
    return row


@transaction.atomic
def drop(target: Target, *, reason: str, actor: User, at: datetime) -> None:
    """The target counts no more; its rows stay. Its parts must be dropped first."""
    plan = _locked(target.plan)
    current = _current(target)
    if Target.objects.filter(parent=current.identity, replaced__isnull=True).exists():
        raise UserError(
            _("The target still has parts."), hint=_("Drop its parts first, then the target.")
        )
    source = sources.entry(reason, actor=actor, at=at)
    Target.objects.filter(pk=current.pk).update(replaced=source)
    payload = told(current) | {"reason": reason}
    events.append(plan.stream, "target.dropped", payload, actor=actor, at=at)


@transaction.atomic
def exempt(
    target: Target, *, reason: str, since: date, until: date, approver: User, at: datetime
) -> Exemption:
    """A recorded good reason: no yellow or red from ``since`` until the day before ``until``.

    Nobody approves an exemption of what they answer for themselves.
    """
    plan = _locked(target.plan)
    current = _current(target)
    if not reason.strip():
        raise UserError(_("An exemption needs its reason."), hint=_("Say why, in a sentence."))
    if until <= since:
        raise UserError(
            _("The exemption ends before it begins."), hint=_("Give the earlier day first.")
        )
    if answers_for(approver, current, on=since):
        raise UserError(
            _("Whoever answers for a target cannot exempt it."),
            hint=_("Ask a colleague who does not answer for it to approve this."),
        )
    made = Exemption.objects.create(
        target_id=current.identity,
        reason=reason.strip(),
        approver=approver,
        since=since,
        until=until,
        at=at,
    )
    payload = told(current) | {"reason": made.reason, "since": str(since), "until": str(until)}
    events.append(plan.stream, "target.exempted", payload, actor=approver, at=at)
    return made


def answers_for(user: User, target: Target, *, on: date) -> bool:
    """Whether the account is that of the answerable officer, or of the lead of the office."""
    if target.answerable_id is None:
        return False
    own = Belonging.objects.filter(held_on(on), user=user).values("entity")
    leads = Tenure.objects.filter(held_on(on), officer__in=own, is_lead=True)
    return (
        Belonging.objects.filter(held_on(on), user=user, entity=target.answerable_id).exists()
        or leads.filter(office=target.answerable_id).exists()
    )


def history(target: Target) -> list[Target]:
    """Every row of the target, the newest first; the first has nothing that replaced it."""
    rows = Target.objects.filter(Q(pk=target.identity) | Q(original=target.identity))
    return list(
        rows.select_related("entered__actor", "replaced", "answerable").order_by("-entered", "-pk")
    )


def find(identity: int) -> Target | None:
    """What the target says now, by the number of any of its rows; None where it was dropped."""
    rows = Target.objects.select_related("plan__place", "indicator", "subject", "answerable")
    asked = Target.objects.filter(pk=identity).values_list("original", flat=True).first()
    known = Q(pk=asked or identity) | Q(original=asked or identity)
    return rows.filter(known, replaced__isnull=True).first()


def told(target: Target) -> dict[str, Any]:
    """What an event says of a target."""
    return {
        "target": target.identity,
        "indicator": target.indicator.code,
        "measure": str(target.measure),
        "subject": target.subject_id,
        "answerable": target.answerable_id,
        "value": f"{target.value:f}",
        "last": str(target.last),
        "curve": str(target.curve),
        "bottom_line": target.is_bottom_line,
    }


def check(plan: Plan, new: NewTarget) -> None:
    """Refuse what could not be followed, with what was expected."""
    definition = catalogue.definition(new.indicator.code)
    title = said(definition.title)
    for holds, message, hint in _rules(plan, new, title):
        if not holds():
            raise UserError(message, hint=hint)
    try:
        curve(new.curve, new.points, length=length_of(new.first, new.last))
    except (UserError, ArithmeticError, TypeError, ValueError) as error:
        raise UserError(
            _("The curve of %(title)s is not right: %(why)s")
            % {"title": title, "why": getattr(error, "message", error)},
            hint=_("Give shares that never fall and end at 100 %, one for each month or step."),
        ) from error


def _rules(plan: Plan, new: NewTarget, title: str) -> list[tuple[Callable[[], bool], str, str]]:
    definition = catalogue.definition(new.indicator.code)
    published = {str(form) for form in definition.measures}
    return [
        (
            lambda: plan.first <= new.first <= new.last <= plan.last,
            _("The period of %s does not lie within the plan.") % title,
            _("Give days from %(first)s to %(last)s.") % {"first": plan.first, "last": plan.last},
        ),
        (
            lambda: str(new.measure) in published,
            _("%s is not published in this form.") % title,
            _("Choose the level or the growth, as the library defines it."),
        ),
        (
            lambda: new.measure == Measure.GROWTH or new.value > 0,
            _("The target of %s is not above nought.") % title,
            _("Give a figure above 0; a fall is set as growth."),
        ),
        (
            lambda: new.subject.kind in SUBJECTS,
            _("A target is set for a place, an office or a park."),
            _("Choose one of these."),
        ),
        (
            lambda: new.answerable is None or new.answerable.kind in ANSWERABLE,
            _("An office, an officer or a place answers for a target."),
            _("Choose one of these."),
        ),
    ]


def _as_new(row: Target) -> NewTarget:
    return NewTarget(
        indicator=row.indicator,
        subject=row.subject,
        first=row.first,
        last=row.last,
        value=row.value,
        measure=Measure(row.measure),
        answerable=row.answerable,
        curve=CurveKind(row.curve),
        points=row.points,
        is_bottom_line=row.is_bottom_line,
    )


def _refuse_twice(row: Target) -> None:
    """One indicator, subject, answerable and period stand once in a plan (target_once_a_plan)."""
    same = Target.objects.filter(
        plan=row.plan_id,
        indicator=row.indicator_id,
        measure=row.measure,
        subject=row.subject_id,
        answerable=row.answerable_id,
        first=row.first,
        last=row.last,
        replaced__isnull=True,
    )
    if same.exists():
        raise UserError(
            _("The plan has this target already."),
            hint=_("Change the one that is there, or choose another subject or period."),
        )


def _locked(plan: Plan) -> Plan:
    """Two officers at one plan wait for each other."""
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _current(target: Target) -> Target:
    rows = Target.objects.select_related("indicator", "subject", "answerable")
    current = rows.filter(pk=target.pk, replaced__isnull=True).first()
    if current is None:
        raise UserError(
            _("Somebody changed this target meanwhile."),
            hint=_("Load the page again and look at what it says now."),
        )
    return current
