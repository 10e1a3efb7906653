"""What officers record for rankings: marks, own scores, objections, consents, publication."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption.current import of_version
from tashan.base.errors import UserError
from tashan.casework import publishing as after_notice
from tashan.indicators.library_words import said
from tashan.indicators.ranking import consents, marks, objections, publishing
from tashan.indicators.ranking.marks import Assessed, Evidence
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking_models import Decision, Objection, RankedRow, RankingMark, RankingRun
from tashan.mechanisms.ranking import Ranking
from tashan.record import files, perms
from tashan.record.models import StoredFile
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.rankings import (
    AnswerForm,
    ConsentForm,
    MarkForm,
    ObjectionForm,
    OwnScoreForm,
    PublishForm,
)
from tashan.web.notice_panel import NoticePanel
from tashan.web.pages.rankings import row_of, run_of
from tashan.web.ranking.run_page import RunPage
from tashan.web.ranking.sheet_page import SheetPage


def rules_of(run: RankingRun) -> Ranking:
    """What the file said that the run went by."""
    return ranking_of(of_version(run.version), run.part)


@page(perms.may_rank)
def mark_subject(request: OfficerRequest, run_id: int, entity_id: int) -> HttpResponseBase:
    """Plus or minus points or a veto, with its evidence; they count from the next run on."""
    row = row_of(run_id, entity_id)
    ranking = rules_of(row.run)
    levels = dict.fromkeys(level for extra in ranking.extras for level in extra.levels)
    form = MarkForm(
        request.POST or None,
        request.FILES or None,
        offered=_offered(ranking),
        levels=[(level, _level(level)) for level in levels],
        initial={"occurred_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _record_mark(row, ranking, form, request)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded. It counts from the next run on."))
            return redirect("score_sheet", run_id, entity_id)
    return _form(request, form, row, _("Plus and minus points, vetoes"))


def _offered(ranking: Ranking) -> list[tuple[str, str]]:
    extras = [(f"extra:{e.code}", said(e.title)) for e in ranking.extras]
    return extras + [(f"veto:{v.code}", _("Veto: %s") % said(v.title)) for v in ranking.vetoes]


def _level(code: str) -> str:
    known = {"national": _("national"), "provincial": _("provincial"), "city": _("of the city")}
    return known.get(code, code)


def _record_mark(
    row: RankedRow, ranking: Ranking, form: MarkForm, request: OfficerRequest
) -> RankingMark:
    data, now = form.cleaned_data, timezone.now()
    kind, code = form.kind_and_code
    return marks.record_mark(
        _assessed(row),
        ranking,
        kind=kind,
        code=code,
        level=data["level"],
        times=data["times"],
        evidence=Evidence(data["document"].strip(), _stored(data["file"], now)),
        occurred_on=data["occurred_on"],
        actor=request.user,
        at=now,
    )


def _assessed(row: RankedRow) -> Assessed:
    run = row.run
    return Assessed(run.version.adoption, run.part, run.year, row.entity)


def _stored(upload: UploadedFile[bytes] | None, at: datetime) -> StoredFile | None:
    if upload is None:
        return None
    return files.store(upload.read(), name=upload.name or "", at=at)


@require_POST
@page(perms.may_rank)
def take_back_mark(request: OfficerRequest, mark_id: int) -> HttpResponseBase:
    """It counts no more; the row stays with the reason."""
    mark = get_object_or_404(RankingMark, pk=mark_id)
    why = request.POST.get("why", "")
    try:
        marks.take_back(mark, why, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back. It counts no more from the next run on."))
    runs = RankingRun.objects.filter(
        version__adoption=mark.adoption_id, part=mark.part, rows__entity=mark.entity_id
    )
    newest = runs.order_by("-id").first()
    if newest is None:
        return redirect("rankings")
    return redirect("score_sheet", newest.pk, mark.entity_id)


@page(perms.may_rank)
def own_score(request: OfficerRequest, run_id: int, entity_id: int) -> HttpResponseBase:
    """The assessed's own points, beside the verified ones."""
    row = row_of(run_id, entity_id)
    ranking, sheet = rules_of(row.run), SheetPage(row)
    given = {scored.code: scored.own for scored in sheet.scored}
    measures = [(m.code, f"{said(m.title)}（{m.weight}）") for m in ranking.measures]
    form = OwnScoreForm(request.POST or None, measures=measures, given=given)
    if request.method == "POST" and form.is_valid():
        try:
            _assess(row, ranking, form, request)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The own points stand beside the verified ones."))
            return redirect("score_sheet", run_id, entity_id)
    return _form(request, form, row, _("Own points"))


def _assess(row: RankedRow, ranking: Ranking, form: OwnScoreForm, request: OfficerRequest) -> None:
    for code, points in form.cleaned_data.items():
        if points is not None and code in form.changed_data:
            marks.assess_oneself(
                _assessed(row),
                code,
                points,
                ranking=ranking,
                actor=request.user,
                at=timezone.now(),
            )


