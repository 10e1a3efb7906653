"""Findings: read, searched, decided, and recorded as figures."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named_or_none, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, figure_url
from tashan.api.routers import reports as router
from tashan.api.schemas import figures
from tashan.api.schemas import reports as told
from tashan.api.schemas.shared import Done
from tashan.api.views.reports import report_url
from tashan.base.errors import UserError
from tashan.indicators import catalogue, from_findings
from tashan.indicators.naming import days_of
from tashan.reading import review
from tashan.reading.models import Change, Report, ReportFinding
from tashan.reading.review import as_text, effective
from tashan.reading.search import search_findings
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.REPORTS_READ, Scope.REPORTS_WRITE
IN_TEXT = [Key("start"), Key("end"), Key("number")]
FOUND = [Key("report__uploaded_at", is_descending=True), Key("report_id"), *IN_TEXT]
FINDING = "/reports/{report_id}/findings/{number}"


@door(
    router, "GET", "/reports/{report_id}/findings",
    scope=READ, right=perms.may_read_report, answer=Page[told.Finding],
)  # fmt: skip
def list_findings(
    request: ProgramRequest,
    report_id: Id,
    asked: Query[told.FindingsAsked],
    paging: Query[Paging],
) -> Page[told.Finding]:
    """What was found in a report, in the order of its text."""
    report = get_object_or_404(Report.objects.only("pk"), pk=report_id)
    rows = ReportFinding.objects.filter(report=report).exclude(change=Change.GONE)
    return page(request, _narrowed(rows, asked), IN_TEXT, shown=_findings, asked=paging)


@door(
    router, "GET", "/findings",
    scope=READ, right=perms.may_read_report, answer=Page[told.Finding],
)  # fmt: skip
def find_findings(
    request: ProgramRequest, asked: Query[told.SearchAsked], paging: Query[Paging]
) -> Page[told.Finding]:
    """Findings of all reports that hold all the words, in either script, newest report first."""
    rows = _narrowed(search_findings(asked.q), asked)
    return page(request, rows, FOUND, shown=_findings, asked=paging)


def _narrowed(rows: QuerySet[ReportFinding], asked: told.FindingsAsked) -> QuerySet[ReportFinding]:
    said = {"kind": asked.kind, "state": asked.state}
    rows = rows.filter(**{name: value for name, value in said.items() if value})
    return rows.select_related("report", "decided_by").defer("report__text")


def _findings(rows: list[ReportFinding]) -> list[told.Finding]:
    return [_finding(row) for row in rows]


def _finding(row: ReportFinding) -> told.Finding:
    said = {
        name: effective(row, name)
        for name in ("name", "value", "unit", "place", "period", "period_iso", "type", "scope")
    }
    return told.Finding(
        report=row.report_id,
        number=row.number,
        url=f"{report_url(row.report_id)}/findings/{row.number}",
        kind=row.kind,  # type: ignore[arg-type]  # choices of the model, as the state
        start=row.start,
        end=row.end,
        quote=row.quote,
        **said,
        status=effective(row, "status") or row.status,
        approximate=row.approximate,
        section=row.section,
        state=row.state,  # type: ignore[arg-type]
        as_read={name: as_text(getattr(row, name)) for name in row.correction},
        version=row.version,
        decided_by=str(row.decided_by) if row.decided_by else None,
        decided_at=row.decided_at,
        source=report_url(row.report_id),
    )


@door(router, "GET", FINDING, scope=READ, right=perms.may_read_report, answer=told.Finding)
def read_finding(request: ProgramRequest, report_id: Id, number: Id) -> told.Finding:
    """One finding, with what was decided about it."""
    return _finding(_find(report_id, number))


def _find(report_id: int, number: int) -> ReportFinding:
    rows = ReportFinding.objects.select_related("report", "decided_by", "refers_to")
    return get_object_or_404(rows.defer("report__text"), report=report_id, number=number)


Move = Callable[..., ReportFinding]


def _decide(
    request: ProgramRequest, row: ReportFinding, move: Move, seen: int, **detail: str
) -> told.Finding:
    done = move(row, actor=request.user, at=timezone.now(), seen_version=seen, **detail)
    return _finding(_find(done.report_id, done.number))


@door(
    router, "POST", FINDING + "/accept",
    scope=WRITE, right=perms.may_review, answer=told.Finding,
)  # fmt: skip
def accept_finding(
    request: ProgramRequest, report_id: Id, number: Id, given: told.FindingSeen
) -> told.Finding:
    """The finding holds as read."""
    return _decide(request, _find(report_id, number), review.accept, given.seen_version)


@door(
    router, "POST", FINDING + "/reject",
    scope=WRITE, right=perms.may_review, answer=told.Finding,
)  # fmt: skip
def reject_finding(
    request: ProgramRequest, report_id: Id, number: Id, given: told.Rejection
) -> told.Finding:
    """The finding is not what the report says; it stays, marked."""
    row = _find(report_id, number)
    return _decide(request, row, review.reject, given.seen_version, reason=given.reason)


@door(
    router, "POST", FINDING + "/reopen",
    scope=WRITE, right=perms.may_review, answer=told.Finding,
)  # fmt: skip
def reopen_finding(
    request: ProgramRequest, report_id: Id, number: Id, given: told.FindingSeen
) -> told.Finding:
    """The decision is taken back; the finding waits again."""
    return _decide(request, _find(report_id, number), review.reopen, given.seen_version)


@door(
    router, "POST", FINDING + "/correct",
    scope=WRITE, right=perms.may_review, answer=told.Finding,
)  # fmt: skip
def correct_finding(
    request: ProgramRequest, report_id: Id, number: Id, given: told.FindingCorrection
) -> told.Finding:
    """The finding holds with other fields; what was read stays beside the correction."""
    changes = given.model_dump(exclude_unset=True, exclude={"seen_version"})
    done = review.correct(
        _find(report_id, number),
        changes,
        actor=request.user,
        at=timezone.now(),
        seen_version=given.seen_version,
    )
    return _finding(_find(done.report_id, done.number))


@door(
    router, "POST", FINDING + "/record",
    scope=Scope.FIGURES_WRITE, right=perms.may_record_figures, answer=Done, status=201,
)  # fmt: skip
def record_finding(
    request: ProgramRequest, report_id: Id, number: Id, given: figures.FindingGiven
) -> Done:
    """Record an accepted finding as a figure; what it leaves open must be given, never guessed."""
    proposal = from_findings.propose(_find(report_id, number), on=today())
    subject = named_or_none(given.subject) or proposal.place.entity
    code = given.indicator or proposal.code
    period = given.period or proposal.period
    if subject is None or not code or not period:
        missing = "; ".join(proposal.missing.values())
        raise UserError(
            _("The finding leaves something open: %s") % missing,
            hint=_("Give ``subject``, ``indicator`` or ``period`` with the request."),
        )
    days = days_of(period, catalogue.definition(code))
    made = from_findings.take(
        proposal, subject=subject, code=code, days=days, actor=request.user, at=timezone.now()
    )
    return Done(id=made.pk, url=figure_url(made.pk))
