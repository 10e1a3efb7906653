"""Four reports: the list, one report with its acts, the overview, and acts without a report."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.four_report_models import ActKind, ActReport, FoundBy, Outcome, UnreportedAct
from tashan.casework.four_reports import reporting, seeing, unreported
from tashan.casework.four_reports.seeing import ReportAct
from tashan.casework.perms import actor_of
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.four_reports import AnswerForm, NewReportForm, ReportActForm, UnreportedForm
from tashan.web.four_reports.homes import home_of
from tashan.web.four_reports.overview_page import OverviewPage
from tashan.web.four_reports.report_page import ACT_WORDS, ReportPage
from tashan.web.four_reports.report_rows import report_rows, unreported_rows
from tashan.web.listing import in_order, order_of, page_of, words_of
from tashan.web.pages.cards import by_now
from tashan.web.pages.parks import day_of

COLUMNS = {"planned": "planned_on", "reported": "reported_on", "kind": "kind", "due": "due_on"}
STANDS: dict[str, Q] = {
    "to_receive": Q(received_on=None, exempt=""),
    "to_record": Q(outcome=""),
    "done": ~Q(outcome=""),
    "exempt": ~Q(exempt=""),
}


@page(perms.may_see_work)
def four_reports(request: OfficerRequest) -> HttpResponse:
    """``?stands=``, ``?kind=`` and ``?firm=`` narrow the list; ``?sort=`` orders it."""
    on = timezone.localdate()
    rows = _narrowed(request, seeing.visible_reports(request.user, on))
    order = order_of(request, COLUMNS, default="-planned")
    shown = page_of(request, in_order(rows, order, COLUMNS))
    words = {
        "to_receive": _("Receipt open"), "to_record": _("To be recorded"),
        "done": _("Recorded"), "exempt": _("Exempt"),
    }  # fmt: skip
    context = {
        "rows": report_rows(list(shown), on), "shown": shown, "order": order,
        "chips": list(words.items()), "kinds": ActKind.choices, "words": words_of(request, "firm"),
        "stands": request.GET.get("stands", ""), "kind": request.GET.get("kind", ""),
        "may_file": perms.may_report_work(request.user),
    }  # fmt: skip
    return render(request, "four_reports/list.html", context)


def _narrowed(request: OfficerRequest, rows: QuerySet[ActReport]) -> QuerySet[ActReport]:
    if (stands := request.GET.get("stands", "")) in STANDS:
        rows = rows.filter(STANDS[stands])
    if (kind := request.GET.get("kind", "")) in ActKind.values:
        rows = rows.filter(kind=kind)
    if words := words_of(request, "firm"):
        named = Q(firm__names__name__icontains=words) | Q(firm__code=words.upper())
        rows = rows.filter(pk__in=rows.filter(named).values("pk"))
    return rows


@page(perms.may_see_work)
def four_reports_overview(request: OfficerRequest) -> HttpResponse:
    """The year until ``?on=``: figures, offices, firms met often, acts without a report."""
    shown = OverviewPage(request, request.user, day_of(request))
    context = {
        "page": shown, "shown": shown.shown, "may_look": perms.may_keep_work(request.user),
        "may_note": seeing.may_note(request.user),
    }  # fmt: skip
    return render(request, "four_reports/overview.html", context)


@page(seeing.may_see_reports)
def four_report(request: OfficerRequest, report_id: int) -> HttpResponse:
    """One report."""
    shown = ReportPage(_report(request, report_id), request.user, timezone.localdate())
    return render(request, "four_reports/report.html", {"page": shown})


def _report(request: OfficerRequest, report_id: int) -> ActReport:
    rows = seeing.visible_reports(request.user, timezone.localdate())
    return get_object_or_404(rows, pk=report_id)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether it was taken; what the act refuses stands in the form."""
    try:
        act()
    except UserError as error:
        form.add_error(None, str(error))
        return False
    return True


