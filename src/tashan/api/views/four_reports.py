"""Four reports: acts on card holders reported, received, recorded, rated; those without one."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, named_or_none, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.four_report_telling import (
    overview,
    report_in_full,
    report_lines,
    unreported_lines,
)
from tashan.api.routers import cases as router
from tashan.api.schemas import four_reports as told
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.casework.four_report_models import (
    ActKind,
    ActReport,
    ExemptGround,
    FoundBy,
    Outcome,
    UnreportedAct,
)
from tashan.casework.four_reports import reporting, seeing, unreported
from tashan.casework.four_reports.rules import managing_office, rules_or_none
from tashan.casework.four_reports.seeing import ReportAct
from tashan.casework.perms import actor_of
from tashan.record import perms
from tashan.record.models import User
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("pk", is_descending=True)]
REPORT, UNREPORTED = "/four-reports/{report_id}", "/unreported-acts"
ActName = Literal["receive", "record", "rate"]


def _report(user: User, report_id: int) -> ActReport:
    return get_object_or_404(seeing.visible_reports(user, today()), pk=report_id)


@door(router, "GET", "/four-reports", scope=READ, right=seeing.may_see_reports,
      answer=Page[told.ActReportLine])  # fmt: skip
def list_four_reports(request: ProgramRequest, paging: Query[Paging]) -> Page[told.ActReportLine]:
    """The reports that you may see, the newest first."""

    def shown(found: list[ActReport]) -> list[told.ActReportLine]:
        return report_lines(found, today(), request.user)

    rows = seeing.visible_reports(request.user, today())
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/four-reports", scope=WRITE, right=seeing.may_file,
      answer=told.ActReportInFull, status=201)  # fmt: skip
def file_four_report(request: ProgramRequest, given: told.ActReportGiven) -> told.ActReportInFull:
    """Report an intended act on a card holder, or record an exempt one that was done.

    The act waits for no answer. An agent reports layoffs or closure of their own enterprise, a
    bank's clerk the loan that the bank means to withdraw.
    """
    office = _acting(request.user, named_or_none(given.office, Kind.OFFICE, Kind.ENTERPRISE))
    is_own = actor_of(request.user, today()).applies(office.pk)
    firm = office if is_own else named(given.firm or 0, Kind.ENTERPRISE)
    new = reporting.NewReport(
        office, firm, ActKind(given.kind), given.what[:500], given.legal_basis, given.officers,
        given.planned_on, ExemptGround(given.exempt) if given.exempt else None, given.ground[:300],
    )  # fmt: skip
    made = reporting.report(new, by=by_of(request, given.on))
    return report_in_full(_report(request.user, made.pk), today(), request.user)


def _acting(user: User, office: Entity | None) -> Entity:
    """The office or the bank of the account that acts, or the agent's own enterprise."""
    actor = actor_of(user, today())
    if office is None:
        own = [*actor.offices] or ([actor.stands_for] if actor.stands_for else [])
        if len(own) != 1:
            raise UserError(_("Which office acts?"), hint=_("Name one of your own offices."))
        office = Entity.objects.get(pk=own[0])
    if not (actor.handles(office.pk) or actor.applies(office.pk)):
        raise PermissionDenied
    return office


@door(router, "GET", "/four-reports/overview", scope=READ, right=perms.may_see_work,
      answer=told.FourReportsTold)  # fmt: skip
def read_four_reports_overview(
    request: ProgramRequest, on: date | None = None
) -> told.FourReportsTold:
    """The year until a day: in time, late, by office, and firms that are met often."""
    return overview(on or today(), request.user)


@door(router, "GET", REPORT, scope=READ, right=seeing.may_see_reports, answer=told.ActReportInFull)
def read_four_report(request: ProgramRequest, report_id: Id) -> told.ActReportInFull:
    """One report with its receipt and its outcome."""
    return report_in_full(_report(request.user, report_id), today(), request.user)


