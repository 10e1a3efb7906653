"""Acts found without a report: noted by an office or the enterprise, or found in the registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.four_report_models import ActKind, ActReport, FoundBy, Outcome, UnreportedAct
from tashan.casework.four_reports.reporting import note, person, refuse_kind
from tashan.casework.four_reports.rules import ReportRules, rules_on
from tashan.casework.models import Matter
from tashan.casework.moving.by import By
from tashan.registry.entitlements import REPORTED_FIRST, entitled
from tashan.registry.home import home
from tashan.registry.kinds import Kind
from tashan.registry.models import CreditEvent, Entitlement, Entity
from tashan.registry.resolve import resolve

M = TypeVar("M", CreditEvent, Matter)


@dataclass(frozen=True, slots=True)
class Found:
    """An act of which nobody told: by whom, on whom, when, and where it was found."""

    office: Entity | None
    said_by: str
    firm: Entity
    kind: ActKind
    on: date
    what: str
    found_by: FoundBy
    credit: CreditEvent | None = None
    matter: Matter | None = None


@transaction.atomic
def note_act(found: Found, *, by: By) -> UnreportedAct:
    """Enter it on the day of ``by``. Raises UserError where the firm held no card on its day, and
    where a report tells of it."""
    rules = rules_on(by.on)
    if found.on > by.on:
        raise UserError(_("It has not been done yet."), hint=_("Give the day on which it was."))
    if not entitled([found.firm.pk], REPORTED_FIRST, found.on):
        raise UserError(
            _("The enterprise held no service card on %s.") % found.on.isoformat(),
            hint=_("Only acts on holders are listed here."),
        )
    if not found.what.strip() or not (found.office or found.said_by.strip()):
        raise UserError(_("Say who did what."), hint=_("Name the office and the act."))
    if found.office is not None:
        refuse_kind(found.office, found.firm, found.kind)
    told = reports_of(found, rules.number("beside"))
    if found.office is not None:
        told = told.filter(office=found.office)
    if (known := told.first()) is not None:
        raise UserError(
            _("It was reported on %s.") % known.reported_on.isoformat(),
            hint=_("Look at that report: the act belongs to it."),
        )
    return _enter(found, rules, by)


def reports_of(found: Found, beside: int) -> QuerySet[ActReport]:
    """The reports that may tell of an act: of the same kind, near its day, and in advance."""
    days = timedelta(beside)
    rows = ActReport.objects.filter(
        firm=found.firm, kind=found.kind,
        planned_on__gte=found.on - days, planned_on__lte=found.on + days,
    )  # fmt: skip
    told = Q(reported_on__lte=found.on) | ~Q(exempt="")
    return rows.filter(told).exclude(outcome=Outcome.DROPPED)


def _enter(found: Found, rules: ReportRules, by: By) -> UnreportedAct:
    made = UnreportedAct.objects.create(
        office=found.office, said_by=found.said_by.strip()[:200], firm=found.firm, kind=found.kind,
        on=found.on, what=found.what.strip()[:500], found_by=found.found_by, found_on=by.on,
        found_by_user=by.user, at=by.at, credit=found.credit, matter=found.matter,
        due_on=rules.due_after("answer_days", by.on),
    )  # fmt: skip
    said = {"firm": found.firm.pk, "kind": found.kind.value, "on": found.on.isoformat(),
            "office": found.office.pk if found.office else None,
            "found_by": found.found_by.value}  # fmt: skip
    note(made.stream, "act.found_unreported", said, by)
    return made


@transaction.atomic
def answer(row: UnreportedAct, says: str, *, by: By) -> UnreportedAct:
    """Why there was no report, as the office says it, once."""
    held = UnreportedAct.objects.select_for_update().get(pk=row.pk)
    if held.answer:
        raise UserError(
            _("It was answered on %s.") % (held.answered_on or by.on).isoformat(),
            hint=_("Nothing is left."),
        )
    if not says.strip():
        raise UserError(_("Say why there was no report."), hint=_("One sentence is enough."))
    held.answer, held.answered_on, held.answered_by = says.strip(), by.on, person(by)
    held.save()
    note(held.stream, "act.explained", {"says": held.answer}, by)
    return held


@transaction.atomic
def look(*, by: By) -> list[UnreportedAct]:
    """Go through the credit record and the approvals: what was done to holders without a report
    since the mechanism was adopted becomes a row, each once."""
    rules = rules_on(by.on)
    found = [*_penalties(rules), *_inspections(rules)]
    return [_enter(one, rules, by) for one in found]


def _penalties(rules: ReportRules) -> list[Found]:
    rows = CreditEvent.objects.filter(
        kind__in=rules.words("penalties"), unreported_acts=None,
        occurred_on__gte=rules.held.adoption.since, occurred_on__lte=rules.on,
    )  # fmt: skip
    rows = _unreported(rows, "entity", "occurred_on", ActKind.PENALTY, rules)
    return [
        Found(_office(one.decided_by, one.occurred_on), one.decided_by, one.entity,
              ActKind.PENALTY, one.occurred_on, one.document, FoundBy.CREDIT, credit=one)
        for one in rows.select_related("entity").order_by("occurred_on", "pk")
    ]  # fmt: skip


def _inspections(rules: ReportRules) -> list[Found]:
    rows = Matter.objects.filter(
        code__in=rules.words("inspections"), unreported_acts=None,
        case__applicant__kind=Kind.ENTERPRISE, office__isnull=False,
        received_on__gte=rules.held.adoption.since, received_on__lte=rules.on,
    )  # fmt: skip
    rows = _unreported(rows, "case__applicant", "received_on", ActKind.INSPECTION, rules)
    related = ("case__applicant", "office")
    return [
        Found(one.office, "", one.case.applicant, ActKind.INSPECTION, one.received_on,
              f"{one.case.number} {one.title.get('zh', one.code)}", FoundBy.MATTER, matter=one)
        for one in rows.select_related(*related).order_by("received_on", "pk")
        if one.case.applicant is not None and one.received_on is not None
    ]  # fmt: skip


def _unreported(
    rows: QuerySet[M], firm: str, day: str, kind: ActKind, rules: ReportRules
) -> QuerySet[M]:
    """Those on holders of the card on their day, with no report near it and not entered yet."""
    days = timedelta(rules.number("beside"))
    held = Entitlement.objects.filter(
        Q(until=None) | Q(until__gt=OuterRef(day)), entity=OuterRef(firm), code=REPORTED_FIRST,
        replaced=None, since__lte=OuterRef(day),
    )  # fmt: skip
    told = ActReport.objects.filter(
        Q(reported_on__lte=OuterRef(day)) | ~Q(exempt=""), firm=OuterRef(firm), kind=kind,
        planned_on__gte=ExpressionWrapper(OuterRef(day) - days, DateField()),
        planned_on__lte=ExpressionWrapper(OuterRef(day) + days, DateField()),
    ).exclude(outcome=Outcome.DROPPED)  # fmt: skip
    noted = UnreportedAct.objects.filter(firm=OuterRef(firm), kind=kind, on=OuterRef(day))
    return rows.filter(Exists(held), ~Exists(told), ~Exists(noted))


def _office(name: str, on: date) -> Entity | None:
    """The office that a record names; None where the register is not certain."""
    return resolve(name, kind=Kind.OFFICE, on=on, context=home()).entity