@page(seeing.may_file)
def new_four_report(request: OfficerRequest) -> HttpResponseBase:
    """Report an act; an agent the layoffs of their own enterprise, a clerk a loan withdrawal."""
    on = timezone.localdate()
    form = NewReportForm(request.POST or None, actor=actor_of(request.user, on), on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        made: list[ActReport] = []
        if _done(form, lambda: made.append(_filed(request, form))):
            messages.success(request, _("The report is filed. The act waits for nothing."))
            return redirect("four_report", made[0].pk)
        status = 409
    context = {"form": form, "home": home_of(request.user)}
    return render(request, "four_reports/new.html", context, status=status)


def _filed(request: OfficerRequest, form: NewReportForm) -> ActReport:
    said, office, firm = form.cleaned_data, form.office, form.firm
    if office is None or firm is None:
        raise UserError(
            _("Your account belongs to no office and no enterprise."),
            hint=_("A registrar binds it first."),
        )
    new = reporting.NewReport(
        office, firm, form.kind, said["what"], said["legal_basis"], said["officers"],
        said["planned_on"], form.exempt, said.get("ground", ""),
    )  # fmt: skip
    return reporting.report(new, by=By(request.user, timezone.now(), said["on"]))


@page(seeing.may_move)
def four_report_act(request: OfficerRequest, report_id: int, act: str) -> HttpResponseBase:
    """Acknowledge, record or rate; what was typed stays where it is refused."""
    row, on = _report(request, report_id), timezone.localdate()
    if act not in seeing.acts_for(request.user, row, on):
        raise Http404
    wanted = ReportAct(act)
    form = ReportActForm(request.POST or None, act=wanted, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        if _done(form, lambda: _moved(request, row, wanted, form)):
            messages.success(request, _("“%s” is recorded.") % ACT_WORDS[wanted]())
            return redirect("four_report", row.pk)
        status = 409
    context = {"form": form, "page": ReportPage(row, request.user, on),
               "title": ACT_WORDS[wanted]()}  # fmt: skip
    return render(request, "four_reports/act.html", context, status=status)


def _moved(request: OfficerRequest, row: ActReport, act: ReportAct, form: ReportActForm) -> None:
    said = form.cleaned_data
    by = By(request.user, timezone.now(), said["on"])
    match act:
        case ReportAct.RECEIVE:
            reporting.receive(row, said["remark"], by=by)
        case ReportAct.RECORD:
            reporting.record(row, Outcome(said["outcome"]), said["result"], by=by)
        case ReportAct.RATE:
            reporting.rate(row, int(said["rating"]), said["comment"], by=by)


@page(seeing.may_note)
def note_unreported(request: OfficerRequest) -> HttpResponseBase:
    """An office, a steward or the enterprise's agent tells of an act without a report."""
    on = timezone.localdate()
    actor = actor_of(request.user, on)
    form = UnreportedForm(request.POST or None, actor=actor, on=on)
    status = 422 if form.is_bound else 200
    is_agent = actor.stands_for is not None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = unreported.Found(
            said["office"], "", form.firm, ActKind(said["kind"]), said["day"], said["what"],
            FoundBy.FIRM if is_agent else FoundBy.OFFICE,
        )  # fmt: skip
        if _done(form, lambda: unreported.note_act(found, by=by_now(request.user))):
            messages.success(request, _("It is listed; the office is asked why."))
            return redirect("own_reports" if is_agent else "four_reports_overview")
        status = 409
    context = {"form": form, "home": home_of(request.user)}
    return render(request, "four_reports/note.html", context, status=status)


@page(seeing.may_explain)
def answer_unreported(request: OfficerRequest, unreported_id: int) -> HttpResponseBase:
    """The office or the bank that acted says why there was no report."""
    on = timezone.localdate()
    rows = seeing.visible_unreported(request.user, on, manages=False)
    row: UnreportedAct = get_object_or_404(rows, pk=unreported_id)
    if not seeing.may_answer(request.user, row, on):
        raise Http404
    form = AnswerForm(request.POST or None, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        if _done(form, lambda: _answered(request, row, form)):
            messages.success(request, _("The answer is recorded."))
            is_bank = perms.may_promise(request.user)
            return redirect("bank_reports" if is_bank else "four_reports_overview")
        status = 409
    [told] = unreported_rows([row], on, {row.pk})
    context = {"form": form, "one": told, "home": home_of(request.user)}
    return render(request, "four_reports/answer.html", context, status=status)


def _answered(request: OfficerRequest, row: UnreportedAct, form: AnswerForm) -> None:
    said = form.cleaned_data
    unreported.answer(row, said["answer"], by=By(request.user, timezone.now(), said["on"]))


@require_POST
@page(perms.may_keep_work)
def look_unreported(request: OfficerRequest) -> HttpResponseBase:
    """Go through the credit record and the approvals now."""
    try:
        found = unreported.look(by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Acts without a report found: %d.") % len(found))
    return redirect("four_reports_overview")


@page(perms.may_apply)
def own_reports(request: OfficerRequest) -> HttpResponse:
    """What offices intend at one's own enterprise, and what they did without telling."""
    return render(request, "four_reports/own.html", _of_mine(request, answers=False))


@page(perms.may_promise)
def bank_reports(request: OfficerRequest) -> HttpResponse:
    """The withdrawals that one's own bank reported with the office's answers, and those found."""
    rows = seeing.visible_reports(request.user, timezone.localdate())
    context = _of_mine(request, answers=True)
    context["waiting"] = rows.filter(received_on=None, exempt="").count()
    return render(request, "four_reports/bank.html", context)


def _of_mine(request: OfficerRequest, *, answers: bool) -> dict[str, object]:
    """What a firm or a bank sees of its own: a page of reports, and the acts found without one;
    ``answers``: who sees them answers for those that nobody answered yet."""
    on = timezone.localdate()
    shown = page_of(
        request, seeing.visible_reports(request.user, on).order_by("-planned_on", "-pk")
    )
    found = list(seeing.visible_unreported(request.user, on, manages=False).order_by("-on")[:50])
    open_ = {one.pk for one in found if not one.answer} if answers else set()
    return {"rows": report_rows(list(shown), on), "shown": shown,
            "found": unreported_rows(found, on, open_)}  # fmt: skip
