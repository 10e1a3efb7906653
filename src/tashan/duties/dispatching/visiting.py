"""The officer logs visits with the problems raised there, and reports of each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.duties.dispatch_models import (
    PeriodReport,
    Secondment,
    SecondmentState,
    Visit,
    VisitProblem,
)
from tashan.duties.dispatching.doing import Doer, held_secondment, note, person, said
from tashan.duties.dispatching.periods import first_of, last_of
from tashan.duties.dispatching.standing import figures_of
from tashan.registry.belonging import entity_of


@dataclass(frozen=True, slots=True)
class NewProblem:
    """What was raised, and which service of the menu it is for, where that is known."""

    says: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """Where, whom, what was said; the day is that of the act."""

    where: str
    met: str
    said: str
    problems: Sequence[NewProblem] = ()


def is_own(secondment: Secondment, by: Doer) -> bool:
    """Whether the account is that of the officer who was sent."""
    mine = entity_of(person(by), by.entered_on)
    return mine is not None and mine.pk == secondment.officer_id


@transaction.atomic
def log_visit(secondment: Secondment, new: NewVisit, *, by: Doer) -> Visit:
    """Written down by the officer who was sent; late beyond the days of the file, and said so.

    Raises UserError by anybody else, and outside the term.
    """
    row = _own_running(secondment, by)
    if not row.since <= by.on < row.until:
        raise UserError(
            _("The term is from %(since)s until %(until)s.")
            % {"since": row.since, "until": row.until},
            hint=_("Give a day within it."),
        )
    days = row.round.log_days
    made = Visit.objects.create(
        secondment=row, on=by.on, where=said(new.where, _("Where")), met=said(new.met, _("Whom")),
        said=said(new.said, _("What was said")), actor=person(by), at=by.at,
        is_late=days is not None and (by.entered_on - by.on).days > days,
    )  # fmt: skip
    for one in new.problems:
        VisitProblem.objects.create(
            visit=made, says=said(one.says, _("The problem")), service=one.service
        )
    told = {"visit": made.pk, "late": made.is_late, "problems": len(new.problems)}
    note(row, "secondment.visited", told, by)
    return made


def _own_running(secondment: Secondment, by: Doer) -> Secondment:
    row = held_secondment(secondment, SecondmentState.RUNNING)
    if not is_own(row, by):
        raise UserError(
            _("Only the officer who was sent writes here."),
            hint=_("Sign in as the officer, or ask them."),
        )
    return row


@transaction.atomic
def passed_on(problem: VisitProblem, order: str, *, by: Doer) -> VisitProblem:
    """The problem became a service order with this number; once only."""
    row = VisitProblem.objects.select_for_update().get(pk=problem.pk)
    if row.order:
        raise UserError(
            _("It is an order already: %s.") % row.order, hint=_("Follow that order.")
        )  # fmt: skip
    row.order = order
    row.save()
    told = {"problem": row.pk, "order": order, "visit": row.visit_id}
    note(row.visit.secondment, "secondment.problem_passed_on", told, by)
    return row


@transaction.atomic
def report(secondment: Secondment, of: date, says: str, *, by: Doer) -> PeriodReport:
    """The officer's report of the period in which ``of`` lies, with the figures of the log.

    Raises UserError before the period has an end, outside the term, and for a second one.
    """
    row = _own_running(secondment, by)
    if not row.round.has_reports:
        raise UserError(_("This round asks for no reports."), hint=_("Log the visits."))
    first, last = first_of(of, row.round.period), last_of(of, row.round.period)
    if last < row.since or first >= row.until or by.on < first:
        raise UserError(_("The period is not of the term so far."), hint=_("Choose another."))
    if row.reports.filter(period=first).exists():
        raise UserError(_("This period is reported already."), hint=_("Choose another."))
    made = PeriodReport.objects.create(
        secondment=row, period=first, says=said(says, _("The report")),
        figures=figures_of(row, first, last), actor=person(by), at=by.at,
    )  # fmt: skip
    note(row, "secondment.reported", {"period": first.isoformat()}, by)
    return made
