"""Books: the trial balance and entries, an account's card, one entry, and the statement."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.ledger.models import Book, Entry
from tashan.ledger.posting import reverse
from tashan.ledger.statement import statement as statement_of
from tashan.ledger.statement_papers import hand_out
from tashan.record import perms
from tashan.record.models import User
from tashan.web.books.book_page import AccountPage, BookPage, EntryPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment


@page(perms.may_see_funds)
def book(request: OfficerRequest, book_id: int) -> HttpResponse:
    """One book as of ``?on=``."""
    found = get_object_or_404(Book, pk=book_id)
    shown = BookPage(request, found, day_of(request))
    context = {"page": shown, "shown": shown.shown, "year": shown.on.replace(month=1, day=1),
               "may_export": perms.may_export_figures(request.user)}  # fmt: skip
    return render(request, "books/book.html", context)


@page(perms.may_see_funds)
def book_account(request: OfficerRequest, book_id: int, code: str) -> HttpResponse:
    """The card of one account of a book."""
    found = get_object_or_404(Book, pk=book_id)
    shown = AccountPage(request, found, code, day_of(request))
    if not shown.accounts:
        raise Http404
    return render(request, "books/account.html", {"page": shown, "shown": shown.shown})


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


class _SpanForm(forms.Form):
    since = forms.DateField()
    until = forms.DateField()
    account = forms.CharField(max_length=64)


@page(perms.may_export_figures)
def statement(request: OfficerRequest, book_id: int, form: str) -> HttpResponseBase:
    """The statement of ``?account=`` from ``?since=`` to ``?until=``; that it went out is told."""
    if not perms.may_see_funds(request.user):
        raise Http404
    found = get_object_or_404(Book, pk=book_id)
    asked = _SpanForm(request.GET)
    if not asked.is_valid():
        messages.error(request, _("Give the account and both days of the statement."))
        return redirect("book", book_id)
    said = asked.cleaned_data
    try:
        told = statement_of(found, said["account"], said["since"], said["until"])
        made = hand_out(told, form, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
        return redirect("book", book_id)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response
