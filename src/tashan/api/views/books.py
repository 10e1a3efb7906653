"""Books: trial balances, entries with their reckoning, the statement of an account."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.guarantee_telling import money
from tashan.api.routers import funds as router
from tashan.api.schemas import books as told
from tashan.base.errors import UserError
from tashan.ledger.models import Book, Entry
from tashan.ledger.posting import reverse
from tashan.ledger.seeking import EntrySearch, entries
from tashan.ledger.statement import StatementLine, TrialRow, statement, trial_balance
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
BOOK = "/books/{book_id}"
ENTRY = BOOK + "/entries/{number}"
NEWEST = [Key("number", is_descending=True)]


@door(router, "GET", "/books", scope=READ, right=perms.may_see_funds, answer=Page[told.BookRow])
def list_books(request: ProgramRequest, paging: Query[Paging]) -> Page[told.BookRow]:
    """The books of all funds and budgets, the newest first."""
    rows = Book.objects.all()
    return page(request, rows, [Key("pk", is_descending=True)],
                shown=lambda found: [_row(one) for one in found], asked=paging)  # fmt: skip


def _row(book: Book) -> told.BookRow:
    return told.BookRow(
        id=book.pk, url=f"{ROOT}/books/{book.pk}", code=book.code, title=book.title,
        opened_on=book.opened_on, entries=book.entries,
    )  # fmt: skip


@door(router, "GET", BOOK, scope=READ, right=perms.may_see_funds, answer=told.BookTold)
def read_book(request: ProgramRequest, book_id: Id, on: date | None = None) -> told.BookTold:
    """A book with what stands on each account at the end of a day, today where none is given."""
    book = get_object_or_404(Book, pk=book_id)
    day = on or today()
    rows = trial_balance(book, min(book.opened_on, day), day)
    return told.BookTold(
        id=book.pk, url=f"{ROOT}/books/{book.pk}", code=book.code, title=book.title,
        opened_on=book.opened_on, entries=book.entries, on=day,
        accounts=[_account(row) for row in rows],
    )  # fmt: skip


def _account(row: TrialRow) -> told.AccountTold:
    return told.AccountTold(
        code=row.code, title=row.title, side=row.side, opening=money(row.opening),
        debit=money(row.debit), credit=money(row.credit), closing=money(row.closing),
    )  # fmt: skip


@door(router, "GET", BOOK + "/entries", scope=READ, right=perms.may_see_funds,
      answer=Page[told.BookEntryTold])  # fmt: skip
def list_entries(
    request: ProgramRequest, book_id: Id, asked: Query[told.EntriesAsked], paging: Query[Paging]
) -> Page[told.BookEntryTold]:
    """The entries of a book, the newest first; by kind, account, days, words or what about."""
    book = get_object_or_404(Book, pk=book_id)
    rows = _whole(entries(book, EntrySearch(**asked.dict())))
    return page(request, rows, NEWEST, shown=lambda found: [*map(_entry, found)], asked=paging)


@door(router, "GET", ENTRY, scope=READ, right=perms.may_see_funds, answer=told.BookEntryTold)
def read_entry(request: ProgramRequest, book_id: Id, number: Id) -> told.BookEntryTold:
    """One entry of a book by its number."""
    return _entry(get_object_or_404(_whole(Entry.objects.all()), book=book_id, number=number))


def _whole(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    rows = rows.select_related("actor", "version", "reverses")
    return rows.prefetch_related("postings__account", "reversals")


def _entry(row: Entry) -> told.BookEntryTold:
    lines = [
        told.LineTold(account=one.account.code, party=one.account.party_id, amount=money(one.fen))
        for one in row.postings.all()
    ]
    steps = [
        told.ReckonedTold(title=s["title"], formula=s["formula"],
                      amount=None if s["fen"] is None else money(s["fen"]))
        for s in row.reckoning
    ]  # fmt: skip
    turned = next(iter(row.reversals.all()), None)
    return told.BookEntryTold(
        number=row.number, url=f"{ROOT}/books/{row.book_id}/entries/{row.number}", kind=row.kind,
        on=row.on, entered_at=row.at, says=row.says, about=row.about,
        adoption=row.version.adoption_id, version=row.version.number, by=row.actor.display_name,
        lines=lines, reckoning=steps, reverses=row.reverses.number if row.reverses else None,
        reversed_by=turned.number if turned else None,
    )  # fmt: skip


@door(router, "POST", ENTRY + "/reverse", scope=WRITE, right=perms.may_pay,
      answer=told.BookEntryTold, status=201)  # fmt: skip
def reverse_entry(
    request: ProgramRequest, book_id: Id, number: Id, given: told.ReversalGiven
) -> told.BookEntryTold:
    """Turn an entry of the fund itself round; what is of a loan or an award is turned there."""
    row = get_object_or_404(_whole(Entry.objects.all()), book=book_id, number=number)
    if not row.about.startswith("fund:"):
        raise UserError(
            _("This entry is not turned round here."),
            hint=_("Entries of a loan or an award are turned round on their own page."),
        )
    made = reverse(row, says=given.says, on=today(), actor=request.user, at=timezone.now())
    return _entry(_whole(Entry.objects.all()).get(pk=made.id))


@door(router, "GET", BOOK + "/statement", scope=READ, right=perms.may_see_funds,
      answer=told.StatementTold)  # fmt: skip
def read_statement(
    request: ProgramRequest, book_id: Id, asked: Query[told.StatementAsked]
) -> told.StatementTold:
    """Every entry of an account between two days with the balance after it."""
    book = get_object_or_404(Book, pk=book_id)
    found = statement(book, asked.account, asked.since, asked.until)
    return told.StatementTold(
        book=book.pk, account=_account(found.account), since=found.since, until=found.until,
        lines=[_line(one) for one in found.lines],
    )  # fmt: skip


def _line(one: StatementLine) -> told.StatementLineTold:
    return told.StatementLineTold(
        number=one.number, on=one.on, kind=one.kind, says=one.says, about=one.about,
        debit=money(one.debit), credit=money(one.credit), balance=money(one.balance),
    )  # fmt: skip