@page(perms.may_rank)
def object_to_score(request: OfficerRequest, run_id: int, entity_id: int) -> HttpResponseBase:
    """An objection of the assessed, as it came in."""
    row = row_of(run_id, entity_id)
    measures = [(m.code, said(m.title)) for m in rules_of(row.run).measures]
    form = ObjectionForm(
        request.POST or None,
        request.FILES or None,
        measures=measures,
        initial={"opened_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        try:
            objections.object_to(
                row.run,
                row.entity,
                data["text"],
                on=data["opened_on"],
                measure=data["measure"],
                file=_stored(data["file"], now),
                actor=request.user,
                at=now,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded. Nothing is published until it is answered."))
            return redirect("ranking_objections", run_id)
    return _form(request, form, row, _("Objection"))


@page(perms.may_see_mechanisms)
def ranking_objections(request: OfficerRequest, run_id: int) -> HttpResponse:
    """All objections to a run, the open ones first."""
    run = run_of(run_id)
    rows = list(
        run.objections.select_related("actor", "answered_by", "file").order_by("answered_on", "id")
    )
    rows.sort(key=lambda row: row.answered_on is not None)
    context = {
        "run": RunPage(request, run),
        "objections": rows,
        "names": names_on([row.entity_id for row in rows], run.on),
        "form": AnswerForm(),
        "may_rank": perms.may_rank(request.user),
        "may_confirm": perms.may_confirm(request.user),
    }
    return render(request, "rankings/objections.html", context)


@require_POST
@page(perms.may_rank)
def answer_objection(request: OfficerRequest, objection_id: int) -> HttpResponseBase:
    """With an outcome and reasons, once."""
    row = get_object_or_404(Objection, pk=objection_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("An answer gives its outcome and its reasons."))
        return redirect("ranking_objections", row.run_id)
    now = timezone.now()
    outcome = Decision(form.cleaned_data["outcome"])
    reasons = form.cleaned_data["answer"]
    try:
        objections.answer(
            row, outcome, reasons, on=timezone.localdate(now), actor=request.user, at=now
        )
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Answered. If it is upheld, correct the figure and run again."))
    return redirect("ranking_objections", row.run_id)


@page(perms.may_confirm)
def publish_ranking(request: OfficerRequest, run_id: int) -> HttpResponseBase:
    """What would be shown, who agreed; then the list is frozen and numbered."""
    run, now = run_of(run_id), timezone.now()
    held, on = of_version(run.version), timezone.localdate(now)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = after_notice.publish(
                run,
                held,
                on=on,
                actor=request.user,
                at=now,
                reason=form.cleaned_data["reason"],
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The list is published."))
            return redirect("board", made.list_id)
    context = _publication(request, run, form) | {
        "hindrances": after_notice.hindrances(run, held, on),
        "notice": NoticePanel(
            after_notice.about(run), after_notice.notice_of(run, held), on, request.user
        ),
    }
    return render(request, "rankings/publish.html", context)


def _publication(request: OfficerRequest, run: RankingRun, form: PublishForm) -> dict[str, Any]:
    on = timezone.localdate()
    try:
        found = publishing.candidates(run, rules_of(run), on)
    except UserError as error:
        messages.error(request, str(error))
        found = []
    return {
        "run": RunPage(request, run),
        "candidates": found,
        "unnamed": sum(not candidate.is_named for candidate in found),
        "form": form,
        "consent_form": ConsentForm(initial={"since": on, "is_given": "yes"}),
        "publications": run.publications.order_by("number"),
    }


@require_POST
@page(perms.may_rank)
def record_consents(request: OfficerRequest, run_id: int) -> HttpResponseBase:
    """What the chosen enterprises say of their names, with the paper."""
    run, now = run_of(run_id), timezone.now()
    form = ConsentForm(request.POST, request.FILES)
    wanted = [int(pk) for pk in request.POST.getlist("entity") if pk.isdigit()]
    chosen = Entity.objects.filter(pk__in=run.rows.filter(entity__in=wanted).values("entity"))
    if not form.is_valid() or not chosen:
        messages.error(request, _("Choose enterprises, and name the paper and its day."))
        return redirect("publish_ranking", run_id)
    data = form.cleaned_data
    stored = _stored(data["file"], now)
    for entity in chosen:
        consents.record_consent(
            run.version.adoption,
            entity,
            is_given=data["is_given"],
            document=data["document"],
            since=data["since"],
            file=stored,
            actor=request.user,
            at=now,
        )
    messages.success(request, _("Recorded for %d enterprises.") % len(chosen))
    return redirect("publish_ranking", run_id)


def _form(
    request: OfficerRequest, form: forms.Form, row: RankedRow, title: str
) -> HttpResponseBase:
    context = {"form": form, "title": title, "sheet": SheetPage(row)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "rankings/form.html", context, status=status)
