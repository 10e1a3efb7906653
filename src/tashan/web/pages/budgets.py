"""Budgets: the list, one with its bar and entries; opened, changed, carried over, closed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.mechanisms.programme import MONEY
from tashan.programmes.budget_models import Budget
from tashan.programmes.budgets import opening, year_end
from tashan.programmes.models import AwardList
from tashan.programmes.offers import offers
from tashan.programmes.payments import drafting, readying
from tashan.record import perms
from tashan.record.models import User
from tashan.web.budgets.budget_page import BudgetPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import in_script
from tashan.web.listing import page_of
from tashan.web.matching.budget_bars import BudgetLine


def by_now(user: User) -> By:
    """Somebody acts now, today."""
    return By(user, timezone.now(), timezone.localdate())


def fen_of(text: str) -> int:
    """An amount in yuan as it was typed, in fen. Raises UserError for what is none."""
    try:
        fen = Decimal(text.replace(",", "").replace("，", "").strip()) * 100
    except InvalidOperation as error:
        raise UserError(
            _("“%s” is no amount.") % text[:40], hint=_("Write yuan in figures: 1200000.00.")
        ) from error
    if not fen.is_finite() or fen != int(fen) or abs(fen) >= 10**17:
        raise UserError(
            _("“%s” is no amount in whole fen.") % text[:40],
            hint=_("Write yuan with two decimals at most."),
        )
    return int(fen)


def told(request: OfficerRequest, act: Callable[[], object], done: str) -> None:
    """Do it, and say on the next page that it is done or why not."""
    try:
        act()
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


@page(perms.may_see_funds)
def budgets(request: OfficerRequest) -> HttpResponse:
    """All budgets, the newest year first; a steward opens one here."""
    on = timezone.localdate()
    shown = page_of(request, Budget.objects.select_related("book").order_by("-year", "pk"), size=8)
    may_keep = perms.may_keep_funds(request.user)
    paying = [
        (f"{one.held.adoption.pk}.{one.part}", in_script(one.title["zh"]))
        for one in (offers(on) if may_keep else ())
        if one.held is not None and one.programme.gives.kind in MONEY
    ]
    context = {"lines": [BudgetLine(row, on) for row in shown], "shown": shown, "year": on.year,
               "paying": paying, "may_keep": may_keep}  # fmt: skip
    return render(request, "budgets/list.html", context)


@require_POST
@page(perms.may_keep_funds)
def open_budget(request: OfficerRequest) -> HttpResponseBase:
    """A budget with its first appropriation, by its document."""
    try:
        made = opening.open_budget(_new(request), by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("budgets")
    messages.success(request, _("The budget is open."))
    return redirect("budget", made.pk)


def _new(request: OfficerRequest) -> opening.NewBudget:
    asked = request.POST
    parts = []
    for told_ in asked.getlist("part"):
        key, _sep, part = told_.partition(".")
        adoption = Adoption.objects.filter(pk=int(key) if key.isascii() and key.isdigit() else 0)
        parts += [(row, part) for row in adoption]
    year = asked.get("year", "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UserError(_("Give the year in four figures."), hint=_("For instance 2026."))
    return opening.NewBudget(
        int(year), asked.get("title", ""), parts, asked.get("document", ""),
        fen_of(asked.get("amount", "")),
    )  # fmt: skip


@page(perms.may_see_funds)
def budget(request: OfficerRequest, budget_id: int) -> HttpResponse:
    """One budget: where its money stands, what draws on it, its entries."""
    found = BudgetPage(_budget(budget_id), timezone.localdate(), request)
    context = {
        "page": found,
        "shown": found.shown,
        "may_keep": perms.may_keep_funds(request.user),
        "may_match": perms.may_match(request.user),
    }
    return render(request, "budgets/budget.html", context)


def _budget(budget_id: int) -> Budget:
    return get_object_or_404(Budget.objects.select_related("book"), pk=budget_id)


@require_POST
@page(perms.may_keep_funds)
def change_budget(request: OfficerRequest, budget_id: int) -> HttpResponseBase:
    """Add (or cut, with a minus) by a document."""
    found, asked = _budget(budget_id), request.POST

    def act() -> None:
        fen = fen_of(asked.get("amount", ""))
        opening.appropriate(found, fen, asked.get("document", ""), by=by_now(request.user))

    told(request, act, _("The budget is changed."))
    return redirect("budget", budget_id)


@require_POST
@page(perms.may_keep_funds)
def carry_budget(request: OfficerRequest, budget_id: int) -> HttpResponseBase:
    """What is available goes to a budget of the next year, by a document."""
    found, asked = _budget(budget_id), request.POST
    key = asked.get("to", "")
    to = get_object_or_404(Budget, pk=int(key) if key.isascii() and key.isdigit() else 0)

    def act() -> None:
        fen = fen_of(asked.get("amount", ""))
        year_end.carry_over(found, to, fen, asked.get("document", ""), by=by_now(request.user))

    told(request, act, _("It is carried over."))
    return redirect("budget", budget_id)


@require_POST
@page(perms.may_keep_funds)
def close_budget(request: OfficerRequest, budget_id: int) -> HttpResponseBase:
    """What is left lapses with the year."""
    found, document = _budget(budget_id), request.POST.get("document", "")
    by = by_now(request.user)
    told(request, lambda: year_end.lapse(found, document, by=by), _("The budget is closed."))
    return redirect("budget", budget_id)


@require_POST
@page(perms.may_match)
def draft_payments(request: OfficerRequest, budget_id: int) -> HttpResponseBase:
    """A payment list of all that is payable out of the budget."""
    try:
        made = drafting.draft(_budget(budget_id), by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("budget", budget_id)
    messages.success(request, _("Drafted; another person approves it."))
    return redirect("payment_list", made.pk)


@require_POST
@page(perms.may_confirm)
def make_payable(request: OfficerRequest, list_id: int) -> HttpResponseBase:
    """What was taken of a confirmed list may be paid from now on."""
    found = get_object_or_404(AwardList, pk=list_id)
    by = by_now(request.user)
    told(request, lambda: readying.make_payable(found, by=by), _("Its awards may be paid now."))
    return redirect("award_list", list_id)
