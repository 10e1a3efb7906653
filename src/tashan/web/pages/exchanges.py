"""Exchanges of households: the list, a survey, one with its options, its acts, its agreement."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.exchange_models import Exchange, ExchangeState
from tashan.programmes.exchanges.acting import (
    ExchangeAct,
    acts_for,
    may_move_exchanges,
    may_see_exchanges,
    perform,
)
from tashan.programmes.exchanges.agreeing import agreement
from tashan.programmes.exchanges.exchanging import survey
from tashan.programmes.exchanges.terms import parts_in_force, terms_of
from tashan.record import perms
from tashan.registry.households import name_for
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.exchanges.exchange_page import ACT_WORDS, ExchangePage, balance_word
from tashan.web.figure_words import in_tongue
from tashan.web.forms.exchanges import ExchangeActForm, SurveyForm
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.pages.reader import attachment

COLUMNS = {"number": "pk", "state": "state", "surveyed": "surveyed_on", "balance": "balance"}


@page(may_see_exchanges)
def exchanges(request: OfficerRequest) -> HttpResponse:
    """``?state=`` and ``?part=`` narrow the list; ``?sort=`` orders it."""
    on, rows = timezone.localdate(), Exchange.objects.all()
    counts = dict(rows.values_list("state").annotate(n=Count("pk")).order_by())
    parts = parts_in_force(on)
    if (state := request.GET.get("state", "")) in ExchangeState.values:
        rows = rows.filter(state=state)
    if (part := request.GET.get("part", "")) in {name for _held, name, _part in parts}:
        rows = rows.filter(part=part)
    order = order_of(request, COLUMNS, default="-number")
    shown = page_of(request, in_order(rows, order, COLUMNS))
    names = names_on({one.household_id for one in shown}, on)
    titles = {name: in_tongue(p.title) for _h, name, p in parts}
    told = [
        (one, name_for(request.user, names.get(one.household_id, "")),
         titles.get(one.part, one.part),
         "—" if one.balance is None else balance_word(one.balance))
        for one in shown
    ]  # fmt: skip
    context = {
        "rows": told, "shown": shown, "order": order, "state": state, "part": part,
        "states": [(one, counts[one.value]) for one in ExchangeState if one.value in counts],
        "parts": [(f"{held.adoption.pk}", name, titles[name]) for held, name, _p in parts],
        "may_survey": perms.may_report_work(request.user),
    }  # fmt: skip
    return render(request, "exchanges/list.html", context)


@page(perms.may_report_work)
def survey_household(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponseBase:
    """Enter what a household has: its land, or its homestead."""
    on, adoption = timezone.localdate(), get_object_or_404(Adoption, pk=adoption_id)
    try:
        terms = terms_of(adoption, part, on)
    except UserError as error:
        raise Http404 from error
    form = SurveyForm(request.POST or None, part=terms.part, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = _surveyed(request, adoption, part, form)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The survey is entered. The household may now choose."))
            return redirect("exchange", made.pk)
    title = in_tongue(terms.part.title)
    context = {"form": form, "title": title}
    return render(request, "exchanges/survey.html", context, status=status)


def _surveyed(
    request: OfficerRequest, adoption: Adoption, part: str, form: SurveyForm
) -> Exchange:  # fmt: skip
    said = form.cleaned_data
    household = Entity.objects.filter(kind=Kind.HOUSEHOLD, pk=said["household"]).first()
    if household is None:
        raise UserError(
            _("There is no such household in the register."),
            hint=_("A registrar enters it first, and tells its number."),
        )
    by = By(request.user, timezone.now(), said["on"])
    return survey(household, adoption, part, form.figures, said["document"], by=by)


def _exchange(exchange_id: int) -> Exchange:
    rows = Exchange.objects.select_related("household", "office", "adoption", "version__adoption")
    return get_object_or_404(rows.prefetch_related("adoption__versions"), pk=exchange_id)


@page(may_see_exchanges)
def exchange(request: OfficerRequest, exchange_id: int) -> HttpResponse:
    """One exchange."""
    shown = ExchangePage(_exchange(exchange_id), request.user, timezone.localdate())
    return render(request, "exchanges/exchange.html", {"page": shown})


@page(may_move_exchanges)
def exchange_act(request: OfficerRequest, exchange_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    row, on = _exchange(exchange_id), timezone.localdate()
    if act not in acts_for(request.user, row):
        raise Http404
    shown, wanted = ExchangePage(row, request.user, on), ExchangeAct(act)
    part = shown.terms.part if shown.terms else None
    form = ExchangeActForm(request.POST or None, act=wanted, part=part, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            perform(wanted, row, form.said, user=request.user, by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % ACT_WORDS[wanted]())
            return redirect("exchange", exchange_id)
    context = {"form": form, "page": shown, "title": ACT_WORDS[wanted]()}
    return render(request, "exchanges/act.html", context, status=status)


@page(may_see_exchanges)
def exchange_agreement(request: OfficerRequest, exchange_id: int) -> HttpResponseBase:
    """The agreement as .docx; the name stands in it as the user may see it."""
    shown = ExchangePage(_exchange(exchange_id), request.user, timezone.localdate())
    try:
        made = agreement(shown.row, shown.name)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("exchange", exchange_id)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
