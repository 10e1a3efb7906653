"""The statement of one account of a book between two days, and the trial balance of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.ledger import balances
from tashan.ledger.kinds import Side
from tashan.ledger.models import Account, Book, Entry, Posting


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry as the account saw it, in fen; ``balance`` stands after it."""

    number: int
    on: date
    kind: str
    says: str
    about: str
    debit: int
    credit: int
    balance: int


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One account, of all its parties: what stood before, moved, and stands after, in fen.

    ``opening`` and ``closing`` are on the account's own side.
    """

    code: str
    title: dict[str, str]
    side: str
    opening: int
    debit: int
    credit: int
    closing: int


@dataclass(frozen=True, slots=True)
class Statement:
    """An account of a book from one day to another, both included."""

    book: Book
    account: TrialRow
    since: date
    until: date
    lines: tuple[StatementLine, ...]
    trial: tuple[TrialRow, ...]


def statement(book: Book, code: str, since: date, until: date) -> Statement:
    """Every entry that touched the account, in the order of days and numbers.

    Raises UserError where the days are the wrong way round or the book has no such account.
    """
    if until < since:
        raise UserError(
            _("%(until)s is before %(since)s.") % {"until": until, "since": since},
            hint=_("Give the first day first."),
        )
    trial = tuple(trial_balance(book, since, until))
    account = next((row for row in trial if row.code == code), None)
    if account is None:
        raise UserError(
            _("The book has no account “%s”.") % code,
            hint=_("Its accounts are: %s.") % ", ".join(row.code for row in trial),
        )
    return Statement(book, account, since, until, tuple(_lines(book, account, since, until)), trial)


def trial_balance(book: Book, since: date, until: date) -> Iterator[TrialRow]:
    """All accounts of the book, the parties of one code together."""
    before = balances.balances(book, since - timedelta(days=1))
    after = balances.balances(book, until)
    moved = _moved(book, since, until)
    for code, title, side in _accounts(book):
        debit, credit = moved.get(code, (0, 0))
        yield TrialRow(code, title, side, before.get(code, 0), debit, credit, after.get(code, 0))


def _accounts(book: Book) -> Iterable[tuple[str, dict[str, str], str]]:
    rows = Account.objects.filter(book=book).order_by("code", "pk")
    return {row.code: (row.code, row.title, row.side) for row in rows}.values()


def _moved(book: Book, since: date, until: date) -> dict[str, tuple[int, int]]:
    """What was debited and credited between the days, both positive."""
    rows = Posting.objects.filter(
        account__book=book, entry__book=book, entry__on__gte=since, entry__on__lte=until
    )
    sums = rows.values_list("account__code").annotate(
        debit=Sum("fen", filter=Q(fen__gt=0), default=0),
        credit=Sum("fen", filter=Q(fen__lt=0), default=0),
    )
    return {code: (int(debit), -int(credit)) for code, debit, credit in sums}


def _lines(book: Book, account: TrialRow, since: date, until: date) -> Iterator[StatementLine]:
    rows = Entry.objects.filter(
        book=book, on__gte=since, on__lte=until, postings__account__code=account.code
    )
    stands = account.opening
    for entry in rows.annotate(fen=Sum("postings__fen")).order_by("on", "number"):
        fen = int(entry.fen)
        stands += fen if account.side == Side.DEBIT else -fen
        debit, credit = max(fen, 0), max(-fen, 0)
        yield StatementLine(
            entry.number, entry.on, entry.kind, entry.says, entry.about, debit, credit, stands
        )
