"""Money won for projects: sources, one of them, a project's money, and the forms of its acts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.project_money.acting import (
    MoneyAct,
    may_move_money,
    perform,
    refuse_act,
)
from tashan.programmes.project_money.granting import NewSource, apply, open_source
from tashan.programmes.project_money.standing import totals_on
from tashan.programmes.project_money_models import MoneySource, ProjectMoney, SourceKind
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.guarantees import fen_of
from tashan.web.forms.project_money import ApplyForm, MoneyActForm, NewSourceForm
from tashan.web.listing import page_of
from tashan.web.pages.parks import day_of
from tashan.web.project_money.money_page import MoneyPage
from tashan.web.project_money.source_page import SourcePage, bar_of_source, figures_of
from tashan.web.project_money.words import act_word

SIZE = 8  # sources of one page


def _source(source_id: int) -> MoneySource:
    rows = MoneySource.objects.select_related("book", "adoption")
    return get_object_or_404(rows.prefetch_related("adoption__versions"), pk=source_id)


@page(perms.may_see_funds)
def project_money(request: OfficerRequest) -> HttpResponse:
    """Every source with where its money stands, the newest first."""
    on = day_of(request)
    rows = MoneySource.objects.filter(since__lte=on).select_related("book", "adoption")
    shown: Page[MoneySource] = page_of(request, rows.order_by("-pk"), size=SIZE)
    told = totals_on(list(shown), on)
    sources = [(one, bar_of_source(one), figures_of(one)) for one in told]
    context = {"sources": sources, "shown": shown, "on": on,
               "may_keep": perms.may_keep_funds(request.user)}  # fmt: skip
    return render(request, "project_money/list.html", context)


@page(perms.may_see_funds)
def money_source(request: OfficerRequest, source_id: int) -> HttpResponse:
    """One source as of ``?on=``, with its projects."""
    shown = SourcePage(_source(source_id), request, day_of(request))
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "may_apply": perms.may_handle(request.user),
               "granted_word": pgettext("project money", "Granted")}  # fmt: skip
    return render(request, "project_money/source.html", context)


@page(perms.may_keep_funds)
def new_money_source(request: OfficerRequest) -> HttpResponseBase:
    """A steward enters a source by its document."""
    form = NewSourceForm(request.POST or None, on=timezone.localdate())
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["since"])
            made = open_source(_new(form), by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The source is open."))
            return redirect("money_source", made.pk)
    return render(request, "project_money/new.html", {"form": form}, status=status)


def _new(form: NewSourceForm) -> NewSource:
    said = form.cleaned_data
    key, _dot, part = said["rules"].partition(".")
    return NewSource(
        Adoption.objects.get(pk=int(key)), part, SourceKind(said["kind"]), said["title"],
        said["document"], said["uses"], fen_of(said["fen"]) or 0, said["until"],
    )  # fmt: skip


@page(perms.may_handle)
def apply_for_money(request: OfficerRequest, source_id: int) -> HttpResponseBase:
    """A project applies to a source."""
    source = _source(source_id)
    form = ApplyForm(request.POST or None, on=timezone.localdate())
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            by = By(request.user, timezone.now(), said["on"])
            made = apply(source, said["project"], fen_of(said["fen"]) or 0, said["document"], by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The application is entered."))
            return redirect("money_of_project", made.pk)
    context = {"form": form, "source": source}
    return render(request, "project_money/apply.html", context, status=status)


def _money(money_id: int) -> ProjectMoney:
    rows = ProjectMoney.objects.select_related("source__book", "source__adoption", "project")
    return get_object_or_404(rows.prefetch_related("source__adoption__versions"), pk=money_id)


@page(perms.may_see_funds)
def money_of_project(request: OfficerRequest, money_id: int) -> HttpResponse:
    """One project's money of a source as of ``?on=``."""
    shown = MoneyPage(_money(money_id), request.user, day_of(request))
    return render(request, "project_money/money.html", {"page": shown})


@page(may_move_money)
def money_act(request: OfficerRequest, money_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(MoneyAct):
        raise Http404
    row, wanted, on = _money(money_id), MoneyAct(act), timezone.localdate()
    refuse_act(request.user, wanted)
    form = MoneyActForm(request.POST or None, act=wanted, money=row, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            perform(wanted, row, form.said, by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % act_word(wanted))
            return redirect("money_of_project", money_id)
    context = {"form": form, "page": MoneyPage(row, request.user, on), "title": act_word(wanted)}
    return render(request, "project_money/act.html", context, status=status)
