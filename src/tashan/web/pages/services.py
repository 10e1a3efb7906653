"""The menu of services: the desk, one order, the forms of its acts, the menu, the figures."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.service_models import ServiceDispatch, ServiceOrder
from tashan.casework.services.acting import ServiceAct, acts_for, may_move_services, perform
from tashan.casework.services.ordering import order_service
from tashan.casework.services.seeing import (
    may_order_for_firms,
    may_see_services,
    visible_orders,
)
from tashan.record import perms
from tashan.registry.belonging import entity_of
from tashan.registry.models import Entity
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.services import OrderForm, ServiceActForm
from tashan.web.services.figures_page import ServiceFigures
from tashan.web.services.menu_page import dishes
from tashan.web.services.order_list import OrderList, order_rows
from tashan.web.services.order_page import OrderPage, find_order
from tashan.web.services.words import act_word

SHOWN_TO_A_FIRM = 50


@page(perms.may_see_work)
def services(request: OfficerRequest) -> HttpResponse:
    """The orders that the user may see, by ``?state=``, ``?q=`` and ``?sort=``."""
    shown = OrderList(request, timezone.localdate())
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "may_order": may_order_for_firms(request.user)}  # fmt: skip
    return render(request, "services/list.html", context)


@page(perms.may_see_work)
def service_figures(request: OfficerRequest) -> HttpResponse:
    """Shares of a ``?year=``, of all offices or of ``?office=``."""
    shown = ServiceFigures(request, timezone.localdate())
    return render(request, "services/figures.html", {"page": shown})


def _order(request: OfficerRequest, order_id: int, on: date) -> ServiceOrder:
    found = find_order(order_id, request.user, on)
    if found is None:
        raise Http404
    return found


@page(may_see_services)
def service_order(request: OfficerRequest, order_id: int) -> HttpResponse:
    """One order with its dispatches, visits and answers."""
    on = timezone.localdate()
    shown = OrderPage(_order(request, order_id, on), request.user, on)
    return render(request, "services/order.html", {"page": shown})


@page(may_see_services)
def service_dispatch(request: OfficerRequest, dispatch_id: int) -> HttpResponseBase:
    """To the order of a dispatch, which reminders name."""
    sent = get_object_or_404(ServiceDispatch, pk=dispatch_id)
    return redirect("service_order", _order(request, sent.order_id, timezone.localdate()).pk)


@page(may_move_services)
def service_act(request: OfficerRequest, order_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(ServiceAct):
        raise Http404
    on, wanted = timezone.localdate(), ServiceAct(act)
    row = _order(request, order_id, on)
    if request.method != "POST" and wanted not in acts_for(request.user, row, on):
        return redirect("service_order", row.pk)
    form = ServiceActForm(request.POST or None, act=wanted, order=row, on=on)
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
            return redirect("service_order", row.pk)
    context = {"form": form, "page": OrderPage(row, request.user, on), "title": act_word(wanted)}
    return render(request, "services/act.html", context, status=status)


@page(may_order_for_firms)
def order_for_firm(request: OfficerRequest) -> HttpResponseBase:
    """An officer orders what a firm wants."""
    return _ordering(request, firm=None)


@page(perms.may_apply)
def own_services(request: OfficerRequest) -> HttpResponse:
    """The menu, and the firm's own orders, the newest first."""
    on = timezone.localdate()
    rows = visible_orders(request.user, on).order_by("-pk")[:SHOWN_TO_A_FIRM]
    context = {"dishes": dishes(on), "rows": order_rows(rows, on)}
    return render(request, "services/own.html", context)


@page(perms.may_apply)
def own_order(request: OfficerRequest) -> HttpResponseBase:
    """The agent orders for the own firm; ``?service=`` chooses."""
    firm = entity_of(request.user, timezone.localdate())
    if firm is None:
        messages.error(request, _("Your account belongs to no enterprise yet."))
        return redirect("own_services")
    return _ordering(request, firm=firm)


def _ordering(request: OfficerRequest, *, firm: Entity | None) -> HttpResponseBase:
    on, initial = timezone.localdate(), {"service": request.GET.get("service", "")}
    form = OrderForm(request.POST or None, on=on, for_a_firm=firm is None, initial=initial)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = order_service(
                enterprise=firm or said["enterprise"], service=said["service"], says=said["says"],
                by=request.user, on=on, at=timezone.now(),
            )  # fmt: skip
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("It is ordered: the service centre dispatches it."))
            return redirect("service_order", made.pk)
    back = "services" if firm is None else "own_services"
    context = {"form": form, "firm": firm, "back": back, "dishes": dishes(on)}
    return render(request, "services/new.html", context, status=status)
