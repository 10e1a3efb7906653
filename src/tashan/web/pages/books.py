"""Books: the trial balance and entries, an account's card, one entry, and the statement."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.base.storable import storable
from tashan.indicators.handouts import Handout
from tashan.ledger.entry_papers import hand_out_entries
from tashan.ledger.models import Book, Entry
from tashan.ledger.posting import reverse
from tashan.ledger.statement import statement as statement_of
from tashan.ledger.statement_papers import hand_out
from tashan.record import perms
from tashan.record.models import User
from tashan.web.books.account_page import AccountPage
from tashan.web.books.book_page import BookPage
from tashan.web.books.entry_page import EntryPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment


@page(perms.may_see_funds)
def book(request: OfficerRequest, book_id: int) -> HttpResponse:
    """One book as of ``?on=``."""
    found = get_object_or_404(Book, pk=book_id)
    shown = BookPage(request, found, day_of(request))
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "year": shown.on.replace(month=1, day=1),
               "may_export": perms.may_export_figures(request.user)}  # fmt: skip
    return render(request, "books/book.html", context)


@page(perms.may_see_funds)
def book_account(request: OfficerRequest, book_id: int, code: str) -> HttpResponse:
    """The card of one account of a book."""
    found = get_object_or_404(Book, pk=book_id)
    shown = AccountPage(request, found, code, day_of(request))
    if not shown.all:
        raise Http404
    context = {"page": shown, "shown": shown.shown, "year": shown.on.replace(month=1, day=1),
               "may_export": perms.may_export_figures(request.user)}  # fmt: skip
    return render(request, "books/account.html", context)


@page(perms.may_see_funds)
def entry(request: OfficerRequest, book_id: int, number: int) -> HttpResponse:
    """One entry with all that it rests on."""
    shown = EntryPage(_entry(book_id, number), timezone.localdate())
    context = {"page": shown, "may_turn": perms.may_pay(request.user) and shown.may_be_turned}
    return render(request, "books/entry.html", context)


def _entry(book_id: int, number: int) -> Entry:
    rows = Entry.objects.select_related("book", "actor", "version__adoption", "reverses")
    return get_object_or_404(rows, book=book_id, number=number)


@require_POST
@page(perms.may_pay)
def reverse_entry(request: OfficerRequest, book_id: int, number: int) -> HttpResponseBase:
    """Turn an entry of the fund itself round, with the reason."""
    found, on = _entry(book_id, number), timezone.localdate()
    try:
        _turn(found, request.POST.get("says", ""), request.user, on)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("entry", book_id, number)
    messages.success(request, _("Entry %d is turned round.") % number)
    return redirect("book", book_id)


def _turn(found: Entry, says: str, actor: User, on: date) -> None:
    if not EntryPage(found, on).may_be_turned:
        raise UserError(
            _("This entry is not turned round here."),
            hint=_("Entries of a loan or an award are turned round on their own page."),
        )
    reverse(found, says=says, on=on, actor=actor, at=timezone.now())


@page(perms.may_export_figures)
def statement(request: OfficerRequest, book_id: int, form: str) -> HttpResponseBase:
    """The statement of ``?account=`` from ``?since=`` to ``?until=``; that it went out is told.

    Where the address names none: of the money itself, from the first of January until today.
    """
    found = _seen_book(request, book_id)
    try:
        account, since, until = _span(request)
        told = statement_of(found, account, since, until)
        made = hand_out(told, form, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
        return redirect("book", book_id)
    return _file(made)


def _span(request: OfficerRequest) -> tuple[str, date, date]:
    today = timezone.localdate()
    asked = request.GET
    try:
        since = date.fromisoformat(asked.get("since", f"{today:%Y}-01-01"))
        until = date.fromisoformat(asked.get("until", today.isoformat()))
    except ValueError as error:
        raise UserError(
            _("Give the account and both days of the statement."), hint=_("A day is 2026-03-09.")
        ) from error
    return storable(asked.get("account", "cash")), since, until


@page(perms.may_export_figures)
def book_export(request: OfficerRequest, book_id: int) -> HttpResponseBase:
    """The entries that the address asks for, as .xlsx; that they went out is told."""
    found = _seen_book(request, book_id)
    sought = BookPage(request, found, day_of(request)).sought
    try:
        made = hand_out_entries(found, sought, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
        return redirect("book", book_id)
    return _file(made)


def _seen_book(request: OfficerRequest, book_id: int) -> Book:
    """The book, for an exporter who may see it."""
    if not perms.may_see_funds(request.user):
        raise Http404
    return get_object_or_404(Book, pk=book_id)


def _file(made: Handout) -> HttpResponse:
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