@door(router, "POST", REPORT + "/{act}", scope=WRITE, right=seeing.may_move,
      answer=told.ActReportInFull)  # fmt: skip
def move_four_report(
    request: ProgramRequest, report_id: Id, act: ActName, given: told.ActReportMove
) -> told.ActReportInFull:
    """Acknowledge a report (no permission), record what came of the act, or rate it."""
    row, wanted = _report(request.user, report_id), ReportAct(act)
    if wanted not in seeing.acts_for(request.user, row, today()):
        raise PermissionDenied
    by = by_of(request, given.on)
    match wanted:
        case ReportAct.RECEIVE:
            reporting.receive(row, (given.remark or "")[:300], by=by)
        case ReportAct.RECORD:
            outcome = Outcome(given.outcome or Outcome.CARRIED_OUT)
            reporting.record(row, outcome, (given.result or "")[:500], by=by)
        case ReportAct.RATE:
            reporting.rate(row, given.rating or 0, (given.comment or "")[:500], by=by)
    return report_in_full(_report(request.user, report_id), today(), request.user)


@door(router, "GET", UNREPORTED, scope=READ, right=seeing.may_see_reports,
      answer=Page[told.UnreportedActTold])  # fmt: skip
def list_unreported_acts(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.UnreportedActTold]:
    """Acts found without a report, the newest first; offices and banks see their own, the managing
    office all."""

    def shown(found: list[UnreportedAct]) -> list[told.UnreportedActTold]:
        return unreported_lines(found, today(), request.user)

    rules, actor = rules_or_none(today()), actor_of(request.user, today())
    manages = rules is not None and bool(actor.offices) and actor.handles(managing_office(rules).pk)
    rows = seeing.visible_unreported(request.user, today(), manages=manages)
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", UNREPORTED, scope=WRITE, right=seeing.may_note,
      answer=told.UnreportedActTold, status=201)  # fmt: skip
def note_unreported_act(
    request: ProgramRequest, given: told.UnreportedActGiven
) -> told.UnreportedActTold:
    """Tell of an act without a report; an agent of one on their own enterprise."""
    own = actor_of(request.user, today()).stands_for
    firm = named(own or given.firm or 0, Kind.ENTERPRISE)
    acting = named(given.office, Kind.OFFICE, Kind.ENTERPRISE)
    found = unreported.Found(
        acting, "", firm, ActKind(given.kind), given.on, given.what,
        FoundBy.FIRM if own else FoundBy.OFFICE,
    )  # fmt: skip
    made = unreported.note_act(found, by=by_of(request, None))
    return unreported_lines([made], today(), request.user)[0]


@door(router, "POST", UNREPORTED + "/look", scope=WRITE, right=perms.may_keep_work,
      answer=told.UnreportedActsFound)  # fmt: skip
def look_for_unreported_acts(request: ProgramRequest) -> told.UnreportedActsFound:
    """Go through the credit record and the approvals; each act is entered once."""
    found = unreported.look(by=by_of(request, None))
    return told.UnreportedActsFound(found=unreported_lines(found, today(), request.user))


@door(router, "POST", UNREPORTED + "/{unreported_id}/answer", scope=WRITE,
      right=seeing.may_explain, answer=told.UnreportedActTold)  # fmt: skip
def answer_unreported_act(
    request: ProgramRequest, unreported_id: Id, given: told.UnreportedActAnswer
) -> told.UnreportedActTold:
    """The office or the bank that acted says why there was no report."""
    rows = seeing.visible_unreported(request.user, today(), manages=False)
    row = rows.filter(pk=unreported_id).first()
    if row is None:
        raise Http404
    if not row.answer and not seeing.may_answer(request.user, row, today()):
        raise PermissionDenied
    made = unreported.answer(row, given.answer[:500], by=by_of(request, given.on))
    return unreported_lines([made], today(), request.user)[0]
